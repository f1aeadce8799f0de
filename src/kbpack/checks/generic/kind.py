"""A type of Table Schema: how a cell is read.

Each kind has two readers that agree. `parse` reads a column in polars and may leave a cell unread (null); `read` is
exact, in Python, and is asked about each distinct text that `parse` left. Slow kinds have no `parse`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import polars as pl

Read = Callable[[str], Any]
"""Gives the value of a text, or None where it is none of the type."""
Parse = Callable[[pl.Expr], pl.Expr]


class Kind(NamedTuple):
    """A type: the words for it, how it is read, and the family in which its values compare equal."""

    words: str
    family: str
    read: Read
    parse: Parse | None = None
    dtype: type[pl.DataType] = pl.String

    def value_of(self, text: str) -> Any:  # noqa: ANN401  a value of the kind
        """Read one text, also where the kind is read by polars alone."""
        value = self.read(text)
        return value if value is not None or self.parse is None else pl.select(self.parse(pl.lit(text))).item()


Make = Callable[[dict[str, Any], str], Kind]
"""Gives the kind of a field descriptor and its format. Raises UnknownKindError."""


class UnknownKindError(Exception):
    """A type or format that Table Schema has not; the message says which."""


ANY = Kind("any text", "string", str, lambda text: text)


def matching(text: pl.Expr, pattern: str) -> pl.Expr:
    """Take a text where it matches a pattern."""
    return pl.when(text.str.contains(pattern)).then(text)
