"""What the published validator calls an error kbpack calls an error of the same kind; the exceptions are documented."""

# ruff: noqa: RUF001  look-alike letters and digits are what is tested

from __future__ import annotations

import re
import shutil
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import generic_packages
from kbpack.engines import validate_with_frictionless
from kbpack.report import Report
from kbpack.validation import validate

DOCS = Path(__file__).parent.parent / "docs" / "validation.md"

CELLS = {
    "padded number": [" 5", "5 "],
    "underscore": ["1_000"],
    "other digits": ["１２", "٣"],
    "infinity spelt out": ["inf", "Infinity", "nan"],
    "short date": ["2020-1-1", "2020-01-5"],
    "blank for T": ["2020-01-01 10:11:12"],
    "midnight as 24": ["24:00:00"],
    "": [
        *(
            "",
            "1",
            "0",
            "-1",
            "+5",
            "007",
            "1e5",
            "5.",
            "NaN",
            "INF",
            "true",
            "TRUE",
            "yes",
            "2020-01-01",
            "2020-02-30",
        ),
        *("2020-01", "2020", "20:00", "10:11:12", "10:11:12Z", "2020-01-01T10:11:12", "2020-01-01T10:11:12Z", "P1D"),
        *("P1Y2M", "PT5M", "P", "abc", "a b", "é", "{}", "[]", '{"a":1}', "[1,2]", "[1", "1,2", "1.5, 2.5", "200,1"),
        *("1,2,3", '{"lon":1,"lat":2}', '{"type":"Point","coordinates":[1,2]}', '{"type":"Point"}', "a@b.org", "a@b"),
        *("http://x.org/a", "urn:x", "123e4567-e89b-12d3-a456-426614174000", "123e4567", "aGk=", "aGk", "$5", "5%"),
        *("1.000,5", "0001", "9" * 50, "-0", "--1", "null", "0.1", "12345678901234567890.123", "1e400", "25:00:00"),
        *("2020-13", "-2020", "02020", "=1+1", "@cmd", "a\nb", "a,b", '"', "\u200b1", "a\u202eb"),
    ],
}
LABELS = {cell: label for label, cells in CELLS.items() for cell in cells}
"""Each cell with the difference that it shows for the types that it concerns, where it shows one."""

FIELDS: list[dict[str, Any]] = [
    *({"type": name} for name in ("string", "integer", "number", "boolean", "date", "datetime", "time", "year")),
    *({"type": name} for name in ("yearmonth", "duration", "geopoint", "object", "array", "geojson", "any", "list")),
    *({"type": "string", "format": name} for name in ("email", "uri", "uuid", "binary")),
    *({"type": "geopoint", "format": name} for name in ("array", "object")),
    {"type": "date", "format": "%d/%m/%Y"},
    {"type": "date", "format": "any"},
    {"type": "datetime", "format": "any"},
    {"type": "time", "format": "%H:%M"},
    {"type": "number", "decimalChar": ",", "groupChar": "."},
    {"type": "number", "bareNumber": False},
    {"type": "integer", "bareNumber": False},
    {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]},
    {"type": "integer", "constraints": {"minimum": 0, "maximum": 6}},
    {"type": "integer", "constraints": {"enum": [1, 5]}},
    {"type": "number", "constraints": {"minimum": 0.1, "exclusiveMaximum": 1}},
    {"type": "number", "constraints": {"enum": [1, 0.1]}},
    {"type": "string", "constraints": {"minLength": 2, "maxLength": 4}},
    {"type": "string", "constraints": {"pattern": "[a-z]+"}},
    {"type": "string", "constraints": {"enum": ["abc", "1"]}},
    {"type": "string", "constraints": {"required": True, "unique": True}},
    {"type": "boolean", "constraints": {"enum": [True]}},
    {"type": "date", "constraints": {"minimum": "2020-06-01"}},
    {"type": "year", "constraints": {"minimum": 2021}},
    {"type": "yearmonth", "constraints": {"minimum": "2020-02"}},
    {"type": "array", "constraints": {"minLength": 1}},
    {"type": "object", "constraints": {"maxLength": 0}},
    {"type": "any", "constraints": {"enum": ["1"]}},
]
VALUE = {"type", "required", "bound", "length", "pattern", "code", "rule"}
"""The kinds of wrong value: where kbpack refuses a spelling, frictionless may read it and refuse the value."""


