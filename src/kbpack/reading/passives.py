"""Sayings in the passive: «it was reported by X that Y», «Y was condemned by X», «it should be noted that Y»."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.asides import agent, reduced
from kbpack.reading.clauses import opens_clause
from kbpack.reading.content import opens_quotation, past_adverbial, skip_that
from kbpack.reading.cues import Cue
from kbpack.reading.lines import Line, Span
from kbpack.reading.naming import agent_behind_quotation, gives_name
from kbpack.reading.questions import is_asked
from kbpack.reading.saying import Saying, is_main, with_holder
from kbpack.reading.subjects import around, past_number
from kbpack.reading.verb_groups import verb_group_start

_TAKES_OBJECT = frozenset({"any", "object"})
_ADJUNCTS = frozenset({"preposition", "adverb", "connective", "coordinator", "subordinator"})
_TOLD = frozenset({"assert", "report", "allege"})
_THOUGHT = frozenset({"believe", "assess"})
_STRESSED = frozenset({"assert", "emphasize"})
"""Acts that nothing but words can do, so that they are told of a thing too: «its role was reaffirmed»."""


def by_passive(line: Line, place: Span, cue: Cue) -> Saying | None:
    """«It was reported by X that Y», «Y was condemned by X»; without «by» nobody is named."""
    start = past_number(line, grammar.clause_start(line.tokens, place.first))
    if line.low(start - 1) == "as" and start == verb_group_start(line.tokens, place.first):
        return reduced(line, place, cue, start)
    holder = agent(line, place.after)
    if gives_name(line, place, cue):
        return _called(line, place, cue, start)
    rest = holder.after if holder else past_adverbial(line, place.after) if place.after < line.end else line.end
    if line.low(start) == "it" and line.low(start - 1) == "," and line.low(rest) in {",", ""}:
        return Saying(Span(0, line.end), Span(0, start - 1), cue.act, main=True, cue=place)
    objects = not _TAKES_OBJECT.isdisjoint(cue.needs) or (holder is not None and "own" in cue.needs)
    clause = rest < line.end and (line.word_class(rest) == "complementizer" or is_asked(line, rest, cue))
    if clause or opens_quotation(line, rest) or (line.low(start) == "it" and opens_clause(line, rest)):
        content = Span(skip_that(line, rest), line.end)
    elif (line.low(rest) == "to" and _is_told_of(line, rest, cue)) or (
        holder and (objects or _is_report(cue) or line.low(rest) == "as")
    ):
        content = (
            Span(start, verb_group_start(line.tokens, place.first)) if line.low(rest) != "to" else Span(start, line.end)
        )
    elif objects and _is_over(line, rest) and (_is_due(line, start, place) or _is_stressed(line, start, place, cue)):
        content = Span(start, verb_group_start(line.tokens, place.first))
        rest = place.after
    else:
        return None
    if content.first >= content.after:
        relative = line.word_class(content.first - 1) == "relative"
        antecedent = around(line, content.first) if relative else None
        if antecedent is None:
            return None
        content, start = antecedent, antecedent.first
    saying = Saying(Span(start, max(rest, content.after)), content, cue.act, main=is_main(line, start), cue=place)
    saying.own = holder is None and (objects or (clause and line.low(start) == "it")) and _is_due(line, start, place)
    return with_holder(line, saying, holder) if holder else saying


def _called(line: Line, place: Span, cue: Cue, start: int) -> Saying | None:
    """«Y was called "a flood" by X»; without «by» it is a name."""
    holder = agent_behind_quotation(line, place.after)
    if holder is None:
        return None
    content = Span(place.after, holder.first - 1)
    saying = Saying(Span(start, holder.after), content, cue.act, main=is_main(line, start), cue=place)
    return with_holder(line, saying, holder)


def _is_report(cue: Cue) -> bool:
    """Whether what «by» names behind a participle has reported it, not brought it about: «first reported by X»."""
    return cue.act == "report" and "that" in cue.needs and not cue.takes_addressee


def is_joined(line: Line, place: Span, cue: Cue, group: int) -> bool:
    """Whether a participle shares «be» with the one before «and»: «has been recognized and condemned by X»."""
    if cue.form != "past" or line.word_class(group - 1) != "coordinator" or agent(line, place.after) is None:
        return False
    first = group - 2
    known = first > 0 and (line.is_verb(first) or line.low(first).endswith("ed"))
    start = verb_group_start(line.tokens, first) if known else first
    return any(line.word_class(at) == "be" for at in range(max(start, 0), first))


def _is_told_of(line: Line, to: int, cue: Cue) -> bool:
    """Whether «is said to» tells what is said of a subject, or whom it is said to: not «was held to a standard»."""
    if line.word_class(to + 1) in {"be", "have"} or (cue.act in _TOLD and cue.needs != ("that",)):
        return True
    if cue.act in _THOUGHT | _TOLD:
        return line.word_class(to + 1) not in {"determiner", "possessive"}
    return cue.takes_addressee and cue.act != "find"


def _is_over(line: Line, place: int) -> bool:
    """Whether nothing but an adverb or an adjunct follows a passive: «must be condemned strongly by all means»."""
    return place >= line.end or line.tokens[place].is_mark or line.word_class(place) in _ADJUNCTS


def _is_stressed(line: Line, start: int, place: Span, cue: Cue) -> bool:
    return cue.act in _STRESSED and all(line.word_class(at) != "modal" for at in range(start, place.first))


def _is_due(line: Line, start: int, place: Span) -> bool:
    """Whether «must be condemned», «is to be condemned» or «it should be noted that» is done by writing it."""
    before = [line.low(at) for at in range(start, place.first)]
    copula = place.first - 3
    while copula > start and line.tokens[copula].is_adverb:
        copula -= 1
    is_to_be = before[-2:] == ["to", "be"] and line.word_class(copula) == "be"
    return is_to_be or not grammar.words_of("duty").isdisjoint(before)
