"""A package as its users see it: tables as typed frames, their schemas, and where each value comes from."""

from __future__ import annotations

import html
import json
import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from kbpack.checks.files import UnopenedError, open_file
from kbpack.errors import PackageError
from kbpack.opening import opened
from kbpack.paths import DESCRIPTOR

if TYPE_CHECKING:
    from kbpack.explain import RowStory
    from kbpack.report import Report

TYPES: dict[str, Callable[[pl.Expr], pl.Expr]] = {
    "string": lambda text: text,
    "integer": lambda text: text.cast(pl.Int64),
    "number": lambda text: text.cast(pl.Float64),
    "date": lambda text: text.str.to_date("%Y-%m-%d"),
}
"""The types of Table Schema that kbpack writes, and how each is read from text."""


class Explanation(tuple["RowStory", ...]):
    """Where rows come from; printed, it is what `kbpack explain` shows."""

    __slots__ = ()

    def __repr__(self) -> str:
        from kbpack.show import as_text, explained  # noqa: PLC0415  rich, where it is printed

        return as_text(explained(self))

    __str__ = __repr__


class Package:
    """A package that kbpack wrote: a folder or its datapackage.json, a zip of either, or an http(s) address.

    >>> package = Package(".")
    >>> package.tables[:3]
    ('documents', 'places', 'actors')
    >>> package["districts"].columns[:3]
    ['district_id', 'document_id', 'place_id']

    `place` is what was named, `root` the folder of the package, `descriptor` what its datapackage.json says. Tables are
    read when they are asked for, once. A zip or what is fetched lies in a temporary folder for as long as the package
    is in use.
    """

    def __init__(self, place: str | Path = ".") -> None:
        """Open a package. Raises PackageError where there is none."""
        stack = ExitStack()
        self.place = str(place)
        self.root = stack.enter_context(opened(self.place)).resolve()
        weakref.finalize(self, stack.close)
        self.descriptor = _descriptor(self.root)
        self._frames: dict[str, pl.DataFrame] = {}

    @property
    def name(self) -> str:
        """The name of the package."""
        return str(self.descriptor["name"])

    @property
    def version(self) -> str:
        """The version of the package; empty where it has none."""
        return str(self.descriptor.get("version", ""))

    @cached_property
    def resources(self) -> dict[str, dict[str, Any]]:
        """What the descriptor says of each table, by its name."""
        return {resource["name"]: resource for resource in self.descriptor["resources"]}

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables, in the order of the descriptor."""
        return tuple(self.resources)

    def schema(self, table: str) -> dict[str, Any]:
        """Give the Table Schema of a table: fields, keys and rules. Raises PackageError where there is no such table.

        >>> Package(".").schema("districts")["primaryKey"]
        ['district_id']
        """
        return dict(self._resource(table)["schema"])

    def __getitem__(self, table: str) -> pl.DataFrame:
        """Give a table as a typed frame; a missing value is null.

        Text, codes and dates in EDTF are strings, whole numbers Int64, numbers Float64, calendar dates Date. Raises
        PackageError where there is no such table, or its file is not as its schema says.
        """
        if table not in self._frames:
            self._frames[table] = self.read(table)
        return self._frames[table].clone()

    def __iter__(self) -> Iterator[str]:
        """Give the names of the tables."""
        return iter(self.tables)

    def __len__(self) -> int:
        return len(self.resources)

    def explain(self, name: str) -> Explanation:
        """Tell where a row (`ROW`) or a cell (`ROW.FIELD`) comes from: its words, the rule that read them, its checks.

        Raises KbpackError where there is no such row.

        >>> package = Package(".")
        >>> row = package["districts"]["district_id"][0]
        >>> [cell.rule for cell in package.explain(f"{row}.area_km2")[0].cells]
        ['area_km2']
        """
        from kbpack.explain import explain  # noqa: PLC0415  all readers, which frames do not need

        return Explanation(explain(self.root, name))

    def validate(self) -> Report:
        """Check the package as `kbpack validate --no-rebuild` does."""
        from kbpack.audit import audit  # noqa: PLC0415  the checks, which frames do not need

        return audit(self.root, rebuild=False)

    def rows(self, table: str) -> int:
        """Count the rows of a table, without keeping them. Raises as indexing does."""
        return self._frames[table].height if table in self._frames else self.text(table).height

    def __repr__(self) -> str:
        width = max(map(len, self.tables), default=0)
        rows = [f"  {table:<{width}}  {self._counted(table):>7} rows" for table in self.tables]
        return "\n".join([f"Package {self._title!r} ({self.place})", *rows])

    def _repr_html_(self) -> str:
        """Show the tables and their sizes in a notebook."""
        rows = "".join(
            f"<tr><td>{html.escape(table)}</td><td>{self._counted(table)}</td>"
            f"<td>{html.escape(self.resources[table].get('description', ''))}</td></tr>"
            for table in self.tables
        )
        head = "<tr><th>table</th><th>rows</th><th>what it holds</th></tr>"
        return f"<h4>{html.escape(self._title)}</h4><table>{head}{rows}</table>"

    def _counted(self, table: str) -> str:
        try:
            return str(self.rows(table))
        except PackageError:
            return "?"

    @property
    def _title(self) -> str:
        return f"{self.name} {self.version}".strip()

    def _resource(self, table: str) -> dict[str, Any]:
        if table not in self.resources:
            raise PackageError(f"{self.place}: has no table {table!r}; it has {', '.join(self.tables)}")
        return self.resources[table]

    def text(self, table: str) -> pl.DataFrame:
        """Give a table as it is written, all cells strings; a missing value is null. Raises as indexing does."""
        resource = self._resource(table)
        path = resource["path"]
        try:
            with open_file(self.root, path) as file:
                frame = pl.read_csv(file, infer_schema=False)
        except (pl.exceptions.PolarsError, OSError, UnopenedError) as error:
            raise self._unread(path, error) from error
        if frame.columns != [field["name"] for field in resource["schema"]["fields"]]:
            raise self._unread(path, "other columns")
        return frame

    def read(self, table: str) -> pl.DataFrame:
        """Give a table as indexing does, but read anew and not kept: for tables that are large."""
        fields = self._resource(table)["schema"]["fields"]
        text = self.text(table)
        try:
            return text.select(TYPES[field["type"]](pl.col(field["name"])) for field in fields)
        except pl.exceptions.PolarsError as error:
            raise self._unread(self._resource(table)["path"], error) from error

    def _unread(self, path: str, why: object) -> PackageError:
        reason = str(why).splitlines()[0]
        return PackageError(f"{self.place}: {path} is not as its schema says ({reason}); run kbpack validate")


def load(table: str, package: str | Path = ".") -> pl.DataFrame:
    """Load a table of a package as a typed polars frame: `load("events")`.

    Raises PackageError where there is no such package or table.

    >>> load("districts").schema["area_km2"]
    Float64
    """
    return Package(package)[table]


def _descriptor(root: Path) -> dict[str, Any]:
    path = root / DESCRIPTOR
    try:
        descriptor = json.loads(path.read_bytes())
    except OSError as error:
        raise PackageError(f"{path}: cannot be read ({error.strerror}); name a package, or run kbpack build") from error
    except ValueError as error:
        raise PackageError(f"{path}: is not JSON ({error}); run kbpack build") from error
    if not _is_ours(descriptor):
        raise PackageError(f"{path}: is not a package that kbpack wrote; open it with frictionless")
    return dict(descriptor)


def _is_ours(descriptor: Any) -> bool:  # noqa: ANN401  JSON of any shape
    """Whether a descriptor has the shape that kbpack gives: named CSV tables, each with a schema of known types."""
    try:
        return isinstance(descriptor["name"], str) and all(
            isinstance(resource["name"], str)
            and isinstance(resource["path"], str)
            and all(isinstance(name, str) for name in resource["schema"]["primaryKey"])
            and all(field["type"] in TYPES and field["name"] for field in resource["schema"]["fields"])
            for resource in descriptor["resources"]
        )
    except (KeyError, TypeError):
        return False
