"""Who does what to whom: the actor and the target of a happening that a verb tells."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.happening import PARTICIPANT_LINKS, Happening, after_link
from kbpack.reading.lines import Line, Span


def add_participants(line: Line, happening: Happening, subject: Span, *, passive: bool, verb_after: int) -> None:
    """Find the participants in the subject and behind the verb, in the active and in the passive."""
    tokens, end = line.tokens, happening.span.after
    first = _past_date(line, subject)
    phrase = (
        Span(first, grammar.phrase_end(tokens, first, subject.after, PARTICIPANT_LINKS))
        if first < subject.after
        else None
    )
    if phrase is not None and (
        line.word_class(phrase.first) in {"preposition", "relative", "subordinator"} or happening.ground == "purpose"
    ):
        phrase = None
    if passive:
        links = frozenset({"by"}) | ({"from"} if happening.code.needs == "fire" else frozenset())
        happening.actor = after_link(line, links, verb_after, end)
        if happening.code.needs == "weapon":
            happening.target = after_link(line, frozenset({"against"}), verb_after, end)
        elif happening.code.type in {"ASSAULT", "COERCE"}:
            happening.target = _passive_subject(line, subject)
        return
    if happening.ground not in {"purpose", "ending"} and happening.code.form != "gerund":
        happening.actor = phrase
    happening.target = after_link(line, frozenset({"against"}), verb_after, end)
    if (
        happening.target is None
        and happening.code.type in {"ASSAULT", "COERCE"}
        and happening.code.needs in {"", "person", "territory"}
        and happening.ground != "ending"
        and verb_after < end
    ):
        after = grammar.phrase_end(tokens, verb_after, end, PARTICIPANT_LINKS)
        if not line.word_class(verb_after) or line.word_class(verb_after) in {"determiner", "possessive"}:
            happening.target = Span(verb_after, after)


def _past_date(line: Line, subject: Span) -> int:
    """The first token of a subject, past a date before it: «in 1992 ...»."""
    for date in line.dates:
        if date.first in {subject.first, subject.first + 1} and line.word_class(subject.first) == "preposition":
            return min(date.after, subject.after)
    return subject.first


def _passive_subject(line: Line, subject: Span) -> Span | None:
    """The noun phrase just before a passive verb group, without an adjunct before it."""
    after = subject.after
    determiners = [
        place
        for place in range(subject.first, after)
        if line.word_class(place) in {"determiner", "possessive"} and line.word_class(place - 1) != "preposition"
    ]
    first = determiners[-1] if determiners else subject.first
    while first > subject.first and line.word_class(first - 1) == "determiner":
        first -= 1
    if first >= after or line.word_class(first) in {
        "preposition",
        "pronoun",
        "relative",
        "subordinator",
        "complementizer",
    }:
        return None
    return Span(first, after)
