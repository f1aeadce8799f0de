"""Names that are only given, which says nothing: «a play called "Rain"», «the hall is called "Rain"»."""

from __future__ import annotations

from kbpack.reading.asides import agent
from kbpack.reading.content import opens_quotation
from kbpack.reading.cues import Cue
from kbpack.reading.lines import Line, Span
from kbpack.reading.not_verbs import in_relative


def gives_name(line: Line, place: Span, cue: Cue) -> bool:
    """Whether a verb that tells what somebody calls a thing has nothing but a quotation behind it."""
    if "quoted" not in cue.needs or "that" in cue.needs or not opens_quotation(line, place.after):
        return False
    return line.word_class(_behind_quotation(line, place.after)) not in {"determiner", "possessive"}


def is_called(line: Line, subject: Span) -> bool:
    """Whether what is called so stands before or in a subject: «what X called "rain"», «one that X called "rain"»."""
    before = max(subject.first - 1, 0)
    asked = line.in_class("question", before, subject.after) is not None
    return asked or in_relative(line, subject) or line.low(before) == "one"


def agent_behind_quotation(line: Line, opening: int) -> Span | None:
    """Who is named by «by» behind a quotation: «was called "a flood" by X»."""
    return agent(line, _behind_quotation(line, opening))


def _behind_quotation(line: Line, opening: int) -> int:
    return next((at + 1 for at in range(opening + 1, line.end) if line.tokens[at].closes_quote), line.end)
