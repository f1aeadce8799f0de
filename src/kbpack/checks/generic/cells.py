"""The cells of a batch against the columns of a schema: types and constraints, in one query where all is well."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl

from kbpack.checks.generic.patterns import anchored
from kbpack.checks.generic.schema import Column
from kbpack.checks.generic.text import as_text, plain, quoted

_EXACT = 15
"""Digits that a double keeps."""
_BROKEN: dict[str, tuple[str, Callable[[Any, Any], Any]]] = {
    "minimum": ("is below", lambda cell, bound: cell < bound),
    "maximum": ("is above", lambda cell, bound: cell > bound),
    "exclusiveMinimum": ("is not above", lambda cell, bound: cell <= bound),
    "exclusiveMaximum": ("is not below", lambda cell, bound: cell >= bound),
    "minLength": ("is shorter than", lambda size, bound: size < bound),
    "maxLength": ("is longer than", lambda size, bound: size > bound),
}


class Wrong(NamedTuple):
    """Cells of one column that break one rule: the rows, and what is said of the text of a cell."""

    field: str
    code: str
    rows: pl.Series
    tell: Callable[[str], str]


class _Ask(NamedTuple):
    """A rule as an expression over `text` and `cell` columns that is true where a cell breaks it."""

    number: int
    code: str
    broken: pl.Expr
    tell: Callable[[str], str]


class Judge:
    """Judges batches of one table; `places` has the number of the column of the file for each column of the schema."""

    def __init__(self, columns: list[tuple[int, Column]], missing: tuple[str, ...]) -> None:
        """Make the expressions, once for all batches."""
        self.columns = columns
        self.texts = [_present(place, column.missing or missing) for place, column in columns]
        self.cells = [_parsed(number, column) for number, (_, column) in enumerate(columns)]
        self.asks = [ask for number, (_, column) in enumerate(columns) for ask in _asks(number, column)]

    def judge(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Wrong]]:
        """Give the columns `t<n>` (texts, null where missing) and `v<n>` (values), and what is wrong."""
        made = frame.lazy().select(text.alias(f"t{number}") for number, text in enumerate(self.texts))
        made = made.with_columns(cell.alias(f"v{number}") for number, cell in enumerate(self.cells))
        typed = made.collect(engine="in-memory")
        unread = [pl.col(f"v{number}").null_count() for number in range(len(self.columns))]
        absent = [pl.col(f"t{number}").null_count().alias(f"m{number}") for number in range(len(self.columns))]
        counts = [ask.broken.sum().alias(f"a{number}") for number, ask in enumerate(self.asks)]
        answer = typed.lazy().select(*unread, *absent, *counts).collect(engine="in-memory").row(0)
        size = len(self.columns)
        wrong: list[Wrong] = []
        for number, (_, column) in enumerate(self.columns):
            if answer[number] != answer[size + number]:
                wrong += _reread(column, typed[f"t{number}"], typed[f"v{number}"])
        for ask, count in zip(self.asks, answer[2 * size :], strict=True):
            if count:
                rows = typed.select(ask.broken.fill_null(value=False)).to_series().arg_true()
                wrong.append(Wrong(self.columns[ask.number][1].name, ask.code, rows, ask.tell))
        return typed, wrong


def _present(place: int, missing: tuple[str, ...]) -> pl.Expr:
    text = pl.col(f"c{place}")
    if "" not in missing:
        text = text.fill_null("")
    others = [value for value in missing if value]
    return pl.when(~text.is_in(others)).then(text) if others else text


def _parsed(number: int, column: Column) -> pl.Expr:
    """Read a column in polars; a number so near a bound that doubles cannot tell is left to the exact reading."""
    text = pl.col(f"t{number}")
    if column.kind.parse is None:
        return pl.lit(None, pl.String)
    cell = column.kind.parse(text)
    limits = [float(bound) for _, bound in column.bounds] if column.kind.dtype == pl.Float64 else []
    if not limits:
        return cell
    return pl.when(~(cell.is_in(limits) & (text.str.len_bytes() > _EXACT))).then(cell)


def _asks(number: int, column: Column) -> Iterator[_Ask]:
    text, cell = pl.col(f"t{number}"), pl.col(f"v{number}")
    if column.required:
        yield _Ask(number, "required", text.is_null(), lambda _: "is empty")
    if column.pattern:
        broken = ~text.str.contains(anchored(column.pattern))
        yield _Ask(number, "pattern", broken, _telling(f"is not written as the pattern asks ({column.pattern})"))
    if column.kind.parse is None:
        return
    numeric = column.kind.dtype in {pl.Int128, pl.Float64}
    for name, bound in column.bounds:
        words, broken_by = _BROKEN[name]
        limit = pl.lit(_limit(bound, column), column.kind.dtype)
        yield _Ask(number, "bound", broken_by(cell, limit), _telling(f"{words} {bound}", bare=numeric))
    if column.kind.family == "string":
        for name, length in column.lengths:
            words, broken_by = _BROKEN[name]
            yield _Ask(number, "length", broken_by(text.str.len_chars(), length), _telling(f"{words} {length}"))
    if column.allowed:
        values = [_limit(column.kind.read(one), column) for one in column.allowed]
        if column.kind.family == "string":
            values = list(column.allowed)
        listed = pl.Series(values, dtype=column.kind.dtype, strict=False).drop_nulls()
        tell = _telling(f"is not in the list ({plain(', '.join(column.allowed), 200)})", bare=numeric)
        yield _Ask(number, "code", ~cell.is_in(listed.implode()), tell)


def _limit(value: Any, column: Column) -> Any:  # noqa: ANN401  a value of the kind
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()  # days in ISO 8601 sort as their texts do
    if isinstance(value, int) and column.kind.dtype == pl.Int128 and not isinstance(value, bool):
        return max(min(value, 2**127 - 1), -(2**127))
    return value


def _telling(words: str, *, bare: bool = False) -> Callable[[str], str]:
    return lambda text: f"{plain(text) if bare else quoted(text)} {words}"


def _reread(column: Column, texts: pl.Series, values: pl.Series) -> Iterator[Wrong]:
    """Read the texts that polars left, each distinct one once, and judge their values."""
    left = (texts.is_not_null() & values.is_null()).arg_true()
    there = texts.gather(left)
    broken: dict[tuple[str, str], set[str]] = {}
    for text in there.unique():
        for code, words in _judged(column, text):
            broken.setdefault((code, words), set()).add(text)
    for (code, words), found in broken.items():
        rows = left.filter(there.is_in(list(found)))
        yield Wrong(column.name, code, rows, _telling(words))


def _judged(column: Column, text: str) -> Iterator[tuple[str, str]]:
    value = column.kind.read(text)
    if value is None:
        yield "type", f"is not {column.kind.words}"
        return
    for name, bound in column.bounds:
        words, broken_by = _BROKEN[name]
        if _unordered(value, bound) or broken_by(*_alike(value, bound)):
            yield "bound", f"{words} {bound}"
    for name, length in column.lengths:
        words, broken_by = _BROKEN[name]
        if broken_by(len(value), length):
            yield "length", f"{words} {length}"
    if column.allowed and value not in [column.kind.read(one) for one in column.allowed]:
        yield "code", f"is not in the list ({plain(', '.join(map(as_text, column.allowed)), 200)})"


def _unordered(value: Any, bound: Any) -> bool:  # noqa: ANN401  values of one kind
    return any(isinstance(one, Decimal) and math.isnan(one) for one in (value, bound))


def _alike(value: Any, bound: Any) -> tuple[Any, Any]:  # noqa: ANN401  values of one kind
    """Compare times with and without a zone by their clock."""
    if isinstance(value, datetime | time) and (value.tzinfo is None) != (bound.tzinfo is None):
        return value.replace(tzinfo=None), bound.replace(tzinfo=None)
    return value, bound
