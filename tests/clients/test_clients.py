"""The tools of others on the files of a release: each opens them, and finds the types and rows that we mean."""

from __future__ import annotations

import json
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError

from clients.conftest import Client
from conftest import ROOT
from kbpack.package import Package

PACKAGE = Package(ROOT)
HEIGHTS = {name: PACKAGE[name].height for name in PACKAGE.tables}
AREA = PACKAGE["districts"]["area_km2"].sum()
PATIENCE_S = 60

READ = """
import json, sys
stem, folder, *_ = sys.argv[1:] + ["", ""]
def tell(*found):
    print(json.dumps(found, default=str))
"""


def asked(python: Client, code: str, *arguments: object) -> list[Any]:
    """Run code that ends with `tell`; what it told."""
    return list(json.loads(python(READ + code, *map(str, arguments)).splitlines()[-1]))


def test_pandas_reads_parquet_and_csv(python: Client, unpacked: Path, stem: str) -> None:
    """Numbers are numbers, days are days, an empty cell is missing; whole areas in CSV are whole numbers to pandas."""
    code = """
import pandas as pd
parquet = pd.read_parquet(f"{stem}-parquet/districts.parquet")
plain = pd.read_csv(f"{folder}/data/districts.csv", parse_dates=["date_start"])
for frame in (parquet, plain):
    assert frame.area_km2.dtype.kind in "fi" and frame.char_start.dtype.kind == "i", frame.dtypes
    assert str(frame.date_start.iloc[0])[:10] == "1988-01-01", frame.date_start
tell(len(parquet), len(plain), parquet.area_km2.sum(), float(plain.area_km2.sum()), int(parquet.place_id.isna().sum()))
"""
    missing = PACKAGE["districts"]["place_id"].null_count()
    assert asked(python, code, stem, unpacked) == [9, 9, AREA, AREA, missing]


def test_polars_reads_parquet_and_csv(python: Client, unpacked: Path, stem: str) -> None:
    """A reader that knows nothing of kbpack gets the types from the Parquet file."""
    code = """
import polars as pl
parquet = pl.read_parquet(f"{stem}-parquet/events.parquet")
plain = pl.read_csv(f"{folder}/data/events.csv", infer_schema=False)
tell(parquet.height, plain.height, str(parquet.schema["date_start"]), str(parquet.schema["char_start"]))
"""
    assert asked(python, code, stem, unpacked) == [HEIGHTS["events"], HEIGHTS["events"], "Date", "Int64"]


def test_pyarrow_reads_parquet_and_csv(python: Client, unpacked: Path, stem: str) -> None:
    """Arrow finds the types, and the description of each column."""
    code = """
import pyarrow.csv, pyarrow.parquet as pq
schema = pq.read_schema(f"{stem}-parquet/figures.parquet")
options = pyarrow.csv.ParseOptions(newlines_in_values=True)
plain = pyarrow.csv.read_csv(f"{folder}/data/figures.csv", parse_options=options)
tell(str(schema.field("char_start").type), schema.field("value").metadata[b"description"].decode(), plain.num_rows)
"""
    described = next(field for field in PACKAGE.schema("figures")["fields"] if field["name"] == "value")
    assert asked(python, code, stem, unpacked) == ["int64", described["description"], HEIGHTS["figures"]]


def test_duckdb_reads_everything(python: Client, unpacked: Path, stem: str) -> None:
    """DuckDB opens its own database, Parquet files and CSV files, and they agree."""
    code = """
import duckdb
with duckdb.connect(f"{stem}.duckdb", read_only=True) as store:
    own = store.sql("SELECT typeof(date_start), sum(area_km2) OVER () FROM districts LIMIT 1").fetchall()[0]
    joined = store.sql("SELECT count(*) FROM events JOIN documents USING (document_id)").fetchall()[0][0]
def total(path):
    return duckdb.sql(f"SELECT typeof(any_value(date_start)), sum(area_km2) FROM '{path}'").fetchall()[0]
tell(own, total(f"{stem}-parquet/districts.parquet"), total(f"{folder}/data/districts.csv"), joined)
"""
    areas = ["DATE", AREA]
    assert asked(python, code, stem, unpacked) == [areas, areas, areas, HEIGHTS["events"]]


def test_openpyxl_reads_the_workbook(python: Client, stem: str) -> None:
    """Every table is a sheet with a frozen header, numbers and days are typed, and no cell is a formula."""
    code = """
import openpyxl
book = openpyxl.load_workbook(f"{stem}.xlsx")
formulas = [c.coordinate for sheet in book for row in sheet for c in row if c.data_type == "f"]
sheet = book["districts"]
header = [cell.value for cell in sheet[1]]
row = dict(zip(header, sheet[2]))
rows = {s.title: s.max_row - 1 for s in book}
frozen = all(s.freeze_panes == "A2" for s in book if s.title != "about")
tell(rows, formulas, frozen, row["area_km2"].data_type, row["date_start"].is_date, str(row["date_start"].value)[:10])
"""
    rows, *found = asked(python, code, stem)
    assert rows.pop("about") > 0
    assert rows.pop("fields") == sum(len(PACKAGE.schema(name)["fields"]) for name in PACKAGE.tables)
    assert rows == HEIGHTS
    assert found == [[], True, "n", True, "1988-01-01"]


