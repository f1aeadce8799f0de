"""The values of a table: text cells to numbers and dates, and what the Pandera model says of them, as Issues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl
from pandera.api.checks import Check
from pandera.api.polars.types import PolarsData
from pandera.backends.polars import builtin_checks
from pandera.constants import CHECK_OUTPUT_KEY
from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors

from kbpack.report import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbpack.table import Table

REBUILD = "mend the seeds or the vocabulary and build again; data/ is not edited by hand"

_FORMS = {
    pl.Int64: ("a whole number", "^(0|-?[1-9][0-9]*)$"),
    pl.Float64: ("a number", r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$"),
    pl.Date: ("a date YYYY-MM-DD", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
}
"""The one spelling of each type: no `+`, `_`, blank, exponent or leading zero."""


class Fault(NamedTuple):
    """What is wrong with the cell of one field in one row (counted from 0)."""

    row: int
    field: str
    code: str
    message: str


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
    """Whether a typed frame passes every check of the model, asked with Pandera's own functions in one query.

    `validate` asks four queries a check, in turn, so as to name what fails; most tables have nothing to name.
    """
    if list(frame.schema.items()) != [(name, column.dtype.type) for name, column in table.fields.items()]:
        return False
    answers = [answer.select(pl.all().all()) for answer in _answers(table, frame.lazy())]
    return all(all(answer.row(0)) for answer in pl.collect_all(answers, engine="in-memory"))


def check_values(table: Table, text: pl.DataFrame) -> tuple[pl.DataFrame, list[Issue]]:
    """Give the typed frame of a frame of strings, and all that is wrong with its values."""
    frame, mistyped = _typed(table, text)
    known = {(fault.row, fault.field) for fault in mistyped}
    judged = [fault for fault in _judged(table, frame) if (fault.row, fault.field) not in known]
    return frame, issues(table, text, mistyped + judged)


def lines(frame: pl.DataFrame) -> pl.Series:
    """Count the line of the CSV file on which each row starts: the header is line 1, a quoted cell may span lines."""
    breaks = pl.sum_horizontal(pl.col(pl.String).str.count_matches("\n", literal=True))
    extra = frame.select(breaks.cast(pl.Int64).cum_sum().shift(1, fill_value=0).alias("line"))["line"]
    return pl.int_range(2, frame.height + 2, eager=True).alias("line") + extra


def issues(table: Table, frame: pl.DataFrame, faults: list[Fault]) -> list[Issue]:
    """Give faults their place: the line in the CSV file and the row's primary key."""
    if not faults:
        return []
    starts = lines(frame)
    found = []
    for row, field, code, message in sorted(faults, key=lambda fault: fault.row):
        line = starts[row]
        row_id = ",".join(str(frame[name][row] or "") for name in table.primary_key)
        place = f"{table.path}:{line}"
        found.append(Issue(code, "error", f"{place}: {message}", REBUILD, table.name, row_id, field, line=line))
    return found


def shown(value: object) -> str:
    """Write a value as a message shows it: text in double quotes, a number as it is written in the file."""
    if isinstance(value, str):
        return f'"{value}"'
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _typed(table: Table, text: pl.DataFrame) -> tuple[pl.DataFrame, list[Fault]]:
    frame = text.select(_cast(name, table.fields[name].dtype.type) for name in table.columns)
    faults = []
    for name, dtype in frame.schema.items():
        if dtype != pl.String:
            lost = (text[name].is_not_null() & frame[name].is_null()).arg_true()
            what = _FORMS[type(dtype)][0]
            faults += [Fault(row, name, "type", f"{name} {shown(text[name][row])} is not {what}") for row in lost]
    return frame, faults


def _judged(table: Table, frame: pl.DataFrame) -> list[Fault]:
    if holds(table, frame):
        return []
    # The streaming engine that polars takes by default costs five times as much a query, and Pandera asks many.
    with pl.Config(engine_affinity="in-memory"):
        try:
            table.schema.validate(frame, lazy=True)
        except SchemaErrors as failure:
            return [fault for error in failure.schema_errors for fault in _faults(table, frame, error)]
    return []


