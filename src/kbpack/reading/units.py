"""The words for what numbers measure, for what multiplies them, and for money, as patterns find them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from kbpack import lexicon
from kbpack.reading.date_words import by_first_letter
from kbpack.reading.numbers import number_roles
from kbpack.reading.words import words_of_class


class Unit(NamedTuple):
    """What a number measures: the kind of figure, the UCUM unit, and the square kilometres of one."""

    kind: str
    unit: str
    factor_km2: str
    name: str


@cache
def units() -> dict[str, Unit]:
    """The units by their words in lower case; `name` is the first word for the same unit."""
    first: dict[tuple[str, str], str] = {}
    found = {}
    for row in lexicon.table("units"):
        name = first.setdefault((row["kind"], row["unit"] or row["word"]), row["word"].replace(" ", "_"))
        found[folded(row["word"])] = Unit(row["kind"], row["unit"], row["factor_km2"], name)
    return found


def folded(words: str) -> str:
    """Words as units are looked up: in lower case, with single blanks, also for hyphens: «20-square-mile»."""
    return " ".join(words.lower().replace("-", " ").split())


@cache
def unit_named(name: str) -> Unit | None:
    """The unit of a rule's name."""
    return next((unit for unit in units().values() if unit.name == name), None)


@cache
def multipliers() -> dict[str, str]:
    """Words that multiply the number before them, with their values."""
    roles = {"multiplier", "short multiplier", "initial multiplier"}
    return {word: value for word, (role, value) in number_roles().items() if role in roles}


@cache
def currencies() -> dict[str, str]:
    """Marks and codes before a sum of money, with their units."""
    return {row["mark"]: row["unit"] for row in lexicon.table("currencies")}


def alternatives(words: Iterable[str]) -> str:
    """An alternative for any of some words, the longest first; a blank stands for any white space."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


def words_of_kind(*kinds: str) -> list[str]:
    """The words of `lexicon/numbers.csv` of some kinds."""
    return [word for word, (kind, _) in number_roles().items() if kind in kinds]


@cache
def unit_opening(*kinds: str) -> str:
    """A pattern for the first word of any unit of some kinds, a fifth as long as that for the whole unit."""
    return by_first_letter({word.split()[0] for word, unit in units().items() if unit.kind in kinds})


@cache
def any_unit(*kinds: str) -> str:
    """A pattern for any unit of some kinds, or of all; the words of one are parted by blanks or hyphens."""
    words = by_first_letter(word for word, unit in units().items() if not kinds or unit.kind in kinds)
    classes = ("be", "have", "do", "modal", "preposition", "coordinator", "relative")
    after = by_first_letter(word for name in classes for word in words_of_class(name))
    squared = rf"\s2(?=\s*(?:[^\w\s]|\Z)|\s+(?:{after})(?!\w))"
    return re.sub(r"\\s\+(2)?", lambda blank: squared if blank[1] else r"(?:\s?-\s?|\s+)", words)
