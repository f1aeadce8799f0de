"""The two commands as functions: build a corpus, validate a package."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kbpack.package import Package

if TYPE_CHECKING:
    from kbpack.report import Report


def build(
    corpus: str | Path = ".", *, jobs: int | None = None, min_coverage: float = 0.0, keep_going: bool = False
) -> Package:
    """Read `seeds/` in a folder, write its package there, all or nothing, and open it.

    `jobs` is the number of workers, by default as many as the corpus is worth; `min_coverage`, from 0 to 1, is the
    least share of a document that must be accounted for; with `keep_going` documents that cannot be read are left out.

    Raises CorpusError where the seeds cannot be read, InvalidError where a check fails, and PackageError where the
    files cannot be written; the package that was there before is then still there, whole.
    """
    from kbpack.pipeline import build_and_write  # noqa: PLC0415  the readers, which an import of kbpack does not need
    from kbpack.workers import Options  # noqa: PLC0415

    build_and_write(Path(corpus), Options(jobs, min_coverage, keep_going))
    return Package(corpus)


def validate(package: str | Path = ".", *, rebuild: bool = True, sources: bool = True) -> Report:
    """Check a package: a folder or its datapackage.json, a zip of either, or an http(s) address.

    In a corpus, `rebuild` also proves that a build gives the same bytes. Without `sources` the documents that the
    package quotes are not opened. Raises PackageError where there is no package.
    """
    from kbpack.audit import audit  # noqa: PLC0415  the checks, which an import of kbpack does not need
    from kbpack.opening import is_address, opened  # noqa: PLC0415

    with opened(str(package)) as folder:
        return audit(folder, rebuild=rebuild and not is_address(str(package)), sources=sources)
