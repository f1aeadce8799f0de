"""The main path for any Data Package: descriptor, files, tables, keys and references."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kbpack.checks import files
from kbpack.checks.generic.keys import dangling, repeated
from kbpack.checks.generic.notes import Notes
from kbpack.checks.generic.package import read_package
from kbpack.checks.generic.resource import Resource
from kbpack.checks.generic.schema import ForeignKey
from kbpack.checks.generic.table import Found, TableCheck
from kbpack.checks.generic.text import plain
from kbpack.checks.json_file import Problem, located, read_json
from kbpack.report import FOLD, Issue, Report, rest

if TYPE_CHECKING:
    import polars as pl

DESCRIPTOR = "mend datapackage.json"
FILE = "put back the file, or mend datapackage.json"
_PART = 1 << 40


def check_package(root: Path, descriptor: dict[str, Any], raw: bytes, path: str, report: Report) -> None:
    """Check a package by its descriptor, whose bytes are `raw`, and add all that is wrong to the report."""
    notes = Notes(lambda name: _load(root, name))
    resources = read_package(notes, descriptor)
    report.extend(located(notes.problems, raw, path, DESCRIPTOR))
    there = [resource for resource in resources if _files(root, resource, report)]
    declared = [*(path for resource in resources for path in resource.paths), *_named(descriptor)]
    report.extend(replace(issue, remedy=FILE) for issue in files.check_undeclared(root, declared))
    by_name = {resource.name: resource for resource in reversed(resources)}
    found: dict[str, Found] = {}
    try:
        for resource in there:
            if resource.is_csv or resource.data is not None:
                check = TableCheck(resource, report, _wanted(resource, resources))
                found[resource.where] = check.run(lambda name: files.open_file(root, name))
        for resource in there:
            if resource.where in found and resource.schema:
                _unique(resource, found[resource.where], report)
                for key in resource.schema.foreign_keys:
                    _references(resource, key, by_name, found, report)
    finally:
        for one in found.values():
            for keys in one.keys.values():
                keys.close()


def _load(root: Path, name: str) -> tuple[Any, list[Problem]]:
    raw = files.read(root, name)
    if isinstance(raw, str):
        return None, [Problem("", f"{plain(name)} {raw}", code="missing")]
    value, issues = read_json(raw, name, DESCRIPTOR)
    return value, [Problem("", issue.message) for issue in issues]


def _named(descriptor: dict[str, Any]) -> list[str]:
    """Files that the descriptor names for schemas and dialects."""
    resources = descriptor.get("resources")
    entries = [entry for entry in resources if isinstance(entry, dict)] if isinstance(resources, list) else []
    return [entry[name] for entry in entries for name in ("schema", "dialect") if isinstance(entry.get(name), str)]


def _files(root: Path, resource: Resource, report: Report) -> bool:
    """Check that the files of a resource are there, with its size and digest; whether they can be read."""
    digest = hashlib.new(resource.hash[0], usedforsecurity=False) if resource.hash else None
    size = 0
    for path in resource.paths:
        try:
            with files.open_file(root, path) as file:
                while data := file.read(1 << 20):
                    size += len(data)
                    if digest:
                        digest.update(data)
        except (files.UnopenedError, OSError) as failure:
            message = f"{path}: {failure}"
            report.add(Issue("missing", "error", message, FILE, resource.name, path=path))
            return False
    if not resource.paths:
        return resource.data is not None
    path = resource.paths[0]
    if resource.bytes is not None and resource.bytes != size:
        message = f"{path}: has {size} bytes, the descriptor says {resource.bytes}"
        report.add(Issue("bytes", "error", message, FILE, resource.name, path=path))
    if digest and resource.hash and digest.hexdigest() != resource.hash[1]:
        message = f"{path}: has the {resource.hash[0]} {digest.hexdigest()}, the descriptor says {resource.hash[1]}"
        report.add(Issue("hash", "error", message, FILE, resource.name, path=path))
    return True


def _wanted(resource: Resource, resources: Iterable[Resource]) -> set[tuple[str, ...]]:
    """Find the fields of a table whose cells are kept: its keys, its references, and what others refer to."""
    schema = resource.schema
    wanted = {
        key.keys
        for other in resources
        for key in (other.schema.foreign_keys if other.schema else ())
        if (key.resource or other.name) == resource.name
    }
    if schema:
        wanted |= {*schema.unique_keys, *(key.fields for key in schema.foreign_keys)}
        wanted |= {(column.name,) for column in schema.columns if column.unique}
        wanted |= {schema.primary_key} if schema.primary_key else set()
    return wanted


def _unique(resource: Resource, found: Found, report: Report) -> None:
    schema = resource.schema
    if schema is None:
        return
    keys = [(column.name,) for column in schema.columns if column.unique]
    wanted = dict.fromkeys([schema.primary_key, *schema.unique_keys, *keys])
    for fields in filter(None, wanted if found.whole else ()):
        first, count = _first(repeated(found.keys[fields]))
        for row in first:
            message = f"{_shown(fields, row)} is already on line {row['first'] % _PART}"
            report.add(_issue("unique", resource, row["line"], fields[-1], message))
        _fold(report, "unique", resource, fields[-1], count)


def _references(
    resource: Resource, key: ForeignKey, by_name: dict[str, Resource], found: dict[str, Found], report: Report
) -> None:
    """Tell of each reference to no row; a table that was not read to its end is not asked."""
    name = key.resource or resource.name
    target = by_name.get(name)
    there = found.get(target.where) if target else None
    if target is None or there is None or not there.whole or key.keys not in there.keys:
        return
    keys, targets = found[resource.where].keys[key.fields], there.keys[key.keys]
    if not _alike(resource, key, target):
        message = f"{'+'.join(key.fields)} is of another type than {'+'.join(key.keys)} of {plain(name)}"
        path = resource.paths[0] if resource.paths else ""
        report.add(Issue("reference", "error", f"{path}: {message}", DESCRIPTOR, resource.name, field=key.fields[-1]))
        return
    first, count = _first(dangling(keys, targets))
    for row in first:
        message = f"{_shown(key.fields, row)} is in no row of {plain(name)}"
        report.add(_issue("reference", resource, row["line"], key.fields[-1], message))
    _fold(report, "reference", resource, key.fields[-1], count)


def _first(parts: Iterable[pl.DataFrame]) -> tuple[list[dict[str, Any]], int]:
    """Give the first rows of all parts by line, and the number of all."""
    first: list[dict[str, Any]] = []
    count = 0
    for part in parts:
        count += part.height
        first = sorted([*first, *part.bottom_k(FOLD, by="line").iter_rows(named=True)], key=itemgetter("line"))[:FOLD]
    return first, count


def _alike(resource: Resource, key: ForeignKey, target: Resource) -> bool:
    def families(one: Resource, names: tuple[str, ...]) -> list[str]:
        columns = {column.name: column.kind.family for column in one.schema.columns} if one.schema else {}
        return [columns.get(name, "string") for name in names]

    return families(resource, key.fields) == families(target, key.keys)


def _shown(fields: tuple[str, ...], row: dict[str, Any]) -> str:
    cells = [(name, row[f"k{number}"]) for number, name in enumerate(fields)]
    return " ".join(f'{name} "{plain(cell)}"' if isinstance(cell, str) else f"{name} {cell}" for name, cell in cells)


def _issue(code: str, resource: Resource, place: int, name: str, message: str) -> Issue:
    part, line = divmod(place, _PART)
    path = resource.paths[part] if resource.paths else "datapackage.json"
    where = f"{path}:{line}"
    at = line if resource.paths else None
    return Issue(
        code, "error", f"{where}: {message}", FILE, resource.name, field=name, line=line, path=path, path_line=at
    )


def _fold(report: Report, code: str, resource: Resource, name: str, count: int) -> None:
    if count > FOLD:
        path = resource.paths[0] if resource.paths else ""
        report.add(rest(Issue(code, "error", "", table=resource.name, field=name, path=path), count - FOLD))
