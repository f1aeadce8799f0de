"""The noun phrases and clauses around words, without a parser."""

from __future__ import annotations

from collections.abc import Sequence

from kbpack.reading.phrases import Verb, adverbials, bounds, common_verbs, set_apart, words_in_classes
from kbpack.reading.tokens import Token
from kbpack.reading.verb_groups import verb_group_start
from kbpack.reading.words import (
    AUXILIARIES,
    classes_of,
    is_demonym,
    is_plural,
    is_subject,
    verb_words,
    word_class,
    words_of,
    words_of_class,
)

__all__ = [
    "Verb",
    "adverbials",
    "bounds",
    "classes_of",
    "clause_end",
    "clause_start",
    "common_verbs",
    "is_attributive",
    "is_demonym",
    "is_finite",
    "is_plural",
    "is_subject",
    "is_third_person",
    "phrase_end",
    "phrase_start",
    "set_apart",
    "verb_words",
    "word_class",
    "words_in_classes",
    "words_of",
    "words_of_class",
]

Line = Sequence[Token]

_COMPLEMENTS = frozenset({"of", "in", "from", "for", "at", "to", "between", "among", "within"})
_FINITE_FORMS = frozenset({"past", "third"})
_ONE = frozenset({"this", "that"})
_APOSTROPHES = frozenset("'’")
_MEMBERS = frozenset({"us", "them", "you", "these", "those"})


def is_finite(line: Line, place: int) -> bool:
    """Whether a finite verb stands at a token: an auxiliary, or a past or third-person form of a known verb."""
    token = line[place]
    if token.word_class in AUXILIARIES or (token.word_class == "negator" and token.low[-2] in _APOSTROPHES):
        return True
    if token.is_verb and not token.low.endswith("ing"):
        return True
    return token.opens_verb and any(verb.form in _FINITE_FORMS for verb in common_verbs().values_at(line, place))


def is_third_person(line: Line, place: int) -> bool:
    """Whether a word in -s behind a singular is a verb, as its object tells: «my board offers this seat»."""
    before, token = line[place - 1], line[place]
    if token.word_class or not token.is_word or not token.text.islower() or not is_plural(token.low):
        return False
    if not before.is_word or (before.low not in _ONE and (not before.is_plain or is_plural(before.low))):
        return False
    return place + 1 < len(line) and line[place + 1].word_class in {"determiner", "possessive", "complementizer"}


def phrase_start(line: Line, head: int, floor: int = 0) -> int:
    """The first token of the noun phrase whose head is at `head`."""
    place = head
    while place > floor:
        before = line[place - 1]
        kind = before.word_class
        joined = before.is_hyphen or line[place].is_hyphen
        if kind in {"determiner", "possessive"} and not joined:
            place -= 1
            if place > floor and line[place - 1].word_class == "determiner":
                place -= 1
            break
        if before.breaks_phrase or (kind and not joined) or (before.is_verb and not is_attributive(line, place - 1)):
            break
        place -= 1
    return place


def is_attributive(line: Line, place: int) -> bool:
    """Whether a participle at `place` stands before its noun, as in «the armed forces»."""
    before = place - 1
    if line[place].low in words_of("only verb"):
        return False
    if before > 0 and line[before].is_adverb:
        before -= 1
    if before > 0 and line[before].low == "and" and line[before - 1].is_verb:
        return is_attributive(line, before - 1)
    if before < 0:
        return False
    opener = line[before]
    hyphen = opener.is_hyphen and not opener.spaced and opener.text != "\u2014"
    if opener.word_class in {"determiner", "possessive"} or hyphen or opener.kind == "genitive":
        return True
    return opener.low in words_of("before adjective")


def phrase_end(line: Line, head: int, ceiling: int, prepositions: frozenset[str] = _COMPLEMENTS) -> int:
    """The token after the noun phrase that starts at or before `head`, with its complements."""
    place = head + 1
    while place < ceiling:
        token = line[place]
        kind = token.word_class
        if token.is_plain:
            pass
        elif token.low in {"and", "or"}:
            if place + 1 >= ceiling or not _starts_phrase(line, place + 1, ceiling):
                break
        elif kind == "preposition":
            if token.low == "of" and place + 1 < ceiling and line[place + 1].low in _MEMBERS:
                return place + 2
            if token.low not in prepositions or place + 1 >= ceiling or not _starts_phrase(line, place + 1, ceiling):
                break
        elif (
            token.breaks_phrase
            or kind == "coordinator"
            or (kind == "pronoun" and not _is_counted(line, place))
            or (token.is_adverb and not _leads_adjective(line, place))
            or (kind in {"determiner", "possessive"} and not _after_link(line, place))
            or (token.is_verb and token.text[0].islower() and not is_attributive(line, place))
        ):
            break
        place += 1
    while place > head + 1 and (line[place - 1].word_class in {"preposition", "coordinator", "determiner"}):
        place -= 1
    return place


