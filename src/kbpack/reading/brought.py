"""Nouns of saying in the passive: «concerns have been raised about Y», «the point has been made by X that Y»."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.asides import agent
from kbpack.reading.cues import Cue
from kbpack.reading.lines import Line, Span
from kbpack.reading.saying import Saying, is_main, with_holder
from kbpack.reading.subjects import HOLDER_LINKS

_GROUP = frozenset({"be", "have", "modal"})
_TOPIC_LINKS = HOLDER_LINKS | {"on", "to", "against"}
_TOPIC = frozenset({"about", "over", "at", "regarding", "concerning", "for", "of", "against", "on", "to"})


def light_passive(line: Line, after: int) -> tuple[Span, int] | None:
    """What a noun that ends at a token is about, and the light verb in the passive behind both; none without it."""
    tokens, first = line.tokens, after
    if line.low(first) in _TOPIC and first + 1 < line.end:
        first = grammar.phrase_end(tokens, first + 1, line.end, _TOPIC_LINKS)
    verb, passive = first, False
    while verb < line.end and (tokens[verb].word_class in _GROUP or tokens[verb].is_adverb):
        passive = passive or tokens[verb].word_class == "be"
        verb += 1
    if not passive or verb >= line.end or not _is_light(line, verb):
        return None
    return Span(min(after + 1, first), first), verb


def brought_forward(line: Line, start: int, place: Span, cue: Cue, passive: tuple[Span, int] | None) -> Saying | None:
    """The saying of a noun that is the subject of a light verb in the passive, as `light_passive` found it."""
    if passive is None:
        return None
    topic, verb = passive
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
    hits = grammar.common_verbs().at(line.tokens, verb) if line.tokens[verb].opens_verb else []
    return any("light" in hit.value.kind and hit.value.form == "past" for hit in hits)
