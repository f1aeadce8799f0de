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


DESCRIBED = """
schemas = {one["name"]: {f["name"]: f["type"] for f in one["schema"]["fields"]}
           for one in json.load(open(f"{folder}/datapackage.json"))["resources"]}
def places(name):
    return f"{stem}-parquet/{name}.parquet", f"{folder}/data/{name}.csv"
"""


def test_pandas_reads_parquet_and_csv(python: Client, unpacked: Path, stem: str) -> None:
    """Every column of every table has its type from Parquet, and from CSV with the types that the descriptor names."""
    code = """
import pandas as pd
kinds = {"string": "string", "integer": "Int64", "number": "Float64"}
seen = {}
for name, fields in schemas.items():
    parquet, plain = places(name)
    days = [field for field, kind in fields.items() if kind == "date"]
    one = pd.read_parquet(parquet)
    two = pd.read_csv(plain, dtype={field: kinds[kind] for field, kind in fields.items() if kind != "date"},
                      parse_dates=days, keep_default_na=False, na_values=[""])
    for field, kind in fields.items():
        one[field] = pd.to_datetime(one[field]) if kind == "date" else one[field].astype(kinds[kind])
        two[field] = pd.to_datetime(two[field]) if kind == "date" else two[field]
        assert [x for x in one[field] if pd.notna(x)] == [x for x in two[field] if pd.notna(x)], (name, field)
    seen[name] = len(one)
raw = pd.read_parquet(places("districts")[0])
assert raw.area_km2.dtype.kind == "f" and raw.char_start.dtype.kind == "i", raw.dtypes
tell(seen, list(pd.read_parquet(places("statements")[0]).cameo_code[:1]))
"""
    first = PACKAGE["statements"]["cameo_code"][0]
    assert first.startswith("0")
    assert asked(python, DESCRIBED + code, stem, unpacked) == [HEIGHTS, [first]]


def test_polars_reads_parquet_and_csv(python: Client, unpacked: Path, stem: str) -> None:
    """A reader that knows nothing of kbpack gets every type from Parquet, and CSV read with these types is the same."""
    code = """
import polars as pl
from polars.testing import assert_frame_equal
kinds = {"string": pl.String, "integer": pl.Int64, "number": pl.Float64, "date": pl.Date}
seen = {}
for name, fields in schemas.items():
    parquet, plain = places(name)
    frame = pl.read_parquet(parquet)
    assert dict(frame.schema) == {field: kinds[kind] for field, kind in fields.items()}, name
    assert_frame_equal(frame, pl.read_csv(plain, schema=frame.schema))
    seen[name] = frame.height
tell(seen)
"""
    assert asked(python, DESCRIBED + code, stem, unpacked) == [HEIGHTS]


def test_pyarrow_reads_parquet_and_csv(python: Client, unpacked: Path, stem: str) -> None:
    """Arrow finds every type and description in Parquet, and CSV read with these types is the same."""
    code = """
import pyarrow as pa, pyarrow.csv, pyarrow.parquet as pq
kinds = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "date": pa.date32()}
seen, undescribed = {}, []
for name, fields in schemas.items():
    parquet, plain = places(name)
    table = pq.read_table(parquet)
    assert {f.name: f.type for f in table.schema} == {field: kinds[kind] for field, kind in fields.items()}, name
    undescribed += [f.name for f in table.schema if not f.metadata[b"description"]]
    convert = pyarrow.csv.ConvertOptions(column_types=table.schema, strings_can_be_null=True, null_values=[""])
    options = pyarrow.csv.ParseOptions(newlines_in_values=True)
    other = pyarrow.csv.read_csv(plain, parse_options=options, convert_options=convert)
    assert table.to_pydict() == other.to_pydict(), name
    seen[name] = table.num_rows
tell(seen, undescribed)
"""
    assert asked(python, DESCRIBED + code, stem, unpacked) == [HEIGHTS, []]


def test_duckdb_reads_everything(python: Client, unpacked: Path, stem: str) -> None:
    """DuckDB's own database, Parquet files and CSV files have the same types and rows."""
    code = """
import duckdb
kinds = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE"}
seen = {}
with duckdb.connect(f"{stem}.duckdb", read_only=True) as store:
    for name, fields in schemas.items():
        parquet, plain = places(name)
        types = {field: kinds[kind] for field, kind in fields.items()}
        named = ", ".join(f"'{field}': '{kind}'" for field, kind in types.items())
        sources = (name, f"'{parquet}'", f"read_csv('{plain}', header = true, columns = {{{named}}})")
        rows = [store.execute(f"SELECT * FROM {source}").fetchall() for source in sources]
        for source in sources:
            told = dict(row[:2] for row in store.execute(f"DESCRIBE SELECT * FROM {source}").fetchall())
            assert told == types, (source, told)
        assert rows[0] == rows[1] == rows[2], name
        seen[name] = len(rows[0])
tell(seen)
"""
    assert asked(python, DESCRIBED + code, stem, unpacked) == [HEIGHTS]


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
