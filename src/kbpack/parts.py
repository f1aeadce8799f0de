"""What one document gives to a package, ready to be written: the lines of its tables and what the others need of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
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

_SPECIAL = re.compile(r"[,\"\r\n]")
_MUST_QUOTE = re.compile(r"[\"\r\n]")


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
                    for entry in {row.get(field_name, "") for row in found} - {""}:
                        yield entries, entry


def _lines(table: Table, read: DocumentRows) -> bytes:
    if table.name == "evidence":
        return csv_lines(one.cells(read.document_id) for one in read.evidence)
    return csv_lines(cells(table, read.rows[table.name]))


def cells(table: Table, rows: Iterable[TextRow]) -> Iterator[Collection[str]]:
    """The cells of rows, in the order of the columns; a field that is not there is empty."""
    columns, blank = table.columns, dict.fromkeys(table.columns, "")
    return (row.values() if (*row,) == columns else (blank | row).values() for row in rows)


def csv_lines(rows: Iterable[Collection[str]]) -> bytes:
    """Rows as the package holds them: UTF-8, LF, RFC 4180 quoting, empty for missing.

    The csv module quotes a carriage return in some versions of Python and not in others, so cells are quoted here.
    """
    lines: list[str] = []
    for row in rows:
        line = ",".join(row)
        if line.count(",") >= len(row) or _MUST_QUOTE.search(line):
            line = ",".join(map(_quoted, row))
        lines.append(line)
    lines.append("")
    return "\n".join(lines).encode()


def csv_header(table: Table) -> bytes:
    """The first line of a table."""
    return ",".join(table.columns).encode() + b"\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _SPECIAL.search(cell) else cell
