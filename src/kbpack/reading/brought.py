"""Nouns of saying in the passive: «concerns have been raised about Y», «the point has been made by X that Y»."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.asides import agent
from kbpack.reading.cues import Cue
from kbpack.reading.lines import Line, Span
from kbpack.reading.saying import HOLDER_LINKS, Saying, is_main, with_holder

_GROUP = frozenset({"be", "have", "modal"})
_TOPIC = frozenset({"about", "over", "at", "regarding", "concerning", "for", "of", "against", "on", "to"})


def brought_forward(line: Line, start: int, place: Span, cue: Cue) -> Saying | None:
    """The saying of a noun that is the subject of a light verb in the passive."""
    first = place.after
    topic = Span(first, first)
    if line.low(first) in _TOPIC and first + 1 < line.end:
        first = grammar.phrase_end(line.tokens, first + 1, line.end, HOLDER_LINKS | {"on", "to", "against"})
        topic = Span(place.after + 1, first)
    verb = first
    while verb < line.end and (line.word_class(verb) in _GROUP or line.tokens[verb].is_adverb):
        verb += 1
    passive = any(line.word_class(at) == "be" for at in range(first, verb))
    if not passive or verb >= line.end or not _is_light(line, verb):
        return None
    holder = agent(line, verb + 1)
    rest = holder.after if holder else verb + 1
    that = line.low(rest) == "that" and rest + 1 < line.end
    if that:
        content = Span(rest + 1, line.end)
    elif topic.first < topic.after:
        content = topic
    elif line.low(rest) in _TOPIC and rest + 1 < line.end:
        content = Span(rest + 1, grammar.phrase_end(line.tokens, rest + 1, line.end, HOLDER_LINKS | {"on", "to"}))
    else:
        return None
    span = Span(start, max(content.after, rest))
    saying = Saying(span, content, cue.act, main=is_main(line, start), cue=place)
    return with_holder(line, saying, holder) if holder else saying


def _is_light(line: Line, verb: int) -> bool:
    hits = grammar.common_verbs().at(line.tokens, verb)
    return any("light" in hit.value.kind and hit.value.form == "past" for hit in hits)
