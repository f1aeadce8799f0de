"""Events: mentions of what happened or is said to have happened."""

from collections.abc import Iterator
from functools import partial

import polars as pl

from kbpack import codes, columns
from kbpack.reading.dates import is_anchor, with_year
from kbpack.reading.happening import Code, Happening
from kbpack.reading.lines import Span, actor_of
from kbpack.reading.lists import ListEntry
from kbpack.reading.locations import location
from kbpack.reading.readers import coded, coded_as
from kbpack.reading.sentence_reader import Part
from kbpack.reading.status import Standing, innermost, standing
from kbpack.rules import SpanRows, in_date_order, is_place, only_with, rule
from kbpack.sheet import Found, Sheet
from kbpack.source import Source
from kbpack.table import Table, TextRow


class Events(SpanRows):
    """Events.

    One row for each mention of a happening, within the saying or list row that mentions it; mentions are not merged.
    """

    event_id: str = columns.row_key("Event")
    document_id: str = columns.document_reference()
    statement_id: str = columns.reference(
        "Statement", "The innermost saying that contains the mention.", "statements", "statement_id"
    )
    district_id: str = columns.reference("District", "The list row that the mention is.", "districts", "district_id")
    date_text: str = columns.words("Date as written", "The document's words for the date.")
    date: str = columns.edtf("Date", "The date, only what the text supports.")
    date_start: pl.Date = columns.day("First day", "The first day that the date admits.")
    date_end: pl.Date = columns.day("Last day", "The last day that the date admits.")
    date_precision: str = columns.code("Precision of the date", "How exact the date is.", codes.EVENT_PRECISION)
    date_curated: str = columns.edtf("Curated date", "The date with what the curated date of the document adds.")
    event_type: str = columns.code("Event type", "The PLOVER event.", codes.EVENT_TYPE, source=codes.PLOVER)
    event_mode: str = columns.code(
        "Event mode", "The PLOVER mode of the event.", codes.EVENT_MODE, source=codes.PLOVER, nullable=True
    )
    cameo_code: str = columns.notation(
        "CAMEO code", "The event as a CAMEO code.", "^(0[1-9]|1[0-9]|20)[0-9]{1,2}$", source=codes.CAMEO
    )
    term_text: str = columns.words("Term as written", "The document's word for the happening.")
    actor_id: str = columns.reference("Actor", "The actor who did it, where the text says so.", "actors", "actor_id")
    actor_text: str = columns.words("Actor as written", "The document's words for the actor.")
    target_id: str = columns.reference("Target", "The actor it was done to.", "actors", "actor_id")
    target_text: str = columns.words("Target as written", "The document's words for the target.")
    place_id: str = columns.reference("Place", "The place where it happened.", "places", "place_id")
    place_text: str = columns.words("Place as written", "The document's words for the place.")
    status: str = columns.code("Status", "How the document puts the happening.", codes.STATUS)
    factuality: str = columns.code(
        "Factuality", "How certain the happening is to its holder.", codes.FACTUALITY, source=codes.FACTBANK
    )
    char_start: int = columns.span_start()
    char_end: int = columns.span_end()
    quote: str = columns.quote()

    @rule
    @classmethod
    def id_is_place(cls) -> pl.Expr:
        """Name a row document_id:char_start-char_end, with ~n for a further row on the same span."""
        return is_place("event_id")

    @rule
    @classmethod
    def said_or_listed(cls) -> pl.Expr:
        """Fill statement_id or district_id."""
        return pl.col("statement_id").is_not_null() | pl.col("district_id").is_not_null()

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
    def mode_of_type(cls) -> pl.Expr:
        """Take event_mode from the modes that PLOVER or its CAMEO table gives for event_type."""
        known = [f"{kind} {mode}" for kind, modes in codes.EVENT_MODES.items() for mode in modes]
        pair = pl.concat_str("event_type", "event_mode", separator=" ")
        return pair.is_in(known).alias("event_mode")


TABLE = Table("events", Events)


def write(sheet: Sheet) -> None:
    """Write a row for each happening that a document's sentences and list entries mention."""
    sheet.in_order([*_listed(sheet), *_mentioned(sheet)])


def _listed(sheet: Sheet) -> Iterator[Found]:
    """List entries under a heading that names a happening: the heading's happening, at the entry's place and date."""
    names, text = sheet.source.vocabulary.names, sheet.source.document.text
    for listing in sheet.source.reading.listings:
        heading = listing.heading
        code = coded(text[slice(*heading)], names) if heading else None
        if heading is None or code is None:
            continue
        for entry in listing.entries:
            yield entry.start, entry.end, partial(_write_entry, sheet, entry, code, heading)


