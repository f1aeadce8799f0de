"""One document -> its rows by table, as text, with the evidence of each cell that was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kbpack.corpus import Corpus
from kbpack.coverage import coverage
from kbpack.reading.reader import Ignored
from kbpack.sheet import Evidence, Sheet
from kbpack.source import Source
from kbpack.table import TextRow
from kbpack.tables import TABLES, districts, documents, events, figures, statements

PARSERS = (
    (districts.TABLE, districts.write),
    (statements.TABLE, statements.write),
    (events.TABLE, events.write),
    (figures.TABLE, figures.write),
)


ORDER = {table.name: number for number, table in enumerate(TABLES)}
"""The place of each table in the package."""


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
    spans = [(one.start, one.end) for one in source.reading.ignored]
    sheets: dict[str, Sheet] = {}
    for table, write in PARSERS:
        sheet = sheets[table.name] = Sheet(source, table, ORDER[table.name])
        write(sheet)
        spans += sheet.spans
    covered = coverage(text, spans)
    sheet = sheets["documents"] = Sheet(source, documents.TABLE, ORDER["documents"])
    documents.write(sheet, covered.share)
    headings = frozenset(
        source.saying_ids[id(saying)] for part in source.reading.parts if part.heading for saying in part.sayings
    )
    set_aside = corpus.vocabulary.set_aside.get(document_id, {})
    return DocumentRows(
        document_id,
        {name: sheet.rows for name, sheet in sheets.items()},
        sorted(one for sheet in sheets.values() for one in sheet.evidence),
        source.reading.ignored,
        covered.unread,
        covered.share,
        headings,
        source.reading.named,
        tuple(quote for quote in set_aside if quote not in text),
    )
