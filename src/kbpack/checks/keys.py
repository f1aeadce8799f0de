"""Keys, references and order: what no row shows by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kbpack.faults import Fault, issues, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbpack.report import Issue
    from kbpack.table import Table


def check_references(table: Table, frames: Mapping[str, pl.DataFrame]) -> list[Issue]:
    """Tell of each filled foreign key that is the key of no row; a table that could not be read is not asked."""
    frame = frames[table.name]
    faults = []
    for field, target, key in table.references:
        if target in frames:
            cells = frame.select(pl.int_range(pl.len()).alias("#"), field).drop_nulls(field)
            lost = cells.join(frames[target].select(key), left_on=field, right_on=key, how="anti")
            faults += [
                Fault(row, field, "reference", f"{field} {shown(value)} is in no row of {target}")
                for row, value in lost.iter_rows()
            ]
    return issues(table, frame, faults)


def check_order(table: Table, frame: pl.DataFrame) -> list[Issue]:
    """Tell of each row that should stand before the one above it.

    Rows with spans go by document, start, and the longer first; the others by their key.
    """
    if table.has_spans:
        order = [pl.col("document_id"), pl.col("char_start"), -pl.col("char_end")]
        rule = "document, start and the longer first"
    else:
        order = [pl.col(name) for name in table.primary_key]
        rule = "its key"
    found = frame.select(early=_before(order)).get_column("early").arg_true()
    message = f"the row stands after one that it precedes by {rule}"
    return issues(table, frame, [Fault(row, table.primary_key[0], "order", message) for row in found])


def _before(order: list[pl.Expr]) -> pl.Expr:
    """Whether a row comes before the one above it, by the first of these in which the two differ."""
    first, *rest = order
    above = first.shift(1)
    return (first < above) | ((first == above) & _before(rest)) if rest else first < above
