"""A package judged with all that stands beside it: its documents, its vocabulary, and a rebuild."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from kbpack.build import build
from kbpack.checks.evidence import Unverifiable
from kbpack.checks.files import read
from kbpack.corpus import Corpus, open_corpus
from kbpack.descriptor import PATH
from kbpack.errors import CorpusError, InvalidError
from kbpack.reading.names import Names
from kbpack.reading.readers import reread
from kbpack.report import Issue, Report
from kbpack.seeds import SEEDS
from kbpack.transaction import settle
from kbpack.validate import validate

OF_VOCABULARY = {"place", "actor"}
"""The rules that need the names of a corpus, which travel in its seeds and not in the package."""


def audit(path: Path, *, rebuild: bool = True, sources: bool = True) -> Report:
    """Check a package; where it lies in a corpus, read its cells again and prove that a build gives the same bytes.

    `path` is a folder or its datapackage.json. Without a vocabulary beside the package, cells that were read with it
    are not read again. Raises PackageError where there is no package.
    """
    root = path.parent if path.name == PATH and not path.is_dir() else path
    settle(root)
    issues: list[Issue] = []
    corpus: Corpus | None = None
    expected: Mapping[str, bytes] | None = None
    if (root / SEEDS).is_dir() and not _travels(root):
        try:
            corpus = open_corpus(root)
            expected = build(root).files if rebuild else None
        except (CorpusError, InvalidError) as error:
            issues.append(Issue("corpus", "error", f"the corpus gives no package: {error}"))
    names = corpus.vocabulary.names if corpus and (root / SEEDS / "vocabulary").is_dir() else None
    report = validate(root, reread=partial(_reread, names), expected=expected, sources=sources)
    report.extend(issues)
    return report


def _travels(root: Path) -> bool:
    """Whether the documents beside a package came without what a curator knows of them, so that no build gives it.

    That is so where there is neither `corpus.toml` nor a vocabulary, and yet cells were read with one.
    """
    if any((root / SEEDS / name).exists() for name in ("corpus.toml", "vocabulary")):
        return False
    evidence = read(root, "data/evidence.csv")
    return isinstance(evidence, bytes) and any(f",{rule}\n".encode() in evidence for rule in OF_VOCABULARY)


def _reread(names: Names | None, rule: str, quote: str) -> str | Unverifiable | None:
    if names is None and rule in OF_VOCABULARY:
        return Unverifiable.VOCABULARY
    return reread(rule, quote, names or Names())
