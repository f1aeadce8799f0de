"""Sayings by an adjective or participle: «X is convinced that Y», «we are grateful to X», «Aware that Y, X came»."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.content import opens_clause, opens_content, skip_that
from kbpack.reading.cues import Cue
from kbpack.reading.grammar import word_class
from kbpack.reading.lines import Line, Span, actor_of, is_own
from kbpack.reading.participles import following_subject, main_subject, shared_subject
from kbpack.reading.saying import Saying, around, is_copula, is_main, is_spokesman, subject_of

_LINKS = frozenset({"of", "at", "by", "about", "for", "over", "to"})


def by_predicate(line: Line, place: Span, cue: Cue) -> Saying | None:
    """The saying that a predicate tells, or none; what it is about with a preposition counts in the own voice."""
    tokens = line.tokens
    content = place.after
    clause = opens_content(line, content) or opens_clause(line, content)
    if not clause and (line.low(content) not in _LINKS or _is_infinitive(line, content)):
        return None
    copula = place.first - 1
    while copula >= 0 and (tokens[copula].is_adverb or line.word_class(copula) in {"negator", "determiner"}):
        copula -= 1
    start = place.first
    if copula >= 0 and is_copula(line, copula):
        subject, start = subject_of(line, copula)
        holder = subject if subject.first < subject.after else _farther_subject(line, copula)
    elif not clause:
        return None
    elif copula < 0:
        holder = following_subject(line, content)
    elif tokens[copula].text == "," or tokens[copula].word_class == "coordinator":
        holder = main_subject(line, copula)
    else:
        return None
    if holder is None or line.low(holder.first) in {"it", "there"} or line.low(start - 1) == "as":
        return None
    actor = actor_of(line, holder)
    own = is_own(line, holder, actor)
    if not clause and not own and cue.act != "thank" and not is_spokesman(line, holder):
        return None
    content = content if clause else content + 1
    if content >= line.end:
        return None
    return Saying(
        Span(min(holder.first, place.first) if start <= holder.first else start, line.end),
        Span(min(skip_that(line, content), line.end - 1), line.end),
        cue.act,
        own=own,
        main=is_main(line, start) and start <= holder.first,
        cue=place,
        holder=holder,
        actor=actor,
    )


def _is_infinitive(line: Line, to: int) -> bool:
    following = line.low(to + 1)
    if line.low(to) != "to" or to + 1 >= line.end:
        return False
    return not word_class(following) and not line.tokens[to + 1].text[0].isupper()


def _farther_subject(line: Line, copula: int) -> Span | None:
    """The subject that a relative clause, a parenthesis or «and» parts from a predicate."""
    group = grammar.verb_group_start(line.tokens, copula)
    if group and line.word_class(group - 1) == "coordinator":
        return shared_subject(line, group - 1)
    return around(line, group, far=True)
