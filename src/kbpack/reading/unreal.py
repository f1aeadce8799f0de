"""What is due or possible and not done: «X must say that», «X can say that»."""

from __future__ import annotations

from itertools import pairwise

from kbpack.reading import grammar
from kbpack.reading.lines import Line, Span


def is_unreal(line: Line, group: int, verb: int) -> bool:
    """Whether the auxiliaries of a verb tell that it is not done; «should like to say that» does what it tells."""
    before = [token.low for token in line.tokens[group:verb]]
    words = grammar.words_of("unreal")
    due = any(word == "to" and has in {"have", "has"} for has, word in pairwise(before))
    return (due or not words.isdisjoint(before)) and grammar.words_of("courtesy").isdisjoint(before)


def is_anybody(line: Line, holder: Span) -> bool:
    """Whether a holder is «one», so that «one must say that» is said by whoever writes it."""
    return holder.after == holder.first + 1 and line.low(holder.first) == "one"
