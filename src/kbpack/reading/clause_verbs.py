"""The verb of a clause without «that»: inside what looks like one noun phrase, or at the end of a long one."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.lines import Line
from kbpack.reading.subjects import HOLDER_LINKS
from kbpack.reading.words import AUXILIARIES

ALL_LINKS = HOLDER_LINKS | {"by", "on", "with", "to", "between", "among", "about", "over", "under", "after"}
OPENERS = frozenset({"", "determiner", "possessive"})
"""Classes of words that a subject opens with, but for pronouns."""
_STOPS = frozenset(";:()")
_PARTING = frozenset({"subordinator", "coordinator"})
_RELATIVE = frozenset({"relative", "complementizer"})
_AHEAD = 25
"""Tokens within which a long noun phrase ends at its verb."""
_NEAR = 10
"""Tokens within which an aside between commas ends."""
_NAME = 1
_BEHIND_VERB = frozenset({"preposition", "determiner", "possessive", "adverb", "pronoun"})
_BEHIND_PAST = frozenset({"determiner", "possessive", "complementizer"})
_SINGULAR = frozenset({"this", "that", "a", "an", "each", "every", "another"})


def past_bound(line: Line, place: int) -> int:
    """Where the number stands behind «at least» or «more than»; the place itself without them."""
    if not grammar.bounds().has(line.low(place)):
        return place
    ends = (hit.after for hit in grammar.bounds().at(line.tokens, place))
    return next((after for after in ends if after < line.end and line.word_class(after) == ""), place)


def has_verb_within(line: Line, first: int, after: int) -> bool:
    """Whether what looks like one phrase holds its verb: «Hill Court erred in law», «new cases occur in May»."""
    for at in {after, first, first + 1}:
        if _is_name_with_verb(line, at):
            return True
    tokens, one = line.tokens, line.low(first - 1) in _SINGULAR
    for at in range(first, min(after, line.end - 1)):
        behind = tokens[at + 1].word_class
        if not behind or not tokens[at].is_plain:
            continue
        if behind in _BEHIND_VERB and _is_plain_verb(line, at):
            return True
        if behind in _BEHIND_PAST and (_is_past(line, at) or (one and grammar.is_third_person(tokens, at))):
            return True
    return False


def _is_past(line: Line, place: int) -> bool:
    """Whether a verb in -ed stands behind a noun, as its object tells: «six crews manned the quay»."""
    before, token = line.tokens[place - 1], line.tokens[place]
    return token.low.endswith("ed") and token.text.islower() and before.is_plain and before.is_word


def opens_clause_at_verb(line: Line, place: int) -> bool:
    """Whether a clause opens whose verb may be a noun elsewhere: «think the plan works», «hope the cuts end it».

    It is asked only behind verbs that hardly take an object.
    """
    if place >= line.end:
        return False
    place = past_bound(line, place)
    if line.word_class(place) not in OPENERS or line.tokens[place].is_mark:
        return False
    for at in range(place + 1, grammar.phrase_end(line.tokens, place, line.end, ALL_LINKS)):
        before, token = line.tokens[at - 1], line.tokens[at]
        if not before.is_plain or not token.is_word or not token.text.islower():
            continue
        form = "base" if grammar.is_plural(before.low) else "third"
        if any(verb.form in {form, "past"} for verb in grammar.common_verbs().values_at(line.tokens, at)):
            return True
    return False


def _is_plain_verb(line: Line, place: int) -> bool:
    """Whether a verb stands behind a name or a plural; before «by» it is a participle."""
    before, token = line.tokens[place - 1], line.tokens[place]
    if token.word_class or not token.text.islower() or line.low(place + 1) == "by":
        return False
    if token.low.endswith("ed"):
        return before.text[0].isupper()
    if not before.is_word or before.word_class or not grammar.is_plural(before.low):
        return False
    return any(verb.form == "base" for verb in grammar.common_verbs().values_at(line.tokens, place))


def _is_reduced(line: Line, pronoun: int) -> bool:
    """Whether a clause without «that» opens at a pronoun behind a noun: «the thing we can do»."""
    before = line.tokens[pronoun - 1]
    return before.is_word and not before.word_class and grammar.is_subject(line.low(pronoun))


def _is_name_with_verb(line: Line, place: int) -> bool:
    """Whether a phrase ends with a name and a verb in -s: «Hill Air flies cargo»."""
    if place + 1 >= line.end or place < _NAME or not line.tokens[place].is_word:
        place -= 1
    if place < _NAME or place + 1 >= line.end:
        return False
    name, verb, following = line.tokens[place - 1 : place + 2]
    return (
        verb.low.endswith("s")
        and not verb.word_class
        and name.text[0].isupper()
        and not grammar.is_demonym(name.low)
        and not grammar.is_plural(name.low)
        and verb.text[0].islower()
        and grammar.is_plural(verb.low)
        and following.is_word
    )


def has_finite_ahead(line: Line, first: int) -> bool:
    """Whether a long noun phrase, with «those ...» or «, which ...,» in it, ends at a finite verb after all."""
    skipping = False
    relatives = 0
    for at in range(first, min(first + _AHEAD, line.end)):
        token = line.tokens[at]
        kind = token.word_class
        reduced = kind == "pronoun" and _is_reduced(line, at)
        if token.text in _STOPS or (not skipping and (kind in _PARTING or (kind == "pronoun" and not reduced))):
            return False
        if token.text == ",":
            if not skipping and line.word_class(at + 1) != "relative" and not _opens_aside(line, at):
                return False
            skipping = not skipping
        elif (reduced or kind in _RELATIVE) and not skipping:
            relatives += line.word_class(at - 1) != "preposition" or token.low != "that"
        elif kind in AUXILIARIES and not skipping and not _is_participle(token.low) and line.low(at - 1) != "to":
            if not relatives:
                return True
            relatives -= line.word_class(at + 1) not in AUXILIARIES
    return False


def _opens_aside(line: Line, comma: int) -> bool:
    """Whether words between commas part a phrase from its verb: «its head, Ann Hill, has», «it, though old, is»."""
    if comma + 1 >= line.end or not (
        line.tokens[comma + 1].text[0].isupper() or line.word_class(comma + 1) == "subordinator"
    ):
        return False
    after = range(comma + 2, min(comma + _NEAR, line.end))
    return any(line.tokens[at].text == "," and line.word_class(at + 1) in AUXILIARIES for at in after)


def _is_participle(word: str) -> bool:
    """Whether a form of an auxiliary is not finite: «being», «having»."""
    return word.endswith("ing") or word in {"be", "been"}
