"""All that changed from one package to another, and the version that follows from it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kbpack.diff.rows import RowChange, changes
from kbpack.diff.schemas import SchemaChange, schema_changes

if TYPE_CHECKING:
    from kbpack.package import Package

Step = Literal["major", "minor", "patch", ""]
WHY: dict[Step, str] = {
    "major": "a breaking schema change",
    "minor": "new data",
    "patch": "a correction",
    "": "nothing changed",
}
_VERSION = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")


@dataclass(frozen=True)
class Difference:
    """From `old` to `new`, each a package's name and version: changes of form, then of rows by table."""

    old: tuple[str, str]
    new: tuple[str, str]
    schema: tuple[SchemaChange, ...]
    rows: tuple[RowChange, ...]

    @property
    def step(self) -> Step:
        """The part of the version that must go up."""
        kinds = {row.kind for row in self.rows}
        levels = {change.level for change in self.schema}
        if "breaking" in levels:
            return "major"
        if "added" in kinds or "compatible" in levels:
            return "minor"
        return "patch" if kinds or levels else ""

    @property
    def next_version(self) -> str:
        """The version that follows the old one; empty where that is not of the form 1.2.3."""
        found = _VERSION.fullmatch(self.old[1])
        if found is None:
            return ""
        major, minor, patch = map(int, found.groups())
        following = {"major": (major + 1, 0, 0), "minor": (major, minor + 1, 0), "patch": (major, minor, patch + 1)}
        return ".".join(map(str, following.get(self.step, (major, minor, patch))))

    @property
    def counts(self) -> Counter[tuple[str, str]]:
        """How many rows of each table were added, changed or withdrawn."""
        return Counter((row.table, row.kind) for row in self.rows)


def difference(old: Package, new: Package) -> Difference:
    """Compare two packages, by what their descriptors and tables say.

    A table is compared row by row where both have it with the same primary key. Raises PackageError where a table
    cannot be read.
    """
    form = tuple(schema_changes(old.descriptor, new.descriptor))
    both = [
        table
        for table in new.tables
        if table in old.tables and old.schema(table)["primaryKey"] == new.schema(table)["primaryKey"]
    ]
    rows = tuple(change for table in both for change in changes(old, new, table))
    return Difference((old.name, old.version), (new.name, new.version), form, rows)
