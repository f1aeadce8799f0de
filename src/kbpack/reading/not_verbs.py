"""Forms that look like the verb of a subject and are none: nouns behind its own verb, participles before it."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.clauses import opens_clause
from kbpack.reading.content import opens_content, past_adverbs
from kbpack.reading.cues import Cue
from kbpack.reading.lines import Line, Span
from kbpack.reading.relatives import is_relative_that
from kbpack.reading.subjects import HOLDER_LINKS
from kbpack.reading.wordhood import is_also_noun, is_behind_participle
from kbpack.reading.words import AUXILIARIES

_FAR = 5
"""Tokens behind a participle within which «by» follows: «a letter seen by X says»."""


def has_other_verb(line: Line, first: int, after: int) -> bool:
    """Whether another verb stands between a subject and what may then be a noun: «X cited many questions»."""
    if line.is_verb(first) and any(line.low(near) == "by" for near in range(first + 1, min(first + _FAR, after))):
        return False
    gap = line.tokens[first:after]
    return any(one.is_verb or one.word_class in AUXILIARIES for one in gap) and not any(one.ends_clause for one in gap)


def is_reduced(line: Line, place: Span, cue: Cue, subject: Span, group: int) -> bool:
    """Whether a form is a noun behind another verb, or a participle before one: «the plans proposed are»."""
    if cue.form != "past":
        if "record" in cue.needs or not has_other_verb(line, subject.after, group):
            return False
        joined = line.word_class(group - 1) == "coordinator"
        third = cue.form == "third" and not is_also_noun(line, place.first)
        if joined and (third or line.word_class(group) in AUXILIARIES):
            return False
        if (joined or is_behind_participle(line, line.phrase_start(group))) and opens_content(line, place.after):
            return False
        return is_also_noun(line, place.first) or not opens_clause(line, place.after)
    if group != place.first or not (line.word_class(place.after) in AUXILIARIES or _ends_subject(line, place.after)):
        return False
    if _is_named_speaker(line, cue, subject):
        return False
    return subject.after == group and not grammar.is_subject(line.low(subject.first)) and not in_relative(line, subject)


def _is_named_speaker(line: Line, cue: Cue, subject: Span) -> bool:
    """Whether a name stands before a plain verb of saying: «Ann Hill said in a letter that was late»."""
    plain = cue.act == "assert" and "any" in cue.needs and not cue.takes_addressee
    named = line.tokens[subject.after - 1].text[0].isupper() and not line.tokens[subject.first].classes
    return plain and named


def _ends_subject(line: Line, place: int) -> bool:
    """Whether an adjunct at a token belongs to a subject: «the taxes requested in arrears have risen»."""
    if line.word_class(place) != "preposition":
        return False
    while place + 1 < line.end and line.word_class(place) == "preposition":
        place = grammar.phrase_end(line.tokens, place + 1, line.end, HOLDER_LINKS)
    place = past_adverbs(line, place)
    return line.word_class(place) in AUXILIARIES and not line.low(place).endswith("ing")


def in_relative(line: Line, subject: Span) -> bool:
    """Whether a relative stands before a subject."""
    before = subject.first - 1
    return before > 0 and (line.word_class(before) == "relative" or is_relative_that(line, before))