def test_mlcroissant_loads_every_table(python: Client, unpacked: Path) -> None:
    """The reference implementation of Croissant finds no error, and reads the records of each table."""
    code = """
import os, mlcroissant as mlc
os.chdir(stem)
dataset = mlc.Dataset(jsonld="croissant.json")
issues = dataset.metadata.ctx.issues
counts = {}
for record_set in dataset.metadata.record_sets:
    counts[record_set.name] = sum(1 for _ in dataset.records(record_set.name))
tell(counts, sorted(issues.errors), len(issues.warnings))
"""
    counts, errors, warnings = asked(python, code, unpacked)
    assert (counts, errors) == (HEIGHTS, [])
    assert warnings <= 1  # a release without SOURCE_DATE_EPOCH has no day


def test_csvw_validates_the_tables(environment: Path, unpacked: Path) -> None:
    """The validator of csvw reads every table by its metadata: types, keys and references hold."""
    code = "import sys; from csvw.__main__ import csvwvalidate; sys.exit(csvwvalidate())"
    ran = subprocess.run(
        [environment, "-c", code, "csv-metadata.json"], cwd=unpacked, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout.split()[-1:]) == (0, ["OK"]), ran.stdout + ran.stderr


def test_cffconvert_validates_the_citation(environment: Path, unpacked: Path) -> None:
    """The validator of the Citation File Format accepts it, and its own Zenodo form has what ours has."""
    command = [environment, "-c", "from cffconvert.cli.cli import cli; cli()", "-i", "CITATION.cff"]
    said = subprocess.run([*command, "--validate"], cwd=unpacked, capture_output=True, text=True, check=True)
    assert "valid" in said.stdout
    zenodo = json.loads(
        subprocess.run([*command, "-f", "zenodo"], cwd=unpacked, capture_output=True, text=True, check=True).stdout
    )
    ours = json.loads((unpacked / ".zenodo.json").read_text(encoding="utf-8"))
    for name in ("title", "description", "version", "creators", "keywords"):
        assert ours[name] == zenodo[name]
    assert ours["license"] == zenodo["license"]["id"]


def test_datasette_serves_the_database(environment: Path, dist: Path, stem: str) -> None:
    """Datasette shows the tables with their descriptions, counts by a facet, and finds words in statements."""
    with served(environment, dist, stem) as address:
        (database,) = [one for one in got(f"{address}/-/databases.json") if one["name"] == stem]
        path = f"{address}/{database['route'].replace('.', '~2E')}"
        events = got(f"{path}/events.json?_facet=status&_shape=objects")
        assert events["filtered_table_rows_count"] == HEIGHTS["events"]
        facets = {one["value"]: one["count"] for one in events["facet_results"]["status"]["results"]}
        assert facets == dict(PACKAGE["events"]["status"].value_counts().iter_rows())
        found = got(f"{path}/statements.json?_search=impunity&_shape=array")
        assert found
        assert all("impunity" in row["text"] for row in found)
        with urllib.request.urlopen(f"{path}/districts", timeout=PATIENCE_S) as page:  # noqa: S310  the loopback address
            assert PACKAGE.resources["districts"]["description"] in page.read().decode()


@contextmanager
def served(environment: Path, dist: Path, stem: str) -> Iterator[str]:
    """Run Datasette on the loopback address until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [environment, "-m", "datasette", "serve", f"{stem}.sqlite", "-m", f"{stem}.datasette.json"]
    with subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--port", str(port)],
        cwd=dist,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            until = time.monotonic() + PATIENCE_S
            while True:
                try:
                    got(f"{address}/-/versions.json")
                    break
                except URLError:
                    assert time.monotonic() < until, "Datasette does not answer"
                    time.sleep(0.2)
            yield address
        finally:
            server.terminate()


def got(address: str) -> Any:  # noqa: ANN401  JSON of any shape
    with urllib.request.urlopen(address, timeout=PATIENCE_S) as answer:  # noqa: S310  the loopback address
        return json.load(answer)


def test_a_second_implementation_reads_the_package(node: Client) -> None:
    """The Data Package library of npm finds the descriptor valid, casts every row, and every reference holds."""
    code = """
const { Package } = require('datapackage');
(async () => {
  const one = await Package.load('datapackage.json');
  const rows = {}, broken = [];
  for (const resource of one.resources) {
    rows[resource.name] = (await resource.read({ keyed: true, cast: true })).length;
    if (!(await resource.checkRelations())) broken.push(resource.name);
  }
  const first = (await one.getResource('districts').read({ keyed: true }))[0];
  const types = [typeof first.area_km2, first.date_start instanceof Date];
  console.log(JSON.stringify({ valid: one.valid, errors: one.errors.map(String), rows, broken, types }));
})();
"""
    found = json.loads(node(code))
    assert found == {"valid": True, "errors": [], "rows": HEIGHTS, "broken": [], "types": ["number", True]}


def test_r_reads_the_tables(rscript: Client) -> None:
    """Base R reads the CSV files: numbers are numbers, text with line ends stays in its cell."""
    code = """
districts <- read.csv("data/districts.csv", na.strings = "", encoding = "UTF-8")
evidence <- read.csv("data/evidence.csv", na.strings = "", encoding = "UTF-8")
stopifnot(is.numeric(districts$area_km2), is.integer(districts$char_start))
stopifnot(format(as.Date(districts$date_start[1])) == "1988-01-01")
cat(nrow(districts), nrow(evidence), sum(districts$area_km2, na.rm = TRUE))
"""
    districts, evidence, area = rscript(code).split()
    assert (int(districts), int(evidence), float(area)) == (HEIGHTS["districts"], HEIGHTS["evidence"], AREA)
