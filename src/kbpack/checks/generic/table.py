"""One table of any Data Package: its file read in blocks, each judged, its keys kept for what comes after."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import polars as pl

from kbpack.checks.generic.blocks import UnreadableError, blocks
from kbpack.checks.generic.cells import Judge, Wrong
from kbpack.checks.generic.keys import Keys
from kbpack.checks.generic.kind import ANY
from kbpack.checks.generic.labels import Labels, match_labels
from kbpack.checks.generic.records import WIDEST, Batch, Fault, header, names_of, read
from kbpack.checks.generic.resource import Resource
from kbpack.checks.generic.schema import Column, Schema
from kbpack.checks.generic.text import as_text
from kbpack.report import FOLD, Issue, Report, rest

REMEDY = "mend the file, or the schema where it says what is not so"
Open = Callable[[str], BinaryIO]


@dataclass
class Found:
    """What is kept of a table: its rows counted, and its keys by the names of their fields."""

    rows: int = 0
    keys: dict[tuple[str, ...], Keys] = field(default_factory=dict)
    whole: bool = True
    """Whether the file was read to its end."""


class TableCheck:
    """Checks one table and adds what is wrong to the report; `wanted` are the fields of the keys to keep."""

    def __init__(self, resource: Resource, report: Report, wanted: set[tuple[str, ...]]) -> None:
        """Prepare for a table with or without a schema."""
        self.resource, self.report = resource, report
        self.schema = resource.schema
        self.found = Found(keys={key: Keys(len(key)) for key in wanted})
        self.path = resource.paths[0] if resource.paths else ""
        self.judge: Judge | None = None
        self.labels: Labels | None = None
        self.order: list[str] = []

    def run(self, open_file: Open) -> Found:
        """Read the table from the files of the resource, or from the descriptor."""
        if self.resource.data is not None:
            self.inline()
            return self.found
        for number, path in enumerate(self.resource.paths):
            self.path = path
            try:
                with open_file(path) as file:
                    self.file(file, number)
            except UnreadableError as failure:
                self.tell("structure", failure.line, str(failure))
                self.found.whole = False
        if self.resource.rows is not None and self.found.whole and self.found.rows != self.resource.rows:
            self.tell("rows", None, f"has {self.found.rows} rows, the descriptor says {self.resource.rows}")
        return self.found

    def file(self, file: BinaryIO, number: int) -> None:
        """Read one file of the resource, each of which has a header where the dialect has one."""
        dialect, first = self.resource.dialect, True
        for block in blocks(file, self.resource.encoding, dialect.quote if dialect.double_quote else ""):
            if first:
                first = False
                if block.data.startswith(b"\xef\xbb\xbf"):
                    block = block._replace(data=block.data[3:])  # noqa: PLW2901  the mark is not part of the text
                labels: list[str] | None = None
                if dialect.header:
                    labels, block, faults = header(block, dialect)  # noqa: PLW2901  the block goes on below it
                    self.faults(faults)
                elif self.labels is None:
                    width = len(self.schema.columns) if self.schema else block.data.split(b"\n")[0].count(b",") + 1
                    labels = names_of(width) if self.schema is None else None
                if number == 0 or self.labels is None:
                    self.prepare(labels)
            if block.data and self.labels and self.labels.width:
                batch, faults = read(block, dialect, self.labels.width)
                self.faults(faults)
                self.batch(batch, number)
        if first:
            self.tell("structure", 1, "is empty")

    def prepare(self, labels: list[str] | None) -> None:
        """Match the labels of the file with the fields of the schema."""
        if len(labels or []) > WIDEST:
            raise UnreadableError(1, f"has {len(labels or [])} columns, more than the {WIDEST} that are read")
        schema = self.schema or Schema(tuple(Column(label, ANY) for label in labels or []))
        self.labels = match_labels(labels, schema)
        self.faults([Fault(1, message) for message in self.labels.faults])
        null = self.resource.dialect.null
        missing = (*schema.missing, null) if null else schema.missing
        pairs = [(place, column) for place, column in self.labels.pairs if place < self.labels.width]
        self.judge = Judge(pairs, missing)
        self.order = [column.name for _, column in pairs]

    def inline(self) -> None:
        """Read rows that stand in the descriptor: lists, the first of labels, or objects."""
        data = self.resource.data
        rows = data if isinstance(data, list) else []
        if not rows or not all(isinstance(row, type(rows[0])) for row in rows) or not isinstance(rows[0], list | dict):
            if self.schema is not None:
                self.tell("structure", None, "data is no list of rows")
            return
        if isinstance(rows[0], dict):
            labels = list(dict.fromkeys(key for row in rows for key in row))
            rows = [[row.get(label) for label in labels] for row in rows]
        else:
            labels, rows = [str(label) for label in rows[0]], rows[1:]
        self.prepare(labels)
        width = len(labels)
        for number, row in enumerate(rows, 1):
            if len(row) != width:
                self.tell("structure", number, f"row {number} has {len(row)} cells, not {width}")
        self.kinds_of(rows)
        cells = [[None if cell is None else as_text(cell) for cell in (*row, *[None] * width)[:width]] for row in rows]
        frame = pl.DataFrame(cells, schema=dict.fromkeys(names_of(width), pl.String), orient="row")
        self.batch(Batch(frame, 1, None, spans=False), 0)

    def kinds_of(self, rows: list[list[Any]]) -> None:
        """Tell of JSON values that are of another type than text where the field is text, or the other way round."""
        assert self.labels is not None  # noqa: S101  prepared
        for place, column in self.labels.pairs:
            for number, row in enumerate(rows, 1):
                cell = row[place] if place < len(row) else None
                numeric = column.kind.family == "number" and isinstance(cell, bool)
                texts = column.kind.family == "string" and column.kind.words != "any text"
                if numeric or (texts and cell is not None and not isinstance(cell, str)):
                    words = f"{column.name} {json.dumps(cell)[:80]} is not {column.kind.words}"
                    self.tell("type", number, words, column.name)

    def batch(self, batch: Batch, part: int) -> None:
        """Judge some rows and keep their keys."""
        self.found.rows += batch.frame.height
        if self.judge is None or not self.order or not batch.frame.height:
            return
        typed, wrong = self.judge.judge(batch.frame)
        for one in wrong:
            self.wrong(batch, typed, one)
        self.keep(batch, typed, part)

    def keep(self, batch: Batch, typed: pl.DataFrame, part: int) -> None:
        """Keep the keys of some rows; a key with a cell missing is told where it must be filled."""
        for fields, keys in self.found.keys.items():
            if not set(fields) <= set(self.order):
                continue
            numbers = [self.order.index(name) for name in fields]
            cells = [self.key_cells(typed, number) for number in numbers]
            lines = batch.lines + (part << 40)
            empty = [cell.is_null() for cell in cells]
            if any(one.any() for one in empty):
                self.incomplete(batch, typed, fields, empty)
                filled = ~pl.select(pl.any_horizontal(empty)).to_series()
                cells, lines = [cell.filter(filled) for cell in cells], lines.filter(filled)
            keys.add(cells, lines)

    def key_cells(self, typed: pl.DataFrame, number: int) -> pl.Series:
        """Give the cells of a key: values that compare exactly, or else the text as it is read."""
        kind = self.column(number).kind
        if kind.parse is None or kind.dtype == pl.Float64:
            return _normal(typed[f"t{number}"]) if kind.family == "number" else typed[f"t{number}"]
        return typed[f"v{number}"]

    def incomplete(self, batch: Batch, typed: pl.DataFrame, fields: tuple[str, ...], empty: list[pl.Series]) -> None:
        """Tell of keys of which a cell is missing: any of a primary key, some but not all of a reference."""
        schema = self.schema
        if schema is None:
            return
        if fields == schema.primary_key:
            for name, one in zip(fields, empty, strict=True):
                number = self.order.index(name)
                if one.any() and not self.column(number).required:
                    rows = (one & typed[f"t{number}"].is_null()).arg_true()
                    self.wrong(batch, typed, Wrong(name, "required", rows, lambda _: "is empty, and is of the key"))
        if len(fields) > 1 and any(key.fields == fields for key in schema.foreign_keys):
            some = pl.select(pl.any_horizontal(empty) & ~pl.all_horizontal(empty)).to_series().arg_true()
            self.wrong(batch, typed, Wrong(fields[-1], "reference", some, lambda _: "is of a key with a missing cell"))

    def column(self, number: int) -> Column:
        """Give the column of a number of the judge."""
        assert self.judge is not None  # noqa: S101  prepared
        return self.judge.columns[number][1]

    def wrong(self, batch: Batch, typed: pl.DataFrame, wrong: Wrong) -> None:
        """Tell of the first cells that break a rule, and count the others."""
        number = self.order.index(wrong.field)
        place = self.judge.columns[number][0] if self.judge else 0
        for row in wrong.rows.head(FOLD):
            text = typed[f"t{number}"][row]
            column = _column(batch.frame, row, place, self.resource.dialect.delimiter)
            message = f"{wrong.field} {wrong.tell(text or '')}"
            self.tell(wrong.code, batch.lines[row], message, wrong.field, column)
        if len(wrong.rows) > FOLD:
            like = Issue(wrong.code, "error", "", table=self.resource.name, field=wrong.field, path=self.path)
            self.report.add(rest(like, len(wrong.rows) - FOLD))

    def faults(self, faults: list[Fault]) -> None:
        """Tell of faults of form."""
        for fault in faults:
            self.tell("structure", fault.line, fault.message)

    def tell(self, code: str, line: int | None, message: str, name: str = "", column: int | None = None) -> None:
        """Add an issue with its place in the file."""
        where = self.path or f"datapackage.json {self.resource.where}.data"
        shown = f"{where}:{line}: {message}" if line else f"{where}: {message}"
        at = line if self.path else None
        self.report.add(
            Issue(
                code,
                "error",
                shown,
                REMEDY,
                self.resource.name,
                field=name,
                line=line,
                column=column,
                path=self.path or "datapackage.json",
                path_line=at,
                path_column=column if at else None,
            )
        )


def _column(frame: pl.DataFrame, row: int, place: int, delimiter: str) -> int:
    """Give the column of a cell in its line, from 1, taking quotation marks to stand only where they must."""
    before = frame.row(row)[:place]
    special = {'"', "\n", delimiter}
    size = 0
    for cell in before:
        text = cell or ""
        size += len(text) + 1
        if special & set(text):
            size += 2 + text.count('"')
    return size + 1


def _normal(text: pl.Series) -> pl.Series:
    """Write decimal numbers in one way, so that equal ones are equal texts."""
    bare = text.str.replace(r"^\+", "").str.replace(r"^(-?)0+([0-9])", "$1$2")
    return bare.str.replace(r"^(-?[0-9]+)\.0*$", "$1").str.replace(r"^(-?[0-9]+\.[0-9]*[1-9])0+$", "$1")
