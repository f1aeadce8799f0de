"""The tables in SQL: what both databases have in common."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Any

from kbpack.release.fields import references

if TYPE_CHECKING:
    from kbpack.package import Package


def quoted(name: str) -> str:
    """Write a name as SQL has it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Write text as SQL has it."""
    return "'" + text.replace("'", "''") + "'"


def in_order(package: Package) -> list[str]:
    """Give the tables so that each comes after those it points to."""
    targets = {name: {table for table, _ in references(package, name).values()} - {name} for name in package.tables}
    return list(TopologicalSorter(targets).static_order())


def create_table(package: Package, name: str, types: dict[str, str], *, to_itself: bool = True) -> str:
    """Write the statement that makes a table: its columns with their types and codes, its keys.

    `to_itself` has the foreign keys that point into the same table, too.
    """
    schema = package.schema(name)
    parts = [_column(field, types) for field in schema["fields"]]
    parts.append(f"PRIMARY KEY ({', '.join(map(quoted, schema['primaryKey']))})")
    for field, (table, key) in references(package, name).items():
        if table == name and not to_itself:
            continue
        parts.append(f"FOREIGN KEY ({quoted(field)}) REFERENCES {quoted(table)} ({quoted(key)})")
    return f"CREATE TABLE {quoted(name)} (\n  " + ",\n  ".join(parts) + "\n)"


def _column(field: dict[str, Any], types: dict[str, str]) -> str:
    constraints = field.get("constraints", {})
    found = f"{quoted(field['name'])} {types[field['type']]}"
    if constraints.get("required"):
        found += " NOT NULL"
    if "enum" in constraints:
        found += f" CHECK ({quoted(field['name'])} IN ({', '.join(map(literal, constraints['enum']))}))"
    return found


def evidence_views(package: Package) -> Iterator[str]:
    """Write a view for each table that has evidence: a row for each cell that was read, with the words it came from."""
    with_evidence = set(package.text("evidence")["table"].unique())
    for name in package.tables:
        if name in with_evidence:
            key = quoted(package.schema(name)["primaryKey"][0])
            yield (
                f"CREATE VIEW {quoted(name + '_evidence')} AS\n"
                'SELECT e."field" AS evidence_field, e."quote" AS evidence_quote, e."char_start" AS evidence_start,\n'
                '  e."char_end" AS evidence_end, e."rule" AS evidence_rule, t.*\n'
                f'FROM {quoted(name)} AS t JOIN "evidence" AS e ON e."table" = {literal(name)} AND e."row_id" = t.{key}'
            )


def indexes(package: Package) -> Iterator[str]:
    """Write an index for each foreign key, and one that finds the evidence of a row."""
    for name in package.tables:
        for field in references(package, name):
            yield f"CREATE INDEX {quoted(f'{name}_{field}')} ON {quoted(name)} ({quoted(field)})"
    yield 'CREATE INDEX "evidence_row" ON "evidence" ("row_id", "table")'
