"""What kbpack reads, in the terms of the labels."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kbpack.reading.lines import Span as TokenSpan
from kbpack.reading.lists import ListEntry
from kbpack.reading.names import Names
from kbpack.reading.reader import Ignored, Reading, read
from kbpack.reading.sentence_reader import Part
from measures.labels import Found, Span

NAME = "kbpack"


class Act(NamedTuple):
    """A saying that was read: `anchor` is its cue, else its holder's words."""

    own: bool
    holder: Span | None
    cue: Span | None
    anchor: Span


@cache
def reading(text: str) -> Reading:
    """Read a whole text without a vocabulary."""
    return read(text, Names())


def units(text: str) -> list[Span]:
    """Sentences and whatever else was told apart, also what holds no saying, in order."""
    found = reading(text)
    read_ones: list[Part | Ignored | ListEntry] = [*found.parts, *found.ignored, *_entries(text)]
    return sorted((one.start, one.end) for one in read_ones)


def acts(text: str, start: int, end: int) -> list[Act]:
    """The acts of saying that the words there tell: those with a cue, and those of another holder who stands there.

    A quotation that goes on without its source is no act: nothing in its words attributes it.
    """
    found = []
    for part in _parts(text, start, end):
        for saying in part.sayings:
            holder, cue = _offsets(part, saying.holder), _offsets(part, saying.cue)
            anchor = cue or (holder if saying.depth > 1 else None)
            if anchor and start <= anchor[0] < end:
                found.append(Act(saying.own, saying.named_at or holder, cue, anchor))
    return found


def dates(text: str, start: int, end: int) -> list[Found]:
    """Dates that have a value, also those of list entries."""
    found = [one for part in _with_headings(text, start, end) for one in part.dates]
    found += [one.date for one in _entries(text) if one.date is not None]
    return [Found(one.start, one.end, "date", one.edtf) for one in found if one.edtf and start <= one.start < end]


def quantities(text: str, start: int, end: int) -> list[Found]:
    """All numbers that are not dates, also the areas of list entries."""
    found = [one for part in _with_headings(text, start, end) for one in part.quantities]
    found += [one.area for one in _entries(text) if one.area is not None]
    return [Found(one.start, one.end, one.kind, one.value) for one in found if start <= one.start < end]


def _entries(text: str) -> list[ListEntry]:
    return [entry for listing in reading(text).listings for entry in listing.entries]


def _parts(text: str, start: int, end: int) -> list[Part]:
    return [part for part in reading(text).parts if part.start < end and start < part.end]


def _offsets(part: Part, span: TokenSpan | None) -> Span | None:
    return part.offsets(span) if span is not None and span.first < span.after else None


def _with_headings(text: str, start: int, end: int) -> list[Part]:
    """The parts of a stretch, and the headings in it that say nothing."""
    unsaid = [part for part in reading(text).unsaid if part.start < end and start < part.end]
    return _parts(text, start, end) + unsaid
