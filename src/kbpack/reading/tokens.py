"""Text to tokens: words, numbers and marks, each with its offsets."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from kbpack import lexicon

_TOKEN = re.compile(
    r"(?P<initials>(?:[A-Z]\.){2,})"
    r"|(?P<word>[^\W\d_](?:[^\W_]|[\u0300-\u036f])*"
    r"(?:(?:['’](?![sS]\b)|[\\|](?=[^\W\d_]))[^\W\d_](?:[^\W_]|[\u0300-\u036f])*)*)"
    r"|(?P<number>\d+(?:[.,]\d+)*(?:st|nd|rd|th)?\b|\d+)"
    r"|(?P<genitive>['’][sS]\b)"
    r"|(?P<mark>\S)"
)
HYPHENS = frozenset("-\u2010\u2011\u2012\u2013\u2014")
OPENING_QUOTES = frozenset('"“„«‟')
CLOSING_QUOTES = frozenset('"”»')


class Token(NamedTuple):
    """A token; `low` is its lower case with known misreadings of a scan undone, for look-up only."""

    start: int
    end: int
    text: str
    low: str
    kind: str

    @property
    def is_word(self) -> bool:
        """Whether it is a word, not a number or a mark."""
        return self.kind == "word"


@cache
def _misreadings() -> tuple[tuple[str, str], ...]:
    return tuple((row["misread"], row["meant"]) for row in lexicon.table("misreadings"))


def _mended(word: str) -> str:
    for misread, meant in _misreadings():
        word = word.replace(misread, meant)
    return word


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]`; white space is not a token."""
    found = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word = match[0]
        kind = match.lastgroup or "mark"
        if kind == "initials":
            kind = "word"
        meant = _mended(word) if "\\" in word or "|" in word else word
        low = meant.lower().replace("’", "'")
        found.append(Token(match.start(), match.end(), word, low, kind))
    return found


@cache
def fold(word: str) -> str:
    """A word as names are compared: no case, no diacritics, no apostrophes, misreadings undone."""
    decomposed = unicodedata.normalize("NFKD", _mended(word))
    return "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "'’\u02bc").casefold()


def clean(text: str) -> str:
    """Words as a cell: NFC, white space folded, no control, format, private-use or unassigned characters."""
    if text.isascii() and text.isprintable():
        return one_line(text)
    kept = "".join(c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    return one_line(unicodedata.normalize("NFC", kept))


def one_line(text: str) -> str:
    """Text with each run of white space as one blank and none at its ends."""
    return " ".join(text.split())
