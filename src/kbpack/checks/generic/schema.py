"""A Table Schema of a descriptor: well-formed, and what it asks of each column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from kbpack.checks.generic.kind import ANY, Kind, UnknownKindError
from kbpack.checks.generic.kinds import kind_of
from kbpack.checks.generic.patterns import refusal
from kbpack.checks.generic.text import as_text, plain
from kbpack.checks.json_file import Problem

BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
LENGTHS = ("minLength", "maxLength")
_ORDERED = {"integer", "number", "date", "datetime", "time", "year", "yearmonth"}
_LONG = {"string", "array", "object", "list"}
MATCHES = ("exact", "equal", "subset", "superset", "partial")
_TEXTS = ("title", "description", "format", "rdfType", "groupChar", "decimalChar", "delimiter", "itemType")


class Column(NamedTuple):
    """A field: how its cells are read, and what they must be; bounds and list are values of its kind."""

    name: str
    kind: Kind
    required: bool = False
    unique: bool = False
    bounds: tuple[tuple[str, Any], ...] = ()
    lengths: tuple[tuple[str, int], ...] = ()
    pattern: str = ""
    allowed: tuple[str, ...] = ()
    missing: tuple[str, ...] | None = None


class ForeignKey(NamedTuple):
    """Cells that are together a key of another resource, or of the same one where `resource` is empty."""

    fields: tuple[str, ...]
    resource: str
    keys: tuple[str, ...]
    where: str


class Schema(NamedTuple):
    """What a Table Schema asks of a table."""

    columns: tuple[Column, ...]
    missing: tuple[str, ...] = ("",)
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    match: str = "exact"


def read_schema(value: Any, where: str, table: str, *, v1: bool) -> tuple[Schema | None, list[Problem]]:  # noqa: ANN401
    """Read a Table Schema; None where it has no list of fields."""
    if not isinstance(value, dict):
        return None, [Problem(where, f"{where} is not an object", table, code="schema")]
    reader = _Reader(where, table, v1=v1)
    schema = reader.schema(value)
    return schema, reader.problems


class _Reader:
    """Reads one schema and notes what is wrong with it."""

    def __init__(self, where: str, table: str, *, v1: bool) -> None:
        self.where, self.table, self.v1 = where, table, v1
        self.problems: list[Problem] = []

    def tell(self, where: str, message: str, field: str = "") -> None:
        self.problems.append(Problem(where, f"{where} {message}", self.table, field, "schema"))

    def schema(self, value: dict[str, Any]) -> Schema | None:
        fields = value.get("fields")
        if not isinstance(fields, list) or not fields:
            at = f"{self.where}.fields"
            self.tell(at, "is not a list of fields" if "fields" in value else "is missing")
            return None
        columns = [self.column(field, f"{self.where}.fields[{number}]") for number, field in enumerate(fields)]
        names = [column.name for column in columns]
        for name in dict.fromkeys(name for name in names if name and names.count(name) > 1):
            self.tell(f"{self.where}.fields", f"has {plain(name)} more than once", name)
        match = value.get("fieldsMatch", "exact")
        match = match[0] if isinstance(match, list) and len(match) == 1 else match
        if match not in MATCHES:
            self.tell(f"{self.where}.fieldsMatch", f"is none of {', '.join(MATCHES)}")
            match = "exact"
        missing = self.missing(value.get("missingValues", [""]), self.where)
        primary = self.key(value["primaryKey"], f"{self.where}.primaryKey", names) if "primaryKey" in value else ()
        unique = value.get("uniqueKeys", [])
        if not isinstance(unique, list):
            self.tell(f"{self.where}.uniqueKeys", "is not a list")
            unique = []
        keys = [self.key(key, f"{self.where}.uniqueKeys[{number}]", names) for number, key in enumerate(unique)]
        foreign = tuple(self.foreign_keys(value.get("foreignKeys", []), names))
        return Schema(tuple(columns), missing, primary, tuple(filter(None, keys)), foreign, match)

    def column(self, field: Any, where: str) -> Column:  # noqa: ANN401  JSON of any shape
        if not isinstance(field, dict):
            self.tell(where, "is not an object")
            return Column("", ANY)
        name = field.get("name")
        if not isinstance(name, str) or not name:
            self.tell(f"{where}.name", "is not a name" if "name" in field else "is missing")
            name = ""
        self.properties(field, where, name)
        try:
            kind = kind_of(field)
        except UnknownKindError as unknown:
            self.tell(f"{where}.type", str(unknown), name)
            return Column(name, ANY)
        missing = self.missing(field["missingValues"], where) if "missingValues" in field else None
        example = field.get("example")
        if example is not None and kind.value_of(as_text(example)) is None:
            self.tell(f"{where}.example", f"{plain(as_text(example))} is not {kind.words}", name)
        return self.constrained(Column(name, kind, missing=missing), field, where)

    def properties(self, field: dict[str, Any], where: str, name: str) -> None:
        for text in _TEXTS:
            if text in field and not isinstance(field[text], str):
                self.tell(f"{where}.{text}", "is not text", name)
        for values in ("trueValues", "falseValues"):
            if values in field and not (_texts(field[values]) and field[values]):
                self.tell(f"{where}.{values}", "is not a list of texts", name)
        if "bareNumber" in field and not isinstance(field["bareNumber"], bool):
            self.tell(f"{where}.bareNumber", "is not true or false", name)
        if "required" in field:
            self.tell(f"{where}.required", "stands outside of constraints", name)

    def constrained(self, column: Column, field: dict[str, Any], where: str) -> Column:
        where = f"{where}.constraints"
        given = field.get("constraints", {})
        if not isinstance(given, dict):
            self.tell(where, "is not an object", column.name)
            return column
        kind = str(field.get("type", "string"))
        for constraint, value in given.items():
            at = f"{where}.{constraint}"
            if constraint in {"required", "unique"}:
                column = self.flag(column, constraint, value, at)
            elif constraint in BOUNDS and kind in _ORDERED:
                column = self.bound(column, constraint, value, at)
            elif constraint in LENGTHS and kind in _LONG:
                column = self.length(column, constraint, value, at)
            elif constraint == "pattern" and kind == "string":
                column = self.pattern(column, value, at)
            elif constraint == "enum":
                column = column._replace(allowed=tuple(self.allowed(column, value, at)))
            else:
                self.tell(at, f"is no constraint of the type {plain(kind)}", column.name)
        return column

    def flag(self, column: Column, constraint: str, value: Any, where: str) -> Column:  # noqa: ANN401  JSON
        if not isinstance(value, bool):
            self.tell(where, "is not true or false", column.name)
            return column
        return column._replace(required=value) if constraint == "required" else column._replace(unique=value)

    def bound(self, column: Column, constraint: str, value: Any, where: str) -> Column:  # noqa: ANN401  JSON
        if self.v1 and constraint.startswith("exclusive"):
            self.tell(where, "is of version 2, and the package is of version 1", column.name)
        bound = column.kind.read(as_text(value)) if not isinstance(value, bool) else None
        if bound is None:
            self.tell(where, f"{plain(as_text(value))} is not {column.kind.words}", column.name)
            return column
        return column._replace(bounds=(*column.bounds, (constraint, bound)))

    def length(self, column: Column, constraint: str, value: Any, where: str) -> Column:  # noqa: ANN401  JSON
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            self.tell(where, "is not a whole number from 0", column.name)
            return column
        return column._replace(lengths=(*column.lengths, (constraint, value)))

    def pattern(self, column: Column, value: Any, where: str) -> Column:  # noqa: ANN401  JSON of any shape
        why = refusal(value) if isinstance(value, str) else "is not text"
        if why:
            self.tell(where, why, column.name)
            return column
        return column._replace(pattern=value)

    def allowed(self, column: Column, value: Any, where: str) -> Iterator[str]:  # noqa: ANN401  JSON of any shape
        if not isinstance(value, list) or not value:
            self.tell(where, "is not a list of values", column.name)
            return
        for one in map(as_text, value):
            if column.kind.value_of(one) is None:
                self.tell(where, f"{plain(one)} is not {column.kind.words}", column.name)
            yield one

    def missing(self, value: Any, where: str) -> tuple[str, ...]:  # noqa: ANN401  JSON of any shape
        at = f"{where}.missingValues"
        if not isinstance(value, list):
            self.tell(at, "is not a list")
            return ("",)
        labelled = [one for one in value if isinstance(one, dict)]
        if labelled and self.v1:
            self.tell(at, "has labels, which are of version 2")
        texts: list[Any] = [one.get("value") if isinstance(one, dict) else one for one in value]
        if not _texts(texts):
            self.tell(at, "is not a list of texts")
            return ("",)
        if len(set(texts)) < len(texts):
            self.tell(at, "has a value twice")
        return tuple(texts)

    def key(self, value: Any, where: str, names: list[str]) -> tuple[str, ...]:  # noqa: ANN401  JSON of any shape
        fields: Any = [value] if isinstance(value, str) else value
        if not _texts(fields) or not fields:
            self.tell(where, "is neither a field nor a list of fields")
            return ()
        unknown = [name for name in fields if name not in names]
        for name in unknown:
            self.tell(where, f"names {plain(name)}, which is no field", name)
        if len(set(fields)) < len(fields):
            self.tell(where, "names a field twice")
        return () if unknown else tuple(dict.fromkeys(map(str, fields)))

    def foreign_keys(self, value: Any, names: list[str]) -> Iterator[ForeignKey]:  # noqa: ANN401  JSON of any shape
        where = f"{self.where}.foreignKeys"
        if not isinstance(value, list):
            self.tell(where, "is not a list")
            return
        for number, one in enumerate(value):
            at = f"{where}[{number}]"
            target = one.get("reference") if isinstance(one, dict) else None
            if not isinstance(target, dict):
                self.tell(at, "has no reference")
                continue
            resource, keys = target.get("resource", ""), target.get("fields")
            keys = [keys] if isinstance(keys, str) else keys
            fields = self.key(one.get("fields"), f"{at}.fields", names)
            if target.get("package"):
                self.tell(f"{at}.reference.package", "names another package, which is never fetched")
            elif not isinstance(resource, str):
                self.tell(f"{at}.reference.resource", "is not the name of a resource")
            elif not _texts(keys) or not keys:
                self.tell(f"{at}.reference.fields", "is not a list of fields")
            elif fields and len(fields) != len(keys):
                self.tell(at, f"has {len(fields)} fields for {len(keys)}")
            elif fields:
                yield ForeignKey(fields, resource, tuple(keys), at)


def _texts(value: Any) -> bool:  # noqa: ANN401  JSON of any shape
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
