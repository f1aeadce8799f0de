"""Lists of places with figures: a name, often a date, and an area, one entry after another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kbpack import lexicon
from kbpack.reading.date_values import DateMention
from kbpack.reading.date_words import any_of
from kbpack.reading.date_words import words as date_words
from kbpack.reading.dates import dates
from kbpack.reading.list_names import (
    ASIDE,
    BULLET,
    LONGEST_NAME,
    MONTH,
    MOST_WORDS,
    NAME,
    bare_name,
    goes_on,
    head_words,
    is_name,
    is_total,
)
from kbpack.reading.manners import Quantity, area_km2, with_tail
from kbpack.reading.numbers import COMMA_DECIMAL
from kbpack.reading.quantities import quantities, read_in_manner
from kbpack.reading.sentences import trim
from kbpack.reading.words import words_of_class

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

    @property
    def is_measured(self) -> bool:
        """Whether it has an area, or the ends of a range of them."""
        return self.area is not None or any(isinstance(one, Quantity) and one.kind == "area" for one in self.more)


class Context(NamedTuple):
    """What surrounds a list: which part of a date in numbers comes first, what dots do, and the unit in its head."""

    order: str = ""
    dots: str = ""
    manner: str = ""


PLAIN = Context()

_WORD = re.compile(r"[^\W\d_]{2,}")
LONGEST_ENTRY = 220
_FEW_WORDS = 2


@cache
def _unknown() -> re.Pattern[str]:
    words = any_of(row["word"] for row in lexicon.table("unknown"))
    return re.compile(rf"(?i)(?<![\w.])(?:{words})(?![\w])|(?:(?<=[\s:|;,\t(])|\A)(?:[-–—?…]|\.\.\.)(?=[\s|;,)]*$)")


def unknown_in(text: str, start: int, end: int) -> Span | None:
    """The words or the mark by which a cell says that its value is not known."""
    match = _unknown().search(text[start:end])
    return (start + match.start(), start + match.end()) if match else None


def bare(text: str, start: int, end: int) -> Span:
    """A span without the white space and the full stop or comma at its end."""
    first, last = trim(text, start, end)
    while first < last and text[last - 1] in ".," and text[last - 2 : last] != "..":
        last -= 1
    return trim(text, first, last)


def entry(text: str, start: int, end: int, context: Context) -> ListEntry | None:
    """One entry: a name, then little but a date, an area or words for not knowing it; the date may stand first."""
    match = NAME.match(text, start, end) if end - start <= LONGEST_ENTRY else None
    name = bare_name(text, *match.span("name")) if match else (0, 0)
    if match and _unknown().fullmatch(text[slice(*name)]):
        one = entry(text, match.end(), end, context)
        return one._replace(start=start) if one and one.area and one.date is None else None
    if match is None or not is_name(match, text[slice(*name)]) or _is_date(text, *name):
        return _dated_first(text, start, end, context) or _measured_first(text, start, end, context)
    first = match.end()
    when = dates(text, first, end, context.order)
    measured = _measured(text, first, end, when, context)
    ends = bool(context.manner and when) and not any(one.kind == "area" for one in measured)
    if ends and _FOUR_DIGITS.fullmatch(text, when[-1].start, end) and not _WORD.search(text, first, when[-1].start):
        when = when[:-1]
        measured = _measured(text, first, end, when, context)
    areas = [quantity for quantity in measured if quantity.kind == "area"]
    unknown = None if areas else _unknown().search(text, first, end)
    if not areas and unknown is None and not any(date.edtf for date in when):
        return None
    between = text[areas[0].end : areas[1].start].strip() if len(areas) > 1 else "("
    ranges = between in _UP_TO or (between in date_words("pair") and _opener().search(text, first, areas[0].start))
    if not ranges and between not in _SAME and not between.startswith("(") and not (between in ";," and _agree(areas)):
        return None
    led = [(_before_date().search(text, first, one.start), one) for one in when]
    spans = [(before.start() if before else one.start, one.end) for before, one in led] + [
        (one.start, one.end) for one in measured
    ]
    spans += [unknown.span()] if unknown else []
    aside = ASIDE.match(text, first, end) if text[first] == "(" else None
    spans += [aside.span()] if aside else []
    words = [word for span in _outside(first, end, spans) for word in _WORD.findall(text[slice(*span)])]
    mark = text[aside.end()] if aside else "(" if text[first] == "(" else match["mark"]
    if sum(word.lower() not in head_words("area") for word in words) > _most_words(mark, sure=bool(areas or unknown)):
        return None
    if match["mark"].strip() not in _NAMING and areas and goes_on(text, areas[-1].end):
        return None
    one = made(text, (min(match.start("name"), name[0]), end), name, [*when, *measured])
    if ranges:
        one = one._replace(area=None, more=tuple(sorted((*areas[:1], *one.more))))
    return one._replace(unknown=unknown and unknown.span(), mark=match["mark"].strip() or match["mark"][:1])


_NAMING = frozenset({":", "|", ";"})


def _is_date(text: str, start: int, end: int) -> bool:
    """Whether what stands where a name would is a date: «Last year: 300 km2»."""
    return any((one.start, one.end) == (start, end) for one in dates(text, start, end))


@cache
def _before_date() -> re.Pattern[str]:
    """Prepositions and articles before a date: «in the spring of 1990»."""
    words = any_of(words_of_class("preposition") | words_of_class("determiner"))
    return re.compile(rf"(?i)(?:\b(?:{words})\s+)+\Z")


def _agree(areas: Sequence[Quantity]) -> bool:
    """Whether two areas are one in two units."""
    one, other = (float(area_km2(area) or 0) for area in areas[:2])
    return areas[0].unit != areas[1].unit and abs(one - other) <= _NEAR * max(one, other)


_NEAR = 0.03


@cache
def _opener() -> re.Pattern[str]:
    """What stands before the first end of a range: «between 5 and 8 ha»."""
    return re.compile(rf"(?i)\b(?:{any_of(date_words('pair opener'))})\s*\Z")


_FOUR_DIGITS = re.compile(r"\d{4}")
_SAME, _UP_TO = frozenset({"[", "=", "/"}), frozenset({"-", "–", "—", "to"})
"""What stands between an area and the same in another unit, or a part of it in brackets, and between two ends."""


def _measured(text: str, first: int, end: int, when: Sequence[DateMention], context: Context) -> list[Quantity]:
    """The numbers of an entry that are no dates, with the unit of the list's head."""
    found = quantities(text, first, end, [(date.start, date.end) for date in when], context.dots)
    return [in_head(text, quantity, context.manner) for quantity in found] if context.manner else found


