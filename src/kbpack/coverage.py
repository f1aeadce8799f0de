"""How much of a document is accounted for: by a row, by an ignored span with its reason, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Coverage(NamedTuple):
    """The share of characters other than white space that is accounted for, and the spans that are not."""

    share: float
    unread: tuple[tuple[int, int], ...]


def coverage(text: str, spans: Iterable[tuple[int, int]]) -> Coverage:
    """Hold the spans of rows and of ignored text against a text; an empty text is covered."""
    unread = []
    place = 0
    for start, end in [*sorted(spans), (len(text), len(text))]:
        if text[place:start].strip():
            gap = text[place:start]
            first = place + len(gap) - len(gap.lstrip())
            unread.append((first, first + len(gap.strip())))
        place = max(place, end)
    if not unread:
        return Coverage(1.0, ())
    whole = sum(map(len, text.split()))
    lost = sum(len(word) for start, end in unread for word in text[start:end].split())
    return Coverage((whole - lost) / whole, tuple(unread))


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a character, both from 1; a line ends at LF, CRLF or CR."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
