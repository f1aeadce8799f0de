"""Lines of lists: the entries of one, in a row or parted by semicolons, and places with figures on several lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kbpack.reading.date_values import DateMention
from kbpack.reading.date_words import months
from kbpack.reading.dates import dates
from kbpack.reading.heads import manner_of, names_places
from kbpack.reading.list_names import BULLET, LONGEST_NAME, bare_name, function_words, head_words
from kbpack.reading.lists import (
    LONGEST_ENTRY,
    PLAIN,
    TITLE,
    Context,
    ListEntry,
    Span,
    bare,
    entry,
    in_head,
    made,
    unknown_in,
)
from kbpack.reading.manners import Quantity
from kbpack.reading.quantities import quantities

_SEPARATOR = re.compile(r";|\r\n|\r|\n")
_LEAD = re.compile(r"(?:[^:;\r\n\d]|(?<=m)2){2,120}:\s+(?=\w)")


def entries(text: str, start: int, end: int, context: Context = PLAIN) -> list[ListEntry]:
    """The entries of `text[start:end]`, one a line or parted by semicolons; empty where a part of it is none."""
    if text.find(";", start, end) < 0:
        span = bare(text, start, end)
        one = entry(text, *span, context) or _led(text, *span, context)
        return [one] if one else _led_row(text, *span, context) or _in_row(text, *span, context)
    whole = entry(text, *bare(text, start, end), context) if ";" not in text[start : start + LONGEST_ENTRY] else None
    if whole:
        return [whole]
    found = _parted(text, start, end, context)
    if found or end - start > LONGEST_ENTRY:
        return found
    whole = entry(text, *bare(text, start, end), context)
    return [whole] if whole else []


def _led_row(text: str, start: int, end: int, context: Context) -> list[ListEntry]:
    """Entries in a row behind words that lead to them and may give their unit: «Areas in ha: Hill 5, Vale 7»."""
    lead = _lead(text, start, end)
    if lead is None:
        return []
    words = lead[0].strip()[:-1]
    manner = manner_of(f" {words}")
    if not manner and (not names_places(words) or not function_words().isdisjoint(words.lower().split())):
        return []
    row = _in_row(text, lead.end(), end, context._replace(manner=manner) if manner else context, led=True)
    return row if len(row) > 1 else []


def _lead(text: str, start: int, end: int) -> re.Match[str] | None:
    """Words with a colon that lead to the name of an entry, and are no note such as «Source:»."""
    lead = _LEAD.match(text, start, end)
    noted = lead is not None and lead[0].partition(":")[0].lower() in head_words("apart")
    return lead if lead and text[lead.end()].isupper() and not noted else None


def _in_row(text: str, start: int, end: int, context: Context, *, led: bool = False) -> list[ListEntry]:
    """Entries behind each other, with commas or wide gaps between them: «Hill 5 km2, Vale 7 km2»."""
    found: list[ListEntry] = []
    parting = _GAP if _GAP.search(text, start, end) else _PLAIN_COMMA if context.manner else _COMMA
    while start < end and (found or led or parting is not _COMMA or _ROW.match(text, start, end)):
        comma = parting.search(text, start, end)
        one = entry(text, start, comma.start() if comma else end, context)
        if one is None or one.area is None:
            return []
        found.append(one)
        start = comma.end() if comma else end
    return found


_ROW = re.compile(r"[^\d,]{1,60}\d[\d.,]*+[^,\r\n]{0,60}[^\W_],\s")
"""A name, a number and a comma, as few lines of prose begin."""
_COMMA = re.compile(r"(?:(?<=[^\W\d_]|[2²)]),\s+(?:and\s+)?|(?<=[2²)])\s+and\s+)(?=[^\W\d_a-z])")
_PLAIN_COMMA = re.compile(r"(?:,\s+(?:and\s+)?|(?<=\d)\s+and\s+)(?=[^\W\d_a-z])")
"""What parts entries in a row, and those that are numbers only under a unit."""


_GAP = re.compile(r"(?<=[\d\w²)])(?:\s{3,}|\t\s*)(?=[^\W\d_a-z])")
"""What parts two columns of entries."""


def _parted(text: str, start: int, end: int, context: Context) -> list[ListEntry]:
    found: list[ListEntry] = []
    place = start
    for match in [*_SEPARATOR.finditer(text, start, end), None]:
        first, last = bare(text, place, match.start() if match else end)
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
    lead = _lead(text, first, last)
    if lead is None:
        return None
    one = entry(text, lead.end(), last, context)
    parted = one is not None and (one.mark.strip() or text[one.name[1] :].lstrip().startswith("("))
    return one if one and parted and text[slice(*one.name)].lower() not in months() else None


def is_lead(words: str) -> bool:
    """Whether words before the first entry lead to the list, and do not number it."""
    return words.endswith(":") and len(words) > 2  # noqa: PLR2004


def records(text: str, lines: Sequence[Span], context: Context) -> list[ListEntry]:
    """Places on several lines each: a name, and under it figures, alone or behind labels: «Area: 289 sq. km».

    Empty where any line is none of these; the first may be a heading. Figures alone tell of several places only.
    """
    kinds: list[tuple[str, Span | None]] = []
    opening = _FIELD.fullmatch(text, *lines[0])
    label = opening["label"].lower() if opening else ""
    for line in lines:
        kinds.append(_kind(text, line, context, label))
        if kinds[-1][0] == _PROSE and len(kinds) > 1:
            return []
    starts = [at for at, (_, name) in enumerate(kinds) if name and at + 1 < len(kinds) and not kinds[at + 1][1]]
    if not starts or starts[0] > 1 or any(name for at, (_, name) in enumerate(kinds) if at and at not in starts):
        return []
    if len(starts) == 1 and all(kind != _AREA for kind, _ in kinds):
        return []
    found = []
    for first, after in pairwise([*starts, len(lines)]):
        name = kinds[first][1]
        read = [one for line in lines[first + 1 : after] for one in _figures(text, line, context)]
        one = made(text, (lines[first][0], lines[after - 1][1]), name, read) if name else None
        unknown = [unknown_in(text, *lines[at]) for at in range(first, after) if kinds[at][0] == _AREA]
        if one is None or not (one.area or any(unknown)):
            return []
        found.append(one if one.area else one._replace(unknown=unknown[0]))
    return found


_AREA, _PLACE, _OTHER, _PROSE = "area", "place", "other", "prose"
_LONGEST_LINE = 160


def _kind(text: str, line: Span, context: Context, of_name: str) -> tuple[str, Span | None]:
    """What the label of a line tells of it, and the name where it has one; a line without a label may be a figure.

    `of_name` is the label of the first line, behind which names stand where it is not that of a figure.
    """
    if line[1] - line[0] > _LONGEST_LINE:
        return _PROSE, None
    is_title = TITLE.fullmatch(text, *line)
    field = _FIELD.fullmatch(text, *line)
    if field and (not is_title or field["mark"] == "\t"):
        label = {word.lower() for word in _WORDS.findall(field["label"])}
        kind = next((role for role in (_PLACE, _AREA, "date") if label & head_words(role)), _OTHER)
        if kind == _OTHER and field["label"].lower() == of_name and TITLE.fullmatch(text, *field.span("value")):
            kind = _PLACE
        return kind, bare_name(text, *field.span("value")) if kind == _PLACE else None
    name = bare_name(text, *line)
    if TITLE.fullmatch(text, *name):
        return "name", name
    figures = _figures(text, line, context) if line[1] - line[0] <= LONGEST_NAME else []
    return (_OTHER, None) if any((one.start, one.end) == line for one in figures) else (_PROSE, None)


def _figures(text: str, line: Span, context: Context) -> list[Quantity | DateMention]:
    """The dates and numbers of a line, in the unit of its label where that has one."""
    field = _FIELD.fullmatch(text, *line)
    first, last = field.span("value") if field else line
    manner = manner_of(f" {field['label']}") if field else ""
    when = dates(text, first, last, context.order)
    numbers = quantities(text, first, last, [(date.start, date.end) for date in when], context.dots)
    return [*when, *(in_head(text, one, manner) if manner else one for one in numbers)]


_WORDS = re.compile(r"[^\W\d_]+")
_FIELD = re.compile(rf"{BULLET}(?P<label>[^\W\d_][^:\t]{{0,40}}?)\s*(?P<mark>[:\t–—])\s*(?P<value>\S.{{0,120}})")
