"""The tables of a release in each format: the same values, the right types, keys, comments, and nothing that runs."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pyarrow.parquet as pq
import pytest
from polars.testing import assert_frame_equal

from conftest import ROOT
from kbpack.package import Package
from kbpack.release.publish import publish
from kbpack.release.workbook import CUT
from release.conftest import STEM, MakeReady

PACKAGE = Package(ROOT)


@pytest.fixture
def database(dist: Path) -> sqlite3.Connection:
    return sqlite3.connect(dist / f"{STEM}.sqlite")


@pytest.mark.parametrize("name", PACKAGE.tables)
def test_every_format_has_the_same_rows(dist: Path, database: sqlite3.Connection, name: str) -> None:
    """Parquet, SQLite and DuckDB give the table back, row for row and type for type."""
    expected = PACKAGE[name]
    assert_frame_equal(pl.read_parquet(dist / f"{STEM}-parquet" / f"{name}.parquet"), expected)
    with closing(database):
        rows = database.execute(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall()  # noqa: S608  names of ours
    assert rows == expected.with_columns(pl.col(pl.Date).cast(pl.String)).rows()
    with duckdb.connect(dist / f"{STEM}.duckdb", read_only=True) as store:
        assert store.execute(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall() == expected.rows()  # noqa: S608  the same


def test_sqlite_passes_its_own_checks(database: sqlite3.Connection) -> None:
    """The file is whole, no key dangles, and the index of the full text is that of the table."""
    with closing(database):
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        keys = {row[2:5] for name in PACKAGE.tables for row in database.execute(f"PRAGMA foreign_key_list({name})")}
        assert ("statements", "parent_id", "statement_id") in keys
        database.execute("INSERT INTO statements_fts (statements_fts, rank) VALUES ('integrity-check', 1)")


def test_sqlite_refuses_what_the_schema_refuses(database: sqlite3.Connection) -> None:
    """A code that is not in the list, a second row with a key, an empty cell that must be filled."""
    with closing(database):
        for change in (
            "UPDATE events SET status = 'true'",
            "INSERT INTO places SELECT * FROM places LIMIT 1",
            "UPDATE districts SET quote = NULL",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                database.execute(change)


def test_sqlite_finds_words_and_their_evidence(database: sqlite3.Connection) -> None:
    """Full-text search finds statements by their words; a view has each cell beside the words it came from."""
    with closing(database):
        found = database.execute(
            "SELECT s.text FROM statements_fts JOIN statements AS s ON s.rowid = statements_fts.rowid "
            "WHERE statements_fts MATCH 'impunity'"
        ).fetchall()
        assert found
        assert all("impunity" in text for (text,) in found)
        words = database.execute(
            "SELECT name_text, area_km2, evidence_quote FROM districts_evidence WHERE evidence_field = 'area_km2'"
        ).fetchall()
        assert ("Shusha", 289.0, "289 km2") in words
        fields = database.execute("SELECT description FROM fields WHERE field = 'area_km2'").fetchall()
        assert fields == [("The area of the unit as listed.",)]


def test_duckdb_comments_on_what_it_holds(dist: Path) -> None:
    """Every table and column has its description."""
    with duckdb.connect(dist / f"{STEM}.duckdb", read_only=True) as store:
        tables = dict(store.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall())
        columns = store.execute(
            "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
        ).fetchall()
    for name in PACKAGE.tables:
        assert tables[name] == PACKAGE.resources[name]["description"]
    described = {(table, column): comment for table, column, comment in columns}
    for name in PACKAGE.tables:
        for field in PACKAGE.schema(name)["fields"]:
            assert described[name, field["name"]] == field["description"]


def test_parquet_describes_its_columns(dist: Path) -> None:
    """Types, descriptions and units are in the file itself; a column that is never empty says so."""
    schema = pq.read_schema(dist / f"{STEM}-parquet" / "districts.parquet")
    area = schema.field("area_km2")
    assert (str(area.type), area.metadata[b"unit"], area.nullable) == ("double", b"km2", True)
    assert str(schema.field("date_start").type) == "date32[day]"
    assert not schema.field("quote").nullable
    assert schema.metadata[b"title"] == b"Districts"
    assert b'"primaryKey": ["district_id"]' in schema.metadata[b"table_schema"]


def test_the_workbook_holds_no_formula(ready: MakeReady, tmp_path: Path) -> None:
    """Text that looks like a formula, a link or a number stays text, in every sheet."""
    root = ready('=HYPERLINK("http://x") said Hill State.\n\n+1 @SUM(1) was said by Hill State on 3 May 1890.\n')
    publish(root, tmp_path / "out", ["xlsx"])
    with zipfile.ZipFile(tmp_path / "out" / "vale-1.2.0.xlsx") as book:
        sheets = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/")]
        assert all(entry.compress_type == zipfile.ZIP_STORED for entry in book.infolist())
    assert any(b"=HYPERLINK(" in sheet for sheet in sheets)
    assert len(sheets) == len(PACKAGE.tables) + 2
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


def test_what_a_sheet_cannot_hold_is_said(ready: MakeReady, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table with too many rows is named on the first sheet; a cell that is too long is cut and says so."""
    from kbpack.release import workbook  # noqa: PLC0415  to make its limit small

    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    monkeypatch.setattr(workbook, "MOST_CHARACTERS", 60)
    root = ready("Hill State said that it rained in the vale and in the hills and on the town.\n")
    publish(root, tmp_path / "out", ["xlsx"])
    with zipfile.ZipFile(tmp_path / "out" / "vale-1.2.0.xlsx") as book:
        written = "".join(book.read(name).decode() for name in book.namelist())
    assert "evidence: has more rows than a sheet holds; it is in the other formats" in written
    assert f"Hill State said that it rained in {CUT}" in written


def test_old_dates_are_kept(ready: MakeReady, tmp_path: Path) -> None:
    """A day before spreadsheets have days is text there, and a day everywhere else."""
    root = ready("North Vale: may 08, 1892, territory 289 km2\n")
    publish(root, tmp_path / "out")
    assert Package(root)["districts"]["date_start"].item() == date(1892, 5, 8)
    assert pl.read_parquet(tmp_path / "out" / "vale-1.2.0-parquet" / "districts.parquet")["date_start"].item() == date(
        1892, 5, 8
    )
    with zipfile.ZipFile(tmp_path / "out" / "vale-1.2.0.xlsx") as book:
        assert any(b">1892-05-08<" in book.read(name) for name in book.namelist())
