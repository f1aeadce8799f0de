"""A table: a name and the Pandera model that is its only definition; its keys and kind are read from the model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pandera.api.polars.components import Column
    from pandera.api.polars.container import DataFrameSchema

    from kbpack.rules import Rows


TextRow = dict[str, str]
"""A row as plain text by field."""


class Reference(NamedTuple):
    """A foreign key: each filled cell of `field` is a `key` of `table`."""

    field: str
    table: str
    key: str


@dataclass(frozen=True)
class Table:
    """One table of the package: what a row is (`model`), and what follows from that."""

    name: str
    model: type[Rows]

    @property
    def path(self) -> str:
        """Where the table lies in the package."""
        return f"data/{self.name}.csv"

    @cached_property
    def schema(self) -> DataFrameSchema:
        """The Pandera schema of the model."""
        return self.model.to_schema()

    @cached_property
    def fields(self) -> dict[str, Column]:
        """The columns by name, in the order of the contract."""
        return dict(self.schema.columns)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in the order of the contract."""
        return tuple(self.fields)

    @property
    def has_spans(self) -> bool:
        """Whether its rows quote documents; a table without spans is a code table, sorted by its key."""
        return "char_start" in self.fields

    @cached_property
    def primary_key(self) -> tuple[str, ...]:
        """The fields that tell rows apart: those unique together, or the one that is unique."""
        together = self.schema.unique
        return tuple(together) if together else tuple(name for name, column in self.fields.items() if column.unique)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The foreign keys."""
        targets = {name: (column.metadata or {}).get("references", "") for name, column in self.fields.items()}
        return tuple(Reference(name, *target.split(".")) for name, target in targets.items() if target)


def text_frame(table: Table, rows: Iterable[Mapping[str, str]]) -> pl.DataFrame:
    """Rows of plain text as a frame of strings in column order; a missing or empty cell is null.

    Raises KeyError where a row has a field that the table has not.
    """
    cells: dict[str, list[str | None]] = {name: [] for name in table.columns}
    for row in rows:
        for name in row.keys() - cells.keys():
            message = f"{table.name} has no field {name!r}"
            raise KeyError(message)
        for name, column in cells.items():
            column.append(row.get(name) or None)
    return pl.DataFrame(cells, schema=dict.fromkeys(table.columns, pl.String))
