"""The tables of a package that was just built, read from their files row by row: none is held in memory."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from kbpack.content import chunks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from kbpack.content import Data
    from kbpack.parts import Part
    from kbpack.pipeline import Built


class Records:
    """A package with its documents, and its tables to be read as often as they are needed."""

    def __init__(self, built: Built) -> None:
        """Take a package that is good."""
        self.built = built
        self.about = built.descriptor
        self.parts: Mapping[str, Part] = {part.document_id: part for part in built.documents}
        self.fields = {one["name"]: one["schema"]["fields"] for one in self.about["resources"]}
        self.resources: dict[str, dict[str, Any]] = {one["name"]: one for one in self.about["resources"]}

    def rows(self, table: str) -> Iterator[dict[str, str]]:
        """Give the rows of a table as text, one by one; a missing value is an empty string."""
        csv.field_size_limit(1 << 30)
        reader = csv.reader(_lines(self.built.files[self.resources[table]["path"]]))
        names = next(reader)
        return (dict(zip(names, cells, strict=True)) for cells in reader)

    def by_document(self, *tables: str) -> Iterator[tuple[Part, list[list[dict[str, str]]]]]:
        """Give each document with its rows in some tables, which hold the documents in one order."""
        streams = [(table, self.rows(table)) for table in tables]
        for part in self.parts.values():
            yield part, [list(islice(rows, part.counts.get(table, 0))) for table, rows in streams]

    @cached_property
    def heights(self) -> dict[str, int]:
        """How many rows each table has."""
        counts: Counter[str] = Counter()
        for part in self.parts.values():
            counts.update(part.counts)
        return {name: counts[name] or sum(1 for _ in self.rows(name)) for name in self.resources}


def _lines(data: Data) -> Iterator[str]:
    """The lines of a file, which is read as they are asked for."""
    rest = b""
    for block in chunks(data):
        *whole, rest = (rest + block).split(b"\n")
        for line in whole:
            yield line.decode() + "\n"
    if rest:
        yield rest.decode()
