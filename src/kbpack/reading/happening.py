"""A mention of a happening, the words that make one, and what all ways of finding one share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kbpack import lexicon
from kbpack.reading import grammar, marks
from kbpack.reading.forms import noun_forms, verb_forms
from kbpack.reading.lines import Line, Span
from kbpack.reading.phrases import Phrases

NOUN_LINKS = frozenset(
    {"of", "by", "between", "in", "on", "against", "among", "from", "with", "over", "around", "at", "under"}
)


PARTICIPANT_LINKS = frozenset({"of"})


BACKGROUND = frozenset({"during", "amid", "after", "before", "throughout", "following"})


class Code(NamedTuple):
    """PLOVER type and mode and CAMEO code of a word of happening, and what kind of word it is.

    `needs` is a class of `lexicon/classes.csv` that must stand beside the word; `kind` is act, happening, state or
    duty.
    """

    lemma: str
    part: str
    form: str
    needs: str
    kind: str
    type: str
    mode: str
    cameo: str
    negated: tuple[str, str, str]


@dataclass(slots=True)
class Happening:
    """A mention of a happening. `core` holds the word and what it needs; `ground` says how it is mentioned."""

    span: Span
    term: Span
    core: Span
    code: Code
    ground: str
    ground_words: Span | None = None
    actor: Span | None = None
    target: Span | None = None
    negator: int | None = None

    @property
    def coded(self) -> tuple[str, str, str]:
        """Type, mode and CAMEO code: those of the word, or of not doing what it says."""
        return (
            self.code.negated
            if self.negator is not None and self.code.negated[0]
            else (self.code.type, self.code.mode, self.code.cameo)
        )


@cache
def words_of_happening() -> Phrases[Code]:
    """Every form of every word of `lexicon/happenings.csv`."""
    pairs = []
    for row in lexicon.table("happenings"):
        verb = row["part"] == "verb"
        forms = (
            verb_forms(row["lemma"], row["irregular"])
            if verb
            else dict.fromkeys(noun_forms(row["lemma"], row["irregular"]), "noun")
        )
        negated = (row["negated_type"], row["negated_mode"], row["negated_cameo"])
        for form, which in forms.items():
            code = Code(
                row["lemma"],
                row["part"],
                which,
                row["object"],
                row["kind"],
                row["event_type"],
                row["event_mode"],
                row["cameo_code"],
                negated,
            )
            pairs.append((form, code))
    return Phrases(pairs)


def find_class(line: Line, name: str, first: int, after: int) -> Span | None:
    """The nearest words of a class in a stretch of tokens."""
    for hit in grammar.words_in_classes().everywhere(line.tokens, range(max(first, 0), after)):
        if hit.value == name and hit.after <= after:
            return Span(hit.first, hit.after)
    return None


def after_link(line: Line, links: frozenset[str], first: int, after: int) -> Span | None:
    """The noun phrase after the first of some prepositions."""
    for place in range(first, after - 1):
        token = line.tokens[place]
        if token.is_verb and place > first and line.low(place + 1) == "by":
            return None
        if token.low in links:
            return Span(place + 1, grammar.phrase_end(line.tokens, place + 1, after, PARTICIPANT_LINKS))
    return None


def head_of_happening(line: Line, first: int, after: int) -> int:
    """The first token of a phrase that is a word of happening, past its adjectives."""
    for place in range(first, min(after, line.size)):
        token = line.tokens[place]
        if token.breaks_phrase or token.word_class not in {"", "determiner", "possessive"}:
            break
        if token.marks & marks.HAPPENING and any(
            one.part == "noun" for one in words_of_happening().values_at(line.tokens, place)
        ):
            return place
    return after