def _write_entry(sheet: Sheet, entry: ListEntry, code: Code, heading: tuple[int, int], row: TextRow) -> None:
    source = sheet.source
    row["district_id"] = source.entry_ids[entry.start]
    row["status"], row["factuality"], row["date_precision"] = "asserted", "CT+", "none"
    _write_code(sheet, (code.type, code.mode, code.cameo), heading)
    sheet.words("place_text", *entry.name)
    place = source.vocabulary.names.id_of("places", source.document.text[slice(*entry.name)])
    sheet.read("place_id", place, *entry.name, "place")
    if entry.date:
        sheet.date(entry.date)


def _write_code(sheet: Sheet, code: tuple[str, str, str], words: tuple[int, int]) -> None:
    sheet.read("event_type", code[0], *words, "event_type")
    sheet.read("event_mode", code[1], *words, "event_mode")
    sheet.read("cameo_code", code[2], *words, "event_cameo")


def _mentioned(sheet: Sheet) -> Iterator[Found]:
    for part in sheet.source.reading.parts:
        for happening in part.happenings:
            words = _words_of_code(sheet.source, part, happening)
            if words is not None:
                yield *part.offsets(happening.span), partial(_write, sheet, part, happening, words)


def _write(sheet: Sheet, part: Part, happening: Happening, words: tuple[int, int], row: TextRow) -> None:
    saying = innermost(part.sayings, happening.term)
    row["statement_id"] = sheet.source.saying_ids[id(saying)]
    _write_code(sheet, happening.coded, words)
    sheet.words_of("term_text", part.line, happening.term)
    _write_participant(sheet, part, happening.actor, "actor_text", "actor_id")
    _write_participant(sheet, part, happening.target, "target_text", "target_id")
    _write_standing(sheet, row, part, standing(part.line, happening, saying))
    name = location(part.line, happening)
    if name is not None:
        place = part.offsets(Span(name.first, name.after))
        sheet.words("place_text", *place)
        sheet.read("place_id", name.entry.id, *place, "place")
    _write_date(sheet, row, part, happening)


def _words_of_code(source: Source, part: Part, happening: Happening) -> tuple[int, int] | None:
    """The shortest words that give the happening's codes again when they are read alone."""
    core = happening.core
    if happening.negator is not None and happening.code.negated[0]:
        core = Span(min(happening.negator, core.first), core.after)
    for span in (happening.term, core, happening.span):
        place = part.offsets(span)
        if coded_as(source.document.text[slice(*place)], source.vocabulary.names) == happening.coded:
            return place
    return None


def _write_standing(sheet: Sheet, row: TextRow, part: Part, how: Standing) -> None:
    row["status"], row["factuality"] = how.status, how.factuality
    if how.words is None:
        return
    place = part.offsets(how.words)
    sheet.read("status", how.status, *place, how.rule)
    if how.rule == "hedge":
        sheet.read("factuality", how.factuality, *place, "hedge_factuality")
    elif how.rule == "denied":
        sheet.read("factuality", how.factuality, *place, "counterfact")


def _write_participant(sheet: Sheet, part: Part, span: Span | None, words: str, actor_id: str) -> None:
    """A participant's words, and the actor that they name by their head or with «side» and the like after it."""
    if span is None or span.first >= span.after:
        return
    sheet.words_of(words, part.line, span)
    actor = actor_of(part.line, span)
    if actor:
        sheet.read(actor_id, actor.id, actor.start, actor.end, "actor")


def _write_date(sheet: Sheet, row: TextRow, part: Part, happening: Happening) -> None:
    """The date inside the mention and in no smaller one; a duration where there is no date; else none."""
    start, end = part.offsets(happening.span)
    inner = [
        part.offsets(other.span)
        for other in part.happenings
        if other is not happening and happening.span.holds(other.span) and other.span != happening.span
    ]

    def mine(first: int, last: int) -> bool:
        return start <= first and last <= end and not any(one <= first and last <= other for one, other in inner)

    dated = [date for date in part.dates if mine(date.start, date.end)]
    best = next((date for date in dated if date.edtf), dated[0] if dated else None)
    if best is not None:
        sheet.date(best)
        row["date_curated"] = with_year(best.edtf, sheet.source.document.about.get("date", ""))
        return
    spans = [one for one in part.quantities if one.kind == "duration" and mine(one.start, one.end)]
    if spans:
        place = (spans[0].start, spans[0].end)
        sheet.words("date_text", *place)
        sheet.read("date_precision", "duration", *place, "date_precision")
        return
    anchor = _anchor(part, happening)
    if anchor is not None:
        place = part.offsets(anchor)
        sheet.words("date_text", *place)
        sheet.read("date_precision", "relative", *place, "date_precision")
    else:
        row["date_precision"] = "none"


def _anchor(part: Part, happening: Happening) -> Span | None:
    """Another happening as the only date: «since the war»."""
    for other in part.happenings:
        before = part.line.low(other.span.first - 1)
        if other is not happening and happening.span.holds(other.span) and is_anchor(before):
            return Span(other.span.first - 1, other.span.after)
    return None
