"""Districts: the figures that a document gives for a place."""

import polars as pl

from kbpack import codes, columns
from kbpack.reading.lists import ListEntry
from kbpack.reading.manners import area_km2
from kbpack.rules import SpanRows, in_date_order, is_place, only_with, rule
from kbpack.sheet import Sheet
from kbpack.table import Table


class Districts(SpanRows):
    """Districts.

    One row for each figure that a document gives for a place. The area is that of the unit as listed.
    """

    district_id: str = columns.row_key("District")
    document_id: str = columns.document_reference()
    place_id: str = columns.reference("Place", "The place that the name stands for.", "places", "place_id")
    name_text: str = columns.words("Name as written", "The document's name for the place.", nullable=False)
    date_text: str = columns.words("Date as written", "The document's words for the date.")
    date: str = columns.edtf("Date", "The date beside the name, no more exact than it is written.")
    date_start: pl.Date = columns.day("First day", "The first day that the date admits.")
    date_end: pl.Date = columns.day("Last day", "The last day that the date admits.")
    date_precision: str = columns.code(
        "Precision of the date", "How exact the date is.", codes.LISTED_PRECISION, nullable=True
    )
    area_km2: float = columns.number("Area", "The area of the unit as listed.", unit="km2", ge=0)
    area_text: str = columns.words("Area as written", "The document's words for the area.")
    holder_id: str = columns.reference("Holder", "The actor whose claim the row is.", "actors", "actor_id")
    status: str = columns.code("Status", "How the document puts the claim.", codes.STATUS)
    char_start: int = columns.span_start()
    char_end: int = columns.span_end()
    quote: str = columns.quote()

    @rule
    @classmethod
    def id_is_place(cls) -> pl.Expr:
        """Name a row document_id:char_start-char_end, with ~n for a further row on the same span."""
        return is_place("district_id")

    @rule
    @classmethod
    def dates_in_order(cls) -> pl.Expr:
        """Put date_end on date_start or after it."""
        return in_date_order()

    @rule
    @classmethod
    def date_was_read(cls) -> pl.Expr:
        """Fill date only where date_text is filled."""
        return only_with("date", "date_text")

    @rule
    @classmethod
    def area_was_read(cls) -> pl.Expr:
        """Fill area_km2 only where area_text is filled."""
        return only_with("area_km2", "area_text")


TABLE = Table("districts", Districts)


def write(sheet: Sheet) -> None:
    """Write a row for each list entry of a document that names a place and its area."""
    for listing in sheet.source.reading.listings:
        for entry in listing.entries:
            _write(sheet, entry)


def _write(sheet: Sheet, entry: ListEntry) -> None:
    source = sheet.source
    row = sheet.span_row(source.entry_ids[entry.start], entry.start, entry.end)
    row["holder_id"] = source.document.holder_id
    row["status"] = "asserted"
    sheet.words("name_text", *entry.name)
    place = source.vocabulary.names.id_of("places", source.document.text[slice(*entry.name)])
    sheet.read("place_id", place, *entry.name, "place")
    area = entry.area
    if area is not None:
        sheet.words("area_text", area.start, area.end)
        sheet.read("area_km2", area_km2(area), area.start, area.end, f"area_km2{area.manner}")
    elif entry.unknown is not None:
        sheet.words("area_text", *entry.unknown)
    if entry.date:
        sheet.date(entry.date, bounded=entry.date.precision in codes.LISTED_PRECISION)
