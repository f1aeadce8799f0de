"""The rows of a table in the making: every cell as text, and the evidence of each that was read from the document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from kbpack.reading.date_values import DateMention
from kbpack.reading.dates import bounds
from kbpack.reading.lines import Line, Span
from kbpack.reading.readers import reread
from kbpack.reading.tokens import clean
from kbpack.source import Source, row_ids
from kbpack.table import Table, TextRow

Evidence = tuple[int, int, int, str, str, str, str, str]
"""A cell that was read, with its words: start, minus end, place of its table, row id, field, table, quote and rule.

Sorted, they stand as the table has them: by place, the longer first, then by cell.
"""

Found = tuple[int, int, Callable[[TextRow], None]]
"""A row to be written: the start and end of its quote, and what fills its other cells."""


class Sheet:
    """The rows that one document gives to a table, written one after another."""

    def __init__(self, source: Source, table: Table, place: int) -> None:
        """Start without rows; `place` is the table's in the package."""
        self.source = source
        self.rows: list[TextRow] = []
        self.spans: list[tuple[int, int]] = []
        self.evidence: list[Evidence] = []
        self._text, self._names = source.document.text, source.vocabulary.names
        self._table, self._place, self._key = table, place, table.primary_key[0]
        self._document_id = source.document.document_id
        self._blank = dict.fromkeys(table.columns, "") | {"document_id": self._document_id}
        self._row, self._row_id = self._blank, ""

    def row(self, row_id: str) -> TextRow:
        """Start a row, whose other cells are empty until they are filled."""
        self._row, self._row_id = row, _ = self._blank.copy(), row_id
        row[self._key] = row_id
        self.rows.append(row)
        return row

    def span_row(self, row_id: str, start: int, end: int) -> TextRow:
        """Start a row that quotes the document."""
        row = self.row(row_id)
        row["char_start"], row["char_end"], row["quote"] = str(start), str(end), self._text[start:end]
        self.spans.append((start, end))
        return row

    def in_order(self, found: Iterable[Found]) -> None:
        """Write rows by start, the longer first, and number them."""
        ordered = sorted(found, key=lambda one: (one[0], -one[1]))
        ids = row_ids(self._document_id, ((start, end) for start, end, _ in ordered))
        for row_id, (start, end, fill) in zip(ids, ordered, strict=True):
            fill(self.span_row(row_id, start, end))

    def words(self, field: str, start: int, end: int) -> str:
        """Fill a cell of the last row with words of the text made plain."""
        words = clean(self._text[start:end])
        self.read(field, words, start, end, "words")
        return words

    def words_of(self, field: str, line: Line, span: Span | None) -> str:
        """Fill a cell with words of a sentence, if there are any."""
        return self.words(field, *line.offsets(span)) if span is not None and span.first < span.after else ""

    def read(self, field: str, value: str, start: int, end: int, rule: str) -> None:
        """Fill a cell with what a rule read from words, and keep them as its evidence.

        A cell that its rule does not give again from its quote alone is left empty, or where the table needs a value,
        kept without evidence. What is copied from the text is its own proof.
        """
        quote = self._text[start:end]
        if value and (rule in COPIED or _reread_once(self._names, rule, quote) == value):
            self._row[field] = value
            self.evidence.append((start, -end, self._place, self._row_id, field, self._table.name, quote, rule))
        elif not self._table.fields[field].nullable:
            self._row[field] = value

    def date(self, date: DateMention, *, bounded: bool = True) -> None:
        """Fill the cells of a date: its words and EDTF, and where it is `bounded`, first and last day and precision."""
        place = (date.start, date.end)
        self.words("date_text", *place)
        self.read("date", date.edtf, *place, f"edtf{date.manner}")
        if bounded:
            first, last = bounds(date.edtf)
            self.read("date_start", first, *place, f"edtf_first_day{date.manner}")
            self.read("date_end", last, *place, f"edtf_last_day{date.manner}")
            self.read("date_precision", date.precision, *place, f"date_precision{date.manner}")


COPIED = frozenset({"words", "folded", "quotation"})
"""The rules of cells that are words of the text made plain, or that were read by the rule from the quote alone."""


@lru_cache(1 << 16)
def _reread_once(names: object, rule: str, quote: str) -> str | None:
    return reread(rule, quote, names)  # type: ignore[arg-type]
