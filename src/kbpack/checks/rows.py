"""The rows of a package of kbpack, or some of its documents': values, keys, references, quotes and evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kbpack.checks import evidence, keys, quotes, structure
from kbpack.checks.places import Places
from kbpack.values import check_values, typed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    import polars as pl

    from kbpack.checks.rereading import Reread
    from kbpack.report import Issue
    from kbpack.table import Table


class Asked(NamedTuple):
    """What is to be checked: the package's folder, how cells are read again, and whether documents are opened."""

    folder: Path
    reread: Reread | None
    sources: bool


class Found(NamedTuple):
    """What is wrong with rows, and the typed rows of the table of documents where it could be read."""

    issues: list[Issue]
    documents: pl.DataFrame | None


def read_tables(tables: Iterable[Table], data: Mapping[str, bytes]) -> tuple[dict[str, pl.DataFrame], list[Issue]]:
    """Read tables as frames of strings; one whose structure is wrong is told and left out."""
    texts: dict[str, pl.DataFrame] = {}
    issues: list[Issue] = []
    for table in tables:
        frame, found = structure.read_table(table, data[table.name])
        issues += found
        if frame is not None:
            texts[table.name] = frame
    return texts, issues


def check_rows(
    asked: Asked, tables: Iterable[Table], texts: Mapping[str, pl.DataFrame], judged: Collection[str] = ()
) -> Found:
    """Check the rows of some tables, frames of strings by name; those that are `judged` are only referred to."""
    there = [table for table in tables if table.name in texts]
    asking = [table for table in there if table.name not in judged]
    frames, of_values = _type_tables(there, texts, judged)
    of_keys = [issue for table in asking for issue in keys.check_references(table, frames)]
    of_keys += [issue for table in asking for issue in keys.check_order(table, frames[table.name])]
    documents: dict[str, quotes.Document] = {}
    of_documents: list[Issue] = []
    if asked.sources and "documents" in frames:
        documents, of_documents = quotes.read_documents(asked.folder, frames["documents"])
    of_quotes = _check_quotes(asking, frames, documents)
    cells = evidence.Cells(there, texts)
    found = frames.get("evidence")
    of_evidence = evidence.check_evidence(cells, found, documents, asked.reread) if found is not None else []
    of_cells = evidence.with_sources([*of_values, *of_keys], cells, found, documents)
    places = Places(there, texts)
    issues = [places.with_column(issue) for issue in (*of_cells, *of_documents, *of_quotes, *of_evidence)]
    return Found(issues, frames.get("documents"))


def _type_tables(
    tables: Iterable[Table], texts: Mapping[str, pl.DataFrame], judged: Collection[str]
) -> tuple[dict[str, pl.DataFrame], list[Issue]]:
    frames: dict[str, pl.DataFrame] = {}
    issues: list[Issue] = []
    for table in tables:
        if table.name in judged:
            frames[table.name] = typed(table, texts[table.name])[0]
            continue
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
