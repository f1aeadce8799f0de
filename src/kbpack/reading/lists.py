"""Lists of places with figures: a name, often a date, and an area, one entry after another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kbpack import lexicon
from kbpack.reading.dates import DateMention, dates
from kbpack.reading.quantities import Quantity, grouped_by_dots, quantities, with_dots_as_groups
from kbpack.reading.sentences import trim


class ListEntry(NamedTuple):
    """One entry: its span, its name's, its date where there is one, its area, and the words that say it is unknown."""

    start: int
    end: int
    name: tuple[int, int]
    date: DateMention | None
    area: Quantity | None
    unknown: tuple[int, int] | None = None


_BULLET = r"(?:(?:\(?\d{1,3}[.)]|[-*•–·])\s+)?"
_NAME = re.compile(
    rf"\s*{_BULLET}(?P<name>[^\W\d_][^:\t;,|\d(]*?)\s*(?::|\t+|\.{{2,}}|\s[-–—|]\s|,|\||(?=\())\s*(?=\S)"
)
_SEPARATOR = re.compile(r";|\r\n|\r|\n")
_LONGEST_NAME = 60


@cache
def _unknown() -> re.Pattern[str]:
    words = sorted((row["word"] for row in lexicon.table("unknown")), key=len, reverse=True)
    return re.compile(rf"(?i)(?<![\w.])(?:{'|'.join(re.escape(word) for word in words)})(?![\w])")


def entries(text: str, start: int, end: int) -> list[ListEntry]:
    """The entries of `text[start:end]`, one a line or parted by semicolons; empty where a part of it is none."""
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


def in_context(text: str, listed: Sequence[ListEntry]) -> list[ListEntry]:
    """Entries with the dots of their numbers read alike: `1.840` groups thousands where all such numbers do."""
    areas = [entry.area for entry in listed if entry.area is not None]
    if not grouped_by_dots([text[area.start : area.end] for area in areas]):
        return list(listed)
    return [entry._replace(area=with_dots_as_groups(text, entry.area)) if entry.area else entry for entry in listed]


def _entry(text: str, start: int, end: int) -> ListEntry | None:
    name = _NAME.match(text, start, end)
    if name is None or name.end("name") - name.start("name") > _LONGEST_NAME:
        return None
    when = dates(text, name.end(), end)
    taken = tuple((date.start, date.end) for date in when)
    measured = quantities(text, name.end(), end, taken)
    areas = [quantity for quantity in measured if quantity.kind == "area" and quantity.value]
    unknown = None if areas else _unknown().search(text, name.end(), end)
    if len(areas) > 1 or (not areas and unknown is None):
        return None
    return ListEntry(
        name.start("name"), end, name.span("name"), when[0] if when else None, areas[0] if areas else None,
        unknown.span() if unknown else None,
    )  # fmt: skip