def _answers(table: Table, frame: pl.LazyFrame) -> Iterator[pl.LazyFrame]:
    for name, column in table.fields.items():
        cell = pl.col(name)
        if not column.nullable:
            yield frame.select(cell.is_not_null())
        if column.unique:
            yield frame.select(cell.is_unique())
        for check in column.checks:
            yield getattr(builtin_checks, str(check.name))(PolarsData(frame, name), **check.statistics)
    if table.schema.unique:
        yield frame.select(pl.struct(table.primary_key).is_unique())
    for check in table.schema.checks:
        yield getattr(table.model, str(check.name))(PolarsData(frame))


def _cast(name: str, dtype: type[pl.DataType]) -> pl.Expr:
    cell = pl.col(name)
    if dtype == pl.String:
        return cell
    canonical = pl.when(cell.str.contains(_FORMS[dtype][1])).then(cell)
    if dtype == pl.Date:
        return canonical.str.to_date("%Y-%m-%d", strict=False).alias(name)
    value = canonical.cast(dtype, strict=False).alias(name)
    return pl.when(value.is_finite()).then(value).alias(name) if dtype == pl.Float64 else value


def _faults(table: Table, frame: pl.DataFrame, error: SchemaError) -> Iterator[Fault]:
    if not isinstance(error.check_output, pl.DataFrame):
        raise error
    rows = (~error.check_output[CHECK_OUTPUT_KEY]).arg_true().to_list()
    if error.reason_code in {SchemaErrorReason.SERIES_CONTAINS_DUPLICATES, SchemaErrorReason.DUPLICATES}:
        yield from _duplicates(table, frame, error.schema.name)
    elif isinstance(error.check, Check) and error.schema is table.schema:
        yield from _broken_rule(table, frame, error.check)
    else:
        for row in rows:
            code, what = _broken_check(error, frame[error.schema.name][row])
            yield Fault(row, error.schema.name, code, f"{error.schema.name} {what}")


def _duplicates(table: Table, frame: pl.DataFrame, field: str) -> Iterator[Fault]:
    fields = [field] if field in table.fields else list(table.primary_key)
    starts = lines(frame)
    first: dict[tuple[object, ...], int] = {}
    for row, key in enumerate(frame.select(fields).iter_rows()):
        if first.setdefault(key, row) != row:
            what = " ".join(f"{name} {shown(value)}" for name, value in zip(fields, key, strict=True))
            yield Fault(row, fields[-1], "unique", f"{what} is already on line {starts[first[key]]}")


def _broken_rule(table: Table, frame: pl.DataFrame, check: Check) -> Iterator[Fault]:
    holds = getattr(table.model, str(check.name))(PolarsData(frame.lazy())).collect()
    for field in holds.columns:
        for row in (~holds[field]).arg_true():
            value = frame[field][row]
            cell = f"{field} is empty" if value is None else f"{field} {shown(value)}"
            sentence = (check.description or "").rstrip(".")
            yield Fault(row, field, "rule", f"{cell} breaks the rule {check.name} ({sentence})")


def _broken_check(error: SchemaError, value: object) -> tuple[str, str]:
    if error.reason_code is SchemaErrorReason.SERIES_CONTAINS_NULLS:
        return "required", "is empty"
    check, source = error.check, (error.schema.metadata or {}).get("source", "kbpack")
    known: dict[str, Any] = check.statistics
    match check.name:
        case "greater_than_or_equal_to":
            return "bound", f"{shown(value)} is below {shown(known['min_value'])}"
        case "less_than_or_equal_to":
            return "bound", f"{shown(value)} is above {shown(known['max_value'])}"
        case "isin":
            return "code", f"{shown(value)} is not in the code list ({', '.join(known['allowed_values'])})"
        case "str_matches":
            return "pattern", f"{shown(value)} is not written as {source} asks ({known['pattern']})"
    return "rule", f"{shown(value)} breaks the check {check.name}"
