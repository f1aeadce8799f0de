"""Names of places in lists, with what may stand around them: bullets, numbers, quotation marks, footnotes, labels."""

from __future__ import annotations

import re
from functools import cache

from kbpack import lexicon
from kbpack.reading.date_words import any_of, months
from kbpack.reading.words import words_of_class

LONGEST_NAME = 60
MOST_WORDS = 6
BULLET = (
    r"(?:(?:\(?\d{1,3}[.)/]|(?:#|№)\s?\d{1,3}[.)]?|\(?[a-z]\)|[a-z]\.|o(?=\s+[^\W\d_a-z])|\(?[ivx]{1,5}\)|[IVX]{1,5}[.)]"
    r"|[-*+•–·▪●■◦‣➢➤►▶✓✔→»○◆◇□❖])\s+|\|\s*)?"
)
MONTH = rf"(?:{any_of(months())})\b\.?\s+\d"
_COUNTED = rf"\d{{1,3}}\s+(?=[^\W\d_a-z])(?!(?i:{any_of(months())})\b)"
NAME = re.compile(
    rf"[\s\u200b\ufeff]*(?:{_COUNTED}|{BULLET})(?P<name>(?:\*{{1,2}}|__|[“„\"‘'«])?[^\W\d_](?:[^:\t;,|\d(\n\r<>=≥≤≈~]|(?<=[A-Za-z])\d\d?(?!\d)|(?<=[A-Za-z]\s)\d{{1,3}}(?=:\s)){{0,60}}?(?:\[\w\w?\])?)\s*"
    rf"(?P<mark>:|\t+|\.{{2,}}|…+|\s[-–—|=/→]\s|,|\||;|(?<=\s)\s|(?=\()|(?=[<>≥≤≈~])|(?=\s\d(?!\d{{0,2}}:\s))|(?=\s(?i:{MONTH}))|[-–—=](?=\d))"
    r"\s*(?=\S)"
)
ASIDE = re.compile(r"\([^()\r\n]{1,120}\)\s*(?=[:,;|=–—\t-]|\.\.)")
"""Words in brackets behind a name, with more behind them."""


@cache
def head_words(role: str) -> frozenset[str]:
    """The words of one role in `lexicon/table_heads.csv`."""
    return frozenset(row["word"] for row in lexicon.table("table_heads") if row["role"] == role)


@cache
def function_words() -> frozenset[str]:
    """Words that no name of a place begins with."""
    return frozenset(row["word"] for row in lexicon.table("function_words"))


def bare_name(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without quotation marks, the mark of a footnote, or the label of the figure behind it."""
    match = _name_in().fullmatch(text, start, end)
    return match.span("name") if match else (start, end)


@cache
def _name_in() -> re.Pattern[str]:
    labels = any_of(head_words("area"))
    return re.compile(
        rf"(?:\*{{1,2}}|__|[“„\"‘'«])?(?P<name>\S.*?)[”“\"’'»]?\s*(?:[*†‡§]+|__|[¹²³⁰⁴-⁹]+|\[\w\w?\])?(?:[.,;]\s+(?i:{labels}))?\s*"
    )


def is_name(match: re.Match[str], name: str) -> bool:
    """Whether words can be a name: few, with a capital before a mere comma, with no plain word before a mere blank."""
    words = name.split()
    if name.lower() in head_words("area") | head_words("date") | head_words("apart"):
        return False
    if len(name) > LONGEST_NAME or len(words) > MOST_WORDS:
        return False
    if words[0].lower() in _speaking_words() or not _finite_words().isdisjoint(words):
        return False
    if match["mark"] not in {",", "", " "} or (not match["mark"] and match.string[match.end()] == "("):
        return True
    if words[0][0].islower() or words[0].lower() in function_words() - {"the"}:
        return False
    return match["mark"] == "," or all(
        word in function_words() or word in head_words("place") or not word.islower() for word in words
    )


@cache
def _speaking_words() -> frozenset[str]:
    """Words that a clause or a phrase opens with, and no name: «We lost much: 300 km2», «my vale: 300 km2»."""
    return words_of_class("pronoun") | words_of_class("possessive") | words_of_class("relative")


@cache
def _finite_words() -> frozenset[str]:
    """Words that no name has, but a sentence: «The vale is small. Area: 300 km2»."""
    return words_of_class("be") | words_of_class("have") | words_of_class("modal")


def goes_on(text: str, place: int) -> bool:
    """Whether a sentence goes on behind a figure with its verb: «The park, 300 km2, is old»."""
    return _verb_behind().match(text, place) is not None


@cache
def _verb_behind() -> re.Pattern[str]:
    return re.compile(rf"\W{{0,3}}\s(?:{any_of(_finite_words())})\b")


def is_total(name: str) -> bool:
    """Whether words stand for the sum of a list and for no place: «In all», «Total flooded area»."""
    words = name.lower().split()
    known = head_words("total")
    return " ".join(words) in known or (words[0] in known and not head_words("area").isdisjoint(words))
