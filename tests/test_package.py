"""kbpack in Python: a package opened from anywhere, typed tables, and where each value comes from."""

from __future__ import annotations

import doctest
import http.server
import json
import subprocess
import sys
import threading
import zipfile
from functools import partial
from pathlib import Path

import polars as pl
import pytest

import kbpack
from conftest import MADE_UP, ROOT, MakeCorpus
from kbpack import package as module
from kbpack.coverage import Coverage
from kbpack.pipeline import build_and_write

TEXT = (
    "Our land\n\nNorth Vale: may 08, 1992, territory 289 km2\n\nHill State said that Plain State attacked Vale Town.\n"
)


@pytest.fixture
def built(make_corpus: MakeCorpus) -> Path:
    root = make_corpus({"a": TEXT}, MADE_UP)
    build_and_write(root)
    return root


def test_the_examples_in_the_documentation_are_true(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each example of the public classes gives what it says, in the folder of this repository."""
    monkeypatch.chdir(ROOT)
    found = doctest.testmod(module)
    assert found.attempted >= 5
    assert not found.failed


def test_the_public_names_are_there_and_cost_nothing_until_they_are_used() -> None:
    """`import kbpack` loads no frames and no schemas, and the functions are not shadowed by modules."""
    code = (
        "import kbpack, sys; loaded = {'polars', 'pandera', 'frictionless'} & set(sys.modules);"
        "assert not loaded, loaded;"
        "import kbpack.pipeline, kbpack.validation;"
        "assert all(callable(getattr(kbpack, name)) for name in kbpack.__all__);"
        "assert set(kbpack.__all__) <= set(dir(kbpack))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        kbpack.nothing  # noqa: B018  the name is what is asked for


def test_tables_are_typed_frames(built: Path) -> None:
    """Numbers, whole numbers and days have their types, a missing value is null; each caller has an own frame."""
    package = kbpack.Package(built)
    row = package["districts"].row(0, named=True)
    assert (row["area_km2"], row["char_start"], str(row["date_start"])) == (289.0, 10, "1992-05-08")
    assert package["districts"]["place_id"].to_list() == ["north"]
    assert package["statements"]["parent_id"].null_count() >= 1
    package["districts"].drop_in_place("quote")
    assert "quote" in package["districts"].columns
    assert package.text("districts")["area_km2"].to_list() == ["289"]
    assert list(package) == list(package.tables)
    assert len(package) == 9


def test_load_is_one_call(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`kbpack.load("events")` reads a table of the package here, or of one that is named."""
    expected = kbpack.Package(built)["events"]
    assert kbpack.load("events", built).equals(expected)
    monkeypatch.chdir(built)
    assert kbpack.load("events").equals(expected)
    assert expected.schema["date_start"] == pl.Date


def test_a_zip_and_an_address_open_alike(built: Path, tmp_path: Path) -> None:
    """The same package from a folder, its descriptor, a zip and an http address; what was fetched goes with it."""
    archive = tmp_path / "package.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted(built.rglob("*")):
            if path.is_file() and ".kbpack" not in path.parts:
                packed.write(path, path.relative_to(built))
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/package.zip"
        packages = [kbpack.Package(place) for place in (built, built / "datapackage.json", archive, address)]
        server.shutdown()
    frames = [package["events"] for package in packages]
    assert all(frame.equals(frames[0]) for frame in frames)
    told = packages[2].explain(f"{frames[0]['event_id'][0]}.event_type")
    assert told[0].table == "events"
    unpacked = packages[2].root
    assert unpacked.is_dir()
    del packages
    assert not unpacked.exists()


def test_a_package_shows_itself(built: Path) -> None:
    """In a terminal and in a notebook: its name, its tables, their rows; text of a package is never markup there."""
    package = kbpack.Package(built)
    assert repr(package).startswith(f"Package 'corpus' ({built})\n  documents         1 rows\n")
    package.descriptor["name"] = "<script>"
    shown = package._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert "<td>districts</td><td>1</td>" in shown


def test_explain_reads_as_the_command_shows_it(built: Path) -> None:
    """A cell told in Python prints its sentence, its words, its rule and its checks."""
    told = kbpack.Package(built).explain("a:10-53.area_km2")
    assert told[0].cells[0].value == "289"
    assert "seeds/a.txt:3:" in str(told)
    assert "[289 km2]" in repr(told)


def test_build_and_validate_are_functions(make_corpus: MakeCorpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """A corpus is built, opened and checked without a command line; what is wrong is an Issue with its place."""
    root = make_corpus({"a": TEXT}, MADE_UP)
    package = kbpack.build(root, jobs=1)
    assert package["documents"].height == 1
    assert kbpack.validate(root).good
    assert package.validate().good
    table = root / "data" / "districts.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",289,", ",-289,"), encoding="utf-8")
    report = kbpack.validate(root, rebuild=False)
    assert not report.good
    assert {issue.table for issue in report.errors} == {"districts"}
    monkeypatch.setattr("kbpack.parsing.coverage", lambda *_: Coverage(0.5, ((0, 1),)))
    with pytest.raises(kbpack.KbpackError, match="coverage is below"):
        kbpack.build(root, min_coverage=1)


def spoil(root: Path) -> None:
    table = root / "data" / "districts.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",289,", ",many,"), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda root: (root / "datapackage.json").unlink(), "cannot be read .*; name a package, or run kbpack build"),
        (lambda root: (root / "datapackage.json").write_text("{"), "is not JSON"),
        (lambda root: (root / "datapackage.json").write_text("[]"), "not a package that kbpack wrote"),
        (
            lambda root: (root / "datapackage.json").write_text('{"name": "x", "resources": [{"name": "y"}]}'),
            "kbpack wrote",
        ),
        (lambda root: (root / "data" / "districts.csv").unlink(), "districts.csv is not as its schema says"),
        (lambda root: (root / "data" / "districts.csv").write_text("a,b\n1,2\n"), r"\(other columns\)"),
        (lambda root: (root / "data" / "districts.csv").write_bytes(b"\xff\n"), "is not as its schema says"),
        (spoil, "is not as its schema says"),
    ],
)
def test_what_cannot_be_read_is_one_line(built: Path, change: object, said: str) -> None:
    """A package that is missing, is none or is damaged: where, what, and what to do."""
    assert callable(change)
    change(built)
    with pytest.raises(kbpack.KbpackError, match=said) as raised:
        kbpack.load("districts", built)
    assert "\n" not in str(raised.value)


