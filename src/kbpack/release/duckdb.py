"""The tables as one DuckDB database: keys, comments on every table and column, views that join the evidence.

DuckDB writes a random number into each file, so two files with the same content are not the same to the byte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import polars as pl

from kbpack.release.fields import Field, fields
from kbpack.release.sql import create_table, evidence_views, in_order, literal, quoted

if TYPE_CHECKING:
    from pathlib import Path

    from kbpack.package import Package
    from kbpack.release.edition import Edition

_BLOCK_SIZE = "16384"
"""Bytes; the least there is, since each key takes a block."""
TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE"}


def write(edition: Edition, folder: Path) -> None:
    """Write the database."""
    path = folder / f"{edition.stem}.duckdb"
    try:
        with duckdb.connect(path, config={"default_block_size": _BLOCK_SIZE}) as database:
            _fill(database, edition.package)
    except duckdb.IOException as error:
        raise OSError(str(error)) from error


def same(one: Path, other: Path) -> bool:
    """Whether two databases have the same tables with the same rows, and the same views and comments."""
    try:
        with duckdb.connect(one, read_only=True) as left, duckdb.connect(other, read_only=True) as right:
            return _content(left) == _content(right)
    except duckdb.Error:
        return False


def _content(database: duckdb.DuckDBPyConnection) -> list[object]:
    names = [name for (name,) in database.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()]
    asked = [
        "SELECT sql, comment FROM duckdb_tables() ORDER BY table_name",
        "SELECT sql FROM duckdb_views() WHERE NOT internal ORDER BY view_name",
        "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal ORDER BY 1, column_index",
        *(f"SELECT count(*), bit_xor(hash({quoted(name)})) FROM {quoted(name)}" for name in names),  # noqa: S608  its own
    ]
    return [database.execute(question).fetchall() for question in asked]


def _fill(database: duckdb.DuckDBPyConnection, package: Package) -> None:
    for name in in_order(package):
        database.execute(create_table(package, name, TYPES, to_itself=False))  # it wants the row pointed to before
        _insert(database, name, package.read(name))
        resource = package.resources[name]
        database.execute(f"COMMENT ON TABLE {quoted(name)} IS {literal(resource['description'])}")
        for field in resource["schema"]["fields"]:
            column = f"{quoted(name)}.{quoted(field['name'])}"
            database.execute(f"COMMENT ON COLUMN {column} IS {literal(field['description'])}")
    listed = pl.DataFrame(list(fields(package)), schema=dict.fromkeys(Field._fields, pl.String), orient="row")
    database.execute(f"CREATE TABLE fields ({', '.join(f'{quoted(name)} VARCHAR' for name in Field._fields)})")
    _insert(database, "fields", listed)
    for statement in evidence_views(package):
        database.execute(statement)
    database.execute("CHECKPOINT")


def _insert(database: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    database.register("frame", frame.to_arrow())
    database.execute(f"INSERT INTO {quoted(name)} SELECT * FROM frame")  # noqa: S608  names of ours
    database.unregister("frame")
