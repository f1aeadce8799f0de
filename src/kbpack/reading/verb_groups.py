"""Verbs with their auxiliaries, negators and adverbs: where such a group starts, and whether it is negated."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kbpack import lexicon
from kbpack.reading.forms import verb_forms
from kbpack.reading.tokens import Token
from kbpack.reading.words import AUXILIARIES, is_subject, word_class, words_of

_DEGREES = frozenset({"more", "most"})


@cache
def _catenatives() -> frozenset[str]:
    """Forms of verbs that take another with «to» as one group, as in «continued to be used»."""
    return frozenset(
        form
        for row in lexicon.table("verbs")
        if "catenative" in row["class"]
        for form in verb_forms(row["lemma"], row["irregular"])
    )


def verb_group_start(line: Sequence[Token], verb: int, floor: int = 0) -> int:
    """The first token of the auxiliaries, negators and adverbs before the verb at `verb`."""
    place, floating = verb, words_of("floating")
    while place > floor:
        before = line[place - 1]
        kind = before.word_class
        floats = before.low in floating and _floats(line, place - 1, floor)
        floats = floats or (before.low in _DEGREES and line[place].is_adverb)
        if kind in AUXILIARIES or kind == "negator" or before.is_adverb or floats:
            place -= 1
        elif place - 2 >= floor and _goes_on(before.low, line[place - 2]):
            place -= 2
        else:
            break
    return place


def _goes_on(link: str, before: Token) -> bool:
    """Whether a verb group goes on before a link: «continued to say», «have to say», «cannot but say»."""
    if link == "to":
        return before.word_class == "have" or before.low in _catenatives()
    return link == "but" and negates(before.low)


def _floats(line: Sequence[Token], place: int, floor: int) -> bool:
    """Whether a word such as «all» stands between a subject or an auxiliary and its verb: «we all hope»."""
    before = line[place - 1].low if place > floor else ""
    return word_class(before) in AUXILIARIES or is_subject(before)


def negates(word: str) -> bool:
    """Whether a word of a verb group negates it."""
    return word_class(word) == "negator" or word in words_of("negating")


def is_negated(line: Sequence[Token], first: int, after: int) -> int | None:
    """The token that negates a verb group, or none, as in «cannot but agree» and «never cease to thank»."""
    place = next((place for place in range(first, after) if negates(line[place].low)), None)
    if place is not None and any(line[at].low in {"but", "fail", "cease"} for at in range(place + 1, after)):
        return None
    return place
