"""The values of a table: text cells to numbers and dates, and what the Pandera model says of them, as Issues."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl
from pandera.api.polars.types import PolarsData
from pandera.backends.polars import builtin_checks
from pandera.errors import SchemaError

from kbpack.faults import Fault, first_faults, issues, lines, shown
from kbpack.report import FOLD, Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pandera.api.checks import Check

    from kbpack.table import Table

_FORMS = {
    pl.Int64: ("a whole number", "^(0|-?[1-9][0-9]*)$"),
    pl.Float64: ("a number", r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$"),
    pl.Date: ("a date YYYY-MM-DD", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
}
"""The one spelling of each type: no `+`, `_`, blank, exponent or leading zero."""


class RowRule(NamedTuple):
    """A rule between the cells of a row, and its sentence."""

    name: str
    sentence: str


class _Check(NamedTuple):
    """A check of a model, put to a frame: `answer` has booleans, a column for each field that may be to blame."""

    asks: Any
    fields: list[str]
    answer: pl.LazyFrame


def typed(table: Table, text: pl.DataFrame) -> tuple[pl.DataFrame, list[Issue]]:
    """Cast a frame of strings to the types of the model; a cell that is not canonical becomes null and an Issue."""
    frame, faults = _typed(table, text)
    return frame, issues(table, text, faults)


def judge(table: Table, frame: pl.DataFrame) -> list[Issue]:
    """Judge a typed frame by its Pandera model: one Issue for each failing cell, by row.

    Raises SchemaError where the frame has other columns or types than the model: that is a mistake of the caller.
    """
    return issues(table, frame, _judged(table, frame))


def holds(table: Table, frame: pl.DataFrame) -> bool:
    """Whether a typed frame passes every check of the model, asked with Pandera's own functions in one query."""
    if not _in_form(table, frame):
        return False
    answers = [check.answer.select(pl.all().all()) for check in _checks(table, frame.lazy())]
    return all(all(answer.row(0)) for answer in pl.collect_all(answers, engine="in-memory"))


def check_values(table: Table, text: pl.DataFrame) -> tuple[pl.DataFrame, list[Issue]]:
    """Give the typed frame of a frame of strings, and all that is wrong with its values."""
    frame, mistyped = _typed(table, text)
    return frame, issues(table, text, mistyped + _judged(table, frame, text))


def _typed(table: Table, text: pl.DataFrame) -> tuple[pl.DataFrame, list[Fault]]:
    frame = text.select(_cast(name, table.fields[name].dtype.type) for name in table.columns)
    faults = []
    for name, dtype in frame.schema.items():
        if dtype != pl.String:
            lost = (text[name].is_not_null() & frame[name].is_null()).arg_true()
            faults += first_faults(lost, name, partial(_mistyped, text[name], _FORMS[type(dtype)][0]))
    return frame, faults


def _mistyped(cells: pl.Series, what: str, row: int) -> tuple[str, str]:
    return "type", f"{cells.name} {shown(cells[row])} is not {what}"


def _judged(table: Table, frame: pl.DataFrame, text: pl.DataFrame | None = None) -> list[Fault]:
    """Find the cells that fail a check; not those that have a text which their type does not admit."""
    if not _in_form(table, frame):
        message = f"the frame has not the columns and types of {table.name}"
        raise SchemaError(table.schema, frame, message)  # type: ignore[no-untyped-call]
    if holds(table, frame):
        return []
    faults: list[Fault] = []
    checks = list(_checks(table, frame.lazy()))
    answers = pl.collect_all([check.answer for check in checks], engine="in-memory")
    for check, answer in zip(checks, answers, strict=True):
        for number, column in enumerate(answer):
            wrong = ~column.fill_null(value=True)
            name = column.name if isinstance(check.asks, RowRule) else check.fields[number]
            if check.asks == "required" and text is not None:
                wrong &= text[name].is_null()
            faults += _told(table, frame, check, name, wrong.arg_true())
    return faults


