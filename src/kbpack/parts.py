"""What one document gives to a package, ready to be written: the lines of its tables and what the others need of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kbpack.disagreements import within
from kbpack.disagreements.facts import Facts, Finding
from kbpack.parsing import DocumentRows
from kbpack.reading.reader import Ignored
from kbpack.table import Table, TextRow
from kbpack.tables import TABLES
from kbpack.vocabulary import Vocabulary

OF_PLACES, OF_ACTORS = ("place_id",), ("holder_id", "actor_id", "target_id")
"""The fields that name vocabulary entries."""

BY_NAME = {table.name: table for table in TABLES}


@dataclass(frozen=True)
class Part:
    """One document in the package.

    `counts` has the rows by table; `tables` their CSV lines, without a header, for each table that quotes documents;
    `used` the ids of vocabulary entries that rows name, `named` all that the text names; `unfound` the exceptions of
    the curator that are not in the text.
    """

    document_id: str
    row: TextRow
    counts: Mapping[str, int]
    covered: float
    ignored: tuple[Ignored, ...]
    unread: tuple[tuple[int, int], ...]
    named: frozenset[tuple[str, str]]
    used: frozenset[tuple[str, str]]
    unfound: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    facts: Facts = field(default_factory=Facts)
    tables: Mapping[str, bytes] = field(default_factory=dict)


def part_of(read: DocumentRows, vocabulary: Vocabulary) -> Part:
    """Make the rows of a document ready to be written, and find where it disagrees with itself."""
    rows = read.rows
    (row,) = rows["documents"]
    facts = Facts.of(rows, read.headings)
    return Part(
        read.document_id,
        row,
        {name: len(found) for name, found in rows.items()} | {"evidence": len(read.evidence)},
        read.covered,
        tuple(read.ignored),
        tuple(read.unread),
        read.named,
        frozenset(_used(rows)),
        read.unfound,
        tuple(within(facts, vocabulary)),
        facts.across,
        {table.name: lines for table in TABLES if table.has_spans and (lines := _lines(table, read))},
    )


def _used(rows: Mapping[str, list[TextRow]]) -> Iterator[tuple[str, str]]:
    for name, found in rows.items():
        for entries, fields in (("places", OF_PLACES), ("actors", OF_ACTORS)):
            for field_name in fields:
                if found and field_name in BY_NAME[name].fields:
                    for entry in {row[field_name] for row in found} - {""}:
                        yield entries, entry


def _lines(table: Table, read: DocumentRows) -> bytes:
    if table.name == "evidence":
        return csv_lines(read.evidence_columns)
    return csv_lines(columns(read.rows[table.name]))


def columns(rows: Iterable[TextRow]) -> Iterable[Sequence[str]]:
    """The cells of rows by column; the rows have all their fields, in the same order."""
    return zip(*[row.values() for row in rows], strict=True)


def csv_lines(columns: Iterable[Sequence[str]]) -> bytes:
    """Rows, given by their columns, as the package holds them: UTF-8, LF, RFC 4180 quoting, empty for missing.

    Most columns hold nothing to be quoted, which is asked of all their cells at once. The csv module quotes a carriage
    return in some versions of Python and not in others, so cells are quoted here.
    """
    ready = [_quoted(cells) if _has_mark("\0".join(cells)) else cells for cells in columns]
    return "\n".join([*map(",".join, zip(*ready, strict=True)), ""]).encode()


def csv_header(table: Table) -> bytes:
    """The first line of a table."""
    return ",".join(table.columns).encode() + b"\n"


def _has_mark(text: str) -> bool:
    return "," in text or '"' in text or "\n" in text or "\r" in text


def _quoted(cells: Iterable[str]) -> list[str]:
    """Cells with quotation marks where they need them; asked of each without a call, since there are many."""
    return [
        '"' + cell.replace('"', '""') + '"' if "," in cell or '"' in cell or "\n" in cell or "\r" in cell else cell
        for cell in cells
    ]
