"""Sayings by a noun: allegations that somebody made, an assessment that somebody holds."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.cues import Cue
from kbpack.reading.grammar import word_class
from kbpack.reading.lines import Line, Span
from kbpack.reading.saying import HOLDER_LINKS, Saying, is_main, subject_of, with_holder

_TOPIC_LINKS = frozenset({"on", "about", "of", "regarding", "concerning", "against", "over", "that"})


def by_noun(line: Line, place: Span, cue: Cue) -> Saying | None:
    """Nouns of saying with their holder: «allegations made by X», «our assessment that», «X made claims against Y»."""
    tokens = line.tokens
    head = place.after - 1
    start = line.phrase_start(place.first)
    holder, rest = _noun_holder(line, start, place)
    that = word_class(line.low(rest)) == "complementizer"
    if holder is None and not (that and word_class(line.low(start)) != "pronoun"):
        return None
    if cue.needs == "that" and not that:
        return None
    if holder is not None and holder.first == start and not that and line.low(rest) not in _TOPIC_LINKS:
        return None
    target: Span | None = None
    if that:
        content = Span(rest + 1, line.end)
    elif rest < line.end and line.low(rest) in _TOPIC_LINKS:
        end = next((at for at in range(rest, line.end) if _ends_topic(line, at)), line.end)
        content = Span(rest + 1, end)
        target = content if line.low(rest) == "against" else None
    else:
        content = Span(start, head + 1)
    if content.first >= content.after:
        return None
    first = min(start, holder.first if holder else start)
    cue_span = Span(_light_verb(line, start) or place.first, place.after)
    saying = Saying(Span(first, max(content.after, rest)), content, cue.act, cue=cue_span, target=target)
    if holder:
        with_holder(line, saying, holder)
    light = _light_verb(line, start)
    saying.main = light is not None and is_main(line, grammar.clause_start(tokens, light))
    return saying


def _ends_topic(line: Line, place: int) -> bool:
    """Whether what a noun of saying is about ends at a token: at a mark, another clause, or the sentence's own verb."""
    tokens = line.tokens
    return grammar.ends_clause(tokens[place]) or word_class(tokens[place].low) in {"be", "have", "do", "modal"}


def _noun_holder(line: Line, start: int, place: Span) -> tuple[Span | None, int]:
    """The holder of a noun of saying, and the token after both."""
    tokens = line.tokens
    after = place.after
    genitive = next((at for at in range(start, place.first) if tokens[at].kind == "genitive"), None)
    if genitive is not None:
        return Span(start, genitive), after
    if word_class(line.low(start)) == "possessive":
        return Span(start, start + 1), after
    light = _light_verb(line, start)
    if light is not None:
        subject, _ = subject_of(line, light)
        if subject.first < subject.after:
            return subject, after
    by = next((at for at in range(after, min(after + 4, line.end)) if line.low(at) == "by"), None)
    if by is not None and all(
        grammar.is_adverb(tokens[at]) or tokens[at].low in grammar.verb_words() for at in range(after, by)
    ):
        end = grammar.phrase_end(tokens, by + 1, line.end, HOLDER_LINKS) if by + 1 < line.end else by + 1
        return Span(by + 1, end), end
    return None, after


def _light_verb(line: Line, start: int) -> int | None:
    """The token of a light verb just before a noun phrase: «made claims», «expressed concern»."""
    for width in (1, 2):
        first = start - width
        if first >= 0:
            for hit in grammar.common_verbs().at(line.tokens, first):
                if "light" in hit.value.kind and hit.after == start and line.low(first - 1) != "to":
                    return first
    return None
