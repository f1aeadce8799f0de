"""Fractions, and what they are a part of: a half, three quarters of a million, an hour and a half."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache

from kbpack.reading.manners import Quantity
from kbpack.reading.numbers import canonical, number_roles, quotient, spelled, times
from kbpack.reading.units import alternatives, folded, multipliers, units

Match = re.Match[str]


def fraction(words: str) -> str:
    """A fraction in figures as a decimal, or nothing where it has no end."""
    over, slash, under = words.strip(" -").partition("/")
    if slash:
        return quotient(Decimal(over), Decimal(under)) if int(over) < int(under) else ""
    name = unicodedata.normalize("NFKD", over).replace("\u2044", "/")
    return fraction(name)


def whole_number(words: str) -> Decimal:
    """A number in digits or in one word."""
    return Decimal(words if words.isdigit() else number_roles()[words.lower()][1])


def is_no_part(text: str, match: Match) -> bool:
    """Whether a word for a fraction names something else: quarters, a half-mast."""
    if number_roles().get(match["words"].lower(), ("", ""))[0] != "fraction":
        return False
    alone = not text[: match.start()].strip()
    joined = text[match.end() : match.end() + 1] == "-"
    if alone or joined or match["words"].lower() not in _named_parts():
        return joined
    return not _ARTICLE.search(text[max(0, match.start() - _ARTICLE_END) : match.start()])


def with_part(words: str) -> tuple[str, str] | None:
    """A number and a part of one in words, as a count: «six and three quarters»; none where other words stand there."""
    parts = _AND_PART.fullmatch(words)
    whole, part = (spelled(parts["whole"]), spelled(parts["part"])) if parts else (None, None)
    if whole is None or part is None or (whole[0], part[0]) != ("count", "share"):
        return None
    return "count", canonical(Decimal(whole[1]) + Decimal(part[1]))


_AND_PART = re.compile(r"(?i)(?P<whole>\S+)[\s-]+and[\s-]+(?P<part>\S+?[\s-]+\S+)")


def is_joined(match: Match) -> bool:
    """Whether nothing parts a fraction in words from its unit: «one half per cent»."""
    return not match.string[match.end("words") : match.start("unit")].strip("- \t\r\n")


def is_ordinal(text: str, place: int) -> bool:
    """Whether what looks like a fraction tells which one of a row: «the one hundredth anniversary»."""
    return _ORDINAL.match(text, place) is not None


_ORDINAL = re.compile(r"(?i)one[\s-]+\w+dth\b(?!\s+of\b|\s*\Z)")


@cache
def _named_parts() -> frozenset[str]:
    """Fractions that are other things too, where no article makes them parts: all but a half."""
    return frozenset(word for word, (kind, value) in number_roles().items() if kind == "fraction" and value != "0.5")


_ARTICLE = re.compile(r"(?i)\b(?:an?|another)\s+\Z")
_ARTICLE_END = 10


def of_one(part: Quantity, match: Match, name: str) -> Quantity:
    """A part of one unit, or of a million, as so much of it: «half of one per cent», «an hour and a half»."""
    if part.kind != "share" or part.unit:
        return part
    whole = _one_and().search(match.string, max(0, part.start - _LONGEST_ONE), part.start)
    unit = units().get(folded(whole["unit"] if whole else match[name] or ""))
    many = multipliers().get((match[f"{name}_many"] or "").lower(), "")
    value = canonical(1 + Decimal(part.value)) if whole and part.value else times(part.value, many)
    kind, of_unit = (unit.kind, unit.unit) if unit else ("count" if many else part.kind, "")
    return part._replace(start=whole.start() if whole else part.start, kind=kind, value=value, unit=of_unit)


_LONGEST_ONE = 40


@cache
def _one_and() -> re.Pattern[str]:
    """One of a unit, before a part of it: «an hour and a»."""
    named = alternatives(word for word, unit in units().items() if unit.kind in {"duration", "other"})
    return re.compile(rf"(?i)\ban?\s+(?P<unit>{named})\s+and\s+a\s+\Z")
