"""Figures: every number that a document gives."""

from collections.abc import Iterator
from functools import partial

import polars as pl

from kbpack import codes, columns
from kbpack.reading.date_values import DateMention
from kbpack.reading.grammar import phrase_end
from kbpack.reading.lines import Span
from kbpack.reading.manners import Quantity
from kbpack.reading.sentence_reader import Part
from kbpack.rules import SpanRows, is_place, rule
from kbpack.sheet import Found, Sheet
from kbpack.source import Source
from kbpack.table import Table, TextRow


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


Figure = DateMention | Quantity


def write(sheet: Sheet) -> None:
    """Write a row for each number, ordinal, share, count, duration, area and date in figures of a document."""
    sheet.in_order([*_listed(sheet), *_said(sheet)])


def _listed(sheet: Sheet) -> Iterator[Found]:
    for listing in sheet.source.reading.listings:
        for entry in [*listing.entries, *listing.totals]:
            for one in [entry.date, entry.area, *entry.more]:
                if isinstance(one, Quantity) or (one is not None and one.edtf):
                    yield one.start, one.end, partial(_write, sheet, one, "", entry.name)


def _said(sheet: Sheet) -> Iterator[Found]:
    source = sheet.source
    for part in [*source.reading.parts, *source.reading.unsaid]:
        for date in part.dates:
            if _in_figures(source.document.text, date):
                yield date.start, date.end, partial(_write, sheet, date, _statement(source, part, date), None)
        for one in part.quantities:
            counted = _counted(part, one)
            of = part.offsets(counted) if counted is not None and counted.first < counted.after else None
            yield one.start, one.end, partial(_write, sheet, one, _statement(source, part, one), of)


def _write(sheet: Sheet, one: Figure, statement_id: str, of: tuple[int, int] | None, row: TextRow) -> None:
    row["statement_id"] = statement_id
    place = (one.start, one.end)
    if isinstance(one, DateMention):
        sheet.read("kind", "date", *place, f"date_kind{one.manner}")
        sheet.read("value", one.edtf, *place, f"edtf{one.manner}")
    else:
        sheet.read("kind", one.kind, *place, f"quantity_kind{one.manner}")
        sheet.read("value", one.value, *place, f"number{one.manner}")
        sheet.read("unit", one.unit, *place, f"unit{one.manner}")
    sheet.words("value_text", *place)
    if of:
        sheet.words("of_text", *of)


def _in_figures(text: str, date: DateMention) -> bool:
    """Whether a date gives a number: digits, or a century in words; «in April» gives none."""
    return bool(date.edtf) and (date.edtf[0] != "X" or any(c.isdigit() for c in text[date.start : date.end]))


def _statement(source: Source, part: Part, one: Figure) -> str:
    """The id of the statement that holds a number; a heading may be none."""
    words = part.line.span(one.start, one.end)
    return source.statement_at(part, words) if part.sayings and words.first < words.after else ""


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