def _told(table: Table, frame: pl.DataFrame, check: _Check, field: str, rows: pl.Series) -> list[Fault]:
    if check.asks == "unique":
        return _duplicates(frame, check.fields)
    if check.asks == "required":
        return first_faults(rows, field, lambda _: ("required", f"{field} is empty"))
    if isinstance(check.asks, RowRule):
        return first_faults(rows, field, partial(_broken_rule, frame[field], check.asks))
    source = (table.fields[field].metadata or {}).get("source", "kbpack")
    return first_faults(rows, field, partial(_broken_check, frame[field], check.asks, source))


def _in_form(table: Table, frame: pl.DataFrame) -> bool:
    return list(frame.schema.items()) == [(name, column.dtype.type) for name, column in table.fields.items()]


def _checks(table: Table, frame: pl.LazyFrame) -> Iterator[_Check]:
    """Ask each check of the model, with Pandera's own functions: a column of booleans for each field it may blame."""
    for name, column in table.fields.items():
        cell = pl.col(name)
        if not column.nullable:
            yield _Check("required", [name], frame.select(cell.is_not_null()))
        if column.unique:
            yield _Check("unique", [name], frame.select(cell.is_unique()))
        for check in column.checks:
            answer = getattr(builtin_checks, str(check.name))(PolarsData(frame, name), **check.statistics)
            yield _Check(check, [name], answer)
    if table.schema.unique:
        yield _Check("unique", list(table.primary_key), frame.select(pl.struct(table.primary_key).is_unique()))
    for check in table.schema.checks:
        answer = getattr(table.model, str(check.name))(PolarsData(frame))
        yield _Check(RowRule(str(check.name), " ".join((check.description or "").split()).rstrip(".")), [], answer)


def _cast(name: str, dtype: type[pl.DataType]) -> pl.Expr:
    cell = pl.col(name)
    if dtype == pl.String:
        return cell
    canonical = pl.when(cell.str.contains(_FORMS[dtype][1])).then(cell)
    if dtype == pl.Date:
        return canonical.str.to_date("%Y-%m-%d", strict=False).alias(name)
    value = canonical.cast(dtype, strict=False).alias(name)
    return pl.when(value.is_finite()).then(value).alias(name) if dtype == pl.Float64 else value


def _duplicates(frame: pl.DataFrame, fields: list[str]) -> list[Fault]:
    """Blame each row whose key an earlier row has."""
    starts = lines(frame)
    numbered = frame.select(pl.int_range(pl.len()).alias("#row"), *fields)
    first = pl.col("#row").min().over(fields).alias("#first")
    again = numbered.with_columns(first).filter(pl.col("#row") != pl.col("#first"))
    earlier = dict(again.select("#row", "#first").head(FOLD).iter_rows())

    def tell(row: int) -> tuple[str, str]:
        what = " ".join(f"{name} {shown(frame[name][row])}" for name in fields)
        return "unique", f"{what} is already on line {starts[earlier[row]]}"

    return first_faults(again["#row"], fields[-1], tell)


def _broken_rule(cells: pl.Series, rule: RowRule, row: int) -> tuple[str, str]:
    value = cells[row]
    cell = f"{cells.name} is empty" if value is None else f"{cells.name} {shown(value)}"
    return "rule", f"{cell} breaks the rule {rule.name} ({rule.sentence})"


def _broken_check(cells: pl.Series, check: Check, source: str, row: int) -> tuple[str, str]:
    cell = f"{cells.name} {shown(cells[row])}"
    known: dict[str, Any] = check.statistics or {}
    match check.name:
        case "greater_than_or_equal_to":
            return "bound", f"{cell} is below {shown(known['min_value'])}"
        case "less_than_or_equal_to":
            return "bound", f"{cell} is above {shown(known['max_value'])}"
        case "isin":
            return "code", f"{cell} is not in the code list ({', '.join(known['allowed_values'])})"
        case "str_matches":
            return "pattern", f"{cell} is not written as {source} asks ({known['pattern']})"
    return "rule", f"{cell} breaks the check {check.name}"