def asked(root: Path) -> Report:
    """Ask frictionless, whose warnings about itself are no matter here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return validate_with_frictionless(root)


def differences_in_docs() -> set[str]:
    """Give the first column of the table of differences."""
    section = DOCS.read_text(encoding="utf-8").partition("## Where frictionless differs")[2].partition("\n## ")[0]
    return set(re.findall(r"^\| ([^|]+?) \|", section, re.MULTILINE)[1:]) - {"---"}


def told(report: Report) -> set[tuple[int | None, str]]:
    """Give the line and the code of each issue."""
    return {(issue.line, issue.code) for issue in report if not issue.rest}


seen: set[str] = set()


@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_any_cell_is_judged_alike(tmp_path: Path, field: dict[str, Any]) -> None:
    """For each type and constraint, a cell that frictionless refuses is refused for the same reason."""
    for start in range(0, len(LABELS), 15):
        cells = list(LABELS)[start : start + 15]
        root = generic_packages.one_column(tmp_path / str(start), field, cells)
        ours, theirs = told(validate(root)), told(asked(root))
        for number, cell in enumerate(cells):
            mine = {code for line, code in ours if line == _line(cells, number)}
            other = {code for line, code in theirs if line == _line(cells, number)}
            if mine == other:
                continue
            label = "loose base64" if field.get("format") == "binary" else LABELS[cell]
            assert label, (cell, mine, other)
            assert mine == {"type"}, (cell, mine, other)
            assert other <= VALUE
            seen.add(label)


def _line(cells: list[str], number: int) -> int:
    """The row number of frictionless and the line of kbpack are one where no cell before spans lines."""
    return number + 2 if "a\nb" not in cells[:number] else -1


SPOILT: dict[str, tuple[str, bytes, bytes]] = {
    "type": ("places.csv", b"1,north", b"x,north"),
    "number": ("places.csv", b"2.5", b"2,5"),
    "bound": ("places.csv", b"2.5", b"-2.5"),
    "enum": ("places.csv", b"1,north", b"1,west"),
    "pattern": ("places.csv", b"ID-33", b"XX-33"),
    "unique": ("places.csv", b"ID-33", b"ID-1"),
    "required": ("places.csv", b"\n2,south", b"\n,south"),
    "primary key": ("places.csv", b"3,north", b"1,north"),
    "date": ("places.csv", b"2019-12-01", b"2019-13-01"),
    "reference": ("visits.csv", b"11,3", b"11,9"),
    "length": ("visits.csv", b"one", b"one and twenty and more"),
    "missing cell": ("visits.csv", b"10,1,a,-5,one", b"10,1,a,-5"),
    "extra cell": ("visits.csv", b"10,1,a,-5,one", b"10,1,a,-5,one,two"),
    "blank row": ("visits.csv", b"\n11", b"\n\n11"),
    "empty row": ("visits.csv", b"\n11", b"\n,,,,\n11"),
    "label": ("visits.csv", b"kind", b"sort"),
    "label twice": ("visits.csv", b"kind", b"value"),
    "no label": ("visits.csv", b"kind", b""),
    "missing label": ("visits.csv", b",note", b""),
    "extra label": ("visits.csv", b",note", b",note,more"),
    "quotation mark": ("visits.csv", b'three"', b"three"),
    "encoding": ("visits.csv", b"one", b"\xff\xfe"),
    "no header": ("visits.csv", b"id,place_id,kind,value,note\n", b""),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_file_is_judged_alike(tmp_path: Path, name: str) -> None:
    """Each kind of error of frictionless in a spoilt file is a kind of error of kbpack there."""
    path, old, new = SPOILT[name]
    content = {"places.csv": generic_packages.PLACES, "visits.csv": generic_packages.VISITS}[path]
    assert old in content
    root = generic_packages.write(tmp_path, {path: content.replace(old, new)})
    theirs = {issue.code for issue in asked(root) if issue.severity == "error"}
    ours = {issue.code for issue in validate(root)}
    assert ours
    assert without_consequences(theirs, ours, content.replace(old, new)) <= ours, (theirs, ours)


def without_consequences(theirs: set[str], ours: set[str], content: bytes) -> set[str]:
    """Leave out what frictionless adds where a key is not read, and what it reads on in broken quoting."""
    if content.count(b'"') % 2 and "structure" in ours:
        seen.add("broken quoting")
        return theirs & {"structure"}
    if "required" in theirs - ours and ours & {"type", "structure"}:
        seen.add("key of an unread cell")
        theirs = theirs - {"required"}
    if "reference" in theirs - ours and "structure" in ours:
        theirs = theirs - {"reference"}
    return theirs


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(["places.csv", "visits.csv"]),
    st.integers(0, 90),
    st.sampled_from([b"", b"x", b",", b"\n", b"-", b"9", b"\n\n", b",,"]),
    st.integers(0, 3),
)
def test_any_change_is_judged_alike(
    tmp_path_factory: pytest.TempPathFactory, path: str, at: int, new: bytes, cut: int
) -> None:
    """Whatever is changed in a file, frictionless finds no kind of error that kbpack does not find."""
    content = {"places.csv": generic_packages.PLACES, "visits.csv": generic_packages.VISITS}[path]
    changed = content[:at] + new + content[at + cut :]
    root = generic_packages.write(tmp_path_factory.mktemp("any"), {path: changed})
    theirs, ours = ({issue.code for issue in report} for report in (asked(root), validate(root)))
    assert without_consequences(theirs, ours, changed) <= ours
    shutil.rmtree(root)


DESCRIPTORS: dict[str, Any] = {
    "no resources": lambda d: d.pop("resources"),
    "resources of another type": lambda d: d.update(resources={}),
    "a resource that is text": lambda d: d["resources"].append("x"),
    "no name": lambda d: d["resources"][0].pop("name"),
    "a name twice": lambda d: d["resources"][1].update(name="places"),
    "a name in capitals in version 1": lambda d: (d.pop("$schema"), d["resources"][0].update(name="Places")),
    "no path": lambda d: d["resources"][0].pop("path"),
    "path and data": lambda d: d["resources"][0].update(data=[["id"], [1]]),
    "a path above": lambda d: d["resources"][0].update(path="../places.csv"),
    "an absolute path": lambda d: d["resources"][0].update(path="/etc/passwd"),
    "a path to nothing": lambda d: d["resources"][0].update(path="none.csv"),
    "bytes": lambda d: d["resources"][0].update(bytes=1),
    "bytes as text": lambda d: d["resources"][0].update(bytes="1"),
    "hash": lambda d: d["resources"][0].update(hash="sha256:" + "0" * 64),
    "hash without a name": lambda d: d["resources"][0].update(hash="0" * 32),
    "an unknown type": lambda d: d["resources"][0]["schema"]["fields"][0].update(type="int"),
    "a constraint that fits not": lambda d: d["resources"][0]["schema"]["fields"][0]["constraints"].update(pattern="1"),
    "a field without name": lambda d: d["resources"][0]["schema"]["fields"][0].pop("name"),
    "a field twice": lambda d: d["resources"][0]["schema"]["fields"].append({"name": "id", "type": "integer"}),
    "a key that is no field": lambda d: d["resources"][0]["schema"].update(primaryKey=["none"]),
    "a reference of no field": lambda d: d["resources"][1]["schema"]["foreignKeys"][0].update(fields=["none"]),
    "a reference to no resource": lambda d: d["resources"][1]["schema"]["foreignKeys"][0]["reference"].update(
        resource="none"
    ),
    "fields that are none": lambda d: d["resources"][0]["schema"].update(fields={}),
    "title of another type": lambda d: d.update(title=1),
    "keywords of another type": lambda d: d.update(keywords="a"),
    "a licence without name": lambda d: d.update(licenses=[{"title": "x"}]),
    "an address": lambda d: d.update(contributors=[{"title": "x", "email": "no"}]),
    "created": lambda d: d.update(created="yesterday"),
    "missing values as text": lambda d: d["resources"][0]["schema"].update(missingValues="x"),
    "a dialect of another type": lambda d: d["resources"][0].update(dialect={"header": "no"}),
    "a delimiter": lambda d: d["resources"][0].update(dialect={"delimiter": ";"}),
    "exclusive bounds in version 1": lambda d: (
        d.pop("$schema"),
        d["resources"][0]["schema"]["fields"][0]["constraints"].update(exclusiveMinimum=0),
    ),
}
FORM = {"descriptor", "schema", "missing", "structure", "hash", "bytes"}


@pytest.mark.parametrize("name", DESCRIPTORS)
def test_a_spoilt_descriptor_is_judged_alike(tmp_path: Path, name: str) -> None:
    """A descriptor in which frictionless finds an error is wrong in form for kbpack too."""
    about = generic_packages.descriptor()
    root = generic_packages.write(tmp_path, about=about)
    DESCRIPTORS[name](about)
    generic_packages.write(root, about=about)
    theirs, ours = asked(root), validate(root)
    assert not ours.good
    if not theirs.good:
        assert {issue.code for issue in ours} & FORM


CLEAN: dict[str, dict[str, Any]] = {
    "quotation marks everywhere": {
        "files": {
            "places.csv": b"\n".join(
                b'"' + line.replace(b",", b'","') + b'"' for line in generic_packages.PLACES.split()
            )
            + b"\n"
        }
    },
    "CR LF": {"files": {"places.csv": generic_packages.PLACES.replace(b"\n", b"\r\n")}},
    "no last line end": {"files": {"places.csv": generic_packages.PLACES.rstrip()}},
    "a cell of two lines": {"files": {"visits.csv": generic_packages.VISITS.replace(b"two, three", b"two\nthree")}},
}


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_variant_is_clean_for_both(tmp_path: Path, name: str) -> None:
    """Ways of writing that the standard admits are no errors."""
    root = generic_packages.write(tmp_path, **CLEAN[name])
    assert [str(issue) for issue in asked(root)] == []
    assert [str(issue) for issue in validate(root)] == []


MISSED: dict[str, tuple[str, Any]] = {
    "duplicate keys": (
        "datapackage.json",
        lambda raw: raw.replace(b'"name": "trips"', b'"name": "trips", "name": "trips"'),
    ),
    "no resources": ("datapackage.json", lambda _: b'{"name": "none", "resources": []}'),
    "NUL": ("places.csv", lambda raw: raw.replace(b"north", b"nor\0th", 1)),
    "uniqueKeys": (
        "datapackage.json",
        lambda raw: raw.replace(b'"primaryKey": [', b'"uniqueKeys": [["region"]], "primaryKey": [', 1),
    ),
    "text after a quotation mark": ("visits.csv", lambda raw: raw.replace(b"one", b'"one"x')),
    "part of a key missing": ("", None),
}


@pytest.mark.parametrize("name", [name for name, (path, _) in MISSED.items() if path])
def test_what_frictionless_misses(tmp_path: Path, name: str) -> None:
    """An error of kbpack alone stands in the table of differences."""
    path, change = MISSED[name]
    about = generic_packages.descriptor()
    root = generic_packages.write(tmp_path, about=about)
    for entry in about["resources"]:
        del entry["bytes"], entry["hash"]
    root = generic_packages.write(tmp_path, about=about)
    (root / path).write_bytes(change((root / path).read_bytes()))
    for entry in about["resources"]:
        entry.pop("bytes"), entry.pop("hash")
    found = {issue.code for issue in validate(root)} - {"bytes", "hash"}
    theirs = {issue.code for issue in asked(root)} - {"bytes", "hash"}
    assert found
    assert not found <= theirs
    seen.add(name)


def test_part_of_a_key_is_missing(tmp_path: Path) -> None:
    """Frictionless lets a primary key be filled in part."""
    about = generic_packages.descriptor()
    about["resources"][0]["schema"]["primaryKey"] = ["id", "area"]
    about["resources"][1]["schema"]["foreignKeys"] = []
    places = generic_packages.PLACES.replace(b"ID-2,0", b"ID-2,")
    root = generic_packages.write(tmp_path, {"places.csv": places}, about)
    assert asked(root).good
    assert [(issue.code, issue.field, issue.line) for issue in validate(root)] == [("required", "area", 3)]
    seen.add("part of a key missing")


SHOWN_BY = ("integer", "number", "date", "datetime", "time", "binary")
"""Types and formats of which some cells show a difference."""


def test_the_table_of_differences_is_what_is_observed(tmp_path: Path) -> None:
    """The documentation has each difference that the tests of this file see, and no other."""
    seen.clear()
    for name in SHOWN_BY:
        field = {"type": "string", "format": name} if name == "binary" else {"type": name}
        test_any_cell_is_judged_alike(tmp_path / name, field)
    for name in SPOILT:
        test_a_spoilt_file_is_judged_alike(tmp_path / f"spoilt {name}", name)
    for name in (name for name, (path, _) in MISSED.items() if path):
        test_what_frictionless_misses(tmp_path / f"missed {name}", name)
    test_part_of_a_key_is_missing(tmp_path / "key")
    assert differences_in_docs() == seen
