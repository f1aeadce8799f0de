"""The checks of a package that kbpack built: by its own models, with its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kbpack.checks import declared, evidence, files, keys, quotes, structure
from kbpack.checks.json_file import located
from kbpack.checks.places import Places
from kbpack.paths import DESCRIPTOR
from kbpack.report import Issue
from kbpack.values import check_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import polars as pl

    from kbpack.checks.rereading import Reread
    from kbpack.table import Table


def check_own(
    folder: Path, descriptor: dict[str, Any], raw: bytes, reread: Reread | None, *, sources: bool
) -> list[Issue]:
    """Check the package in a folder, whose descriptor was read from `raw`; the arguments are those of `validate`."""
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
    of_descriptor = located(problems, raw, DESCRIPTOR, declared.BUILD)
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
