"""Where a cell stands in its CSV file: the column of its first character."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kbpack.faults import lines
from kbpack.report import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import polars as pl

    from kbpack.table import Table


class Places:
    """The places of cells in the tables, which are read as text."""

    def __init__(self, tables: Iterable[Table], texts: Mapping[str, pl.DataFrame]) -> None:
        """Keep the frames; the rows of a table are found by line when first asked for."""
        self.columns = {table.name: table.columns for table in tables}
        self.texts = texts
        self._rows: dict[str, dict[int, int]] = {}

    def with_column(self, issue: Issue) -> Issue:
        """Give an issue about a cell the line and column on which the cell starts in its file."""
        columns = self.columns.get(issue.table, ())
        if issue.path_line is None or issue.field not in columns or issue.rest:
            return issue
        row = self.rows(issue.table).get(issue.path_line)
        if row is None:
            return issue
        before = self.texts[issue.table].row(row)[: columns.index(issue.field)]
        written = "".join(f"{_written(cell or '')}," for cell in before)
        column = len(written) - written.rfind("\n")
        return replace(issue, path_line=issue.path_line + written.count("\n"), path_column=column)

    def rows(self, table: str) -> dict[int, int]:
        """Give the numbers of a table's rows by the lines on which they start."""
        if table not in self._rows:
            self._rows[table] = {line: row for row, line in enumerate(lines(self.texts[table]))}
        return self._rows[table]


def _written(cell: str) -> str:
    special = set(cell) & set(',"\r\n')
    return '"' + cell.replace('"', '""') + '"' if special else cell
