"""A package -> a Report: every check of a package's form, each problem told with its place.

A package that kbpack built is judged by its own models, with its documents; any other Data Package by what its
descriptor declares.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kbpack.checks import declared, drift, evidence, files, keys, quotes, structure
from kbpack.checks.generic.check import check_package
from kbpack.checks.json_file import located, read_json
from kbpack.checks.places import Places
from kbpack.descriptor import PATH
from kbpack.errors import PackageError
from kbpack.report import Issue, Report
from kbpack.values import check_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import polars as pl

    from kbpack.checks.evidence import Reread
    from kbpack.table import Table


def validate(
    root: Path,
    *,
    reread: Reread | None = None,
    expected: Mapping[str, bytes] | None = None,
    sources: bool = True,
) -> Report:
    """Check the package in a folder, which may also be named by its datapackage.json.

    `reread` takes a rule and a quote and gives the cell again, or None: with it, every cell that has evidence is read
    again. `expected` has the bytes that a rebuild gives by their path in the package: with it, drift is told. Without
    `sources` the documents are not opened: their digests, and whether quotes are at their offsets, stay unchecked.
    Raises PackageError where there is no package; anything wrong inside one is an Issue.
    """
    folder = root.parent if root.name == PATH and not root.is_dir() else root
    raw = files.read(folder, PATH)
    if isinstance(raw, str):
        message = f"{folder / PATH}: {raw}; name the folder of a package, or run kbpack build"
        raise PackageError(message)
    report = Report()
    descriptor, issues = read_json(raw, PATH, declared.BUILD)
    report.extend(issues)
    if isinstance(descriptor, dict):
        if declared.is_own(descriptor, folder):
            report.extend(_check_own(folder, descriptor, raw, reread, sources=sources))
        else:
            check_package(folder, descriptor, raw, PATH, report)
    elif not issues:
        report.add(Issue("descriptor", "error", f"{PATH}: is not a JSON object", declared.BUILD, path=PATH))
    if expected is not None:
        report.extend(drift.check_drift(folder, expected))
    return report


def _check_own(
    folder: Path, descriptor: dict[str, Any], raw: bytes, reread: Reread | None, *, sources: bool
) -> list[Issue]:
    resources, problems = declared.declared_resources(descriptor)
    problems = [*declared.check_root(descriptor), *problems]
    data, of_files = files.check_files(folder, resources)
    of_files += files.check_undeclared(folder, [resource.path for resource in resources])
    tables = [resource.table for resource in resources]
    texts, of_structure = _read_tables(tables, data)
    tables = [table for table in tables if table.name in texts]
    frames, of_values = _type_tables(tables, texts)
    if "documents" in frames:
        problems += declared.check_documents(descriptor, frames["documents"])
    of_descriptor = located(problems, raw, PATH, declared.BUILD)
    of_keys = [issue for table in tables for issue in keys.check_references(table, frames)]
    of_keys += [issue for table in tables for issue in keys.check_order(table, frames[table.name])]
    documents: dict[str, quotes.Document] = {}
    of_documents: list[Issue] = []
    if sources and "documents" in frames:
        documents, of_documents = quotes.read_documents(folder, frames["documents"])
    of_quotes = _check_quotes(tables, frames, documents)
    cells = evidence.Cells(tables, texts)
    found = frames.get("evidence")
    of_evidence = evidence.check_evidence(cells, found, documents, reread) if found is not None else []
    of_cells = evidence.with_sources([*of_values, *of_keys], cells, found, documents)
    places = Places(tables, texts)
    of_rows = [places.with_column(issue) for issue in (*of_cells, *of_documents, *of_quotes, *of_evidence)]
    return [*of_descriptor, *of_files, *of_structure, *of_rows]


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
