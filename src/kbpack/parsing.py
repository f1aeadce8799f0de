"""One document -> its rows by table, as text, with the evidence of each cell that was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kbpack.cells import Read, Row
from kbpack.corpus import Corpus
from kbpack.coverage import coverage
from kbpack.reading.reader import Ignored
from kbpack.reading.readers import reread
from kbpack.source import Source
from kbpack.table import Table, TextRow
from kbpack.tables import TABLES, districts, documents, events, figures, statements
from kbpack.vocabulary import Vocabulary

PARSERS = (
    (districts.TABLE, districts.rows),
    (statements.TABLE, statements.rows),
    (events.TABLE, events.rows),
    (figures.TABLE, figures.rows),
)


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
