"""Prose to sentences, over wrapped lines, abbreviations and damaged full stops."""

from __future__ import annotations

import re
from functools import cache

from kbpack import lexicon
from kbpack.reading.forms import verb_forms
from kbpack.reading.tokens import CLOSING_QUOTES

_CLOSERS = r"[\"”’»')\]]*(?:[ \u00a0][\"”»](?=\s|$))?"
_BREAK = r"[ \t]*(?:\r\n|\r|\n)[ \t]*"
_NUMBERED = r"\d{1,3}\.\t"
_END = re.compile(
    r"[.!?…,\r\n](?:"
    rf"(?<![.!?…\r][\r\n])(?<=[\r\n])(?=\n?[ \t]*(?:[A-Z]|{_NUMBERED}))"  # where `_AT_BREAK` may fit
    rf"|(?<=,)(?={_BREAK}[A-Z])"  # a scan reads some full stops as commas
    rf"|(?<=[.!?…])[.!?…]*(?:[ \u00a0]\.)*+{_CLOSERS}(?=\s|$)"
    r"|(?<=[a-z][a-z][.!?])(?=[A-Z][a-z])"  # the blank after a full stop is lost
    r")"
)
"""Where a sentence may end; it starts with a set of marks, so that these alone are looked at."""
_AT_BREAK = re.compile(
    rf"(?<=[\w)\]\"”])(?={_BREAK}[A-Z])"  # a heading or a line without a full stop
    rf"|(?<=[^\s.!?…])(?={_BREAK}{_NUMBERED})"  # a numbered paragraph
)
_WORD_BEFORE = re.compile(r"[^\W_]+(?:\.[^\W_]+)*$")
_NEXT = re.compile(r"\s*([\"“‘«'(\[]*)([^\s]?)([^\W\d_]*)")
_INITIAL = re.compile(r"\b[A-Z]\.\s*$")
_LAST_WORD = re.compile(r"[^\W_]+$")


@cache
def _abbreviations() -> dict[str, str]:
    return {row["word"]: row["kind"] for row in lexicon.table("abbreviations")}


@cache
def _openers() -> frozenset[str]:
    """Words that have a capital only where a sentence starts."""
    classes = {"determiner", "pronoun", "preposition", "subordinator", "adverb", "possessive", "coordinator"}
    return frozenset(row["word"] for row in lexicon.table("function_words") if row["class"] in classes)


@cache
def _links() -> frozenset[str]:
    """Words that end no line but where it is wrapped."""
    return frozenset(row["word"] for row in lexicon.table("function_words"))


def _ends(text: str, mark: str, span: tuple[int, int], floor: int, ceiling: int) -> bool:
    """Whether a sentence ends with a mark, or, without one, at the end of a line."""
    start, end = span
    following = _NEXT.match(text, end, ceiling)
    first, rest = following.group(2, 3) if following else ("", "")
    if not mark:
        if first.isdigit():
            return True
        last = _LAST_WORD.search(text, floor, start)
        return _opens(first, rest) and first + rest != "I" and not (last and last[0].lower() in _links())
    if mark == ",":
        return _opens(first, rest)
    if not first:
        return True
    if mark != ".":
        return not first.islower() and not (text[end - 1] in CLOSING_QUOTES and _tells_who_asks(text, end, ceiling))
    glued = not text[end].isspace()
    word = _word_before(text, floor, start)
    initials = word == "I" and _INITIAL.search(text, max(floor, start - 5), start - 1) is not None
    if glued or initials or _is_short(word, first):
        return (glued or _may_end(word)) and (len(word) > 1 or bool(rest)) and _opens(first, rest)
    return not first.islower() and not _is_number_of_paragraph(text, word, floor, start)


def _opens(first: str, rest: str) -> bool:
    """Whether a word has a capital only where a sentence starts, given its first letter and the rest."""
    return first.isupper() and (first + rest).lower() in _openers()


@cache
def _named() -> re.Pattern[str]:
    """A name of a few words, none of which stands for another, and the word behind it."""
    rows = lexicon.table("function_words")
    others = "|".join(sorted({row["word"].capitalize() for row in rows if row["class"] in {"pronoun", "determiner"}}))
    return re.compile(rf"\s(?:(?!(?:{others})\b)[A-Z][\w'’-]*\.?\s){{1,4}}([a-z]+)(?=[.,]|\s(?!that\b)[a-z])")


def _tells_who_asks(text: str, start: int, ceiling: int) -> bool:
    """Whether a name and a verb of saying follow a quotation: «"Must we go?" Ann Hill said.»."""
    named = _named().match(text, start, ceiling)
    return named is not None and named[1] in _past_sayings()


@cache
def _past_sayings() -> frozenset[str]:
    """Past and third forms of the verbs of saying that quote."""
    rows = (row for row in lexicon.table("sayings") if row["part"] == "verb")
    quoting = (row for row in rows if {"any", "that", "quote"} & set(row["needs"].split()))
    forms = (verb_forms(row["lemma"], row["irregular"]).items() for row in quoting)
    return frozenset(form for some in forms for form, which in some if which in {"past", "third"})


def _word_before(text: str, floor: int, end: int) -> str:
    """The word that ends at a place, with the full stops inside it."""
    last = text[floor:end].rpartition(" ")[2]
    if last.isalnum():
        return last
    before = _WORD_BEFORE.search(text, floor, end)
    return before[0] if before else ""


def _is_short(word: str, first: str) -> bool:
    """Whether the full stop behind a word can be that of a short form, given the letter that comes next."""
    kind = _abbreviations().get(word.lower(), "")
    if "." in word:
        return True
    if len(word) == 1 and (word.isupper() or not kind):
        return word.isupper() and word != "I"
    return bool(kind) and not (word.isupper() and kind != "title") and not (kind == "number" and first in '"“‘«')


def _may_end(word: str) -> bool:
    """Whether a short form can be the last word of a sentence: not a title, nor «i.e.»."""
    kind = _abbreviations().get(word.lower().replace(".", ""), "")
    return kind != "never last" and (kind != "title" or word.islower())


def _is_number_of_paragraph(text: str, word: str, floor: int, end: int) -> bool:
    """Whether a number or a letter stands alone before its full stop, at the start of a sentence or of a clause."""
    roman = word.isupper() and len(word) <= len("XVIII") and set(word) <= set("IVXLC")
    if not (roman or word.isdigit()):
        return False
    before = text[floor : end - len(word)]
    if not before.strip():
        return True
    return not roman and before.rstrip(" \t").endswith(("\n", "\r")) and before.rstrip()[-1:] in {";", ":", ","}


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the sentences of `text[start:end]`, without the white space around them."""
    spans = []
    place = start
    for match in _END.finditer(text, start, end):
        first, last = match.span()
        mark = text[first]
        if mark in "\r\n":
            while first > start and text[first - 1] in " \t":
                first -= 1
            if not _AT_BREAK.match(text, first, end):
                continue
            mark, last = "", first
        if _ends(text, mark, (first, last), max(place, first - 40), end):
            spans.append((place, last))
            place = last
    spans.append((place, end))
    trimmed = [trim(text, *span) for span in spans]
    return [span for span in trimmed if span[0] < span[1]]


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
