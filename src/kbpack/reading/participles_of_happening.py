"""Happenings by a participle: before its noun («the occupied territories») or after it («the region occupied by X»)."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.happening import NOUN_LINKS, PARTICIPANT_LINKS, Code, Happening, find_class
from kbpack.reading.lines import Line, Span
from kbpack.reading.phrases import Hit
from kbpack.reading.tokens import HYPHENS


def attributive(line: Line, hit: Hit[Code]) -> Happening | None:
    """A participle before its noun: «the occupied territories»."""
    tokens = line.tokens
    place = hit.first
    opened = place > 0 and (
        line.word_class(place - 1) in {"determiner", "possessive"}
        or tokens[place - 1].is_hyphen
        or (place > 1 and tokens[place - 2].is_hyphen)
    )
    if not opened or hit.after >= len(tokens) or line.word_class(hit.after) or tokens[hit.after].is_mark:
        return None
    start = place
    while start > 0 and (_hyphenated(line, start) or line.word_class(start - 1) in {"determiner", "possessive"}):
        start -= 1
    end = grammar.phrase_end(tokens, hit.after, line.end)
    happening = Happening(
        Span(start, end),
        Span(hit.first, hit.after),
        Span(hit.first, hit.after),
        hit.value,
        "known",
        Span(hit.first, hit.after),
    )
    happening.target = Span(hit.after, end)
    return happening


def _hyphenated(line: Line, place: int) -> bool:
    """Whether the token before `place` is a hyphen or hangs on one."""
    around = {line.tokens[at].text for at in range(max(place - 2, 0), place + 1)}
    return bool(around & HYPHENS)


def is_reduced(line: Line, hit: Hit[Code]) -> bool:
    """Whether a past form stands for a relative clause: «occupied by X», «the report released in May found»."""
    return line.low(hit.after) == "by" or _follows_noun_before_finite(line, hit)


def _follows_noun_before_finite(line: Line, hit: Hit[Code]) -> bool:
    """Whether a past form after a noun is followed by the sentence's real verb: «the report released in May found»."""
    end = grammar.phrase_end(line.tokens, hit.after - 1, line.end, NOUN_LINKS)
    return (
        end < line.end
        and end > hit.after
        and line.is_verb(end)
        and not any(line.word_class(place) == "coordinator" for place in range(hit.after, end))
    )


def reduced(line: Line, hit: Hit[Code]) -> Happening | None:
    """A participle after its noun: «the region occupied by X», «a report released in May»."""
    tokens = line.tokens
    if hit.first == 0 or tokens[hit.first - 1].is_mark or line.word_class(hit.first - 1):
        return None
    start = line.phrase_start(hit.first - 1)
    code = hit.value
    if code.needs and find_class(line, code.needs, start, hit.first) is None:
        return None
    end = grammar.phrase_end(tokens, hit.after - 1, line.end, NOUN_LINKS)
    ground = "known" if line.low(hit.after) == "by" else "clause"
    core = Span(hit.first - 1 if code.needs else hit.first, hit.after)
    happening = Happening(
        Span(start, end),
        Span(hit.first, hit.after),
        core,
        code,
        ground,
        Span(hit.first, hit.after) if ground == "known" else None,
    )
    happening.target = Span(start, hit.first) if code.needs != "publication" else None
    if line.low(hit.after) == "by" and hit.after + 1 < line.end:
        happening.actor = Span(hit.after + 1, grammar.phrase_end(tokens, hit.after + 1, line.end, PARTICIPANT_LINKS))
    return happening
