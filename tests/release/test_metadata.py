"""What speaks of a release to portals and readers, judged by published profiles; clients judge it in tests/clients."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import polars as pl
import pytest
import yaml

from conftest import ROOT
from kbpack.package import Package
from kbpack.release.publish import publish
from release.conftest import STEM, MakeReady

PROFILE = json.loads((ROOT / "tests" / "profiles" / "datapackage-2.0.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def described(unpacked: Path) -> dict[str, Any]:
    return dict(json.loads((unpacked / "datapackage.json").read_text(encoding="utf-8")))


def test_the_descriptor_is_of_data_package_2(described: dict[str, Any]) -> None:
    """The published profile has nothing to say."""
    jsonschema.Draft7Validator(PROFILE).validate(described)


@pytest.mark.parametrize("broken", ["name", "contributors", "fields"])
def test_the_profile_can_say_no(described: dict[str, Any], broken: str) -> None:
    """A descriptor with a property of the wrong kind is refused, so the test above can fail."""
    wrong = json.loads(json.dumps(described))
    if broken == "fields":
        wrong["resources"][0]["schema"]["fields"][0]["type"] = 7
    else:
        wrong[broken] = 7
    assert list(jsonschema.Draft7Validator(PROFILE).iter_errors(wrong))


@pytest.mark.parametrize("what", ["zip", "folder"])
def test_frictionless_reads_the_release(dist: Path, unpacked: Path, what: str) -> None:
    """The frictionless command validates the zip as it is downloaded, and the folder that it unpacks to."""
    place = dist / f"{STEM}.zip" if what == "zip" else unpacked / "datapackage.json"
    ran = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", place.name, "--json"],
        capture_output=True,
        text=True,
        check=False,
        cwd=place.parent,
    )
    report = json.loads(ran.stdout)
    assert ran.returncode == 0
    assert report["valid"]
    assert report["stats"]["tasks"] == len(Package(ROOT).tables)


def test_csvw_describes_every_column(unpacked: Path) -> None:
    """The columns of CSV on the Web are those of the files, in order, with the keys of the schema."""
    group = json.loads((unpacked / "csv-metadata.json").read_text(encoding="utf-8"))
    assert [table["url"] for table in group["tables"]] == [f"data/{name}.csv" for name in Package(ROOT).tables]
    for table in group["tables"]:
        with (unpacked / table["url"]).open(encoding="utf-8", newline="") as lines:
            header = next(csv.reader(lines))
        assert [column["titles"] for column in table["tableSchema"]["columns"]] == header
        assert table["tableSchema"]["primaryKey"] == Package(ROOT).schema(Path(table["url"]).stem)["primaryKey"]


def test_croissant_names_files_by_their_digests(unpacked: Path, described: dict[str, Any]) -> None:
    """Each file of the distribution has the digest of the descriptor; each field has a type and a column."""
    croissant = json.loads((unpacked / "croissant.json").read_text(encoding="utf-8"))
    digests = {one["contentUrl"]: one["sha256"] for one in croissant["distribution"]}
    expected = {one["path"]: one["hash"].removeprefix("sha256:") for one in described["resources"]}
    assert digests == expected | {one["path"]: one["sha256"] for one in described["kbpack:documents"]}
    fields = [field["@id"] for record in croissant["recordSet"] for field in record["field"]]
    assert fields == [
        f"{one['name']}/{field['name']}" for one in described["resources"] for field in one["schema"]["fields"]
    ]
    assert croissant["conformsTo"] == "http://mlcommons.org/croissant/1.1"


def test_each_piece_of_evidence_is_an_annotation_that_finds_its_words(unpacked: Path) -> None:
    """Both selectors give the words, and the body the cell as its table has it."""
    package = Package(ROOT)
    found = 0
    for page_file in sorted((unpacked / "annotations").iterdir()):
        page = json.loads(page_file.read_text(encoding="utf-8"))
        assert page["type"] == "AnnotationPage"
        for note in page["items"]:
            found += 1
            position, quote = note["target"]["selector"]
            text = (page_file.parent / unquote(note["target"]["source"])).read_bytes().decode().removeprefix("\ufeff")
            assert text[position["start"] : position["end"]] == quote["exact"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert text.find(around) == position["start"] - len(quote["prefix"])
            table, field = note["body"][1]["value"].split(".")
            row_id = unquote(note["id"]).split(f":{table}:", 1)[1].removesuffix(f":{field}")
            key = package.schema(table)["primaryKey"][0]
            cell = package.text(table).filter(pl.col(key) == row_id)[field].item()
            assert note["body"][0]["value"] == cell
    assert found == package["evidence"].height


def test_people_and_moment_are_cited(ready: MakeReady, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Names of persons come apart as citation files want them; both files agree."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    root = ready()
    publish(root, tmp_path / "out", ["zip"])
    import zipfile  # noqa: PLC0415  only here

    with zipfile.ZipFile(tmp_path / "out" / "vale-1.2.0.zip") as archive:
        cited = yaml.safe_load(archive.read("CITATION.cff"))
        zenodo = json.loads(archive.read(".zenodo.json"))
        croissant = json.loads(archive.read("croissant.json"))
    assert cited["authors"] == [{"family-names": "Vale", "given-names": "Ada"}]
    assert zenodo["creators"] == [{"name": "Vale, Ada"}]
    assert cited["title"] == zenodo["title"] == "The vale"
    assert zenodo["publication_date"] == str(cited["date-released"]) == croissant["datePublished"] == "2023-11-14"
    assert croissant["citeAs"] == "Ada Vale (2023). The vale. Version 1.2.0."
