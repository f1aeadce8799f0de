"""Single quotation marks, told apart from apostrophes: «'Yes,' said X», «‘the states’ rights’»."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LONGEST = 2_000
"""Characters of the longest quotation in single marks; a longer one is two stray apostrophes."""
_BEFORE = ' \n\t(["“«—'
"""What stands before an opening mark that looks like an apostrophe."""
_PLACE = re.compile(
    r"(?P<double>[\"“”„«»])"
    r"|(?P<opening>(?<!\w)['‘](?=[^\W\d_])(?![sS]\b))"
    r"|(?P<closing>(?<=[^\s(\[])['’](?!\w))"
    r"|(?P<paragraph>\n[ \t\r]*\n)"
)
_DOUBLED = str.maketrans("'‘’\"“”„«»", "'''''''''")


def with_double_marks(text: str) -> str:
    """The text with each quotation in single marks in double ones, and those inside it in single ones.

    No character moves. Inside double marks nothing changes, and apostrophes stay: a mark behind an s, which may be a
    genitive, closes only where no other does.
    """
    if "‘" not in text and not any(f"{before}'" in text for before in _BEFORE) and not text.startswith("'"):
        return text
    parts, place = [], 0
    for opening, closing in _pairs(text):
        inner = text[opening + 1 : closing].translate(_DOUBLED)
        parts += [text[place:opening], "“", inner, "”"]
        place = closing + 1
    return "".join([*parts, text[place:]])


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Where quotations in single marks open and close."""
    opening = genitive = -1
    inside_double = False
    for found in _PLACE.finditer(text):
        kind, place = found.lastgroup, found.start()
        if kind in {"opening", "paragraph"} or place - opening > _LONGEST:
            if genitive >= 0:
                yield opening, genitive
            opening = genitive = -1
        if kind in {"double", "paragraph"} and opening < 0:
            inside_double = text[place] in "“„«" or (text[place] == '"' and not inside_double)
        elif kind == "opening" and not inside_double:
            opening = place
        elif kind == "closing" and opening >= 0 and text[place - 1] not in "sS":
            yield opening, place
            opening = genitive = -1
        elif kind == "closing" and opening >= 0 > genitive:
            genitive = place
    if genitive >= 0:
        yield opening, genitive
