"""A package -> a Report: every check of a package's form, each problem told with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbpack.checks import declared, drift, evidence, files, keys, quotes, structure
from kbpack.descriptor import PATH
from kbpack.errors import PackageError
from kbpack.report import Issue, Report
from kbpack.values import check_values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    import polars as pl

    from kbpack.checks.declared import Resource
    from kbpack.table import Table


def validate(
    root: Path,
    *,
    reread: Callable[[str, str], str | None] | None = None,
    expected: Mapping[str, bytes] | None = None,
) -> Report:
    """Check the package in a folder, which may also be named by its datapackage.json.

    `reread` takes a rule and a quote and gives the cell again, or None: with it, every cell that has evidence is read
    again. `expected` has the bytes that a rebuild gives by their path in the package: with it, drift is told.
    Raises PackageError where there is no package; anything wrong inside one is an Issue.
    """
    folder = root.parent if root.name == PATH else root
    raw = files.read(folder, PATH)
    if isinstance(raw, str):
        message = f"{folder / PATH}: {raw}; name the folder of a package, or run kbpack build"
        raise PackageError(message)
    report = Report()
    descriptor, issues = declared.read_descriptor(raw)
    report.extend(issues)
    if descriptor is not None:
        resources, issues = declared.declared_resources(descriptor)
        report.extend(issues)
        report.extend(_check_resources(folder, resources, reread))
    if expected is not None:
        report.extend(drift.check_drift(folder, expected))
    return report


def _check_resources(
    folder: Path, resources: list[Resource], reread: Callable[[str, str], str | None] | None
) -> list[Issue]:
    data, of_files = files.check_files(folder, resources)
    of_files += files.check_undeclared(folder, resources)
    tables = [resource.table for resource in resources]
    texts, of_structure = _read_tables(tables, data)
    tables = [table for table in tables if table.name in texts]
    frames, of_values = _type_tables(tables, texts)
    of_keys = [issue for table in tables for issue in keys.check_references(table, frames)]
    of_keys += [issue for table in tables for issue in keys.check_order(table, frames[table.name])]
    documents, of_documents = quotes.read_documents(folder, frames["documents"]) if "documents" in frames else ({}, [])
    of_quotes = _check_quotes(tables, frames, documents)
    cells = evidence.Cells(tables, texts)
    found = frames.get("evidence")
    of_evidence = evidence.check_evidence(cells, found, documents, reread) if found is not None else []
    of_cells = evidence.with_sources([*of_values, *of_keys], cells, found, documents)
    return [*of_files, *of_structure, *of_cells, *of_documents, *of_quotes, *of_evidence]


def _read_tables(tables: Iterable[Table], data: Mapping[str, bytes]) -> tuple[dict[str, pl.DataFrame], list[Issue]]:
    texts: dict[str, pl.DataFrame] = {}
    issues: list[Issue] = []
    for table in tables:
        if table.name in data:
            frame, found = structure.read_table(table, data[table.name])
            issues += found
            if frame is not None:
                texts[table.name] = frame
    return texts, issues


def _type_tables(
    tables: Iterable[Table], texts: Mapping[str, pl.DataFrame]
) -> tuple[dict[str, pl.DataFrame], list[Issue]]:
    frames: dict[str, pl.DataFrame] = {}
    issues: list[Issue] = []
    for table in tables:
        frames[table.name], found = check_values(table, texts[table.name])
        issues += found
    return frames, issues


def _check_quotes(
    tables: Iterable[Table], frames: Mapping[str, pl.DataFrame], documents: Mapping[str, quotes.Document]
) -> list[Issue]:
    issues: list[Issue] = []
    for table in tables:
        if table.has_spans:
            issues += quotes.check_quotes(table, frames[table.name], documents)
        if "content_end" in table.fields:
            issues += quotes.check_contents(table, frames[table.name], documents)
    return issues
