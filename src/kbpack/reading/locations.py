"""Where a happening is said to be: «clashes in X», «came from Y», «the X talks»."""

from __future__ import annotations

from kbpack.reading.happening import Happening
from kbpack.reading.lines import Line, Span
from kbpack.reading.names import Name
from kbpack.reading.words import words_of


def location(line: Line, happening: Happening) -> Name | None:
    """The name of the first place that a happening is in, from or at; not one that only names who acts."""
    for name in line.names:
        span = Span(name.first, name.after)
        acts = happening.actor is not None and happening.actor.holds(span)
        if name.entry.table == "places" and happening.span.holds(span) and not acts and _locates(line, happening, name):
            return name
    return None


def _locates(line: Line, happening: Happening, name: Name) -> bool:
    if name.entry.kind != "country" and name.first < happening.term.first:
        return True
    start = line.phrase_start(name.first)
    before = line.low(start - 1)
    if before in words_of("locative"):
        return True
    if before == "to":
        return happening.term.after < start
    territory = before == "of" and line.in_class("territory", max(start - 2, 0), start - 1) is not None
    return territory and line.low(line.phrase_start(start - 2) - 1) in words_of("locative")
