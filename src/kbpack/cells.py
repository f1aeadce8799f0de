"""The cells that parsers give: plain text, or text with the words it was read from."""

from __future__ import annotations

from typing import NamedTuple


class Read(NamedTuple):
    """A cell that was read: its canonical text, the offsets of the words behind it, and the rule that read them."""

    value: str
    start: int
    end: int
    rule: str


Cell = str | Read
Row = dict[str, Cell]