def test_a_table_that_is_not_there_is_named(built: Path) -> None:
    """The tables that there are stand in the message."""
    with pytest.raises(kbpack.KbpackError, match="has no table 'event'; it has documents, places"):
        kbpack.load("event", built)
    assert json.loads(json.dumps(kbpack.Package(built).schema("events")))["primaryKey"] == ["event_id"]


@pytest.mark.parametrize("path", ["../secret.csv", "{outside}", "data/../../secret.csv"])
def test_a_package_cannot_name_files_outside_itself(built: Path, path: str) -> None:
    """A descriptor from a stranger reads nothing beside the package."""
    outside = built.parent / "secret.csv"
    outside.write_bytes((built / "data" / "districts.csv").read_bytes())
    descriptor = json.loads((built / "datapackage.json").read_text(encoding="utf-8"))
    table = next(one for one in descriptor["resources"] if one["name"] == "districts")
    table["path"] = path.format(outside=outside)
    (built / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    with pytest.raises(kbpack.KbpackError, match="is not a path inside the package"):
        kbpack.load("districts", built)
    assert "districts         ? rows" in repr(kbpack.Package(built))


def test_a_package_is_where_it_was_opened(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name with brackets and stars is a name, and going elsewhere changes nothing."""
    odd = built.rename(tmp_path / "a[1] *x")
    monkeypatch.chdir(odd)
    package = kbpack.Package(".")
    monkeypatch.chdir(tmp_path)
    assert package["districts"].height == 1


def test_a_report_shows_itself(built: Path) -> None:
    """Its counts and its findings, a line for each."""
    assert repr(kbpack.validate(built)) == "Report: 0 errors, 0 warnings"
    (built / "data" / "districts.csv").unlink()
    shown = repr(kbpack.validate(built, rebuild=False)).splitlines()
    assert shown[0].startswith("Report: ")
    assert any(line.startswith("  error: data/districts.csv: is missing") for line in shown)
