"""Mentions of happenings in a sentence: what, by whom, to whom, as the words give it."""

from __future__ import annotations

from kbpack.reading import marks
from kbpack.reading.happening import Happening, words_of_happening
from kbpack.reading.lines import Line, Span
from kbpack.reading.nouns_of_happening import by_noun
from kbpack.reading.verbs_of_happening import by_verb


def happenings(line: Line) -> list[Happening]:
    """The happenings of a sentence, by place; none inside its names."""
    found: list[Happening] = []
    for hit in words_of_happening().everywhere(line.tokens, line.marked_as(marks.HAPPENING)):
        if line.names and any(name.first < hit.after and hit.first < name.after for name in line.names):
            continue
        happening = by_verb(line, hit) if hit.value.part == "verb" else by_noun(line, hit)
        if happening is not None and happening.span.first < happening.span.after:
            found.append(happening)
    return _merged(line, found) if len(found) > 1 else found


def _merged(line: Line, found: list[Happening]) -> list[Happening]:
    """One row for one mention: coordinated words, a noun inside its light verb, a word and its synonym."""
    kept: list[Happening] = []
    for happening in sorted(found, key=lambda one: (one.code.part != "verb", one.term.first, -one.term.after)):
        rival = next((one for one in kept if _same(line, one, happening)), None)
        if rival is None:
            kept.append(happening)
        elif happening.term.first == rival.term.after + 1:
            rival.term = Span(rival.term.first, happening.term.after)
            rival.span = Span(rival.span.first, max(rival.span.after, happening.span.after))
    return sorted(kept, key=lambda one: (one.span.first, -one.span.after, one.term.first))


def _same(line: Line, one: Happening, other: Happening) -> bool:
    if one.term.first < other.term.after and other.term.first < one.term.after:
        return True
    if one.code.type == other.code.type and one.code.part == other.code.part and other.term.first == one.term.after + 1:
        return line.word_class(one.term.after) == "coordinator"
    return (
        one.code.part == "verb"
        and one.span.holds(other.span)
        and (one.code.type, one.code.mode) == (other.code.type, other.code.mode)
        and one.code.kind == "state"
    ) or (one.core.holds(other.term) and one.ground != "ending")
