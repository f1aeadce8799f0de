"""Events: mentions of what happened or is said to have happened."""

from collections.abc import Iterator

import polars as pl

from kbpack import codes, columns
from kbpack.cells import Cell, Row
from kbpack.reading.dates import is_anchor, with_year
from kbpack.reading.happening import Happening
from kbpack.reading.lines import Span, actor_of
from kbpack.reading.locations import location
from kbpack.reading.reader import Part
from kbpack.reading.readers import coded, coded_as
from kbpack.reading.status import Standing, innermost, standing
from kbpack.rules import SpanRows, in_date_order, is_place, only_with, rule
from kbpack.source import Source, date_cells, numbered, span_cells
from kbpack.table import Table


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


def rows(source: Source) -> Iterator[Row]:
    """Give a row for each happening that a document's sentences and list entries mention."""
    yield from numbered(source, "event_id", [*_listed(source), *_mentioned(source)])


def _listed(source: Source) -> Iterator[Row]:
    """List entries under a heading that names a happening: the heading's happening, at the entry's place and date."""
    for listing in source.reading.listings:
        code = (
            coded(source.document.text[slice(*listing.heading)], source.vocabulary.names) if listing.heading else None
        )
        if listing.heading is None or code is None:
            continue
        for entry in listing.entries:
            row: Row = span_cells(source, "", "event_id", entry.start, entry.end)
            place = source.vocabulary.names.id_of("places", source.document.text[slice(*entry.name)])
            row |= _code_cells((code.type, code.mode, code.cameo), listing.heading)
            row |= {
                "district_id": source.entry_ids[entry.start],
                "place_text": source.words(*entry.name),
                "place_id": (place, *entry.name, "place") if place else "",
                "status": "asserted",
                "factuality": "CT+",
                "date_precision": "none",
            }
            yield row | (date_cells(source, entry.date) if entry.date else {})


def _code_cells(code: tuple[str, str, str], words: tuple[int, int]) -> Row:
    fields = ("event_type", "event_mode", "cameo_code")
    rules = ("event_type", "event_mode", "event_cameo")
    return {name: (value, *words, rule) if value else "" for name, value, rule in zip(fields, code, rules, strict=True)}


def _mentioned(source: Source) -> Iterator[Row]:
    for part in source.reading.parts:
        for happening in part.happenings:
            row = _row(source, part, happening)
            if row:
                yield row


def _row(source: Source, part: Part, happening: Happening) -> Row:
    saying = innermost(part.sayings, happening.term)
    words = _words_of_code(source, part, happening)
    if words is None:
        return {}
    row: Row = span_cells(source, "", "event_id", *part.offsets(happening.span))
    row |= _code_cells(happening.coded, words)
    row |= {
        "statement_id": source.saying_ids[id(saying)],
        "term_text": source.words_of(part, happening.term),
        "actor_text": source.words_of(part, happening.actor),
        "target_text": source.words_of(part, happening.target),
        "actor_id": _participant(part, happening.actor),
        "target_id": _participant(part, happening.target),
    }
    row |= _standing_cells(part, standing(part.line, happening, saying))
    return row | _place_cells(source, part, happening) | _date_cells(source, part, happening)


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


def _standing_cells(part: Part, how: Standing) -> Row:
    if how.words is None:
        return {"status": how.status, "factuality": how.factuality}
    place = part.offsets(how.words)
    row: Row = {"status": (how.status, *place, how.rule), "factuality": how.factuality}
    if how.rule == "hedge":
        row["factuality"] = (how.factuality, *place, "hedge_factuality")
    elif how.rule == "denied":
        row["factuality"] = (how.factuality, *place, "counterfact")
    return row


def _participant(part: Part, span: Span | None) -> Cell:
    """The actor that a participant's words name, by their head or with «side» and the like after it."""
    actor = actor_of(part.line, span) if span is not None and span.first < span.after else None
    return (actor.id, actor.start, actor.end, "actor") if actor else ""


def _place_cells(source: Source, part: Part, happening: Happening) -> Row:
    name = location(part.line, happening)
    if name is None:
        return {}
    place = part.offsets(Span(name.first, name.after))
    return {"place_id": (name.entry.id, *place, "place"), "place_text": source.words(*place)}


def _date_cells(source: Source, part: Part, happening: Happening) -> Row:
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
        row = date_cells(source, best)
        curated = with_year(best.edtf, source.document.about.get("date", ""))
        return row | ({"date_curated": curated} if curated else {})
    spans = [one for one in part.quantities if one.kind == "duration" and mine(one.start, one.end)]
    if spans:
        words = (spans[0].start, spans[0].end)
        return {"date_text": source.words(*words), "date_precision": ("duration", *words, "date_precision")}
    return _anchor_cells(source, part, happening)


def _anchor_cells(source: Source, part: Part, happening: Happening) -> Row:
    """Another happening as the only date: «since the war»."""
    for other in part.happenings:
        before = part.line.low(other.span.first - 1)
        if other is not happening and happening.span.holds(other.span) and is_anchor(before):
            words = part.offsets(Span(other.span.first - 1, other.span.after))
            return {"date_text": source.words(*words), "date_precision": ("relative", *words, "date_precision")}
    return {"date_precision": "none"}
