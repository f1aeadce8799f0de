"""Where a clause opens without «that», and whether «that» opens one."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.clause_verbs import ALL_LINKS, OPENERS, has_finite_ahead, has_verb_within, past_bound
from kbpack.reading.lines import Line
from kbpack.reading.subjects import HOLDER_LINKS
from kbpack.reading.words import AUXILIARIES

_NO_GAP = frozenset({"intransitive", "state", "copula", "onset"})
"""Kinds of verbs that need no object."""
_INVERTED = frozenset({"should", "had", "were"})
"""Auxiliaries that may stand before the subject of a condition."""


def is_relative(line: Line, that: int) -> bool:
    """Whether «that» brings in a clause about the noun before it, which lacks its subject: «that are here»."""
    place = that + 1
    while place < line.end and line.tokens[place].is_adverb and not _stands_for(line, place):
        place += 1
    return place >= line.end or (line.word_class(place) in AUXILIARIES and not _is_inverted(line, place))


def stands_for_subject(line: Line, that: int) -> bool:
    """Whether «that» right behind a verb of saying is the subject of what is said: «I think that would help»."""
    helper = that + 1
    is_subject = line.low(that) == "that" and helper < line.end and line.word_class(helper) in AUXILIARIES
    return is_subject and not _is_inverted(line, helper)


def _is_inverted(line: Line, place: int) -> bool:
    """Whether an auxiliary opens a condition before its subject: «should X fail, Y»."""
    if line.low(place) not in _INVERTED or place + 1 >= line.end:
        return False
    subject = line.tokens[place + 1]
    return subject.text[0].isupper() or subject.word_class in {"determiner", "possessive", "pronoun"}


def points_to_noun(line: Line, that: int) -> bool:
    """Whether «that» points to a noun and opens no clause: «accept that fact», «know that part of the world»."""
    after = that + 2
    noun = line.tokens[that + 1] if that + 1 < line.end else None
    if noun is None or not noun.is_word or noun.word_class or noun.is_verb or noun.text[0].isupper():
        return False
    if grammar.is_plural(noun.low) or line.tokens[min(after + 1, line.end - 1)].text == "," == line.low(after + 2):
        return False
    if after == line.end or (line.tokens[after].is_mark and not (line.tokens[after].opens_quote and noun.spaced)):
        return not _is_in_row(line, after)
    stop = range(after, line.end)
    owned = line.tokens[after].kind == "genitive"
    return (owned or line.word_class(after) == "preposition") and not any(
        grammar.is_finite(line.tokens, at) for at in stop
    )


def _is_in_row(line: Line, comma: int) -> bool:
    """Whether a noun before a comma is the first of a row, or has an aside behind it, and so a clause's subject."""
    if comma >= line.end or line.tokens[comma].text != ",":
        return False
    behind = line.tokens[comma + 1] if comma + 1 < line.end else line.tokens[comma]
    opens = behind.is_adverb or (behind.is_word and not behind.word_class and not behind.is_verb)
    return opens and any(grammar.is_finite(line.tokens, at) for at in range(comma + 2, line.end))


def lacks_object(line: Line, that: int) -> bool:
    """Whether a clause behind «that» lacks its object: «that we had», «that X made in June»."""
    start = that + 1
    if start >= line.end:
        return False
    tokens = line.tokens
    if tokens[start].is_verb or tokens[start].low.endswith("ed"):
        return start + 1 >= line.end or line.word_class(start + 1) != ""
    if any(one.form == "base" for one in grammar.common_verbs().values_at(tokens, start)):
        return line.word_class(start + 1) in {"preposition", "determiner", "possessive"}
    if tokens[start].text[0].islower() and not tokens[start].word_class and not grammar.is_plural(tokens[start].low):
        return line.word_class(start + 1) in {"determiner", "possessive", "pronoun"}
    alone = grammar.is_subject(tokens[start].low)
    place = group = start + 1 if alone else grammar.phrase_end(tokens, start, line.end, HOLDER_LINKS)
    while place < line.end and (tokens[place].is_adverb or line.word_class(place) in AUXILIARIES):
        place += 1
    last = place - 1
    for hit in grammar.common_verbs().at(tokens, place) if place < line.end else []:
        if not _NO_GAP & set(hit.value.kind.split()):
            last = hit.after - 1
    if any(line.word_class(at) == "be" for at in range(group, place)):
        return False
    if last < place and line.word_class(last) != "have":
        return False
    gap = line.word_class(last + 1) == "preposition" and not _opens_infinitive(line, last + 1)
    return last + 1 >= line.end or gap or tokens[last + 1].is_mark


def _opens_infinitive(line: Line, to: int) -> bool:
    """Whether «to» stands before a plain word: «will help to keep»."""
    return line.low(to) == "to" and to + 1 < line.end and line.tokens[to + 1].is_plain


def _stands_for(line: Line, place: int) -> bool:
    """Whether an adverb stands where a subject would: «there is», «much can»."""
    return line.low(place) in {"there", "here", "much"} and line.word_class(place + 1) in AUXILIARIES


def opens_clause(line: Line, place: int) -> bool:
    """Whether a clause without «that» opens at a token: a noun phrase, then a finite verb."""
    tokens = line.tokens
    if place >= line.end or tokens[place].is_mark:
        return False
    if tokens[place].low in grammar.words_of("focus"):
        place += 1
    place = past_bound(line, place)
    opener = line.word_class(place)
    if opener == "pronoun":
        end = place + 1
        plain = end < line.end and tokens[end].is_word and not tokens[end].word_class
        if plain and grammar.is_subject(tokens[place].low):
            return True
    elif _stands_for(line, place):
        return True
    elif opener in OPENERS:
        end = grammar.phrase_end(tokens, place, line.end, ALL_LINKS)
        if opener and end == place + 1 and tokens[place].low not in grammar.words_of("pronominal"):
            return False
    else:
        return False
    while end < line.end and tokens[end].is_adverb:
        end += 1
    if place < end < line.end and grammar.is_finite(tokens, end):
        return True
    return has_verb_within(line, place + 1, end) or has_finite_ahead(line, max(end, place + 1))
