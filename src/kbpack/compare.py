"""What a build would change, by row and cell."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from kbpack.content import Data, first_difference
from kbpack.table import Table
from kbpack.tables import TABLES


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between a file as it is and as a build would write it."""

    path: str
    row: str
    field: str
    before: str
    after: str

    def __str__(self) -> str:
        where = f"{self.path}: {self.row}" if self.row else self.path
        if self.field:
            return f"{where}: {self.field} is {self.before!r}; the build gives {self.after!r}"
        return f"{where}: {self.before or self.after}"


def changes(root: Path, files: Mapping[str, Data], maker: str = "build") -> Iterator[Change]:
    """Hold the files that a build or a release gives against those in a folder; nothing where all bytes are equal."""
    tables = {table.path: table for table in TABLES}
    for path, after in files.items():
        try:
            with (root / path).open("rb") as file:
                if first_difference(file, after) is None:
                    continue
            before = (root / path).read_bytes()
        except OSError:
            yield Change(path, "", "", f"is not there; the {maker} writes it", "")
            continue
        found = list(_cells(path, tables[path], before, bytes(after))) if path in tables else []
        yield from found or [Change(path, "", "", f"differs from what the {maker} gives", "")]


def _cells(path: str, table: Table, before: bytes, after: bytes) -> Iterator[Change]:
    try:
        old, new = _rows(table, before), _rows(table, after)
    except (UnicodeDecodeError, csv.Error, KeyError):
        return
    for key, row in new.items():
        shown = " ".join(key)
        if key not in old:
            yield Change(path, shown, "", "", "is missing; the build gives this row")
            continue
        for name, cell in row.items():
            if (was := old[key].get(name) or "") != cell:
                yield Change(path, shown, name, was, cell)
    for key in sorted(old.keys() - new.keys()):
        yield Change(path, " ".join(key), "", "is a row that the build does not give", "")


def _rows(table: Table, data: bytes) -> dict[tuple[str, ...], dict[str, str]]:
    reader = csv.DictReader(StringIO(data.decode(), newline=""), restval="")
    return {tuple(row[name] for name in table.primary_key): row for row in reader}
