"""Single quotation marks, told apart from apostrophes: «'Yes,' said X», «‘the states’ rights’», «''Yes,''»."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LONGEST = 2_000
"""Characters of the longest quotation in single marks; a longer one is two stray apostrophes."""
_PLACE = re.compile(
    r"[\"“”„«»'‘’\n](?:(?<=[\"“”„«»])|(?<=\n)[ \t\r]*\n|(?<!\w['‘’\n])(?!\W|\d|[sS]\b)|(?<=['‘’])(?!\w))"
)
"""A double mark, the end of a paragraph, or a mark that is neither inside a word nor a genitive that stands apart."""
_OPENING = re.compile(r"['‘`](?<![^\W_].)(?=[^\W_])")
"""A mark right before a word and behind none, without which no quotation opens."""
_TWO = re.compile(
    r"(?:''|``)(?:(?<![^\s(\[\"“–—-]..)(?=[^\W_])|(?:(?<=[^\s(\[]..)|(?<=[,.!?] ..))(?![\w'’]))|\n(?=[ \t\r]*\n)"
)
"""Two single marks, before a word or behind what is no blank, or the end of a paragraph."""
_DOUBLED = str.maketrans("'‘’\"“”„«»", "'''''''''")


def with_double_marks(text: str) -> str:
    """The text with each quotation in single marks in double ones, and those inside it in single ones.

    No character moves. Inside double marks nothing changes, and apostrophes stay: a mark behind an s, which may be a
    genitive, closes only where no other does.
    """
    if not _OPENING.search(text):
        return text
    if "''" in text:
        text = _with_two_as_one(text)
    parts, place = [], 0
    for opening, closing in _pairs(text):
        inner = text[opening + 1 : closing].translate(_DOUBLED)
        parts += [text[place:opening], "«", inner, "»"]
        place = closing + 1
    return "".join([*parts, text[place:]]) if parts else text


def _with_two_as_one(text: str) -> str:
    """The text with double marks for each two single ones that open a quotation, or close one that is open."""
    parts, place, is_open = [], 0, False
    for found in _TWO.finditer(text):
        first, after = found.span()
        opens = text[after : after + 1].isalnum()
        if opens or (is_open and after > first + 1):
            parts += [text[place:first], "««" if opens else "»»"]
            place = after
        is_open = opens
    return "".join([*parts, text[place:]])


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Where quotations in single marks open and close."""
    opening = genitive = double = -1
    for found in _PLACE.finditer(text):
        place, mark = found.start(), text[found.start()]
        opens = _opens(text, place)
        if mark == "\n" or opens or place - opening > _LONGEST:
            if genitive >= 0:
                yield opening, genitive
            opening = genitive = -1
        if mark not in "'‘’":
            double = _double_behind(text, place) if opening < 0 else double
        elif opens:
            opening = -1 if _is_open(double, place) else place
        elif opening >= 0 and _closes(text, place):
            if text[place - 1] not in "sS":
                yield opening, place
                opening = genitive = -1
            elif genitive < 0:
                genitive = place
    if genitive >= 0:
        yield opening, genitive


def _opens(text: str, place: int) -> bool:
    """Whether a mark stands before a word."""
    return text[place] in "'‘" and text[place + 1 : place + 2].isalpha() and not text[place - 1 : place].isalnum()


def _closes(text: str, place: int) -> bool:
    """Whether a mark stands right behind a word or another mark."""
    before = text[place - 1]
    return text[place] != "‘" and not before.isspace() and before not in "(["


def _is_open(double: int, place: int) -> bool:
    """Whether a double quotation that opened at `double` is open at a place."""
    return double >= 0 and place - double <= _LONGEST


def _double_behind(text: str, place: int) -> int:
    """The place of a double mark where it opens a quotation, as white space before it tells, or -1."""
    before = text[place - 1 : place]
    return place if text[place] in "“„«" or (text[place] == '"' and (not before.strip() or before in "([")) else -1
