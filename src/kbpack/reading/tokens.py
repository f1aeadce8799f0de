"""Text to tokens: words, numbers and marks, each with its offsets."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from kbpack import lexicon

_LETTER = r"[^\W\d_]"
_REST = r"(?:[^\W_]|[\u0300-\u036f])*"
_TOKEN = re.compile(
    r"[A-Za-z]+(?=[ ,;:)\r\n])"  # most words, which the next alternatives would read alike in twice the time
    r"|(?:[A-Z]\.){2,}"
    rf"|{_LETTER}{_REST}(?:(?:['’](?![sS]\b)|[\\|](?={_LETTER})){_LETTER}{_REST})*"
    r"|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?\b|\d+"
    r"|['’][sS]\b"
    r"|\S"
)
HYPHENS = frozenset("-\u2010\u2011\u2012\u2013\u2014")
OPENING_QUOTES = frozenset('"“„«‟')
CLOSING_QUOTES = frozenset('"”»')
QUOTES = OPENING_QUOTES | CLOSING_QUOTES


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
    found: list[Token] = []
    make, add, known = tuple.__new__, found.append, _KNOWN
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word = match[0]
        low, kind = known[word]
        first, after = match.span()
        add(make(Token, (first, after, word, low, kind)))
    return found


class _Known(dict[str, tuple[str, str]]):
    """How each word is looked up and what kind of token it is; forgotten when there are too many."""

    def __missing__(self, word: str) -> tuple[str, str]:
        if len(self) > _MOST_WORDS:
            self.clear()
        kind, low = _kind_and_low(word)
        self[word] = low, kind
        return low, kind


_MOST_WORDS = 1 << 16
_KNOWN = _Known()


def _kind_and_low(word: str) -> tuple[str, str]:
    """What kind of token a word is, and how it is looked up."""
    if word[0].isalpha():
        meant = _mended(word) if "\\" in word or "|" in word else word
        low = meant.lower().replace("’", "'")
        is_name = (len(low) > 1 and meant.isupper() and low in _pronouns()) or (meant.istitle() and low in _months())
        return "word", meant if is_name else low
    if word[0].isdecimal():
        return "number", word.lower()
    return ("genitive" if len(word) > 1 else "mark"), word.lower().replace("’", "'")


@cache
def _pronouns() -> frozenset[str]:
    """Words that in capitals are rather a name: WHO, US, IT."""
    rows = lexicon.table("function_words")
    return frozenset(row["word"] for row in rows if row["class"] in {"pronoun", "relative"})


@cache
def _months() -> frozenset[str]:
    """Months that are other words too, so that a capital tells: May."""
    known = {row["word"] for row in lexicon.table("function_words")}
    return frozenset(row["word"] for row in lexicon.table("months")) & known


@lru_cache(1 << 16)
def fold(word: str) -> str:
    """A word as names are compared: no case, no diacritics, no apostrophes, misreadings undone."""
    decomposed = unicodedata.normalize("NFKD", _mended(word))
    return "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "'’\u02bc").casefold()


def clean(text: str) -> str:
    """Words as a cell: NFC, white space folded, no control, format, private-use or unassigned characters."""
    line = one_line(text)
    if line.isprintable() and unicodedata.is_normalized("NFC", line):
        return line
    kept = "".join(c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    return one_line(unicodedata.normalize("NFC", kept))


def one_line(text: str) -> str:
    """Text with each run of white space as one blank and none at its ends."""
    return " ".join(text.split())
