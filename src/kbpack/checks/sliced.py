"""Large tables of kbpack, some documents at a time: what belongs to a document stands together in every table."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from kbpack.checks import files, structure
from kbpack.checks.generic.blocks import UnreadableError, blocks
from kbpack.checks.rows import Asked, Found, check_rows, read_tables
from kbpack.faults import REBUILD
from kbpack.report import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from kbpack.checks.declared import Resource
    from kbpack.table import Table


SLICE = 4_000_000
"""Bytes of a table that are read at once; what is checked at once are the documents in them."""


class Slice(NamedTuple):
    """The rows of the documents that come after one, frames of strings by table, and the lines of each file before."""

    after: str
    texts: dict[str, pl.DataFrame]
    before: dict[str, int]


def check_sliced(asked: Asked, resources: Sequence[Resource]) -> tuple[list[Issue], list[Issue], Found]:
    """Check files, structure and rows; a table whose structure is wrong is left out of what comes after."""
    small = [resource for resource in resources if not resource.table.has_spans]
    large = [resource for resource in resources if resource.table.has_spans]
    data, of_files = files.check_files(asked.folder, small)
    texts, of_structure = read_tables([resource.table for resource in small if resource.name in data], data)
    sound: list[Table] = []
    for resource in large:
        found, faults = files.check_file(asked.folder, resource), list[Issue]()
        if not any(issue.code == "missing" for issue in found):
            faults = list(_structure(asked.folder, resource.table))
            sound += [] if faults else [resource.table]
        of_files += found
        of_structure += faults
    tables = [resource.table for resource in small if resource.name in texts]
    whole = check_rows(asked._replace(sources=False), tables, texts)
    issues = list(whole.issues)
    for part in _slices(asked.folder, sound, texts):
        found_in = check_rows(asked, [*tables, *sound], part.texts, judged=texts.keys())
        found_in.issues.extend(_out_of_order(sound, part))
        issues += [_moved(issue, part.before) for issue in found_in.issues]
    return of_files, of_structure, Found(issues, whole.documents)


def _out_of_order(tables: Sequence[Table], part: Slice) -> Iterator[Issue]:
    """Tell of tables in which rows of a document stand behind those of a later one, checked before."""
    for table in tables:
        frame = part.texts[table.name]
        if frame.height and (frame["document_id"][0] or "") <= part.after and part.after:
            message = f"{table.path}:2: the row stands after one that it precedes by document"
            row = ",".join(str(frame[name][0] or "") for name in table.primary_key)
            place = {"line": 2, "path": table.path, "path_line": 2}
            yield Issue("order", "error", message, REBUILD, table.name, row, table.primary_key[0], **place)  # type: ignore[arg-type]


def _structure(folder: Path, table: Table) -> Iterator[Issue]:
    """Tell what is wrong with the structure of a table, up to the first block in which something is."""
    header = ",".join(table.columns).encode() + b"\n"
    try:
        with files.open_file(folder, table.path) as file:
            for block in blocks(file, "utf-8", '"', SLICE):
                first = block.line == 1
                found = structure.read_table(table, block.data if first else header + block.data)[1]
                yield from (_moved(issue, {table.name: 0 if first else block.line - 2}) for issue in found)
                if found:
                    return
    except UnreadableError as failure:
        message = f"{table.path}:{failure.line}: {failure}"
        place = {"line": failure.line, "path": table.path, "path_line": failure.line}
        yield Issue("structure", "error", message, structure.REBUILD, table.name, **place)  # type: ignore[arg-type]


class _Rows:
    """The rows of a table, taken from its file by document; the file is read as far as it is asked for."""

    def __init__(self, folder: Path, table: Table) -> None:
        self.table = table
        self.line = 1
        self._blocks = self._read(folder)
        self._held = pl.DataFrame(schema=dict.fromkeys(table.columns, pl.String))
        self._ended = False

    def _read(self, folder: Path) -> Iterator[pl.DataFrame]:
        header = ",".join(self.table.columns).encode() + b"\n"
        with files.open_file(folder, self.table.path) as file:
            for block in blocks(file, "utf-8", '"', SLICE):
                raw = block.data if block.line == 1 else header + block.data
                frame = pl.read_csv(raw, infer_schema=False)
                yield frame.with_columns(pl.when(pl.all() != "").then(pl.all())) if b'""' in raw else frame

    def until(self, document_id: str | None) -> pl.DataFrame:
        """Take the rows up to the last that stands before any of a later document; None takes all that are left."""
        while not self._ended and (document_id is None or self._later(document_id) is None):
            block = next(self._blocks, None)
            if block is None:
                self._ended = True
            else:
                self._held = pl.concat([self._held, block])
        end = self._later(document_id) if document_id is not None else None
        taken = self._held if end is None else self._held.head(end)
        self._held = self._held.clear() if end is None else self._held.slice(end)
        return taken

    def _later(self, document_id: str) -> int | None:
        later = (self._held["document_id"] > document_id).arg_true()
        return int(later[0]) if len(later) else None

    def last_id(self) -> str | None:
        """The last document of the rows that are held, of blocks that are read where nothing is; None at the end."""
        while not self._held.height and not self._ended:
            block = next(self._blocks, None)
            if block is None:
                self._ended = True
            else:
                self._held = block
        return str(self._held["document_id"].fill_null("").max()) if self._held.height else None


def _slices(folder: Path, tables: Sequence[Table], small: Mapping[str, pl.DataFrame]) -> Iterator[Slice]:
    """Cut the tables between documents, where the largest has about a block of rows."""
    sources = [_Rows(folder, table) for table in tables]
    documents = small.get("documents", pl.DataFrame(schema={"document_id": pl.String}))
    last: str | None = ""
    while last is not None:
        ends = [end for end in (source.last_id() for source in sources) if end is not None]
        after, last = last, max(last, min(ends)) if ends else None
        texts = dict(small)
        before = {}
        listed = documents["document_id"]
        within = documents.filter((listed > after) & ((listed <= last) if last is not None else pl.lit(value=True)))
        if "documents" in small:
            texts["documents"] = within
            before["documents"] = int((listed <= after).sum())
        for source in sources:
            frame = source.until(last)
            texts[source.table.name] = frame
            before[source.table.name] = source.line - 1
            source.line += frame.height + _breaks(frame)
        yield Slice(after or "", texts, before)


def _breaks(frame: pl.DataFrame) -> int:
    """Count the line ends inside the cells."""
    return int(frame.select(pl.sum_horizontal(pl.all().str.count_matches("\n", literal=True).sum())).item())


def _moved(issue: Issue, before: Mapping[str, int]) -> Issue:
    """Give an issue its lines in the whole file, of which so many are before what was checked."""
    moved = before.get(issue.table, 0)
    if not moved or issue.path_line is None:
        return issue

    def whole(found: re.Match[str]) -> str:
        return f"{found[1]}{int(found[2]) + moved}"

    message = re.sub(f"^({re.escape(issue.path)}:)([0-9]+)(?=:)", whole, issue.message)
    message = re.sub("( is already on line )([0-9]+)", whole, message)
    line = issue.line if issue.document or issue.line is None else issue.line + moved
    return replace(issue, message=message, line=line, path_line=issue.path_line + moved)
