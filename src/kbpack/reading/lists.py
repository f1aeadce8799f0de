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

_BULLET = r"(?:(?:\(?\d{1,3}[.)]|\(?[a-z]\)|\(?[ivx]{1,5}\)|[-*+•–·▪●■◦‣])\s+|\|\s*)?"
_MONTH = rf"(?:{any_of(months())})\b\.?\s+\d"
_NAME = re.compile(
    rf"\s*{_BULLET}(?P<name>[^\W\d_][^:\t;,|\d(\n\r]{{0,60}}?)\s*"
    rf"(?P<mark>:|\t+|\.{{2,}}|…+|\s[-–—|]\s|,|\||;|(?<=\s)\s|(?=\()|(?=\s\d)|(?=\s(?i:{_MONTH})))\s*(?=\S)"
)
_SEPARATOR = re.compile(r";|\r\n|\r|\n")
_LEAD = re.compile(r"[^:;\r\n\d]{2,120}:\s+(?=\w)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LONGEST = 220
_LONGEST_NAME = 60
_MOST_WORDS = 6
_FEW_WORDS = 2


@cache
def _unknown() -> re.Pattern[str]:
    words = any_of(row["word"] for row in lexicon.table("unknown"))
    return re.compile(rf"(?i)(?<![\w.])(?:{words})(?![\w])|(?:(?<=[\s:|;,\t(])|\A)(?:[-–—?…]|\.\.\.)(?=[\s|;,)]*$)")


@cache
def head_words(role: str) -> frozenset[str]:
    """The words of one role in `lexicon/table_heads.csv`."""
    return frozenset(row["word"] for row in lexicon.table("table_heads") if row["role"] == role)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon.table("function_words"))


def unknown_in(text: str, start: int, end: int) -> Span | None:
    """The words or the mark by which a cell says that its value is not known."""
    match = _unknown().search(text[start:end])
    return (start + match.start(), start + match.end()) if match else None


def entries(text: str, start: int, end: int, context: Context = PLAIN) -> list[ListEntry]:
    """The entries of `text[start:end]`, one a line or parted by semicolons; empty where a part of it is none."""
    if text.find(";", start, end) < 0:
        span = _bare(text, start, end)
        one = entry(text, *span, context) or _led(text, *span, context)
        return [one] if one else []
    whole = entry(text, *_bare(text, start, end), context) if ";" not in text[start : start + _LONGEST] else None
    if whole:
        return [whole]
    found = _parted(text, start, end, context)
    if found or end - start > _LONGEST:
        return found
    whole = entry(text, *_bare(text, start, end), context)
    return [whole] if whole else []


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
    return one if one and one.mark.strip() and text[slice(*one.name)].lower() not in months() else None


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
    name = _NAME.match(text, start, end) if end - start <= _LONGEST else None
    if name is None or not _is_name(name):
        return _dated_first(text, start, end, context)
    when = dates(text, name.end(), end, context.order)
    measured = quantities(text, name.end(), end, [(date.start, date.end) for date in when], context.dots)
    if context.manner:
        measured = [in_head(quantity, context.manner) for quantity in measured]
    areas = [quantity for quantity in measured if quantity.kind == "area"]
    unknown = None if areas else _unknown().search(text, name.end(), end)
    dated = [date for date in when if date.edtf]
    if not areas and unknown is None and not dated:
        return None
    if len(areas) > 1 and text[areas[0].end : areas[1].start].strip() not in {"(", "[", "=", "/"}:
        return None
    spans = [(one.start, one.end) for one in when] + [(one.start, one.end) for one in measured]
    spans += [unknown.span()] if unknown else []
    words = [word for span in _outside(name.end(), end, spans) for word in _WORD.findall(text[slice(*span)])]
    mark = "(" if text[name.end()] == "(" else name["mark"]
    if sum(word.lower() not in head_words("area") for word in words) > _most_words(mark, sure=bool(areas or unknown)):
        return None
    one = made(text, (name.start("name"), end), name.span("name"), [*when, *measured])
    return one._replace(unknown=unknown and unknown.span(), mark=name["mark"].strip() or name["mark"][:1])


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


_DATED = re.compile(rf"\s*{_BULLET}(?:(?i:on)\s+)?(?=\d|(?i:{_MONTH}))")
_BEHIND_DATE = re.compile(r"\s*[:,;|–—-]\s*|\s+")
_LONGEST_DATE = 40


def _most_words(mark: str, *, sure: bool) -> int:
    """How many words may stand in an entry beside its figures: none where only a blank parts the name from them."""
    if mark in {"", " "}:
        return 0
    return _MOST_WORDS if sure and mark not in {",", "("} else _FEW_WORDS


def record(text: str, lines: Sequence[Span], context: Context) -> ListEntry | None:
    """One place on several lines: its name, and under it its figures, each behind a label: «Area: 289 sq. km»."""
    name = lines[0]
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
_TITLE = re.compile(rf"[^\W\d_][^\d:;,.!?\r\n]{{0,{_LONGEST_NAME}}}")


def made(text: str, span: Span, name: Span, read: Sequence[Quantity | DateMention]) -> ListEntry:
    """An entry of what was read behind its name: the first date and the first area are its own."""
    when = next((one for one in read if isinstance(one, DateMention) and one.edtf), None)
    area = next((one for one in read if isinstance(one, Quantity) and one.kind == "area"), None)
    more = tuple(one for one in read if one not in {when, area} and (isinstance(one, Quantity) or one.edtf))
    words = " ".join(text[slice(*name)].lower().split())
    return ListEntry(*span, name, when, area, None, more, total=words in head_words("total"))


def in_head(quantity: Quantity, manner: str) -> Quantity:
    """A plain number with the unit that the head of its list gives."""
    if not quantity.is_plain:
        return quantity
    return with_tail(quantity, quantity.manner + manner) or quantity


def _is_name(name: re.Match[str]) -> bool:
    """Whether words can be a name: few, and with a capital where only a comma or a blank parts them from the rest."""
    words = name["name"].split()
    if name["name"].lower() in head_words("area") | head_words("date"):
        return False
    if len(name["name"]) > _LONGEST_NAME or len(words) > _MOST_WORDS:
        return False
    if name["mark"] not in {",", "", " "} or (not name["mark"] and name.string[name.end()] == "("):
        return True
    return not words[0][0].islower() and words[0].lower() not in _function_words() - {"the"}


def _outside(start: int, end: int, spans: Sequence[Span]) -> list[Span]:
    found = []
    for first, last in sorted(spans):
        found.append((start, first))
        start = last
    return [*found, (start, end)]
