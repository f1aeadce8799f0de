"""The rows of a table in two packages: added, withdrawn, changed cell by cell, each with the words it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

import polars as pl

if TYPE_CHECKING:
    from kbpack.package import Package

EVIDENCE = "evidence"
_OF_CELL = ("table", "row_id", "field")
_NEW = "\0new"


class Words(NamedTuple):
    """The words that a cell was read from, and the rule that read them."""

    document_id: str
    char_start: int
    char_end: int
    quote: str
    rule: str


class CellChange(NamedTuple):
    """A cell with another value, or a cell of an added or withdrawn row; None is a missing value."""

    field: str
    before: str | None
    after: str | None
    words_before: Words | None
    words_after: Words | None


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that came, went, or has other cells."""

    kind: Literal["added", "withdrawn", "changed"]
    table: str
    key: str
    quote: str | None
    cells: tuple[CellChange, ...]


class _Side(NamedTuple):
    """One of the two packages: a table as text, and its evidence by row and field."""

    rows: pl.DataFrame
    words: dict[str, dict[str, Words]]


def changes(old: Package, new: Package, table: str) -> list[RowChange]:
    """Compare a table by its primary key, in the columns that both packages have; new rows in their order, then old.

    A row of `evidence` is told only where the cell that it is for stayed the same; else it is told with that cell.
    """
    keys = new.schema(table)["primaryKey"]
    before, after = old.text(table), new.text(table)
    shared = [name for name in after.columns if name in before.columns and name not in keys]
    joined = after.select(*keys, *shared).join(
        before.select(*keys, *(pl.col(name).alias(name + _NEW) for name in shared)), on=keys, how="inner"
    )
    differs = [pl.col(name).ne_missing(pl.col(name + _NEW)) for name in shared]
    touched = joined.filter(pl.any_horizontal(differs)) if differs else joined.clear()
    added = after.join(before, on=keys, how="anti", maintain_order="left")
    withdrawn = before.join(after, on=keys, how="anti", maintain_order="left")
    if table == EVIDENCE:
        told = pl.concat([_told(old, new, name) for name in new.tables if name in old.tables and name != EVIDENCE])
        added, withdrawn, touched = (
            frame.join(told, on=_OF_CELL, how="anti", maintain_order="left") for frame in (added, withdrawn, touched)
        )
    one_key = keys[0] if len(keys) == 1 else None
    then = _words(old, table, pl.concat([withdrawn.select(one_key), touched.select(one_key)])) if one_key else {}
    now = _words(new, table, pl.concat([added.select(one_key), touched.select(one_key)])) if one_key else {}
    return [
        *_whole("added", table, keys, _Side(added, now)),
        *_changed(table, keys, shared, touched, then, now),
        *_whole("withdrawn", table, keys, _Side(withdrawn, then)),
    ]


def _whole(kind: Literal["added", "withdrawn"], table: str, keys: list[str], side: _Side) -> Iterator[RowChange]:
    for row in side.rows.iter_rows(named=True):
        key = " ".join(row[name] for name in keys)
        found = side.words.get(key, {})
        cells = []
        for name, cell in row.items():
            if cell is None or name in keys:
                continue
            words = found.get(name)
            cells.append(
                CellChange(name, None, cell, None, words)
                if kind == "added"
                else CellChange(name, cell, None, words, None)
            )
        yield RowChange(kind, table, key, row.get("quote"), tuple(cells))


def _changed(  # noqa: PLR0913, PLR0917  two sides of one thing
    table: str,
    keys: list[str],
    shared: list[str],
    touched: pl.DataFrame,
    then: dict[str, dict[str, Words]],
    now: dict[str, dict[str, Words]],
) -> Iterator[RowChange]:
    for row in touched.iter_rows(named=True):
        key = " ".join(row[name] for name in keys)
        cells = tuple(
            CellChange(name, row[name + _NEW], row[name], then.get(key, {}).get(name), now.get(key, {}).get(name))
            for name in shared
            if row[name + _NEW] != row[name]
        )
        yield RowChange("changed", table, key, row.get("quote"), cells)


def _words(package: Package, table: str, ids: pl.DataFrame) -> dict[str, dict[str, Words]]:
    """The evidence of some rows of a table, by row and field."""
    if EVIDENCE not in package.tables or ids.is_empty():
        return {}
    evidence = package[EVIDENCE].filter(pl.col("table") == table)
    found: dict[str, dict[str, Words]] = {}
    wanted = evidence.join(ids.unique(), left_on="row_id", right_on=ids.columns[0], how="semi")
    for row_id, field, *words in wanted.select("row_id", "field", *Words._fields).iter_rows():
        found.setdefault(row_id, {})[field] = Words(*words)
    return found


def _told(old: Package, new: Package, table: str) -> pl.DataFrame:
    """The cells of a table, as evidence names them, that are not the same in both packages."""
    key = new.schema(table)["primaryKey"]
    none = pl.DataFrame(schema=dict.fromkeys(_OF_CELL, pl.String))
    if len(key) > 1 or key != old.schema(table)["primaryKey"]:
        return none
    before, after = (
        package.text(table)
        .unpivot(index=key, variable_name="field", value_name="cell")
        .drop_nulls("cell")
        .select(pl.lit(table).alias("table"), pl.col(key[0]).alias("row_id"), "field", "cell")
        for package in (old, new)
    )
    same = [*_OF_CELL, "cell"]
    sides = before.join(after, on=same, how="anti"), after.join(before, on=same, how="anti")
    return pl.concat([none, *(side.select(_OF_CELL) for side in sides)]).unique()
