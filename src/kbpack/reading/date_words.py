"""The words of dates, labels before numbers, and patterns of words, as dates and quantities find them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

from kbpack import lexicon

MONTHS = 12


@cache
def months() -> dict[str, int]:
    """Names and short names of the months, in lower case, with their numbers."""
    return {row["word"]: int(row["month"]) for row in lexicon.table("months")}


@cache
def month_name() -> str:
    """A month; the full stop of a short name belongs to it."""
    first: dict[int, str] = {}
    short = {word for word, month in months().items() if first.setdefault(month, word) != word}
    letters = "".join(sorted({word[0] for word in short}))
    return rf"(?=[{letters}])(?:(?:{any_of(months().keys() - short)})\b|(?:{any_of(short)})\b\.?+)"


@cache
def words(role: str) -> dict[str, str]:
    """The words of one role in `lexicon/date_words.csv`, with their values."""
    return {row["word"]: row["value"] for row in lexicon.table("date_words") if row["role"] == role}


@cache
def ordinals() -> dict[str, int]:
    """Ordinals in words from fourth to twenty-first, as centuries are counted; lower ones seldom name one."""
    rows = {row["word"]: int(row["value"]) for row in lexicon.table("numbers") if row["kind"] == "ordinal"}
    tens = next(row["word"] for row in lexicon.table("numbers") if row["value"] == "20")
    first = next(word for word, value in rows.items() if value == 1)
    return {word: value for word, value in rows.items() if 4 <= value <= 20} | {f"{tens}-{first}": 21}  # noqa: PLR2004


@cache
def nth_days() -> dict[str, int]:
    """Ordinals in words from first to thirty-first, as days of a month are counted: «the fourth of July»."""
    rows = {row["word"]: int(row["value"]) for row in lexicon.table("numbers") if row["kind"] == "ordinal"}
    names = {int(row["value"]): row["word"] for row in lexicon.table("numbers") if row["kind"] == "cardinal"}
    units = {word: value for word, value in rows.items() if value < 10}  # noqa: PLR2004
    composed = {f"{names[tens]}-{word}": tens + value for tens in (20, 30) for word, value in units.items()}
    return {word: value for word, value in (rows | composed).items() if value <= 31}  # noqa: PLR2004


@cache
def centuries() -> dict[str, int]:
    """The numbers in words with which the names of decades begin: «nineteen-eighties»."""
    rows = [row for row in lexicon.table("numbers") if row["kind"] == "cardinal"]
    return {row["word"]: int(row["value"]) for row in rows if 12 < int(row["value"]) < 20}  # noqa: PLR2004


@cache
def counts() -> list[str]:
    """The numbers in words that count years and the like: «two years ago»."""
    rows = lexicon.table("numbers")
    return [row["word"] for row in rows if row["kind"] in {"cardinal", "quantifier"} and not row["word"].endswith("s")]


def any_of(alternatives: object) -> str:
    """A pattern for one of some words, the longest first; a blank stands for any white space."""
    ordered = sorted(alternatives, key=lambda word: (-len(word), word))  # type: ignore[call-overload]
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


@cache
def _labels() -> frozenset[str]:
    """Words that a number follows as a label, with the full stops of the short ones."""
    rows = [row["word"] for row in lexicon.table("numbered")]
    return frozenset(rows) | {f"{word}." for word in rows if len(word) <= len("para")}


def is_label(text: str, place: int) -> bool:
    """Whether a number at a place is a label: after «resolution», «No.», «paragraphs 3, 4 and»."""
    context = text[max(0, place - _CONTEXT) : place].lower()
    words = context.rsplit(maxsplit=2)[-2:]
    if words and _LISTED.fullmatch(words[-1]):
        before = context.split()
        popped = len(before) - 1
        while popped and _LISTED.fullmatch(before[popped - 1]):
            popped -= 1
        listed = before[popped:]
        if not listed[0][0].isdigit() or (listed[-1][-1].isalnum() and not listed[-1].isalpha()):
            return False
        words = before[max(0, popped - 2) : popped]
    return bool(words) and (words[-1].lstrip("([") in _labels() or " ".join(words) in _labels())


_CONTEXT = 80
_LISTED = re.compile(r"\d[\w/.,]*+[;-]?|\(\w++\),?|and|or|to|[,&\u2013-]")


@cache
def roman_months() -> dict[str, int]:
    """The months by their numbers in Roman numerals: 9.XI.1990."""
    values = {row["word"]: int(row["value"]) for row in lexicon.table("numbers") if row["kind"] == "roman"}
    return {"I": 1} | {numeral: value for numeral, value in values.items() if value <= MONTHS}


def by_first_letter(alternatives: Iterable[str]) -> str:
    """A pattern for any of some beginnings in any case, tried only where the first letter fits; the longest first.

    A blank stands for any white space.
    """
    groups = groupby(sorted(alternatives, key=lambda word: (word[0], -len(word), word)), key=lambda word: word[0])
    return "|".join(f"(?-i:[{letter}{letter.upper()}])(?i:{_rest(group)})" for letter, group in groups)


def _rest(group: Iterable[str]) -> str:
    return "|".join(re.escape(word[1:]).replace(r"\ ", r"\s+") for word in group)


def places_in(pattern: re.Pattern[str], text: str, start: int, stop: int) -> Iterator[int]:
    """All places where a pattern fits, also inside one another."""
    while match := pattern.search(text, start, stop):
        yield match.start()
        start = match.start() + 1
