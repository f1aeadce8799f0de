"""What seasons, decades in words, centuries and years of an era mean: a match to EDTF and its precision, or nothing."""

from __future__ import annotations

import re

from kbpack.reading.date_words import centuries, ordinals, words
from kbpack.reading.numbers import number_roles

Value = tuple[str, str]
Match = re.Match[str]


def century_of(match: Match) -> Value | None:
    """A century, or a stretch of them."""
    first, last = (_nth(match[name]) for name in ("first", "nth"))
    if not 1 <= last <= 21 or (match["first"] and not 1 <= first < last):  # noqa: PLR2004
        return None
    if match["joined"] and last - first > 1:
        return None
    return (f"{first - 1:02d}XX/{last - 1:02d}XX" if first else f"{last - 1:02d}XX"), "interval"


def _nth(words: str | None) -> int:
    """The number of a century; 0 where none is given."""
    if words and words[0] in _ROMAN:
        return _roman(words)
    nth = (words or "").lower()
    return int(nth) if nth.isdigit() else ordinals().get("-".join(re.split(r"[\s-]+", nth)), 0)


_ROMAN = {"X": 10, "V": 5, "I": 1}


def _roman(numeral: str) -> int:
    """The value of a Roman numeral as centuries have them; a smaller mark before a larger is taken off."""
    values = [_ROMAN[mark] for mark in numeral]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def decade_in_words(match: Match) -> Value:
    """A decade whose century is told: «nineteen-eighties»."""
    tens = number_roles()[match["tens_word"].lower().removesuffix("ies") + "y"][1]
    return f"{centuries()[match['teen'].lower()]}{tens[0]}X", "interval"


def season_of(match: Match) -> Value | None:
    """A season of a year."""
    part = match["part"].lower().split()[0]
    number = words("season").get(part) or words("season of")[part]
    return f"{match['y12']}-{number}", "interval"


def era_of(match: Match) -> Value | None:
    """A year of our era, whose mark has capitals."""
    year = match["ad1"] or match["ad2"]
    letters = [letter for letter in match[0] if letter.isalpha()]
    return (f"{int(year):04d}", "year") if all(letter.isupper() for letter in letters) else None
