"""Numbers that share the unit of the last of them: «20-25 per cent», «5, 10 or 20 hectares»."""

from __future__ import annotations

import re

from kbpack.reading.manners import IN, Quantity, in_unit, with_tail
from kbpack.reading.quantity_forms import folded, multipliers, pattern, units

_LINK = re.compile(r"\s*[-\u2010-\u2015]\s*|,?\s+(?:to|or)\s+(?:even\s+)?|\s+and\s+|,\s+")
_BETWEEN = re.compile(r"(?i)\bbetween\s+$")


def with_shared_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """Numbers with the unit and the multiplier that the other end of their range gives them: «20-25 per cent»."""
    for place in range(len(found) - 2, -1, -1):
        one, other = found[place], found[place + 1]
        if not one.is_plain or one.manner or (other.is_plain and not other.value):
            continue
        link = _LINK.fullmatch(text, one.end, other.start)
        if link is None or ("and" in link[0] and not _BETWEEN.search(text, max(0, one.start - 10), one.start)):
            continue
        if link[0][:1].isspace() and not link[0].strip().isalpha() and other.kind not in {"share", "duration"}:
            continue
        tail = other.manner if other.manner.startswith(IN) else ""
        if tail or (not link[0].isspace() and link[0].strip() != ","):
            found[place] = with_tail(one, tail or _tail(text, other)) or one
    return found


def _tail(text: str, quantity: Quantity) -> str:
    """The manner that gives another number the multiplier and the unit of this one; empty where it has none."""
    match = pattern().fullmatch(text, quantity.start, quantity.end)
    if match is None or match["code"] or match["half"] or match["money"] or not (match["digits"] or match["words"]):
        return ""
    words = (match["words"] or "").lower().split()
    multiplier = (match["multiplier"] or match["short"] or (words[-1] if len(words) > 1 else "")).lower()
    unit = units().get(folded(match["unit"] or ""))
    return in_unit(multiplier if multiplier in multipliers() else "", unit)
