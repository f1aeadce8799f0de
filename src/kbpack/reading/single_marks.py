"""Single quotation marks, told apart from apostrophes: «'Yes,' said X», «‘the states’ rights’»."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LONGEST = 2_000
"""Characters of the longest quotation in single marks; a longer one is two stray apostrophes."""
_MARK = re.compile(r"['‘’](?:(?<!\w.)(?!\W|\d|[sS]\b)|(?!\w))")
"""A mark that is not inside a word, nor a genitive that stands apart."""
_BREAK = re.compile(r"\n[ \t\r]*\n")
_DOUBLE = re.compile('["“”„«»]')
_DOUBLED = str.maketrans("'‘’\"“”„«»", "'''''''''")


def with_double_marks(text: str) -> str:
    """The text with each quotation in single marks in double ones, and those inside it in single ones.

    No character moves. Inside double marks nothing changes, and apostrophes stay: a mark behind an s, which may be a
    genitive, closes only where no other does.
    """
    parts, place = [], 0
    for opening, closing in _pairs(text):
        if opening >= place and not _is_inside_double(text, opening):
            inner = text[opening + 1 : closing].translate(_DOUBLED)
            parts += [text[place:opening], "«", inner, "»"]
            place = closing + 1
    return "".join([*parts, text[place:]]) if parts else text


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Where what may be quotations in single marks open and close."""
    opening = genitive = -1
    for found in _MARK.finditer(text):
        place = found.start()
        if opening >= 0 and (place - opening > _LONGEST or _BREAK.search(text, opening, place)):
            if genitive >= 0:
                yield opening, genitive
            opening = genitive = -1
        if _opens(text, place):
            if genitive >= 0:
                yield opening, genitive
            opening, genitive = place, -1
        elif opening >= 0 and _closes(text, place):
            if text[place - 1] not in "sS":
                yield opening, place
                opening = genitive = -1
            elif genitive < 0:
                genitive = place
    if genitive >= 0:
        yield opening, genitive


def _opens(text: str, place: int) -> bool:
    return text[place] != "’" and text[place + 1 : place + 2].isalpha() and not text[place - 1 : place].isalnum()


def _closes(text: str, place: int) -> bool:
    before = text[place - 1]
    return text[place] != "‘" and not before.isspace() and before not in "(["


def _is_inside_double(text: str, place: int) -> bool:
    """Whether a double mark is open at a place in its paragraph."""
    start = max(place - _LONGEST, 0)
    for found in _BREAK.finditer(text, start, place):
        start = found.end()
    is_open = False
    for found in _DOUBLE.finditer(text, start, place):
        is_open = found[0] in "“„«" or (found[0] == '"' and not is_open)
    return is_open
