"""Evidence: the cells that were read from a document, read again, and the words behind a cell that is wrong."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from kbpack.checks.quotes import shortened
from kbpack.checks.rereading import Reread, Unverifiable
from kbpack.faults import Fault, issues, lines, shown
from kbpack.report import Issue
from kbpack.tables import evidence as room

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import polars as pl

    from kbpack.checks.quotes import Document
    from kbpack.table import Table

REBUILD = "run kbpack build; data/ is not edited by hand"


_OFFSET = re.compile("[0-9]{1,12}")


class Item(NamedTuple):
    """A row of evidence; a cell of a package that is wrong may be empty."""

    table: Any
    row_id: Any
    field: Any
    rule: str | None
    document_id: str | None
    char_start: int | None
    quote: str | None


class Cells:
    """The cells of the tables as text, found by table, row id and field."""

    def __init__(self, tables: Iterable[Table], texts: Mapping[str, pl.DataFrame]) -> None:
        """Keep the frames; the rows of a table are numbered when first asked for."""
        self.tables = {table.name: table for table in tables}
        self.texts = texts
        self._rows: dict[str, dict[str, int]] = {}
        self._columns: dict[tuple[str, str], list[str | None] | None] = {}
        self._lines: dict[str, list[int]] = {}

    def value(self, table: str, row_id: str, field: str) -> str | None:
        """Give one cell; None where it is empty, or where there is no such row or field."""
        row = self.rows(table).get(row_id)
        column = self.column(table, field)
        return None if row is None or column is None else column[row]

    def rows(self, table: str) -> dict[str, int]:
        """Give the numbers of a table's rows by their ids; of two with one id the first."""
        if table not in self._rows:
            ids = self.texts[table][self.tables[table].primary_key[0]]
            self._rows[table] = dict(zip(reversed(ids.to_list()), range(len(ids) - 1, -1, -1), strict=True))
        return self._rows[table]

    def column(self, table: str, field: str) -> list[str | None] | None:
        """Give the cells of a field; None where the table has none of that name."""
        if (table, field) not in self._columns:
            frame = self.texts[table]
            self._columns[table, field] = frame[field].to_list() if field in frame.columns else None
        return self._columns[table, field]

    def lines(self, table: str) -> list[int]:
        """Give the line of the file on which each row starts."""
        if table not in self._lines:
            self._lines[table] = lines(self.texts[table]).to_list()
        return self._lines[table]


def check_evidence(
    cells: Cells,
    frame: pl.DataFrame,
    documents: Mapping[str, Document],
    reread: Reread | None,
) -> list[Issue]:
    """Tell of evidence for no cell, and of each cell that its rule does not give again from its quote."""
    faults: list[Fault] = []
    found: list[Issue] = []
    again = cache(reread) if reread else None
    for number, item in enumerate(_items(frame)):
        if item.table not in cells.texts:
            continue
        cell = cells.value(item.table, item.row_id, item.field)
        if cell is None:
            faults += _dangling(cells, number, item)
        elif again and item.rule is not None and item.quote is not None:
            value = again(item.rule, item.quote)
            if value != cell and not isinstance(value, Unverifiable):
                found.append(_disproved(cells, item, value, documents))
    return issues(room.TABLE, frame, faults) + found


def with_sources(
    found: list[Issue], cells: Cells, frame: pl.DataFrame | None, documents: Mapping[str, Document]
) -> list[Issue]:
    """Add to each Issue about a cell the words behind it: those of its evidence, or else the quote of its row."""
    wanted = {(issue.table, issue.row, issue.field) for issue in found if issue.row and issue.field}
    sources: dict[tuple[str | None, str | None, str | None], Item] = {}
    if frame is not None and wanted:
        for item in _items(frame):
            if item[:3] in wanted:
                sources.setdefault(item[:3], item)
    return [_with_source(issue, cells, sources, documents) for issue in found]


def _items(frame: pl.DataFrame) -> Iterator[Item]:
    return map(Item._make, zip(*(frame[name].to_list() for name in Item._fields), strict=True))


def _dangling(cells: Cells, number: int, item: Item) -> Iterator[Fault]:
    """Say which field of the evidence names nothing, unless that is itself empty."""
    if item.row_id is None or item.field is None:
        return
    if item.row_id not in cells.rows(item.table):
        yield Fault(number, "row_id", "evidence", f"row_id {shown(item.row_id)} is in no row of {item.table}")
    elif cells.column(item.table, item.field) is None:
        yield Fault(number, "field", "evidence", f"field {shown(item.field)} is no field of {item.table}")
    else:
        message = f"field {shown(item.field)} is empty in the row {item.row_id} of {item.table}"
        yield Fault(number, "field", "evidence", message)


def _disproved(cells: Cells, item: Item, value: str | None, documents: Mapping[str, Document]) -> Issue:
    cell = shown(cells.value(item.table, item.row_id, item.field))
    gives = "nothing" if value is None else shown(value)
    message = f"{item.field} {cell} is not what its evidence gives: the rule {shown(item.rule)} reads {gives}"
    path, line = cells.tables[item.table].path, cells.lines(item.table)[cells.rows(item.table)[item.row_id]]
    issue = Issue(
        "evidence",
        "error",
        f"{path}:{line}: {message}",
        REBUILD,
        item.table,
        item.row_id,
        item.field,
        line=line,
        path=path,
        path_line=line,
    )
    return _told(issue, item, documents)


def _with_source(
    issue: Issue,
    cells: Cells,
    sources: Mapping[tuple[str | None, str | None, str | None], Item],
    documents: Mapping[str, Document],
) -> Issue:
    if not (issue.row and issue.field) or issue.document:
        return issue
    source = sources.get((issue.table, issue.row, issue.field)) or _own_quote(cells, issue)
    return _told(issue, source, documents) if source else issue


def _own_quote(cells: Cells, issue: Issue) -> Item | None:
    """Give the quote of the row itself, where it has one."""
    table, row_id, field = issue.table, issue.row, issue.field
    if table not in cells.texts or row_id not in cells.rows(table) or not cells.tables[table].has_spans:
        return None
    name, start, quote = (cells.value(table, row_id, column) for column in ("document_id", "char_start", "quote"))
    return Item(table, row_id, field, "", name, int(start), quote) if start and _OFFSET.fullmatch(start) else None


def _told(issue: Issue, source: Item, documents: Mapping[str, Document]) -> Issue:
    document = documents.get(source.document_id or "")
    if document is None or source.quote is None or not 0 <= (source.char_start or 0) <= len(document.text):
        return issue
    line, column = document.place(source.char_start or 0)
    says = f"the source says {shortened(source.quote)} ({document.path}:{line}:{column})"
    return replace(issue, message=f"{issue.message}; {says}", document=document.path, line=line, column=column)
