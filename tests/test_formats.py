"""A report in each of its forms."""

import json
from importlib.resources import files
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from kbpack.formats import FORMATS, PACKAGE_CHECKS, TABLE_CHECKS
from kbpack.report import FOLD, Issue, Report

CELL = Issue(
    code="bound",
    severity="error",
    message='data/a.csv:4: size -1 is below 0; the source says "1, or\n2"',
    remedy="run kbpack build",
    table="a",
    row="d:0-1",
    field="size",
    document="seeds/d.txt",
    line=2,
    column=7,
    path="data/a.csv",
    path_line=4,
    path_column=9,
)
FILE = Issue("hash", "error", "data/b.csv: has another hash", path="data/b.csv")
NOTE = Issue("unused", "warning", "a note with \x01 and < & > in it")


def report(*issues: Issue) -> Report:
    made = Report()
    made.extend(issues)
    return made


def test_the_json_form_is_as_its_schema_says() -> None:
    """A good report, one with all kinds of issue and a flood are valid against `report.schema.json`."""
    schema = json.loads(files("kbpack").joinpath("report.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for made in (report(), report(CELL, FILE, NOTE), report(*[CELL] * (FOLD + 5))):
        found = json.loads(FORMATS["json"](made, ["a", "b"]))
        validator.validate(found)
        assert found["good"] == made.good
        assert found["errors"] == made.count("error")


def test_a_flood_is_counted_whole() -> None:
    """The JSON form shows the first of a flood and how many more there are."""
    found = json.loads(FORMATS["json"](report(*[CELL] * (FOLD + 5)), []))
    assert found["errors"] == FOLD + 5
    assert len(found["issues"]) == FOLD + 1
    assert found["issues"][-1]["more"] == 5


def test_text_has_a_line_for_each_issue_and_the_counts() -> None:
    """Text is for people: one line an issue, then the counts, or the word good."""
    assert FORMATS["text"](report(), []) == "good\n"
    assert FORMATS["text"](report(FILE, NOTE), []).splitlines()[-1] == "1 errors, 1 warnings"


def test_junit_has_a_case_for_each_check_and_table() -> None:
    """Every check of every table is a case, passed or failed; text that XML cannot hold does not break it."""
    root = ET.fromstring(FORMATS["junit"](report(CELL, FILE, NOTE), ["a", "b"]))  # noqa: S314  our own output
    suites = {suite.get("name"): suite for suite in root}
    assert suites.keys() == {"package", "a", "b"}
    assert len(suites["a"]) == len(TABLE_CHECKS)
    assert len(suites["package"]) == len(PACKAGE_CHECKS) + 1
    assert [case.get("name") for case in suites["a"] if case.find("failure") is not None] == [TABLE_CHECKS["bound"]]
    assert suites["b"].get("failures") == "0"
    assert suites["a"].get("tests") == str(len(TABLE_CHECKS))


def test_sarif_points_at_the_cell_and_at_the_words() -> None:
    """A result has its place in the CSV, and as a related place that in the document."""
    run = json.loads(FORMATS["sarif"](report(CELL, FILE), []))["runs"][0]
    cell, file = run["results"]
    place = cell["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "data/a.csv"}, "region": {"startLine": 4, "startColumn": 9}}
    related = cell["relatedLocations"][0]["physicalLocation"]
    assert related == {"artifactLocation": {"uri": "seeds/d.txt"}, "region": {"startLine": 2, "startColumn": 7}}
    assert "relatedLocations" not in file
    assert run["tool"]["driver"]["rules"][cell["ruleIndex"]]["id"] == cell["ruleId"] == "bound"


def test_github_annotations_are_one_line_each() -> None:
    """Line ends and marks of the command are escaped; the document has a notice of its own."""
    lines = FORMATS["github"](report(CELL, NOTE), []).splitlines()
    assert lines[0].startswith("::error file=data/a.csv,line=4,col=9,title=kbpack bound::data/a.csv:4: size")
    assert "%0A2" in lines[0]
    assert lines[1].startswith("::notice file=seeds/d.txt,line=2,col=7,title=kbpack bound::")
    assert lines[2].startswith("::warning file=datapackage.json,title=kbpack unused::")


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_tells_every_issue(form: str) -> None:
    """No form leaves an issue out."""
    told = FORMATS[form](report(CELL, FILE, NOTE), ["a"])
    for words in ("size -1 is below 0", "another hash", "a note with"):
        assert words in told
