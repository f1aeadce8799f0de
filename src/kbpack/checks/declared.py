"""What the descriptor of a package of kbpack declares: the tables of this version, as kbpack itself describes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from kbpack import descriptor as written
from kbpack.checks.json_file import Problem
from kbpack.tables import TABLES

if TYPE_CHECKING:
    import polars as pl

    from kbpack.table import Table

BUILD = "run kbpack build"
DOCUMENTS = "kbpack:documents"

ROOT = {
    "name": str,
    "id": str,
    "title": str,
    "description": str,
    "version": str,
    "homepage": str,
    "licenses": list,
    "contributors": list,
    "sources": list,
    "keywords": list,
    "resources": list,
}
"""The properties of a package that kbpack writes, and their types; frictionless checks all of them at the build."""


class Resource(NamedTuple):
    """A table as the descriptor declares it; `bytes` and `hash` are as they stand there, whatever their type."""

    name: str
    path: str
    bytes: object
    hash: object
    table: Table


def check_root(descriptor: Mapping[str, Any]) -> Iterator[Problem]:
    """Tell of what is wrong with the properties of the package itself."""
    if descriptor.get("$schema") != written.PROFILE:
        yield Problem("$schema", f"$schema is not {written.PROFILE}")
    for name, kind in ROOT.items():
        if name not in descriptor:
            if name in written.REQUIRED or name == "resources":
                yield Problem(name, f"has no {name}")
        elif not isinstance(descriptor[name], kind):
            yield Problem(name, f"{name} is not {'a list' if kind is list else 'text'}")
        elif name != "resources" and not descriptor[name]:
            yield Problem(name, f"{name} is empty")
    for name in descriptor:
        if name not in ROOT and name not in {"$schema", DOCUMENTS}:
            yield Problem(name, f"{name} is no property that kbpack writes")


def declared_resources(descriptor: Mapping[str, Any]) -> tuple[list[Resource], list[Problem]]:
    """Find the tables among the resources, and all in which their declaration differs from what kbpack writes."""
    tables = {table.name: table for table in TABLES}
    resources: dict[str, Resource] = {}
    problems: list[Problem] = []
    entries = descriptor.get("resources")
    for number, entry in enumerate(entries if isinstance(entries, list) else []):
        name = entry.get("name") if isinstance(entry, dict) else None
        table = tables.get(name) if isinstance(name, str) else None
        where = f"resources[{number}]"
        if table is None:
            problems.append(Problem(where, f"{where} is {repr(name)[:80]}, which is no table of kbpack"))
        elif table.name in resources:
            problems.append(Problem(where, f"{where} declares {name} again", table.name))
        else:
            resources[table.name] = Resource(table.name, table.path, entry.get("bytes"), entry.get("hash"), table)
            problems += _differences(table, entry, where)
    problems += [
        Problem("resources", f"declares no table {name}", name, code="missing")
        for name in tables
        if name not in resources
    ]
    found = [resources[name] for name in tables if name in resources]
    if not problems and [entry["name"] for entry in entries or []] != list(tables):
        problems.append(Problem("resources", f"resources are not in the order {', '.join(tables)}"))
    return found, problems


def check_documents(descriptor: Mapping[str, Any], frame: pl.DataFrame) -> Iterator[Problem]:
    """Tell where the documents of the descriptor are not those of the table."""
    rows = [dict(zip(("path", "sha256"), row, strict=True)) for row in frame.select("path", "sha256").iter_rows()]
    if descriptor.get(DOCUMENTS, []) != rows:
        for where in _places_of(rows, descriptor.get(DOCUMENTS), DOCUMENTS):
            yield Problem(where, f"{where} is not as the table of documents has it", "documents")


def _differences(table: Table, entry: dict[str, Any], where: str) -> Iterator[Problem]:
    model = written.resource(table, b"")
    for name, value in model.items():
        if name in {"bytes", "hash"}:
            continue
        code = "schema" if name == "schema" else "descriptor"
        for place in _places_of(value, entry.get(name), name):
            message = f"{table.name}: {place} differs from the model of the table"
            yield Problem(f"{where}.{place}", message, table.name, code=code)
    for name in entry.keys() - model.keys():
        yield Problem(f"{where}.{name}", f"{table.name}: {name} is no property that kbpack writes", table.name)


def _places_of(model: object, found: object, path: str) -> Iterator[str]:
    """Give the path of each place where two JSON values differ; of lists of two lengths, their own."""
    if isinstance(model, dict) and isinstance(found, dict):
        for key in [*model, *(key for key in found if key not in model)]:
            if key not in model or key not in found:
                yield f"{path}.{key}"
            else:
                yield from _places_of(model[key], found[key], f"{path}.{key}")
    elif isinstance(model, list) and isinstance(found, list) and len(model) == len(found):
        for number, (left, right) in enumerate(zip(model, found, strict=True)):
            yield from _places_of(left, right, f"{path}[{number}]")
    elif model != found or isinstance(model, bool) != isinstance(found, bool):
        yield path
