"""What one document gives to a package, ready to be written: the lines of its tables and what the others need of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
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
        {name: len(found) for name, found in rows.items()},
        read.covered,
        tuple(read.ignored),
        tuple(read.unread),
        read.named,
        frozenset(_used(rows)),
        read.unfound,
        tuple(within(facts, vocabulary)),
        facts.across,
        {table.name: csv_lines(table, rows[table.name]) for table in TABLES if table.has_spans and rows[table.name]},
    )


def _used(rows: Mapping[str, list[TextRow]]) -> Iterator[tuple[str, str]]:
    for table in TABLES:
        for name in table.columns:
            entries = "places" if name in OF_PLACES else "actors" if name in OF_ACTORS else ""
            if entries:
                for entry in {row.get(name, "") for row in rows[table.name]} - {""}:
                    yield entries, entry


def csv_lines(table: Table, rows: Iterable[TextRow]) -> bytes:
    """Rows as the package holds them: UTF-8, LF, RFC 4180 quoting, empty for missing.

    The csv module quotes a carriage return in some versions of Python and not in others, so cells are quoted here.
    """
    columns, blank = table.columns, dict.fromkeys(table.columns, "")
    commas = len(columns) - 1
    lines: list[str] = []
    for row in rows:
        cells = row.values() if (*row,) == columns else [*(blank | row).values()]
        line = ",".join(cells)
        if line.count(",") > commas or _MUST_QUOTE.search(line):
            line = ",".join(map(_quoted, cells))
        lines.append(line)
    lines.append("")
    return "\n".join(lines).encode()


def csv_header(table: Table) -> bytes:
    """The first line of a table."""
    return ",".join(table.columns).encode() + b"\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _SPECIAL.search(cell) else cell
