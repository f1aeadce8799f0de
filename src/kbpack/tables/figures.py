"""Figures: every number that a document gives."""

from collections.abc import Iterator

import polars as pl

from kbpack import codes, columns
from kbpack.cells import Row
from kbpack.reading.date_values import DateMention
from kbpack.reading.grammar import phrase_end
from kbpack.reading.lines import Span
from kbpack.reading.manners import Quantity
from kbpack.reading.reader import Part
from kbpack.rules import SpanRows, is_place, rule
from kbpack.source import Source, numbered, span_cells
from kbpack.table import Table


class Figures(SpanRows):
    """Figures.

    One row for each number, ordinal, share, count, duration, area and year in the text.
    """

    figure_id: str = columns.row_key("Figure")
    document_id: str = columns.document_reference()
    statement_id: str = columns.reference(
        "Statement", "The innermost saying that contains the figure.", "statements", "statement_id"
    )
    kind: str = columns.code("Kind", "What sort of figure it is.", codes.FIGURE_KIND)
    value: str = columns.name(
        "Value",
        "The number in decimal digits, or the date in EDTF where kind is date.",
    )
    unit: str = columns.notation("Unit", "The unit, where UCUM has one.", "^[!-~]+$", source=codes.UCUM)
    value_text: str = columns.words("Value as written", "The document's words for the value.", nullable=False)
    of_text: str = columns.words("Of what, as written", "The document's words for what is counted or measured.")
    char_start: int = columns.span_start()
    char_end: int = columns.span_end()
    quote: str = columns.quote()

    @rule
    @classmethod
    def id_is_place(cls) -> pl.Expr:
        """Name a row document_id:char_start-char_end, with ~n for a further row on the same span."""
        return is_place("figure_id")

    @rule
    @classmethod
    def value_of_kind(cls) -> pl.Expr:
        """Write value as an EDTF date where kind is date, and otherwise in decimal digits."""
        is_date = pl.col("kind") == "date"
        value = pl.col("value")
        fits = pl.when(is_date).then(value.str.contains(columns.EDTF)).otherwise(value.str.contains(columns.DECIMAL))
        return fits.alias("value")


TABLE = Table("figures", Figures)


def rows(source: Source) -> Iterator[Row]:
    """Give a row for each number, ordinal, share, count, duration, area and date in figures of a document."""
    yield from numbered(source, "figure_id", [*_listed(source), *_said(source)])


def _listed(source: Source) -> Iterator[Row]:
    for listing in source.reading.listings:
        for entry in [*listing.entries, *listing.totals]:
            of: Row = {"of_text": source.words(*entry.name)}
            for one in [entry.date, entry.area, *entry.more]:
                if isinstance(one, Quantity):
                    yield _quantity(source, one) | of
                elif one is not None and one.edtf:
                    yield _date(source, one) | of


def _said(source: Source) -> Iterator[Row]:
    for part in [*source.reading.parts, *source.reading.unsaid]:
        for date in part.dates:
            if _in_figures(source.document.text, date):
                yield _date(source, date) | _within(source, part, date.start, date.end)
        for quantity in part.quantities:
            counted = source.words_of(part, _counted(part, quantity))
            yield (
                _quantity(source, quantity) | _within(source, part, quantity.start, quantity.end) | {"of_text": counted}
            )


def _in_figures(text: str, date: DateMention) -> bool:
    """Whether a date gives a number: digits, or a century in words; «in April» gives none."""
    return bool(date.edtf) and (date.edtf[0] != "X" or any(c.isdigit() for c in text[date.start : date.end]))


def _within(source: Source, part: Part, start: int, end: int) -> Row:
    """The statement that holds a number; a heading may be none."""
    if not part.sayings:
        return {}
    words = part.line.span(start, end)
    return {"statement_id": source.statement_at(part, words)} if words.first < words.after else {}


def _date(source: Source, date: DateMention) -> Row:
    row: Row = span_cells(source, "", "figure_id", date.start, date.end)
    return row | {
        "kind": ("date", date.start, date.end, f"date_kind{date.manner}"),
        "value": (date.edtf, date.start, date.end, f"edtf{date.manner}"),
        "value_text": source.words(date.start, date.end),
    }


def _quantity(source: Source, quantity: Quantity) -> Row:
    place = (quantity.start, quantity.end)
    row: Row = span_cells(source, "", "figure_id", *place)
    return row | {
        "kind": (quantity.kind, *place, f"quantity_kind{quantity.manner}"),
        "value": (quantity.value, *place, f"number{quantity.manner}") if quantity.value else "",
        "unit": (quantity.unit, *place, f"unit{quantity.manner}") if quantity.unit else "",
        "value_text": source.words(*place),
    }


def _counted(part: Part, quantity: Quantity) -> Span | None:
    """The noun phrase that a number counts: right after it, or after its «of»."""
    tokens = part.line.tokens
    first = part.line.span(quantity.end, quantity.end).first
    end = part.line.end
    if first < end and tokens[first].low == "of":
        first += 1
    if first >= end or tokens[first].word_class not in {"", "determiner", "possessive"} or tokens[first].is_mark:
        return None
    if (
        (tokens[first].is_verb and not tokens[first].low.endswith("ing"))
        or tokens[first].kind == "number"
        or quantity.kind == "money"
    ):
        return None
    links = frozenset({"of"}) if quantity.kind == "duration" else frozenset()
    return Span(first, phrase_end(tokens, first, min(end, first + LONGEST), links))


LONGEST = 16
"""Words of the longest phrase that is taken for what a number counts."""
