"""Lists of places with figures: a name, often a date, and an area, one entry after another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kbpack import lexicon
from kbpack.reading.date_forms import any_of, months
from kbpack.reading.date_values import DateMention
from kbpack.reading.dates import dates
from kbpack.reading.list_names import (
    ASIDE,
    BULLET,
    LONGEST_NAME,
    MONTH,
    MOST_WORDS,
    NAME,
    bare_name,
    head_words,
    is_name,
    is_total,
)
from kbpack.reading.manners import Quantity, with_tail
from kbpack.reading.quantities import quantities
from kbpack.reading.sentences import trim

Span = tuple[int, int]


class ListEntry(NamedTuple):
    """One entry: its span, its name's, its date where there is one, its area, and the words that say it is unknown.

    `more` are its other numbers and dates; a `total` sums the entries and is no place of its own; `mark` is what parts
    the name from the rest.
    """

    start: int
    end: int
    name: Span
    date: DateMention | None = None
    area: Quantity | None = None
    unknown: Span | None = None
    more: tuple[Quantity | DateMention, ...] = ()
    total: bool = False
    mark: str = ""


class Context(NamedTuple):
    """What surrounds a list: which part of a date in numbers comes first, what dots do, and the unit in its head."""

    order: str = ""
    dots: str = ""
    manner: str = ""


PLAIN = Context()

_SEPARATOR = re.compile(r";|\r\n|\r|\n")
_LEAD = re.compile(r"[^:;\r\n\d]{2,120}:\s+(?=\w)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LONGEST = 220
_FEW_WORDS = 2


@cache
def _unknown() -> re.Pattern[str]:
    words = any_of(row["word"] for row in lexicon.table("unknown"))
    return re.compile(rf"(?i)(?<![\w.])(?:{words})(?![\w])|(?:(?<=[\s:|;,\t(])|\A)(?:[-–—?…]|\.\.\.)(?=[\s|;,)]*$)")


def unknown_in(text: str, start: int, end: int) -> Span | None:
    """The words or the mark by which a cell says that its value is not known."""
    match = _unknown().search(text[start:end])
    return (start + match.start(), start + match.end()) if match else None


def entries(text: str, start: int, end: int, context: Context = PLAIN) -> list[ListEntry]:
    """The entries of `text[start:end]`, one a line or parted by semicolons; empty where a part of it is none."""
    if text.find(";", start, end) < 0:
        span = _bare(text, start, end)
        one = entry(text, *span, context) or _led(text, *span, context)
        return [one] if one else _in_row(text, *span, context)
    whole = entry(text, *_bare(text, start, end), context) if ";" not in text[start : start + _LONGEST] else None
    if whole:
        return [whole]
    found = _parted(text, start, end, context)
    if found or end - start > _LONGEST:
        return found
    whole = entry(text, *_bare(text, start, end), context)
    return [whole] if whole else []


def _in_row(text: str, start: int, end: int, context: Context) -> list[ListEntry]:
    """Entries behind each other, each of a name and an area: «Hill 5 km2, Vale 7 km2»."""
    found: list[ListEntry] = []
    while start < end and (found or _ROW.match(text, start, end)):
        comma = _COMMA.search(text, start, end)
        one = entry(text, start, comma.start() if comma else end, context)
        if one is None or one.area is None:
            return []
        found.append(one)
        start = comma.end() if comma else end
    return found


_ROW = re.compile(r"[^\d,]{1,60}\d[\d.,]*+[^,\r\n]{0,60}[^\W_],\s")
"""A name, a number and a comma, as few lines of prose begin."""
_COMMA = re.compile(r"(?<=[^\W\d_]|[2²)]),\s+(?:and\s+)?(?=[^\W\d_a-z])")


def _parted(text: str, start: int, end: int, context: Context) -> list[ListEntry]:
    found: list[ListEntry] = []
    place = start
    for match in [*_SEPARATOR.finditer(text, start, end), None]:
        first, last = _bare(text, place, match.start() if match else end)
        place = match.end() if match else end
        if first >= last:
            continue
        one = entry(text, first, last, context)
        led = _led(text, first, last, context) if not found else None
        if one is None and led is None:
            return []
        found.append(led or one)  # type: ignore[arg-type]
    return found


def _led(text: str, first: int, last: int, context: Context) -> ListEntry | None:
    """The first entry of a list behind words that lead to it: «the parishes: Upper Mere – 12 km2»."""
    lead = _LEAD.match(text, first, last)
    if lead is None or not text[lead.end()].isupper():
        return None
    one = entry(text, lead.end(), last, context)
    parted = one is not None and (one.mark.strip() or text[one.name[1] :].lstrip().startswith("("))
    return one if one and parted and text[slice(*one.name)].lower() not in months() else None


def is_lead(words: str) -> bool:
    """Whether words before the first entry lead to the list, and do not number it."""
    return words.endswith(":") and len(words) > 2  # noqa: PLR2004


def _bare(text: str, start: int, end: int) -> Span:
    """A span without the white space and the full stop or comma at its end."""
    first, last = trim(text, start, end)
    while first < last and text[last - 1] in ".," and text[last - 2 : last] != "..":
        last -= 1
    return trim(text, first, last)


def entry(text: str, start: int, end: int, context: Context) -> ListEntry | None:
    """One entry: a name, then little but a date, an area or words for not knowing it; the date may stand first."""
    match = NAME.match(text, start, end) if end - start <= _LONGEST else None
    name = bare_name(text, *match.span("name")) if match else (0, 0)
    if match is None or not is_name(match, text[slice(*name)]):
        return _dated_first(text, start, end, context) or _measured_first(text, start, end, context)
    first = match.end()
    when = dates(text, first, end, context.order)
    measured = _measured(text, first, end, when, context)
    ends = bool(context.manner and when) and not any(one.kind == "area" for one in measured)
    if ends and _FOUR_DIGITS.fullmatch(text, when[-1].start, end):
        when = when[:-1]
        measured = _measured(text, first, end, when, context)
    areas = [quantity for quantity in measured if quantity.kind == "area"]
    unknown = None if areas else _unknown().search(text, first, end)
    if not areas and unknown is None and not any(date.edtf for date in when):
        return None
    between = text[areas[0].end : areas[1].start].strip() if len(areas) > 1 else "("
    if between not in _SAME | _UP_TO and not between.startswith("("):
        return None
    spans = [(one.start, one.end) for one in when] + [(one.start, one.end) for one in measured]
    spans += [unknown.span()] if unknown else []
    aside = ASIDE.match(text, first, end) if text[first] == "(" else None
    spans += [aside.span()] if aside else []
    words = [word for span in _outside(first, end, spans) for word in _WORD.findall(text[slice(*span)])]
    mark = text[aside.end()] if aside else "(" if text[first] == "(" else match["mark"]
    if sum(word.lower() not in head_words("area") for word in words) > _most_words(mark, sure=bool(areas or unknown)):
        return None
    one = made(text, (min(match.start("name"), name[0]), end), name, [*when, *measured])
    if between in _UP_TO:
        one = one._replace(area=None, more=tuple(sorted((*areas[:1], *one.more))))
    return one._replace(unknown=unknown and unknown.span(), mark=match["mark"].strip() or match["mark"][:1])


_FOUR_DIGITS = re.compile(r"\d{4}")
_SAME, _UP_TO = frozenset({"[", "=", "/"}), frozenset({"-", "–", "—", "to"})
"""What stands between an area and the same in another unit, or a part of it in brackets, and between two ends."""


def _measured(text: str, first: int, end: int, when: Sequence[DateMention], context: Context) -> list[Quantity]:
    """The numbers of an entry that are no dates, with the unit of the list's head."""
    found = quantities(text, first, end, [(date.start, date.end) for date in when], context.dots)
    return [in_head(quantity, context.manner) for quantity in found] if context.manner else found