def _is_counted(line: Line, place: int) -> bool:
    """Whether «one» is the head of «no one», «each one»."""
    return line[place].low == "one" and line[place - 1].word_class == "determiner"


def _leads_adjective(line: Line, place: int) -> bool:
    """Whether an adverb stands inside a noun phrase: «the newly elected board», «a well-known pilot»."""
    return line[place - 1].word_class in {"determiner", "possessive"} and place + 1 < len(line)


def _after_link(line: Line, place: int) -> bool:
    before = line[place - 1]
    return before.word_class in {"preposition", "coordinator", "determiner"} or before.is_hyphen


def _starts_phrase(line: Line, place: int, ceiling: int) -> bool:
    while not _stops_short(line, place):
        token = line[place]
        kind = token.word_class
        if kind not in {"preposition", "coordinator"}:
            return (
                not token.breaks_phrase
                and (kind in {"", "determiner", "possessive"})
                and (
                    not token.is_verb
                    or (place + 1 < ceiling and line[place + 1].is_word and not line[place + 1].word_class)
                )
            )
        place += 1
        if place >= ceiling:
            return False
    return False


def _stops_short(line: Line, place: int) -> bool:
    """Whether a verb starts at a token, behind «to» or a coordinator."""
    before, token = line[place - 1].low, line[place]
    if before == "to":
        noun = token.word_class in {"determiner", "possessive"} or token.kind == "number"
        return not noun and not token.text[0].isupper()
    if not token.opens_verb or before not in {"and", "or"}:
        return False
    return any(one.form == "base" for one in common_verbs().values_at(line, place))


def clause_start(line: Line, verb: int, floor: int = 0) -> int:
    """The first token of the clause of the verb at `verb`."""
    place = verb
    while place > floor:
        before = line[place - 1]
        if before.ends_clause or (before.is_hyphen and _is_dash(line, place - 1)):
            break
        if (
            not before.is_plain
            and before.low in {"and", "but", "or"}
            and _has_finite(line, _clause_floor(line, place - 1, floor), place - 1)
            and place < verb_group_start(line, verb, floor)
        ):
            break
        place -= 1
    while place < verb and (
        line[place].word_class == "coordinator"
        or (line[place].is_adverb and place < verb_group_start(line, verb, floor))
    ):
        place += 1
    return place


def _is_dash(line: Line, place: int) -> bool:
    """Whether a hyphen is a dash between blanks, which parts clauses as a comma does."""
    return place > 0 and line[place - 1].spaced and line[place].spaced


def _clause_floor(line: Line, place: int, floor: int) -> int:
    """The first token behind the mark or word that last parts clauses before a token."""
    while place > floor and not line[place - 1].ends_clause:
        place -= 1
    return place


def _has_finite(line: Line, first: int, after: int) -> bool:
    return any(token.word_class in AUXILIARIES or token.is_verb for token in line[first:after])


def clause_end(line: Line, verb: int, ceiling: int) -> int:
    """The token after the clause of the verb at `verb`."""
    place = verb + 1
    while place < ceiling:
        token = line[place]
        if token.ends_clause:
            break
        parts = not token.is_plain and token.low in {"and", "but", "or"} and place + 1 < ceiling
        if parts and _new_predicate(line, place + 1, ceiling):
            break
        place += 1
    return place


def _new_predicate(line: Line, place: int, ceiling: int) -> bool:
    """Whether a verb, or a subject with its verb, starts at `place`."""
    while place < ceiling and line[place].is_adverb:
        place += 1
    if place >= ceiling:
        return False
    token = line[place]
    if token.word_class in AUXILIARIES or token.word_class == "pronoun":
        return True
    end = phrase_end(line, place, ceiling)
    return end < ceiling and end > place and line[end].word_class in AUXILIARIES
