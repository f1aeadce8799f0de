"""What the dots of a list's numbers do, where a number alone does not tell: `1.840`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kbpack.reading.lists import PLAIN, Context, ListEntry
from kbpack.reading.manners import Quantity
from kbpack.reading.numbers import DOTS_DECIMAL, DOTS_GROUP, dots, is_open
from kbpack.reading.quantities import read_in_manner


def in_context(text: str, listed: Sequence[ListEntry], context: Context = PLAIN) -> list[ListEntry]:
    """Entries with the dots of their numbers read alike: as the list tells, or else the document.

    Where neither does, several numbers such as `1.840` in one list have their thousands grouped.
    """
    areas = [one.area for one in listed if one.area is not None]
    words = [text[area.start : area.end] for area in areas]
    opened = [word for word in words if not is_closed(word)]
    alike = len(opened) > 1 and len(opened) == sum("." in word.split()[0] for word in words)
    style = dots("\n".join(words)) or context.dots or (DOTS_GROUP if alike else "")
    if not style or not opened:
        return list(listed)
    return [one._replace(area=_in_style(text, one.area, style)) if one.area else one for one in listed]


def is_closed(words: str) -> bool:
    """Whether a number reads in one way only."""
    digits = re.match(r"[\d.]+", words)
    return digits is None or not is_open(digits[0])


def _in_style(text: str, area: Quantity, style: str) -> Quantity:
    manner = area.manner.removeprefix(DOTS_GROUP).removeprefix(DOTS_DECIMAL)
    if is_closed(text[area.start : area.end]):
        return area
    read = read_in_manner(text[area.start : area.end], style + manner)
    return read._replace(start=area.start, end=area.end, manner=style + manner) if read else area
