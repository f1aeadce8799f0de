"""The section "Use the data" of the README: each snippet runs as it is written, in the folder of a release."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from clients.conftest import Client
from conftest import ROOT
from kbpack.package import Package

SECTION = (ROOT / "README.md").read_text(encoding="utf-8").split("## Use the data")[1].split("\n## ")[0]
SNIPPETS = dict(re.findall(r"```(\w+)\n(.*?)```", SECTION, re.DOTALL))
PACKAGE = Package(ROOT)


@pytest.fixture
def folder(dist: Path, tmp_path: Path) -> Path:
    """Give a copy of the folder of a release."""
    return Path(shutil.copytree(dist, tmp_path / "dist"))


def ran(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_there_is_a_snippet_for_each_tool() -> None:
    """None is missing, and none runs twice under one name."""
    assert list(SNIPPETS) == ["python", "r", "sql", "sqlite", "sh"]


def test_python(folder: Path) -> None:
    """The frame is shown, and the words behind a value."""
    said = ran(folder, sys.executable, "-c", SNIPPETS["python"])
    assert "event_type" in said
    assert f"events {PACKAGE['events']['event_id'][0]}" in said


def test_r(folder: Path) -> None:
    """R shows the districts as the table has them."""
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("needs R")
    said = ran(folder, program, "--vanilla", "-e", SNIPPETS["r"])
    assert all(name in said for name in PACKAGE["districts"]["name_text"])


def test_duckdb(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each statement gives the rows that it asks for."""
    monkeypatch.chdir(folder)
    with duckdb.connect() as store:
        found = [store.execute(one).fetchall() for one in SNIPPETS["sql"].split(";") if one.strip()]
    assert len(found[1]) == len(PACKAGE["statements"].filter(PACKAGE["statements"]["depth"] > 1))
    assert found[2] == [(PACKAGE["events"].height,)]


def test_sqlite(folder: Path, stem: str) -> None:
    """Words are found, and values stand beside the words that they were read from."""
    with closing(sqlite3.connect(folder / f"{stem}.sqlite")) as database:
        texts, areas = (database.execute(one).fetchall() for one in SNIPPETS["sqlite"].split(";") if one.strip())
    assert texts
    assert all("impunity" in text for (text,) in texts)
    assert len(areas) == PACKAGE["districts"]["area_km2"].count()


def test_the_shell(folder: Path) -> None:
    """The zip unpacks and finds itself whole."""
    shell = shutil.which("sh")
    if shell is None:
        pytest.skip("needs a shell")
    assert ran(folder, shell, "-euc", SNIPPETS["sh"]).startswith("good: 26 files and 935 quotes")


def test_a_spreadsheet(python: Client, stem: str) -> None:
    """The workbook has the sheets, the filter and the value that the text names."""
    told = re.search(r"on the sheet `(\w+)`, filter `(\w+)` to `(\w+)`.*?the sheet `(\w+)`", SECTION, re.DOTALL)
    assert told is not None
    code = """
import sys, openpyxl
stem, sheet, column, value, other = sys.argv[1:]
book = openpyxl.load_workbook(f"{stem}.xlsx")
header, *rows = book[sheet].iter_rows(values_only=True)
assert book[sheet].auto_filter.ref and other in book.sheetnames
print(sum(row[header.index(column)] == value for row in rows))
"""
    table, column, value, _ = told.groups()
    assert int(python(code, stem, *told.groups())) == (PACKAGE[table][column] == value).sum() > 0
