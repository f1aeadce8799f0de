"""The words of saying, and what each speech act makes of what is said."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kbpack import lexicon
from kbpack.reading import marks
from kbpack.reading.forms import noun_forms, verb_forms
from kbpack.reading.phrases import Phrases
from kbpack.reading.tokens import HYPHENS, Token, tokens
from kbpack.reading.words import words_of


class Cue(NamedTuple):
    """A form of a word of saying: the things of which it needs one beside it, its act, and which form it is.

    It says nothing in a sentence that has none of its `marks`, the flags of the module of that name, where it has any.
    """

    part: str
    needs: tuple[str, ...]
    takes_addressee: bool
    act: str
    form: str
    marks: int = 0


class Act(NamedTuple):
    """A speech act's CAMEO code, and the status and factuality of the events inside it."""

    cameo_code: str
    status: str
    factuality: str


@cache
def acts() -> dict[str, Act]:
    """The acts of `lexicon/speech_acts.csv`."""
    return {
        row["speech_act"]: Act(row["cameo_code"], row["status"], row["factuality"])
        for row in lexicon.table("speech_acts")
    }


@cache
def cues() -> Phrases[Cue]:
    """Every form of every word of `lexicon/sayings.csv`."""
    pairs = []
    for row in lexicon.table("sayings"):
        if row["part"] == "verb":
            forms = verb_forms(row["lemma"], row["irregular"])
        elif row["part"] == "noun":
            forms = dict.fromkeys(noun_forms(row["lemma"], row["irregular"]), "noun")
        else:
            forms = {row["lemma"]: "phrase"}
        pairs += [(form, _cue(row, which)) for form, which in forms.items()]
    return Phrases(pairs, between=HYPHENS | words_of("between"))


_MARKS = {
    "complementizer": marks.THAT | marks.AS,
    "as": marks.AS,
    "quote": marks.QUOTE | marks.COLON | marks.AS,
    "quoted": marks.QUOTE | marks.AS,
}
"""The words and marks without which what a word of saying needs is not there; «as» may bring in an aside."""


_NOT_BEHIND = frozenset({"person", "condition", "deed", "factive"})
"""What tells of a verb and does not stand behind it.

A person holds it, a condition is not made by it, what it tells can also be done, or it takes what it tells for a fact.
"""


def _cue(row: dict[str, str], form: str) -> Cue:
    part, needs = row["part"], tuple(row["needs"].split())
    flags = 0
    behind = set(needs) - _NOT_BEHIND
    if part == "verb" and form != "past" and _MARKS.keys() >= behind:
        for need in behind:
            flags |= _MARKS[need]
    return Cue(part, needs, bool(row["addressee"]), row["speech_act"], form, flags)


def is_predicate(line: Sequence[Token], place: int) -> bool:
    """Whether a word also tells a saying as a predicate: «is convinced that»."""
    return any("predicate" in one.needs for one in cues().values_at(line, place))


def must_tell(line: Sequence[Token], place: int, form: str = "third") -> bool:
    """Whether a form of a verb of saying stands at a token that can be no noun and no name: «welcomes»."""
    token = line[place]
    if not token.text.islower() or token.low in words_of("noun too"):
        return False
    found = cues().values_at(line, place)
    return any(one.form == form for one in found) and all(one.part == "verb" for one in found)


@lru_cache(1 << 12)
def act_of(words: str) -> str:
    """The speech act of the last word of saying in `words`, or an empty string."""
    hits = cues().everywhere(tokens(words))
    return max(hits, key=lambda hit: (hit.after, hit.after - hit.first)).value.act if hits else ""
