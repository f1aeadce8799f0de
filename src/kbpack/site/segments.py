"""A text cut at the ends of all spans over it, however they nest or cross, into flat segments that know their marks."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DEEPEST = 4
"""Sayings that lie deeper are marked as this deep."""
WEIGHT = 60
"""What a span adds to the weight of a page, where a character adds 1."""


class Mark(NamedTuple):
    """A span, what it is, and a note; `kind` and `note` may be empty for a span that only has an address."""

    start: int
    end: int
    kind: str = ""
    note: str = ""


class Segment(NamedTuple):
    """A stretch with the same marks throughout; of statements, only the deepest."""

    start: int
    end: int
    kinds: tuple[str, ...]
    note: str


def saying(depth: int) -> str:
    """The kind of a statement of some depth."""
    return f"s{min(depth, DEEPEST)}"


def segments(marks: Iterable[Mark], start: int, end: int) -> Iterator[Segment]:
    """Cut the characters from `start` to `end`; together the segments are all of them, in order."""
    opening: dict[int, list[Mark]] = defaultdict(list)
    closing: dict[int, list[Mark]] = defaultdict(list)
    bounds = {start, end}
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        if first < last:
            bounds |= {first, last}
            opening[first].append(mark)
            closing[last].append(mark)
    active: Counter[tuple[str, str]] = Counter()
    for first, last in pairwise(sorted(bounds)):
        for mark in closing[first]:
            active[mark.kind, mark.note] -= 1
        for mark in opening[first]:
            active[mark.kind, mark.note] += 1
        here = sorted(key for key, count in active.items() if count and key[0])
        yield Segment(
            first, last, tuple(_deepest(kind for kind, _ in here)), " ".join(note for _, note in here if note)
        )


def _deepest(kinds: Iterable[str]) -> list[str]:
    found = sorted(set(kinds))
    sayings = [kind for kind in found if kind[0] == "s"]
    return [kind for kind in found if kind not in sayings[:-1]]


def cuts(length: int, spans: Iterable[tuple[int, int]], most: int) -> list[tuple[int, int]]:
    """Part a text into stretches of about `most` weight, a character 1 and a span `WEIGHT`, at places inside no span.

    Where a stretch would grow to twice that, it ends where the next span starts, wherever that is.
    """
    found: list[tuple[int, int]] = []
    begin, reached, weight = 0, 0, 0
    for start, end in sorted(spans):
        grown = weight + max(0, start - begin)
        if start > begin and ((grown > most and start >= reached) or grown > 2 * most):
            found.append((begin, start))
            begin, weight = start, 0
        weight += WEIGHT
        reached = max(reached, end)
    longest = 2 * most
    return [
        (first, min(first + longest, last))
        for start, last in [*found, (begin, length)]
        for first in range(start, max(last, start + 1), longest)
    ]
