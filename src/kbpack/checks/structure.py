"""The structure of a CSV file: UTF-8, LF, the header of the model, and a cell for each field in every row.

A file that is written again to the byte as it was parsed is well-formed. Any other is scanned cell by cell, which is
slow and says where it is wrong.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from kbpack.report import FOLD, Issue, rest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbpack.table import Table

REBUILD = "run kbpack build; data/ is not edited by hand"

_CELL = re.compile(r'(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r?\n|\Z)')


class Record(NamedTuple):
    """A row of the file, or what is wrong with it, and the line it starts on."""

    line: int
    cells: list[str]
    fault: str = ""


def read_table(table: Table, raw: bytes) -> tuple[pl.DataFrame | None, list[Issue]]:
    """Read a table as a frame of strings with null for an empty cell; None where the structure is wrong."""
    faults = list(_encoding(raw))
    if faults:
        return None, _issues(table, faults)
    frame = _parse(table, raw)
    if frame is not None:
        return frame, []
    records = list(scan(raw.decode()))
    faults = list(_records(table, records))
    if faults:
        return None, _issues(table, faults)
    rows = [[cell or None for cell in record.cells] for record in records[1:]]
    return pl.DataFrame(rows, schema=dict.fromkeys(table.columns, pl.String), orient="row"), []


def scan(text: str) -> Iterator[Record]:
    """Read CSV as RFC 4180 has it, with LF at the end of each line; after a fault go on with the next line."""
    position, line = 0, 1
    while position < len(text):
        start, cells, end, fault = line, list[str](), ",", ""
        while end == ",":
            cell = _CELL.match(text, position)
            if cell is None:
                fault = _malformed(text, position)
                stop = text.find("\n", position) + 1 or len(text)
                line += text.count("\n", position, stop)
                position = stop
                break
            quoted, bare, end = cell.groups()
            cells.append(bare if quoted is None else quoted.replace('""', '"'))
            line += text.count("\n", position, cell.end())
            position = cell.end()
        if not fault and end != "\n":
            fault = "ends in CR LF, not LF" if end else "does not end in LF"
        yield Record(start, cells, fault)


def _parse(table: Table, raw: bytes) -> pl.DataFrame | None:
    """Read a file that polars writes again to the byte, which is proof that it is well-formed; None for any other."""
    if not raw.startswith(",".join(table.columns).encode() + b"\n"):
        return None
    try:
        frame = pl.read_csv(raw, infer_schema=False)
        if frame.write_csv().encode() != raw:
            return None
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, UnicodeError):
        return None
    return frame.with_columns(pl.when(pl.all() != "").then(pl.all())) if b'""' in raw else frame


def _encoding(raw: bytes) -> Iterator[tuple[int, str]]:
    if raw.startswith(codecs.BOM_UTF8):
        yield 1, "starts with a byte-order mark"
    if b"\0" in raw:
        yield raw.count(b"\n", 0, raw.index(b"\0")) + 1, "holds a NUL byte"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as failure:
        yield raw.count(b"\n", 0, failure.start) + 1, f"is not UTF-8 at byte {failure.start}"


def _records(table: Table, records: list[Record]) -> Iterator[tuple[int, str]]:
    if not records:
        yield 1, "is empty: not even a header"
        return
    yield from _header(table, records[0])
    width = len(table.columns)
    for line, cells, fault in records:
        if fault:
            yield line, fault
        elif line == 1:
            continue
        elif cells == [""]:
            yield line, "is a blank row"
        elif len(cells) < width:
            yield line, f"lacks cells: {len(cells)} of {width}, from {table.columns[len(cells)]} on"
        elif len(cells) > width:
            yield line, f"has cells too many: {len(cells)}, not {width}"


def _header(table: Table, header: Record) -> Iterator[tuple[int, str]]:
    labels, columns = header.cells, list(table.columns)
    for name in dict.fromkeys(labels):
        if name not in columns:
            yield 1, f'the header has "{name}", which is no field of {table.name}'
        elif labels.count(name) > 1:
            yield 1, f"the header has {name} more than once"
    for name in columns:
        if name not in labels:
            yield 1, f"the header lacks {name}"
    if labels != columns and sorted(labels) == sorted(columns):
        yield 1, f"the header is not in the order of the model: {','.join(columns)}"


def _malformed(text: str, position: int) -> str:
    if text[position] == '"':
        closed = re.compile(r'"[^"]*(?:""[^"]*)*"').match(text, position)
        return "has text after a closing quotation mark" if closed else "opens a quotation mark that nothing closes"
    stop = re.compile('[",\r\n]|$').search(text, position)
    if stop and stop.group() == "\r":
        return "has a carriage return outside quotation marks"
    return "has a quotation mark in a cell that is not quoted"


def _issues(table: Table, faults: list[tuple[int, str]]) -> list[Issue]:
    found = [
        Issue(
            "structure",
            "error",
            f"{table.path}:{line}: {fault}",
            REBUILD,
            table.name,
            line=line,
            path=table.path,
            path_line=line,
        )
        for line, fault in faults[:FOLD]
    ]
    return [*found, rest(found[-1], len(faults) - FOLD)] if len(faults) > FOLD else found
