"""The fields of a package as rows, for formats that have no other place for what a column holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbpack.package import Package


class Field(NamedTuple):
    """One field of one table, described."""

    table: str
    field: str
    type: str
    unit: str | None
    title: str
    description: str
    codes: str | None
    references: str | None


def fields(package: Package) -> Iterator[Field]:
    """Give every field of every table, in order."""
    for name in package.tables:
        schema = package.schema(name)
        targets = references(package, name)
        for field in schema["fields"]:
            codes = field.get("constraints", {}).get("enum")
            yield Field(
                name,
                field["name"],
                field["type"],
                field.get("kbpack:unit"),
                field["title"],
                field["description"],
                "; ".join(codes) if codes else None,
                ".".join(targets[field["name"]]) if field["name"] in targets else None,
            )


def references(package: Package, table: str) -> dict[str, tuple[str, str]]:
    """Give the table and the key that each foreign key of a table points to, by its field."""
    return {
        key["fields"][0]: (key["reference"]["resource"] or table, key["reference"]["fields"][0])
        for key in package.schema(table).get("foreignKeys", ())
    }
