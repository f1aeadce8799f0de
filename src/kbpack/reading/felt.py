"""Feelings that a noun tells: «the rain is of concern to X», «a matter of regret that Y», «X views Y with concern»."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.clauses import is_relative
from kbpack.reading.content import past_adverbs
from kbpack.reading.cues import Cue
from kbpack.reading.invited import is_object
from kbpack.reading.lines import Line, Span
from kbpack.reading.saying import Saying, is_main, with_holder
from kbpack.reading.subjects import is_copula, subject_of

_FEELINGS = frozenset({"express_concern", "welcome", "apologize"})
_CONCERNS = frozenset({"express_concern"})
"""Those of which a thing is «a problem of concern», whatever it is."""
_MATTER = 4
"""Tokens of «a most welcome source» and the like."""


def felt(line: Line, start: int, place: Span, cue: Cue) -> Saying | None:
    """The saying that a noun behind «is of» or «is a matter of» tells; the document's own where nobody is named."""
    if cue.act in _FEELINGS and line.low(start - 1) == "with":
        beheld = _beheld(line, start, place, cue)
        if beheld is not None:
            return beheld
    if line.word_class(start - 1) == "coordinator" and start < place.first:
        start = line.phrase_start(start - 2)
    copula = _copula(line, start - 1, of_any=cue.act in _CONCERNS) if cue.act in _FEELINGS else None
    if copula is None:
        return None
    subject, first = subject_of(line, copula)
    if subject.first >= subject.after:
        subject = Span(first, copula)
    rest = past_adverbs(line, place.after)
    holder = None
    if line.low(rest) in {"to", "for"} and rest + 1 < line.end:
        holder = Span(rest + 1, grammar.phrase_end(line.tokens, rest + 1, line.end))
        rest = holder.after
    if line.word_class(rest) == "complementizer" and not is_relative(line, rest) and copula != start - 1:
        content = Span(rest + 1, line.end)
    elif (
        (holder is not None or copula == start - 2)
        and subject.first < subject.after
        and line.low(subject.first) != "it"
    ):
        content = subject
    else:
        return None
    span = Span(min(first, content.first), max(content.after, rest))
    saying = Saying(span, content, cue.act, main=is_main(line, first), cue=place)
    if holder is not None:
        with_holder(line, saying, holder)
    saying.own = saying.own or holder is None or is_object(line.low(holder.first))
    return saying


def _beheld(line: Line, start: int, place: Span, cue: Cue) -> Saying | None:
    """«We view with concern Y», «X has followed with satisfaction Y»."""
    verb, content = start - 2, past_adverbs(line, place.after)
    if line.low(verb) not in grammar.words_of("behold") or content >= line.end or line.tokens[content].is_mark:
        return None
    subject, first = subject_of(line, verb)
    passive = not line.low(verb).endswith("ing") and any(line.word_class(at) == "be" for at in range(first, verb))
    if passive or subject.first >= subject.after:
        return None
    saying = Saying(Span(first, line.end), Span(content, line.end), cue.act, main=is_main(line, first), cue=place)
    return with_holder(line, saying, subject)


def _stands(line: Line, subject: Span, rest: int) -> bool:
    """Whether a subject is what is told of: «it» only where no clause or infinitive follows."""
    return line.low(subject.first) != "it" or rest >= line.end or line.tokens[rest].is_mark


def _copula(line: Line, of: int, *, of_any: bool) -> int | None:
    """The copula of «is of», «is also a matter of», «remains a source of»."""
    if of_any and is_copula(line, of) and line.word_class(of + 1) == "determiner":
        return of  # «is a concern»
    if line.low(of) not in {"of", "for"}:
        return None
    place = of - 1
    if line.low(place) in grammar.words_of("matter"):
        floor = max(place - _MATTER, 0)
        while place > floor and not is_copula(line, place):
            place -= 1
    elif of_any and not is_copula(line, place):
        place = line.phrase_start(place) - 1
    while place > 0 and line.tokens[place].is_adverb:
        place -= 1
    return place if place > 0 and is_copula(line, place) else None
