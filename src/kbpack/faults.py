"""What is wrong with cells: found by row and field, told by line and key of the CSV file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from kbpack.report import FOLD, Issue, plain, rest

if TYPE_CHECKING:
    from collections.abc import Callable

    from kbpack.table import Table

REBUILD = "mend the seeds or the vocabulary and build again; data/ is not edited by hand"


class Fault(NamedTuple):
    """What is wrong with the cell of one field in one row (counted from 0), or `rest` more of the same kind."""

    row: int
    field: str
    code: str
    message: str
    rest: int = 0


def lines(frame: pl.DataFrame) -> pl.Series:
    """Count the line of the CSV file on which each row starts: the header is line 1, a quoted cell may span lines."""
    breaks = pl.sum_horizontal(pl.col(pl.String).str.count_matches("\n", literal=True))
    extra = frame.select(breaks.cast(pl.Int64).cum_sum().shift(1, fill_value=0).alias("line"))["line"]
    return pl.int_range(2, frame.height + 2, eager=True).alias("line") + extra


def issues(table: Table, frame: pl.DataFrame, faults: list[Fault]) -> list[Issue]:
    """Give faults their place: the line in the CSV file and the row's primary key; a flood is cut and counted."""
    if not faults:
        return []
    starts = lines(frame)
    found = []
    number_of: Counter[tuple[str, str]] = Counter()
    for row, field, code, message, more in sorted(faults, key=lambda fault: fault.row):
        if not more:
            number_of[code, field] += 1
            if number_of[code, field] > FOLD:
                continue
        line = starts[row]
        row_id = ",".join(str(frame[name][row] or "") for name in table.primary_key)
        issue = Issue(
            code,
            "error",
            f"{table.path}:{line}: {message}",
            REBUILD,
            table.name,
            row_id,
            field,
            line=line,
            path=table.path,
            path_line=line,
        )
        found.append(rest(issue, more) if more else issue)
    last = {(issue.code, issue.field): issue for issue in found if not issue.rest}
    return found + [rest(last[kind], number - FOLD) for kind, number in number_of.items() if number > FOLD]


def first_faults(rows: pl.Series, field: str, tell: Callable[[int], tuple[str, str]]) -> list[Fault]:
    """Make faults of the first rows, as many as a report shows, and one that stands for the rest.

    `tell` gives the code and the message for a row.
    """
    faults = [Fault(row, field, *tell(row)) for row in rows.head(FOLD)]
    return [*faults, faults[-1]._replace(rest=len(rows) - FOLD)] if len(rows) > FOLD else faults


def shown(value: object) -> str:
    """Write a value as a message shows it: text in double quotes, a number as it is written in the file."""
    if isinstance(value, str):
        return f'"{plain(value)}"'
    return f"{value:.15g}" if isinstance(value, float) else str(value)