def _dated_first(text: str, start: int, end: int, context: Context) -> ListEntry | None:
    """An entry behind its date: «8 May 1992: Hill, 289 sq. km»."""
    bullet = _DATED.match(text, start, end) if end - start <= _LONGEST else None
    first = bullet.end() if bullet else start
    when = dates(text, first, min(end, first + _LONGEST_DATE), context.order) if bullet else []
    if not when or when[0].start != first or not when[0].edtf:
        return None
    parted = _BEHIND_DATE.match(text, when[0].end, end)
    one = entry(text, parted.end(), end, context) if parted else None
    if one is None or one.area is None or one.date is not None or not text[one.name[0]].isupper():
        return None
    return one._replace(start=start, date=when[0])


def _measured_first(text: str, start: int, end: int, context: Context) -> ListEntry | None:
    """An entry behind its area: «289 sq. km – Hill»."""
    area = next(iter(quantities(text, start, min(end, start + _LONGEST_DATE), (), context.dots)), None)
    if area is None or area.start != start or area.kind != "area":
        return None
    parted = _BEHIND_AREA.match(text, area.end, end)
    if parted is None or not text[parted.end()].isupper():
        return None
    if _TITLE.fullmatch(text, parted.end(), end) and text.count(" ", parted.end(), end) < MOST_WORDS:
        return made(text, (start, end), (parted.end(), end), [area])._replace(mark=parted[0].strip())
    one = entry(text, parted.end(), end, context)
    return one._replace(start=start, area=area) if one and one.date and one.area is None else None