def _dated_first(text: str, start: int, end: int, context: Context) -> ListEntry | None:
    """An entry behind its date: «8 May 1992: Hill, 289 sq. km»."""
    bullet = _DATED.match(text, start, end) if end - start <= LONGEST_ENTRY else None
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
    if TITLE.fullmatch(text, parted.end(), end) and text.count(" ", parted.end(), end) < MOST_WORDS:
        return made(text, (start, end), (parted.end(), end), [area])._replace(mark=parted[0].strip())
    one = entry(text, parted.end(), end, context)
    return one._replace(start=start, area=area) if one and one.date and one.area is None else None


_BEHIND_AREA = re.compile(r"\s*(?:[:|=–—\t]|\s-\s)\s*(?=\S)")
_DATED = re.compile(rf"\s*{BULLET}(?:(?i:on|{any_of(date_words('lead'))})\s+)?(?=\d|(?i:{MONTH}))")
_BEHIND_DATE = re.compile(r"\s*[:,;|–—-]\s*|\s+")
_LONGEST_DATE = 40


def _most_words(mark: str, *, sure: bool) -> int:
    """How many words may stand in an entry beside its figures: none where only a blank parts the name from them."""
    if mark in {"", " "}:
        return 0
    return MOST_WORDS if sure and mark not in {",", "("} else _FEW_WORDS


TITLE = re.compile(rf"[^\W\d_][^\d:;,.!?\r\n]{{0,{LONGEST_NAME}}}")


def made(text: str, span: Span, name: Span, read: Sequence[Quantity | DateMention]) -> ListEntry:
    """An entry of what was read behind its name: the first date and the first area are its own."""
    when = next((one for one in read if isinstance(one, DateMention) and one.edtf), None)
    area = next((one for one in read if isinstance(one, Quantity) and one.kind == "area"), None)
    more = tuple(one for one in read if one not in {when, area} and (isinstance(one, Quantity) or one.edtf))
    return ListEntry(*span, name, when, area, None, more, total=is_total(text[slice(*name)]))


def in_head(text: str, quantity: Quantity, manner: str) -> Quantity:
    """A plain number with the unit that the head of its list gives; there «936,5» is one number."""
    if not quantity.is_plain:
        return quantity
    if not quantity.value:
        read = read_in_manner(text[quantity.start : quantity.end], COMMA_DECIMAL + manner)
        return read._replace(start=quantity.start, end=quantity.end) if read else quantity
    return with_tail(quantity, quantity.manner + manner) or quantity


def _outside(start: int, end: int, spans: Sequence[Span]) -> list[Span]:
    found = []
    for first, last in sorted(spans):
        found.append((start, first))
        start = last
    return [*found, (start, end)]
