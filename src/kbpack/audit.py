"""A package judged with all that stands beside it: its documents, its vocabulary, and a rebuild."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kbpack.build import build
from kbpack.corpus import Corpus, open_corpus
from kbpack.descriptor import PATH
from kbpack.errors import CorpusError, InvalidError
from kbpack.reading.readers import reread
from kbpack.report import Issue, Report
from kbpack.seeds import SEEDS
from kbpack.transaction import settle
from kbpack.validate import validate


def audit(path: Path, *, rebuild: bool = True) -> Report:
    """Check a package; where it lies in a corpus, read its cells again and prove that a build gives the same bytes.

    `path` is a folder or its datapackage.json. Raises PackageError where there is no package.
    """
    root = path.parent if path.name == PATH else path
    settle(root)
    issues: list[Issue] = []
    corpus: Corpus | None = None
    expected: Mapping[str, bytes] | None = None
    if (root / SEEDS).is_dir():
        try:
            corpus = open_corpus(root)
            expected = build(root).files if rebuild else None
        except (CorpusError, InvalidError) as error:
            issues.append(Issue("corpus", "error", f"the corpus gives no package: {error}"))
    names = corpus.vocabulary.names if corpus else None
    report = validate(
        root, reread=(lambda rule, quote: reread(rule, quote, names)) if names is not None else None, expected=expected
    )
    report.extend(issues)
    return report
