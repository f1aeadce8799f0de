"""A package judged with all that stands beside it: its documents, its vocabulary, and a rebuild."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kbpack.checks.files import UnopenedError, open_file
from kbpack.checks.rereading import Unverifiable
from kbpack.errors import CorpusError
from kbpack.paths import DESCRIPTOR
from kbpack.report import Issue, Report
from kbpack.seeds import SEEDS
from kbpack.transaction import settle
from kbpack.validation import validate

if TYPE_CHECKING:
    from kbpack.reading.names import Names

OF_VOCABULARY = {"place", "actor"}
"""The rules that need the names of a corpus, which travel in its seeds and not in the package."""


def audit(path: Path, *, rebuild: bool = True, sources: bool = True) -> Report:
    """Check a package; where it lies in a corpus, read its cells again and prove that a build gives the same bytes.

    `path` is a folder or its datapackage.json. Without a vocabulary beside the package, cells that were read with it
    are not read again. Raises PackageError where there is no package.
    """
    root = path.parent if path.name == DESCRIPTOR and not path.is_dir() else path
    settle(root)
    if not (root / SEEDS).is_dir() or _travels(root):
        return validate(root, reread=partial(_reread, None), sources=sources)
    return _with_corpus(root, rebuild=rebuild, sources=sources)


def _with_corpus(root: Path, *, rebuild: bool, sources: bool) -> Report:
    from kbpack.corpus import open_corpus  # noqa: PLC0415
    from kbpack.pipeline import draft  # noqa: PLC0415  Pandera and all readers, which other packages do not need
    from kbpack.workers import Options  # noqa: PLC0415

    names, expected, why = None, None, ""
    try:
        corpus = open_corpus(root)
        names = corpus.vocabulary.names if (root / SEEDS / "vocabulary").is_dir() else None
        expected = draft(corpus, Options(judge=False)).files if rebuild else None
    except CorpusError as error:
        why = f"the corpus gives no package: {error}"
    report = validate(root, reread=partial(_reread, names), expected=expected, sources=sources)
    if why:
        report.add(Issue("corpus", "error", why))
    return report


def _travels(root: Path) -> bool:
    """Whether the documents beside a package came without what a curator knows of them, so that no build gives it.

    That is so where there is neither `corpus.toml` nor a vocabulary, and yet cells were read with one.
    """
    if any((root / SEEDS / name).exists() for name in ("corpus.toml", "vocabulary")):
        return False
    ends = [f",{rule}\n".encode() for rule in OF_VOCABULARY]
    before = b""
    with suppress(UnopenedError, OSError), open_file(root, "data/evidence.csv") as file:
        while block := file.read(1 << 20):
            if any(end in before + block for end in ends):
                return True
            before = block[-max(map(len, ends)) :]
    return False


def _reread(names: Names | None, rule: str, quote: str) -> str | Unverifiable | None:
    from kbpack.reading.names import Names  # noqa: PLC0415  as above
    from kbpack.reading.readers import reread  # noqa: PLC0415

    if names is None and rule in OF_VOCABULARY:
        return Unverifiable.VOCABULARY
    return reread(rule, quote, names or Names())
