"""The subjects of participles and of joined verbs: that of the main clause, or whoever was just told to speak."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.clauses import opens_clause
from kbpack.reading.content import opens_quotation
from kbpack.reading.cues import cues, must_tell
from kbpack.reading.invited import is_object
from kbpack.reading.lines import Line, Span
from kbpack.reading.subjects import HOLDER_LINKS, around, past_number, subject_of

_SPEAKERS = frozenset({"", "determiner", "possessive", "pronoun"})
"""Classes of words that a phrase may open with that speaks."""
_SHORT = 8
"""Tokens within which an adverbial at the head of a sentence ends."""
_FAR = 60
"""Tokens within which the subject of a participle is looked for."""


def main_subject(line: Line, before: int) -> Span | None:
    """The subject of the first clause of a sentence before a token, as the subject of its participles."""
    first = past_number(line, 0)
    near = _teller(line, before)
    if near is not None:
        return near
    if first < before and line.tokens[first].is_quote:
        first = _past_quotation(line, first, before)
    while first < before and (line.tokens[first].is_quote or _opens_lightly(line, first)):
        first += 1 + (line.low(first + 1) == ",")
    behind = _behind_adverbial(line, first)
    if behind is not None and behind.after <= before:
        return behind
    return _first_subject(line, first, before)


def _past_quotation(line: Line, opening: int, before: int) -> int:
    """The token behind the quotation that opens a sentence and behind its comma; its own start where it goes on."""
    marks = [at for at in range(opening, before) if line.tokens[at].is_quote]
    closing = next((at for at in marks[1::2] if line.tokens[at].spaced and not line.tokens[at + 1].is_quote), None)
    return opening if closing is None else closing + 1 + (line.low(closing + 1) == ",")


def _opens_lightly(line: Line, place: int) -> bool:
    """Whether an adverb or a coordinator stands at a token, before the subject."""
    return line.tokens[place].is_adverb or line.word_class(place) == "coordinator"


def _first_subject(line: Line, first: int, before: int) -> Span | None:
    """The subject of the first verb from a token on, or the phrase there."""
    named = grammar.phrase_end(line.tokens, first, before, HOLDER_LINKS) if first < before else first
    if first < named < before and line.tokens[named].text == "," and _can_open(line, first):
        addressed = grammar.is_subject(line.low(named + 1))  # «Mr. President, I should like»
        return Span(named + 1, named + 2) if addressed else Span(first, named)
    if first < before and _invites(line, first):
        first += 1
    if first < before and (grammar.is_subject(line.low(first)) or is_object(line.low(first))):
        near = (at for at in range(first, before) if "first person" in line.tokens[at].classes)
        own = next((at for at in near if grammar.is_subject(line.low(at))), first) if line.low(first) == "it" else first
        return Span(own, own + 1)
    for verb in range(first + 1, min(before, _FAR)):
        if grammar.is_finite(line.tokens, verb) or must_tell(line.tokens, verb):
            subject, _ = subject_of(line, verb)
            if subject.first < subject.after and line.word_class(subject.first) != "preposition":
                return subject
    if first < before and line.word_class(first) in {"", "determiner", "possessive", "pronoun"}:
        after = grammar.phrase_end(line.tokens, first, before, HOLDER_LINKS)
        timed = after < before and grammar.is_subject(line.low(after))
        return Span(after, after + 1) if timed else Span(first, after)
    return None


def _invites(line: Line, place: int) -> bool:
    """Whether a speaker follows a word: «may I begin by», «let me begin by»."""
    modal = grammar.word_class(line.tokens[place].text.lower()) == "modal" and grammar.is_subject(line.low(place + 1))
    return modal or line.low(place) in grammar.words_of("letting")


def _behind_adverbial(line: Line, place: int) -> Span | None:
    """The subject behind a time, a place or a clause that is not the main one: «Last month, X», «When Y, X»."""
    if line.word_class(place) in {"preposition", "subordinator"} or line.low(place).endswith("ing"):
        return following_subject(line, place)
    comma = next((at for at in range(place, min(place + _SHORT, line.end)) if line.tokens[at].text == ","), 0)
    dated = any(place <= date.first and date.after == comma for date in line.dates)
    if not comma or comma + 1 >= line.end or not (dated or line.tokens[comma - 1].is_adverb):
        return None
    if grammar.is_subject(line.low(place)) or any(grammar.is_finite(line.tokens, at) for at in range(place, comma)):
        return None
    return Span(comma + 1, grammar.phrase_end(line.tokens, comma + 1, line.end, HOLDER_LINKS))


def shared_subject(line: Line, coordinator: int) -> Span | None:
    """The subject of the verb before «and»: of its own clause, or of the sentence where a comma parts them."""
    if line.low(coordinator - 1) == ",":
        return main_subject(line, coordinator)
    floor = coordinator
    while floor > 0 and line.word_class(floor - 1) not in {"subordinator", "complementizer", "relative"}:
        floor -= 1
    if floor and line.word_class(floor - 1) == "relative":
        return around(line, floor) or main_subject(line, coordinator)
    if floor and grammar.is_subject(line.low(floor)):
        return Span(floor, floor + 1)
    for verb in range(floor + 1, coordinator if floor else 0):
        if grammar.is_finite(line.tokens, verb):
            subject, _ = subject_of(line, verb)
            return subject if subject.first < subject.after else main_subject(line, coordinator)
    return main_subject(line, coordinator)


def _can_open(line: Line, place: int) -> bool:
    kind = line.word_class(place)
    return kind in {"determiner", "possessive"} or (kind == "" and line.tokens[place].text[0].isupper())


def _teller(line: Line, comma: int) -> Span | None:
    """The subject of a verb of saying behind a quotation or between two commas: «Y, officials told us, adding Z»."""
    for at in range(comma - 3, 0, -1):
        speaks = line.tokens[at].closes_quote and line.word_class(at + 2) in _SPEAKERS and _tells(line, at + 1)
        if speaks and not opens_quotation(line, at):
            return Span(at + 2, grammar.phrase_end(line.tokens, at + 2, comma, HOLDER_LINKS))
    start = comma
    while start > 0 and not line.tokens[start - 1].is_mark:
        start -= 1
    for at in range(start + 1, comma if line.tokens[comma].text == "," and start else 0):
        if _tells(line, at):
            subject, _ = subject_of(line, at)
            return subject if start <= subject.first < subject.after else None
    return None


def _tells(line: Line, place: int) -> bool:
    """Whether a past or third-person form of a verb of saying stands at a token."""
    return any(one.form in {"past", "third"} for one in cues().values_at(line.tokens, place))


def following_subject(line: Line, content: int) -> Span | None:
    """The subject of the clause behind a participle at the head of a sentence: «noting that Y, X left»."""
    for at in range(content, min(line.end, content + _FAR)):
        if line.tokens[at].text == "," and opens_clause(line, at + 1):
            if line.word_class(at + 1) == "pronoun":
                return Span(at + 1, at + 2)
            after = grammar.phrase_end(line.tokens, at + 1, line.end, HOLDER_LINKS)
            return Span(at + 1, after - _ends_with_verb(line, at + 1, after))
    return None


def _ends_with_verb(line: Line, first: int, after: int) -> bool:
    """Whether the last word of what looks like a phrase is a verb in -s with its object: «my board supports it»."""
    last = line.tokens[after - 1]
    object_behind = line.word_class(after) in {"pronoun", "determiner", "possessive"}
    return after - first > 1 and object_behind and grammar.is_plural(last.low) and last.text.islower()
