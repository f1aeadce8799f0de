"""The main path: seeds -> documents -> rows with evidence -> checks -> the files of a package."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from io import StringIO
from pathlib import Path
from typing import Any

import polars as pl

from kbpack.assembly import Assembly
from kbpack.content import Data
from kbpack.corpus import Corpus, open_corpus
from kbpack.descriptor import PATH, judge_form
from kbpack.errors import CorpusError, InvalidError
from kbpack.locking import locked
from kbpack.parts import Part
from kbpack.report import Report
from kbpack.table import TextRow
from kbpack.tables import TABLES
from kbpack.transaction import replace_files, settle
from kbpack.values import check_values
from kbpack.workers import AS_USUAL, Failure, Options, read_parts


@dataclass
class Built:
    """A package as it will be written: its files, its documents, and what was noticed on the way."""

    root: Path
    corpus: Corpus
    files: dict[str, Data]
    descriptor: dict[str, Any]
    documents: list[Part]
    findings: list[TextRow]
    failures: list[Failure] = field(default_factory=list)
    report: Report = field(default_factory=Report)

    @cached_property
    def rows(self) -> dict[str, list[TextRow]]:
        """The rows of each table as text, every cell of them; all are held in memory."""
        return {
            table.name: list(csv.DictReader(StringIO(bytes(self.files[table.path]).decode(), newline="")))
            for table in TABLES
        }


def build(root: Path, options: Options = AS_USUAL) -> Built:
    """Build the package of a corpus; every check has passed when this returns.

    Raises CorpusError where the seeds cannot be read, and InvalidError where a check fails or a document is covered
    less than `min_coverage`, a share from 0 to 1.
    """
    settle(root)
    package = draft(open_corpus(root), options)
    low = [part.document_id for part in package.documents if part.covered < options.min_coverage]
    if low:
        share = f"{options.min_coverage:g}"
        raise InvalidError(f"coverage is below {share} in {', '.join(low)}; kbpack coverage shows what was not read")
    report = package.report
    if report.count("error"):
        more = f" (and {report.count('error') - 1} more)" if report.count("error") > 1 else ""
        raise InvalidError(f"the package would not be valid: {report.errors[0]}{more}")
    in_place = root / PATH
    judge_form(package.descriptor, in_place.read_bytes() if in_place.is_file() else None)
    return package


def draft(corpus: Corpus, options: Options = AS_USUAL) -> Built:
    """Read a corpus into the files of its package; what is wrong with them is in its report. Raises CorpusError."""
    assembly = Assembly(corpus)
    failures: list[Failure] = []
    keys: set[str] = set()
    for batch in read_parts(corpus, options):
        for result in batch.results:
            if isinstance(result, Failure):
                failures.append(result)
            else:
                assembly.add(result)
        keys |= set(batch.keys)
        if options.tell:
            options.tell(len(assembly.parts) + len(failures), len(corpus))
    if failures and not (options.keep_going and assembly.parts):
        raise CorpusError(_told(failures))
    rows = assembly.rows()
    files, descriptor = assembly.files(rows)
    package = Built(corpus.root, corpus, files, descriptor, assembly.parts, rows["findings"], failures)
    if options.judge:
        _judge(package)
    package.report.extend(assembly.unused())
    if options.cache_in is not None:
        from kbpack.cache import keep_only  # noqa: PLC0415  only where there is one

        keep_only(options.cache_in, keys)
    return package


def build_and_write(root: Path, options: Options = AS_USUAL) -> Built:
    """Build a package and put it in place of the one in its folder, all or nothing, one build at a time.

    Raises what `build` raises, BusyError where another build is at work here, and PackageError where the files cannot
    be written; what was there before is then still there, whole.
    """
    with locked(root) if root.is_dir() else nullcontext():
        package = build(root, options)
        replace_files(root, package.files)
    return package


def _told(failures: Iterable[Failure]) -> str:
    first, *others = failures
    if not others:
        return first.message
    names = ", ".join(f"{failure.document_id}.txt" for failure in others)
    return f"{first.message} (nor can {len(others)} more be read: {names}; --keep-going builds without them)"


def _judge(package: Built) -> None:
    """Check the values of the tables that do not quote documents; those that do were checked with their documents."""
    for table in TABLES:
        if table.has_spans:
            continue
        frame = pl.read_csv(bytes(package.files[table.path]), infer_schema=False)
        package.report.extend(check_values(table, frame)[1])
