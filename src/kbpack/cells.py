"""The cells that parsers give: plain text, or text with the words it was read from."""

from __future__ import annotations

Read = tuple[str, int, int, str]
"""A cell that was read: its canonical text, the offsets of the words behind it, and the rule that read them."""

Cell = str | Read
Row = dict[str, Cell]
