"""Lists of places with figures: a name, often a date, and an area, one entry after another."""

from __future__ import annotations

import re
from typing import NamedTuple

from kbpack.reading.dates import DateMention, dates
from kbpack.reading.quantities import Quantity, quantities
from kbpack.reading.sentences import trim


class ListEntry(NamedTuple):
    """One entry: its span, the span of its name, its date where there is one, and its area."""

    start: int
    end: int
    name: tuple[int, int]
    date: DateMention | None
    area: Quantity


_NAME = re.compile(
    r"\s*(?:(?:\(?\d{1,3}[.)]|[-*•–])\s+)?(?P<name>[^\W\d_][^:\t;,|\d]*?)\s*(?::|\t+|\.{2,}|\s[-–—|]\s|,|\|)\s*(?=\S)"
)
_SEPARATOR = re.compile(r";|\r\n|\r|\n")
_LONGEST_NAME = 60


def entries(text: str, start: int, end: int) -> list[ListEntry]:
    """The entries of `text[start:end]`; empty where not every part of it is one."""
    found = []
    place = start
    for match in [*_SEPARATOR.finditer(text, start, end), None]:
        first, last = trim(text, place, match.start() if match else end)
        place = match.end() if match else end
        while first < last and text[last - 1] in ".,":
            last -= 1
        if first == last:
            continue
        entry = _entry(text, first, last)
        if entry is None:
            return []
        found.append(entry)
    return found


def _entry(text: str, start: int, end: int) -> ListEntry | None:
    name = _NAME.match(text, start, end)
    if name is None or name.end("name") - name.start("name") > _LONGEST_NAME:
        return None
    when = dates(text, name.end(), end)
    taken = tuple((date.start, date.end) for date in when)
    areas = [
        quantity for quantity in quantities(text, name.end(), end, taken) if quantity.kind == "area" and quantity.value
    ]
    if len(areas) != 1:
        return None
    return ListEntry(name.start("name"), end, name.span("name"), when[0] if when else None, areas[0])
