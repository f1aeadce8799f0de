"""One document -> its rows by table, as text, with the evidence of each cell that was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, cast

from kbpack.cells import Row
from kbpack.corpus import Corpus
from kbpack.coverage import coverage
from kbpack.reading.reader import Ignored
from kbpack.reading.readers import reread
from kbpack.source import Source
from kbpack.table import Table, TextRow
from kbpack.tables import TABLES, districts, documents, events, figures, statements

PARSERS = (
    (districts.TABLE, districts.rows),
    (statements.TABLE, statements.rows),
    (events.TABLE, events.rows),
    (figures.TABLE, figures.rows),
)


ORDER = {table.name: number for number, table in enumerate(TABLES)}
"""The place of each table in the package."""


Evidence = tuple[int, int, int, str, str, str, str, str]
"""A cell that was read, with its words: start, minus end, place of its table, row id, field, table, quote and rule.

Sorted, they stand as the table has them: by place, the longer first, then by cell.
"""


class DocumentRows(NamedTuple):
    """All that one document gives: rows by table as text, the evidence of their cells, and what holds no row."""

    document_id: str
    rows: Mapping[str, list[TextRow]]
    evidence: list[Evidence]
    ignored: Sequence[Ignored]
    unread: Sequence[tuple[int, int]]
    covered: float
    headings: frozenset[str]
    named: frozenset[tuple[str, str]]
    unfound: tuple[str, ...]

    @property
    def evidence_columns(self) -> list[Sequence[str]]:
        """The evidence by column, in the order of the table's."""
        if not self.evidence:
            return []
        starts, ends, _, row_ids, fields, tables, quotes, rules = zip(*self.evidence, strict=True)
        places = [[str(start) for start in starts], [str(-end) for end in ends]]
        return [tables, row_ids, fields, [self.document_id] * len(starts), *places, quotes, rules]


def read_document(corpus: Corpus, document_id: str) -> DocumentRows:
    """Read one document into rows. Raises CorpusError where it cannot be decoded."""
    source = Source.of(corpus.document(document_id), corpus.vocabulary)
    text = source.document.text
    found: dict[str, list[TextRow]] = {name: [] for name in ORDER if name != "evidence"}
    evidence: list[Evidence] = []
    spans = [(one.start, one.end) for one in source.reading.ignored]
    for table, parse in PARSERS:
        for row in parse(source):
            key = str(row[table.primary_key[0]])
            plain = _plain(source, table, key, row, evidence)
            found[table.name].append(plain)
            spans.append((int(plain["char_start"]), int(plain["char_end"])))
    covered = coverage(text, spans)
    row = documents.row(source, covered.share)
    found["documents"].append(_plain(source, documents.TABLE, document_id, row, evidence))
    evidence.sort()
    headings = frozenset(
        source.saying_ids[id(saying)] for part in source.reading.parts if part.heading for saying in part.sayings
    )
    set_aside = corpus.vocabulary.set_aside.get(document_id, {})
    return DocumentRows(
        document_id,
        found,
        evidence,
        source.reading.ignored,
        covered.unread,
        covered.share,
        headings,
        source.reading.named,
        tuple(quote for quote in set_aside if quote not in text),
    )


def _plain(source: Source, table: Table, row_id: str, row: Row, evidence: list[Evidence]) -> TextRow:
    """Make a row text; each cell that was read leaves its evidence.

    A cell that its rule does not give again from its quote alone is left empty, or where the table needs a value, kept
    without evidence. What is copied from the text is its own proof.
    """
    text, table_name, order = source.document.text, table.name, ORDER[table.name]
    cells: Iterable[tuple[str, Any]] = row.items()
    for name, (value, start, end, rule) in [(name, cell) for name, cell in cells if type(cell) is not str]:
        quote = text[start:end]
        if value and (rule in COPIED or _reread_once(source.vocabulary.names, rule, quote) == value):
            row[name] = value
            evidence.append((start, -end, order, row_id, name, table_name, quote, rule))
        else:
            row[name] = "" if table.fields[name].nullable else value
    return cast("TextRow", row)


COPIED = frozenset({"words", "folded", "quotation"})
"""The rules of cells that are words of the text made plain, or that were read by the rule from the quote alone."""


@lru_cache(1 << 16)
def _reread_once(names: object, rule: str, quote: str) -> str | None:
    return reread(rule, quote, names)  # type: ignore[arg-type]
