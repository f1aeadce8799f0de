"""The tables as one SQLite database: keys, indexes, views that join the evidence, full-text search over statements."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import polars as pl

from kbpack.release.fields import Field, fields
from kbpack.release.sql import create_table, evidence_views, indexes, quoted

if TYPE_CHECKING:
    from pathlib import Path

    from kbpack.package import Package
    from kbpack.release.edition import Edition

TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "TEXT"}
SEARCHED = ("text", "holder_text", "cue_text")
"""The columns of statements that are searched."""
_VERSION_AT = 96
"""Where the file says which SQLite wrote it; nothing reads that but people."""


def write(edition: Edition, folder: Path) -> None:
    """Write the database, and what Datasette shows beside it."""
    path = folder / f"{edition.stem}.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        _fill(database, edition.package)
    with path.open("r+b") as file:
        file.seek(_VERSION_AT)
        file.write(bytes(4))
    (folder / f"{edition.stem}.datasette.json").write_text(_datasette(edition), encoding="utf-8", newline="\n")


def _fill(database: sqlite3.Connection, package: Package) -> None:
    database.execute("BEGIN")
    for name in package.tables:
        database.execute(create_table(package, name, TYPES))
        _insert(database, name, package.read(name).with_columns(pl.col(pl.Date).cast(pl.String)))
    database.execute(f'CREATE TABLE fields ({", ".join(map(quoted, Field._fields))}, PRIMARY KEY ("table", field))')
    _insert(database, "fields", pl.DataFrame(list(fields(package)), schema=list(Field._fields), orient="row"))
    for statement in (*indexes(package), *evidence_views(package), *_search()):
        database.execute(statement)
    database.execute("COMMIT")


def _insert(database: sqlite3.Connection, name: str, frame: pl.DataFrame) -> None:
    marks = ", ".join("?" * frame.width)
    database.executemany(f"INSERT INTO {quoted(name)} VALUES ({marks})", frame.iter_rows())  # noqa: S608  names of ours


def _search() -> tuple[str, ...]:
    columns = ", ".join(SEARCHED)
    return (
        f"CREATE VIRTUAL TABLE statements_fts USING fts5 ({columns}, content='statements', tokenize='unicode61')",
        "INSERT INTO statements_fts (statements_fts) VALUES ('rebuild')",
    )


def _datasette(edition: Edition) -> str:
    """Write what Datasette shows of the database: titles, descriptions, licence, units."""
    package, about = edition.package, edition.about
    licence = edition.licences[0]
    tables: dict[str, Any] = {}
    for name in package.tables:
        resource = package.resources[name]
        known = resource["schema"]["fields"]
        tables[name] = {
            "title": resource["title"],
            "description": resource["description"],
            "columns": {field["name"]: field["description"] for field in known},
            "facets": [field["name"] for field in known if "enum" in field.get("constraints", {})],
        }
    tables["statements"]["fts_table"] = "statements_fts"
    found = {
        "title": about["title"],
        "description": about["description"],
        "license": licence["title"],
        "license_url": licence.get("path"),
        "databases": {edition.stem: {"tables": tables}},
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"
