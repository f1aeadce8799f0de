"""The main path: seeds -> documents -> rows with evidence -> frames -> checks -> the files of a package."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from kbpack.cells import Read, Row
from kbpack.corpus import Corpus, open_corpus
from kbpack.coverage import coverage
from kbpack.descriptor import PATH, describe, dump, judge_form
from kbpack.errors import InvalidError
from kbpack.reading.reader import Ignored
from kbpack.reading.readers import reread
from kbpack.report import Issue, Report
from kbpack.source import Source
from kbpack.table import Table, text_frame
from kbpack.tables import TABLES, districts, documents, events, figures, findings, statements
from kbpack.transaction import locked, replace_files, settle
from kbpack.values import check_values
from kbpack.vocabulary import Vocabulary

PARSERS = (
    (districts.TABLE, districts.rows),
    (statements.TABLE, statements.rows),
    (events.TABLE, events.rows),
    (figures.TABLE, figures.rows),
)
PARALLEL_FROM = 2_000_000
"""Bytes of documents from which a build uses all cores unless told otherwise: below it, starting workers costs more."""

_SPECIAL = re.compile(r"[,\"\r\n]")

TextRow = dict[str, str]


class DocumentRows(NamedTuple):
    """All that one document gives: rows by table as text, its evidence, and what holds no row."""

    document_id: str
    rows: Mapping[str, list[TextRow]]
    ignored: Sequence[Ignored]
    unread: Sequence[tuple[int, int]]
    covered: float
    headings: frozenset[str]
    named: frozenset[tuple[str, str]]
    unfound: tuple[str, ...]


@dataclass
class Package:
    """A package as it will be written: its files, its rows, and what was noticed on the way."""

    root: Path
    corpus: Corpus
    files: dict[str, bytes]
    descriptor: dict[str, Any]
    rows: dict[str, list[TextRow]]
    documents: list[DocumentRows]
    report: Report = field(default_factory=Report)


def build(root: Path, *, jobs: int | None = None, min_coverage: float = 0.0) -> Package:
    """Build the package of a corpus in memory; every check has passed when this returns.

    Raises CorpusError where the seeds cannot be read, and InvalidError where a check fails or a document is covered
    less than `min_coverage`, a share from 0 to 1.
    """
    settle(root)
    package = draft(open_corpus(root), jobs=jobs)
    low = [one.document_id for one in package.documents if one.covered < min_coverage]
    if low:
        raise InvalidError(
            f"coverage is below {min_coverage:g} in {', '.join(low)}; kbpack coverage shows what was not read"
        )
    report = package.report
    _judge(package.rows, report)
    report.extend(_unused(package.corpus.vocabulary, package.rows, package.documents))
    if not report.good:
        more = f" (and {report.count('error') - 1} more)" if report.count("error") > 1 else ""
        raise InvalidError(f"the package would not be valid: {report.errors[0]}{more}")
    in_place = root / PATH
    judge_form(package.descriptor, in_place.read_bytes() if in_place.is_file() else None)
    return package


def draft(corpus: Corpus, *, jobs: int | None = None) -> Package:
    """Read a corpus into the files of its package, not judged yet. Raises CorpusError."""
    read = list(_read_all(corpus, jobs))
    rows = _assemble(corpus, read)
    files = {table.path: csv_bytes(table, rows[table.name]) for table in TABLES}
    tables = {table.name: files[table.path] for table in TABLES}
    descriptor = describe(_info(corpus, rows["documents"]), tables)
    files[PATH] = dump(descriptor)
    return Package(corpus.root, corpus, files, descriptor, rows, read)


def build_and_write(root: Path, *, jobs: int | None = None, min_coverage: float = 0.0) -> Package:
    """Build a package and put it in place of the one in its folder, all or nothing, one build at a time.

    Raises what `build` raises, BusyError where another build is at work here, and PackageError where the files cannot
    be written; what was there before is then still there, whole.
    """
    with locked(root) if root.is_dir() else nullcontext():
        package = build(root, jobs=jobs, min_coverage=min_coverage)
        replace_files(root, package.files)
    return package


def read_document(corpus: Corpus, document_id: str) -> DocumentRows:
    """Read one document into rows. Raises CorpusError where it cannot be decoded."""
    source = Source.of(corpus.document(document_id), corpus.vocabulary)
    text = source.document.text
    found: dict[str, list[TextRow]] = {table.name: [] for table in TABLES}
    spans = [(one.start, one.end) for one in source.reading.ignored]
    for table, parse in PARSERS:
        for row in parse(source):
            key = str(row[table.primary_key[0]])
            found[table.name].append(_plain(source, table, key, row, found["evidence"]))
            spans.append((int(str(row["char_start"])), int(str(row["char_end"]))))
    covered = coverage(text, spans)
    row = documents.row(source, covered.share)
    found["documents"].append(_plain(source, documents.TABLE, document_id, row, found["evidence"]))
    order = {table.name: number for number, table in enumerate(TABLES)}
    found["evidence"].sort(
        key=lambda one: (
            int(one["char_start"]),
            -int(one["char_end"]),
            order[one["table"]],
            one["row_id"],
            one["field"],
        )
    )
    headings = frozenset(
        source.saying_ids[id(saying)] for part in source.reading.parts if part.heading for saying in part.sayings
    )
    set_aside = corpus.vocabulary.set_aside.get(document_id, {})
    return DocumentRows(
        document_id,
        found,
        source.reading.ignored,
        covered.unread,
        covered.share,
        headings,
        source.reading.named,
        tuple(quote for quote in set_aside if quote not in text),
    )


def _plain(source: Source, table: Table, row_id: str, row: Row, evidence: list[TextRow]) -> TextRow:
    """A row as text; each cell that was read leaves its evidence.

    A cell that its rule does not give again from its quote alone is left empty, or where the table needs a value, kept
    without evidence.
    """
    plain: TextRow = {}
    for name, cell in row.items():
        if not isinstance(cell, Read):
            plain[name] = cell
            continue
        quote = source.document.text[cell.start : cell.end]
        if not cell.value or _again(source.vocabulary, cell.rule, quote) != cell.value:
            plain[name] = "" if table.fields[name].nullable else cell.value
            continue
        plain[name] = cell.value
        evidence.append(
            {
                "table": table.name,
                "row_id": row_id,
                "field": name,
                "document_id": source.document.document_id,
                "char_start": str(cell.start),
                "char_end": str(cell.end),
                "quote": quote,
                "rule": cell.rule,
            }
        )
    return plain


def _again(vocabulary: Vocabulary, rule: str, quote: str) -> str | None:
    if rule in {"words", "folded"}:
        return reread(rule, quote, vocabulary.names)
    return _reread_once(vocabulary.names, rule, quote)


@cache
def _reread_once(names: object, rule: str, quote: str) -> str | None:
    return reread(rule, quote, names)  # type: ignore[arg-type]


def _read_all(corpus: Corpus, jobs: int | None) -> Iterator[DocumentRows]:
    """Read all documents, in the order of their ids whatever the number of workers."""
    ids = list(corpus.paths)
    if jobs is None:
        size = sum(path.stat().st_size for path in corpus.paths.values())
        jobs = (os.cpu_count() or 1) if size >= PARALLEL_FROM else 1
    jobs = min(jobs, len(ids))
    if jobs == 1:
        yield from (read_document(corpus, document_id) for document_id in ids)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  only where there are workers
    from multiprocessing import get_context  # noqa: PLC0415

    chunk = max(1, min(16, len(ids) // (jobs * 4)))
    with ProcessPoolExecutor(jobs, get_context("spawn"), _open_in_worker, (str(corpus.root),)) as workers:
        yield from workers.map(_read_in_worker, ids, chunksize=chunk)


_opened: dict[str, Corpus] = {}


def _open_in_worker(root: str) -> None:
    _opened["corpus"] = open_corpus(Path(root))


def _read_in_worker(document_id: str) -> DocumentRows:
    return read_document(_opened["corpus"], document_id)


def _assemble(corpus: Corpus, read: Sequence[DocumentRows]) -> dict[str, list[TextRow]]:
    """The rows of all tables: those of the documents, the vocabulary that they use, and the findings."""
    rows = {table.name: [row for one in read for row in one.rows[table.name]] for table in TABLES}
    rows["places"] = _used(corpus.vocabulary.places, rows, ("place_id",), "part_of")
    rows["actors"] = _used(corpus.vocabulary.actors, rows, ("holder_id", "actor_id", "target_id"), "part_of")
    rows["actors"] += [
        {
            "actor_id": row["document_id"],
            "name": f"The voice of {row['title'] or row['document_id']}",
            "kind": "document",
        }
        for row in rows["documents"]
        if row["holder_basis"] == "document"
    ]
    rows["actors"].sort(key=lambda row: row["actor_id"])
    wanted = {row["place_id"] for row in rows["actors"] if row.get("place_id")} - {
        row["place_id"] for row in rows["places"]
    }
    rows["places"] += _used(
        corpus.vocabulary.places, {"actors": [{"place_id": place} for place in wanted]}, ("place_id",), "part_of"
    )
    rows["places"] = sorted({row["place_id"]: row for row in rows["places"]}.values(), key=lambda row: row["place_id"])
    headings = frozenset(row_id for one in read for row_id in one.headings)
    districts_, statements_, events_, figures_ = (
        [_filled(name, row) for row in rows[name]] for name in ("districts", "statements", "events", "figures")
    )
    tables = findings.Tables(
        districts_,
        statements_,
        events_,
        figures_,
        {row["document_id"]: row for row in rows["documents"]},
        corpus.vocabulary,
        headings,
    )
    rows["findings"] = [{name: str(cell) for name, cell in row.items()} for row in findings.rows(tables)]
    return rows


@cache
def _blank(name: str) -> Mapping[str, str]:
    return dict.fromkeys(next(table for table in TABLES if table.name == name).columns, "")


def _filled(name: str, row: TextRow) -> TextRow:
    return {**_blank(name), **row}


def _used(
    entries: Mapping[str, Mapping[str, str]], rows: Mapping[str, list[TextRow]], fields: Iterable[str], parent: str
) -> list[TextRow]:
    """The vocabulary entries that rows name, with the entries that they are part of, without the aliases."""
    named = {row.get(name, "") for table in rows.values() for row in table for name in fields} & entries.keys()
    for key in list(named):
        whole = entries[key][parent]
        while whole:
            named.add(whole)
            whole = entries[whole][parent]
    return [{name: cell for name, cell in entries[key].items() if name != "aliases"} for key in sorted(named)]


def _judge(rows: Mapping[str, list[TextRow]], report: Report) -> None:
    for table in TABLES:
        report.extend(check_values(table, text_frame(table, rows[table.name]))[1])


def _unused(vocabulary: Vocabulary, rows: Mapping[str, list[TextRow]], read: Sequence[DocumentRows]) -> Iterator[Issue]:
    """Vocabulary entries and exceptions that no document uses."""
    named = frozenset().union(*(one.named for one in read)) | {
        ("actors", row["holder_id"]) for row in rows["documents"]
    }
    for name, entries in (("places", vocabulary.places), ("actors", vocabulary.actors)):
        for entry in entries:
            if (name, entry) not in named:
                yield Issue(
                    "unused",
                    "warning",
                    f"seeds/vocabulary/{name}.csv: no document names {entry}",
                    "correct its names or remove it",
                    name,
                    entry,
                )
    for one in read:
        for quote in one.unfound:
            message = f"seeds/vocabulary/exceptions.csv: {quote!r} is not in {one.document_id}"
            yield Issue("unused", "warning", message, "correct or remove it")


def csv_bytes(table: Table, rows: Iterable[TextRow]) -> bytes:
    """A table as the package holds it: UTF-8, LF, RFC 4180 quoting, a header, empty for missing.

    The csv module quotes a carriage return in some versions of Python and not in others, so cells are quoted here.
    """
    lines = [",".join(table.columns)]
    lines += [",".join(_quoted(row.get(name, "")) for name in table.columns) for row in rows]
    return ("\n".join(lines) + "\n").encode()


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _SPECIAL.search(cell) else cell


def _info(corpus: Corpus, rows: Sequence[TextRow]) -> dict[str, object]:
    """What the descriptor says of the package: the curator's words, or plain ones where there are none."""
    about = corpus.about
    return {
        "title": about["name"],
        "description": "What plain-text documents say and who says it, never what is true.",
        **{name: value for name, value in about.items() if name != "documents"},
        "documents": [{"path": row["path"], "sha256": row["sha256"]} for row in rows],
    }
