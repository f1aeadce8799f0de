"""Numbers in running text, with what they measure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from kbpack import lexicon


class Quantity(NamedTuple):
    """A number in the text: offsets, kind, canonical value (empty where the words give none) and UCUM unit.

    `grouped` is set where the numbers around it show that its dots group thousands.
    """

    start: int
    end: int
    kind: str
    value: str
    unit: str
    grouped: bool = False


class _Unit(NamedTuple):
    kind: str
    unit: str
    factor_km2: str


@cache
def _units() -> dict[str, _Unit]:
    return {
        " ".join(row["word"].split()): _Unit(row["kind"], row["unit"], row["factor_km2"])
        for row in lexicon.table("units")
    }


@cache
def _number_words() -> dict[str, tuple[str, str]]:
    return {
        row["word"].lower(): (row["kind"], row["value"]) for row in lexicon.table("numbers") if row["kind"] != "roman"
    }


@cache
def _roman() -> dict[str, str]:
    return {row["word"]: row["value"] for row in lexicon.table("numbers") if row["kind"] == "roman"}


@cache
def number_words() -> frozenset[str]:
    """Words without which, and without digits, a text gives no number."""
    return frozenset(_number_words()) | {numeral.lower() for numeral in _roman()}


@cache
def _pattern() -> re.Pattern[str]:
    units = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(_units(), key=len, reverse=True))
    words = "|".join(sorted(_number_words(), key=len, reverse=True))
    roman = "|".join(sorted(_roman(), key=len, reverse=True))
    digits = r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d+(?:[.,]\d+)?"
    return re.compile(
        rf"(?<![\w.])(?:(?P<money>US\$|[$€£])\s?)?(?:(?P<digits>(?:{digits})(?![\d]))(?P<th>st|nd|rd|th)?"
        rf"|(?P<words>(?i:(?:{words})(?:[\s-]+(?:and\s+)?(?:{words}))*)))"
        rf"(?:\s+(?P<multiplier>(?i:hundred|thousand|million|billion|trillion))\b)?"
        rf"(?:[\s-]*(?P<unit>(?i:{units}))(?:-long)?(?![\w²]))?(?![\w])"
        rf"|(?:(?<=\bWar\s)|\A)(?P<roman>{roman})(?=\b)(?!\.)"
    )


def number(text: str) -> str:
    """The canonical decimal of a number in digits: `1,840` is 1840, `1.840.000` is 1840000, `3,5` is 3.5."""
    compact = re.sub(r"[\s\u00a0\u202f]", "", text)
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", compact):
        compact = compact.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(\.\d{3}){2,}", compact):
        compact = compact.replace(".", "")
    return canonical(Decimal(compact.replace(",", ".")))


def canonical(value: Decimal) -> str:
    """A decimal without sign, exponent, leading or trailing zeros."""
    whole, point, part = f"{value:f}".partition(".")
    part = part.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{part}" if point and part else "")


def _spelled(words: str) -> tuple[str, str] | None:
    """Kind and value of a number in words; none where the words do not make one number.

    A share such as a third has no decimal of its own, so its value is empty.
    """
    parts = [word for word in re.split(r"[\s-]+", words.lower()) if word != "and"]
    if len(parts) == 2 and _number_words()[parts[0]][0] in {"cardinal", "ordinal"}:  # noqa: PLR2004
        (first, count), (second, value) = (_number_words()[part] for part in parts)
        if first == "ordinal" and second == "fraction":
            return "ordinal", count
        if second == "fraction_of":
            return "share", ""
        if second == "fraction":
            return "share", canonical(Decimal(count) * Decimal(value))
        if second == "quantifier" and value:
            return "count", canonical(Decimal(count) * Decimal(value))
        if first == "cardinal" and second == "ordinal" and Decimal(count) < _TENS:
            return "share", ""
    return _summed(parts)


_TENS = 20


def _summed(parts: Sequence[str]) -> tuple[str, str] | None:
    """Kind and value of the words of one number, largest part first."""
    total = group = Decimal(0)
    kind, below = "count", None
    for part in parts:
        role, given = _number_words()[part]
        value = Decimal(given or 0)
        if role == "multiplier":
            group, below = (group or 1) * value, None
            if value > 100:  # noqa: PLR2004  thousands and more close a group
                total, group = total + group, Decimal(0)
            continue
        if role == "fraction_of":
            return None
        if role == "fraction":
            return ("share", given) if len(parts) == 1 else None
        if role == "quantifier":
            return ("count", canonical(value) if given else "") if len(parts) == 1 else None
        if below is not None and value >= below:
            return None
        below = Decimal(10) if value >= _TENS else Decimal(0)
        kind = "ordinal" if role == "ordinal" else kind
        group += value
    return kind, canonical(total + group)


_IDIOMS = re.compile(
    r"(?i)(?:first(?=\s+of\s+all|,)|(?<=at\s)first|(?<=for\sthe\s)first|one(?=-sided|\s+another|\s+of)|second(?=\s+only))\b"
)


def quantities(
    text: str, start: int = 0, end: int | None = None, taken: tuple[tuple[int, int], ...] = ()
) -> list[Quantity]:
    """The numbers of `text[start:end]` outside the `taken` spans (dates are read by `dates`)."""
    found = []
    for match in _pattern().finditer(text, start, len(text) if end is None else end):
        if any(match.start() < last and first < match.end() for first, last in taken):
            continue
        quantity = _quantity(text, match)
        if quantity:
            found.append(quantity)
    return found


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    first, last = match.span()
    if match["roman"]:
        return Quantity(first, last, "ordinal", _roman()[match["roman"]], "")
    unit = _units().get(" ".join((match["unit"] or "").lower().split()))
    if match["digits"]:
        kind, value = ("ordinal" if match["th"] else "count"), number(match["digits"])
    else:
        spelled = _spelled(match["words"])
        if spelled is None or (_IDIOMS.match(text, first) and not unit):
            return None
        kind, value = spelled
    if match["multiplier"] and value:
        value = canonical(Decimal(value) * Decimal(_number_words()[match["multiplier"].lower()][1]))
    if match["money"]:
        return Quantity(first, last, "money", value, {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP"}[match["money"]])
    if unit and kind == "count":
        return Quantity(first, last, unit.kind, value, unit.unit)
    return Quantity(first, last, kind, value, "")


def area_km2(quantity: Quantity) -> str:
    """An area in square kilometres, from the unit's factor."""
    factors = {unit.unit: unit.factor_km2 for unit in _units().values() if unit.kind == "area"}
    return canonical(Decimal(quantity.value) * Decimal(factors[quantity.unit]))


_DOTTED = re.compile(r"\d{1,3}\.\d{3}(?![\d.,])")
_OTHER_POINT = re.compile(r"\d+\.(?:\d{1,2}|\d{4,})(?!\d)|\d,\d{3}(?!\d)")


def grouped_by_dots(texts: Sequence[str]) -> bool:
    """Whether the dots in some numbers group thousands: several do as one, and none reads otherwise."""
    dotted = sum(bool(_DOTTED.match(text)) for text in texts)
    return dotted > 1 and not any(_OTHER_POINT.match(text) for text in texts)


def with_dots_as_groups(text: str, quantity: Quantity) -> Quantity:
    """The quantity with a dot in its number read as a mark of thousands."""
    dotted = _DOTTED.match(text, quantity.start, quantity.end)
    if not dotted:
        return quantity
    return quantity._replace(value=dotted[0].replace(".", "").lstrip("0") or "0", grouped=True)
