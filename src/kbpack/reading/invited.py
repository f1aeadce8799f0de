"""First-person speakers of an infinitive: «allow me to say», «it is my duty to recall», «let me thank»."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.content import past_adverbs
from kbpack.reading.lines import Line, Span
from kbpack.reading.subjects import leads

_PARTS = frozenset({"complementizer", "subordinator", "modal"})
"""Words that open a clause of their own between an infinitive and the one that «and» joins to it."""
_OBJECTS = frozenset({"you", "it"})
"""Pronouns that may be objects as well as subjects."""
_FARTHEST = 50
"""Tokens between two such infinitives at most."""
_FAR = 12
"""Tokens before the infinitive within which its speaker stands."""


def invited(line: Line, group: int) -> tuple[Span, int] | None:
    """The first person who is to say what an infinitive at `group` tells, and where that clause starts."""
    if line.word_class(group - 1) == "coordinator":
        return _joined(line, group)
    last = group - 1
    if line.low(last) == "to":
        last -= 1
        while last > 0 and line.tokens[last].is_adverb:
            last -= 1
    if line.word_class(last) == "coordinator":
        return _joined(line, last + 1)
    return _asking(line, _before_aside(line, last)) if last > 0 else None


def _asking(line: Line, last: int) -> tuple[Span, int] | None:
    """The first person that an object or a word that leads to an infinitive names, and where that clause starts."""
    if is_object(line.low(last)):
        return _of_object(line, last)
    if _is_side(line, last) and _is_ours(line, last):
        start = line.phrase_start(last)
        return Span(start, last + 1), grammar.clause_start(line.tokens, start - 1)
    start = grammar.clause_start(line.tokens, last)
    if line.low(last - 1) in grammar.words_of("sufficing") or _is_needless(line, last, start):
        return Span(start, start), start
    if not leads(line.low(last)):
        return None
    if line.low(last) in grammar.words_of("glad lead") and _is_impersonal(line, last):
        it = grammar.clause_start(line.tokens, last)
        return Span(it, it), it
    floor = max(last - _FAR, 0)
    for at in range(last, floor - 1, -1):
        if line.tokens[at].ends_clause:
            return None
        if "first person" in grammar.classes_of(line.low(at)) or is_object(line.low(at)):
            start = grammar.clause_start(line.tokens, at) if at else 0
            end = grammar.phrase_end(line.tokens, at, last) if line.low(at + 1) and _is_side(line, at + 1) else at + 1
            return Span(at, end), min(start, at)
    return None


def _is_needless(line: Line, need: int, start: int) -> bool:
    """Whether «there is no need» leads to an infinitive, which is then done all the same."""
    return leads(line.low(need)) and line.low(need - 1) == "no" and "there" in {line.low(start), line.low(start - 1)}


def _is_ours(line: Line, side: int) -> bool:
    """Whether an infinitive is the first person's: «this is the time for my delegation to thank»."""
    start = line.phrase_start(side)
    return line.low(start - 1) == "for" and "first person" in line.tokens[start].classes


def is_let(line: Line, group: int) -> bool:
    """Whether a plain verb behind a comma or «and» is what the first person asks to do: «let me, Sir, thank»."""
    before = line.low(group - 1) == "," or line.word_class(group - 1) == "coordinator"
    return before and invited(line, group) is not None


def _joined(line: Line, group: int) -> tuple[Span, int] | None:
    """The first person of the infinitive before «and»: «I should like to thank X and congratulate Y»."""
    for at in range(group - 2, max(group - _FARTHEST, 0), -1):
        word = line.low(at)
        if (line.word_class(at) in _PARTS and word != "as") or (grammar.is_subject(word) and word not in _OBJECTS):
            return None
        if line.tokens[at].text in {";", ":"}:
            return None
        if (line.low(at) == "to" or is_object(line.low(at))) and not line.word_class(at + 1):
            speaker = invited(line, at + 1)
            if speaker is not None:
                return speaker[0], group
    return None


def _before_aside(line: Line, last: int) -> int:
    """The object or verb that asks for an infinitive, where an aside without a verb parts them, or the token itself.

    «Let me, Sir, thank», «allow me, on behalf of X, to say», «I should like from this place to say».
    """
    if is_object(line.low(last)):
        return last
    asked = grammar.words_of("courtesy")
    for at in range(last, max(last - _FAR, 0), -1):
        word = line.low(at)
        if is_object(word) and line.low(at - 1) in grammar.words_of("letting"):
            return at
        if at < last and (_opens_aside(line, past_adverbs(line, at + 1)) if word in asked else _parts(line, at, last)):
            return at
        connects = word == "," or line.word_class(at) == "connective"
        if line.tokens[at].is_verb or (line.tokens[at].ends_clause and not connects):
            break
    return last


def _is_impersonal(line: Line, honour: int) -> bool:
    """Whether an honour is nobody's in particular: «it is a great honour to thank»."""
    start = line.phrase_start(honour)
    be = start - 1
    while be > 1 and line.tokens[be].is_adverb:
        be -= 1
    return line.low(start) in {"a", "an"} and line.word_class(be) == "be" and line.low(be - 1) in {"it", "this"}


def _parts(line: Line, place: int, last: int) -> bool:
    """Whether commas part a word that leads to an infinitive from it: «happy, on behalf of X, to say»."""
    if not (line.low(place + 1) == "," == line.low(last) and leads(line.low(place))):
        return False
    return line.word_class(line.phrase_start(place) - 1) != "preposition"  # «at the same time,»


def _opens_aside(line: Line, place: int) -> bool:
    return line.low(place) == "," or line.word_class(place) == "preposition"


def only_leads(line: Line, place: int) -> bool:
    """Whether a verb leads to an infinitive: «wish to say», «wish, on behalf of X, to say»."""
    following = past_adverbs(line, place + 1)
    if line.low(following) == "to" and leads(line.low(place)):
        return True
    if line.low(place) not in grammar.words_of("courtesy") or not _opens_aside(line, following):
        return False
    to = next(
        (at for at in range(following + 1, min(following + _FAR, line.end)) if line.low(at) == "to"), line.end - 1
    )
    return _before_aside(line, to - 1) == place


def _is_side(line: Line, place: int) -> bool:
    return "side" in grammar.classes_of(line.low(place))


def _of_object(line: Line, place: int) -> tuple[Span, int] | None:
    """«allow me», «let us», «it is an honour for me»."""
    before = line.low(place - 1)
    if before in grammar.words_of("letting"):
        return Span(place, place + 1), place - 1
    if leads(line.low(place + 1)):
        return Span(place, place + 1), grammar.clause_start(line.tokens, place)
    if before in {"for", "to"} and any(leads(line.low(at)) for at in range(max(place - 3, 0), place - 1)):
        return Span(place, place + 1), grammar.clause_start(line.tokens, place - 1)
    return None


def is_object(word: str) -> bool:
    """Whether a word is the first person as an object."""
    return word in grammar.words_of("first person object")