_BEHIND_AREA = re.compile(r"\s*(?:[:|=–—\t]|\s-\s)\s*(?=\S)")
_DATED = re.compile(rf"\s*{BULLET}(?:(?i:on)\s+)?(?=\d|(?i:{MONTH}))")
_BEHIND_DATE = re.compile(r"\s*[:,;|–—-]\s*|\s+")
_LONGEST_DATE = 40


def _most_words(mark: str, *, sure: bool) -> int:
    """How many words may stand in an entry beside its figures: none where only a blank parts the name from them."""
    if mark in {"", " "}:
        return 0
    return MOST_WORDS if sure and mark not in {",", "("} else _FEW_WORDS


def record(text: str, lines: Sequence[Span], context: Context) -> ListEntry | None:
    """One place on several lines: its name, and under it its figures, each behind a label: «Area: 289 sq. km»."""
    name = bare_name(text, *lines[0])
    fields = [_FIELD.fullmatch(text, *line) for line in lines[1:]]
    labels = {field["label"].lower() for field in fields if field}
    if not all(fields) or head_words("area").isdisjoint(labels) or not _TITLE.fullmatch(text, *name):
        return None
    read: list[Quantity | DateMention] = []
    for first, last in lines[1:]:
        when = dates(text, first, last, context.order)
        read += [*when, *quantities(text, first, last, [(date.start, date.end) for date in when], context.dots)]
    one = made(text, (name[0], lines[-1][1]), name, read)
    return one if one.area else None


_FIELD = re.compile(r"(?P<label>[^\W\d_][^:\t\d]{0,40}?)\s*[:\t–—]\s*\S.{0,120}")
_TITLE = re.compile(rf"[^\W\d_][^\d:;,.!?\r\n]{{0,{LONGEST_NAME}}}")


def made(text: str, span: Span, name: Span, read: Sequence[Quantity | DateMention]) -> ListEntry:
    """An entry of what was read behind its name: the first date and the first area are its own."""
    when = next((one for one in read if isinstance(one, DateMention) and one.edtf), None)
    area = next((one for one in read if isinstance(one, Quantity) and one.kind == "area"), None)
    more = tuple(one for one in read if one not in {when, area} and (isinstance(one, Quantity) or one.edtf))
    return ListEntry(*span, name, when, area, None, more, total=is_total(text[slice(*name)]))


def in_head(quantity: Quantity, manner: str) -> Quantity:
    """A plain number with the unit that the head of its list gives."""
    if not quantity.is_plain:
        return quantity
    return with_tail(quantity, quantity.manner + manner) or quantity


def _outside(start: int, end: int, spans: Sequence[Span]) -> list[Span]:
    found = []
    for first, last in sorted(spans):
        found.append((start, first))
        start = last
    return [*found, (start, end)]
