"""Prose to sentences, over wrapped lines, abbreviations and damaged full stops."""

from __future__ import annotations

import re
from functools import cache

from kbpack import lexicon

# A full stop, or a comma at a line's end before a capital: a scan reads some full stops as commas.
_END = re.compile(r"[.!?…]+[\"”’»')\]]*(?=\s|$)|,(?=[ \t]*(?:\r\n|\r|\n)[ \t]*[A-Z])")
_WORD_BEFORE = re.compile(r"[^\W_]+(?:\.[^\W_]+)*$")
_NEXT = re.compile(r"\s*([\"“‘«'(\[]*)([^\s]?)([^\W\d_]*)")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon.table("abbreviations"))


@cache
def _openers() -> frozenset[str]:
    """Words that have a capital only where a sentence starts."""
    classes = {"determiner", "pronoun", "preposition", "subordinator", "adverb", "possessive", "coordinator"}
    return frozenset(row["word"] for row in lexicon.table("function_words") if row["class"] in classes)


def _ends(text: str, match: re.Match[str], floor: int, ceiling: int) -> bool:
    mark = match[0][0]
    following = _NEXT.match(text, match.end(), ceiling)
    first, rest = (following[2], following[3]) if following else ("", "")
    opener = (first + rest).lower() in _openers() and first.isupper()
    if mark == ",":
        return opener
    if not first:
        return True
    if mark != ".":
        return not first.islower()
    before = _WORD_BEFORE.search(text, floor, match.start())
    word = before[0] if before else ""
    if word.lower() in _abbreviations() or "." in word:
        return opener and "." in word
    if word.isdigit() and not text[floor : match.start() - len(word)].strip():
        return False
    if len(word) == 1 and word.isupper() and word != "I":
        return False
    return not first.islower()


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the sentences of `text[start:end]`, without the white space around them."""
    spans = []
    place = start
    for match in _END.finditer(text, start, end):
        if _ends(text, match, max(place, match.start() - 40), end):
            spans.append((place, match.end()))
            place = match.end()
    spans.append((place, end))
    trimmed = (trim(text, *span) for span in spans)
    return [span for span in trimmed if span[0] < span[1]]


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
