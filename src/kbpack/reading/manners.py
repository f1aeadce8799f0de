"""Numbers with what they measure, and the manners in which the words around a number have it read."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kbpack.reading.numbers import COMMA_DECIMAL, DOTS_DECIMAL, DOTS_GROUP, times
from kbpack.reading.units import Unit, multipliers, unit_named, units

LABEL, IN = "_label", "_in"


class Quantity(NamedTuple):
    """A number in the text: offsets, kind, canonical value (empty where the words give none) and UCUM unit.

    `manner` names what the words around it told of how to read it: what its dots do, that it is a label, or the unit
    that a table's head or the other end of a range gives it. Together with the number's own words it gives the rest.
    """

    start: int
    end: int
    kind: str
    value: str
    unit: str
    manner: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether nothing but a number stands there."""
        return self.kind == "count" and not self.unit


def in_unit(multiplier: str, unit: Unit | None) -> str:
    """The manner of a number whose multiplier and unit stand elsewhere."""
    names = [name for name in (multiplier, unit.name if unit else "") if name]
    return f"{IN}_{'_'.join(names)}" if names else ""


_DOTS = f"{DOTS_GROUP}|{DOTS_DECIMAL}|{COMMA_DECIMAL}"
MANNER = re.compile(rf"(?P<dots>{_DOTS})?(?P<label>{LABEL})?(?:{IN}_(?P<tail>\S+))?")


def is_manner(manner: str) -> bool:
    """Whether a manner is one that `Quantity` can have."""
    parts = MANNER.fullmatch(manner)
    if parts is None:
        return False
    head, _, rest = (parts["tail"] or "").partition("_")
    return (
        not head
        or unit_named(parts["tail"]) is not None
        or (head in multipliers() and (not rest or unit_named(rest) is not None))
    )


def with_tail(one: Quantity, manner: str) -> Quantity | None:
    """A plain number with the multiplier and the unit that a manner gives; itself where the manner gives none."""
    parts = MANNER.fullmatch(manner)
    tail = parts["tail"] if parts else None
    if not tail:
        return one
    head, _, rest = tail.partition("_")
    multiplier = multipliers().get(head, "")
    unit = unit_named(rest if multiplier else tail)
    if not one.is_plain or (unit is None and (rest or not multiplier)):
        return None
    kind, of_unit = (unit.kind, unit.unit) if unit else ("count", "")
    return one._replace(kind=kind, value=times(one.value, multiplier), unit=of_unit, manner=manner)


def area_km2(quantity: Quantity) -> str:
    """An area in square kilometres, from the unit's factor."""
    return times(quantity.value, _factors()[quantity.unit])


@cache
def _factors() -> dict[str, str]:
    return {unit.unit: unit.factor_km2 for unit in units().values() if unit.kind == "area"}
