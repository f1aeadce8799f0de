"""Packages made to do harm: validation ends soon, in little memory, with an error and no traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import generic_packages
import made_up
from kbpack.checks.generic import blocks, keys
from kbpack.checks.generic.patterns import refusal, states
from kbpack.report import FOLD, Issue, Report
from kbpack.validation import validate

MEASURE = """
import resource, sys, time
from pathlib import Path
from kbpack.validation import validate
report = validate(Path(sys.argv[1]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
for issue in report:
    print(issue.code, str(issue)[:300])
"""


def measured(root: Path) -> tuple[int, list[str]]:
    """Validate in a process of its own, which must end: peak memory in MB, and what is told."""
    done = subprocess.run([sys.executable, "-c", MEASURE, root], capture_output=True, text=True, check=True, timeout=60)
    peak, *told = done.stdout.splitlines()
    return int(peak), told


def codes(root: Path) -> set[str]:
    return {issue.code for issue in validate(root)}


@pytest.mark.parametrize("own", [True, False])
def test_a_line_of_a_gigabyte_is_bounded(tmp_path: Path, own: bool) -> None:  # noqa: FBT001
    """A line that never ends is told with its line, and is not held in memory."""
    root = made_up.write(tmp_path) if own else generic_packages.write(tmp_path)
    path = root / ("data/places.csv" if own else "places.csv")
    with path.open("ab") as file:
        file.truncate(1 << 30)
    peak, told = measured(root)
    assert peak < 700  # MB; held whole, the line takes more than 1,000
    assert any(line.startswith("structure") and "16000000 bytes" in line for line in told), told


@pytest.mark.parametrize("pattern", ["(a+)+", "(a|a)*", "(a|aa)+", "(.*)*x", "([a-z]+)*[0-9]", "(a?){30}a{30}"])
def test_no_pattern_hangs(tmp_path: Path, pattern: str) -> None:
    """Patterns on which backtracking engines never end are matched all the same."""
    field = {"type": "string", "constraints": {"pattern": pattern}}
    root = generic_packages.one_column(tmp_path, field, ["a" * 50_000 + "!", "b"])
    _, told = measured(root)
    assert {line.split(" ")[0] for line in told} == {"pattern"}


@pytest.mark.parametrize(
    "pattern", ["(?=a)b", r"(a)\1", "a{1000}{1000}", "(a{100}){100}", "[", "(", "a" * 3000, "(?<=a)b"]
)
def test_a_pattern_that_cannot_be_run_is_refused(tmp_path: Path, pattern: str) -> None:
    """A pattern that a linear-time engine cannot express, or only with too many states, is an error of the schema."""
    field = {"type": "string", "constraints": {"pattern": pattern}}
    root = generic_packages.one_column(tmp_path, field, ["a"])
    (issue,) = validate(root)
    assert (issue.code, issue.table, issue.field) == ("schema", "table", "it")
    assert refusal(pattern)


def test_states_are_counted() -> None:
    """Repetitions multiply what they repeat, and what stands side by side adds up."""
    assert states("ab") == 2
    assert states("(ab){10}c{3}") == 23
    assert states("((a{10}){10}){10}") == 1000
    assert not refusal("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        "1" * 10_000,
        '{"resources": ' + "[" * 50_000,
        "\ud800".encode("utf-8", "surrogatepass"),
    ],
    ids=["lists", "objects", "digits", "resources", "surrogate"],
)
def test_a_hostile_descriptor_is_told(tmp_path: Path, text: str | bytes) -> None:
    """A descriptor that is nested too deep, or is no JSON, is one error."""
    root = generic_packages.write(tmp_path)
    (root / "datapackage.json").write_bytes(text if isinstance(text, bytes) else text.encode())
    assert codes(root) == {"descriptor"}


@pytest.mark.parametrize(
    "make",
    [os.mkfifo, lambda path: path.symlink_to("/dev/zero"), lambda path: path.symlink_to("/etc/passwd"), Path.mkdir],
)
@pytest.mark.parametrize("place", ["places.csv", "schema.json"])
def test_only_plain_files_are_opened(tmp_path: Path, make: Any, place: str) -> None:  # noqa: ANN401
    """A pipe, a device, a folder or a link out of the package is told and not opened."""
    about = generic_packages.descriptor()
    if place == "schema.json":
        about["resources"][0]["schema"] = "schema.json"
        about["resources"][1]["schema"].pop("foreignKeys")
    root = generic_packages.write(tmp_path / "package", about=about)
    (root / place).unlink(missing_ok=True)
    make(root / place)
    assert codes(root) == {"missing"}


@pytest.mark.parametrize(
    "path",
    [
        "https://example.org/x.csv",
        "ftp://example.org/x.csv",
        "file:///etc/passwd",
        "/etc/passwd",
        "../x.csv",
        "a/../../x.csv",
        "..\\x.csv",
        "C:\\x.csv",
        "~/x.csv",
        "data:text/csv,a",
        "",
        "s3://b/x.csv",
        "x\u202evsc.csv",
    ],
)
@pytest.mark.parametrize("property_", ["path", "schema", "dialect"])
def test_nothing_outside_is_read_or_fetched(tmp_path: Path, path: str, property_: str) -> None:
    """A path that leaves the package is an error, and a URL is never fetched."""
    about = generic_packages.descriptor()
    about["resources"] = about["resources"][:1]
    root = generic_packages.write(tmp_path / "package", about=about)
    about["resources"][0][property_] = path
    (root / "datapackage.json").write_text(json.dumps(about), encoding="utf-8")
    assert "descriptor" in codes(root)


def test_many_columns(tmp_path: Path) -> None:
    """A header of a million labels is told, not read."""
    root = generic_packages.write(tmp_path, {"places.csv": b"a," * 1_000_000 + b"a\n" + b"," * 1_000_000 + b"\n"})
    _, told = measured(root)
    assert any(line.startswith("structure") for line in told)


@pytest.mark.parametrize(
    "header",
    ["a,b\n", ",\n", "\n", "\n\n\n", "\r\r\r", '"', '""', '"a', "\0", "\ufeff", "\ufeffid,region,code,area,day\n"],
)
def test_odd_beginnings(tmp_path: Path, header: str) -> None:
    """Whatever a file begins with, validation ends in a report."""
    root = generic_packages.write(tmp_path, {"places.csv": header.encode()})
    validate(root)


def test_a_flood_is_folded(tmp_path: Path) -> None:
    """Of a flood the first are shown and the others counted, and nothing of it is lost to the exit code."""
    size = 200_000
    places = "id,region,code,area,day\n" + "".join(f"{n},west,ID{n},-1,x\n" for n in range(1, size + 1))
    report = validate(generic_packages.write(tmp_path, {"places.csv": places.encode()}))
    assert not report.good
    assert len(report) < 6 * (FOLD + 1)
    assert report.count("error") == 4 * size
    rest = [issue for issue in report if issue.rest]
    assert {(issue.field, issue.rest) for issue in rest} == {
        (f, size - FOLD) for f in ("region", "code", "area", "day")
    }
    assert all(f"and {size - FOLD} more" in issue.message for issue in rest)


def test_a_report_counts_what_it_does_not_keep() -> None:
    """Issues are kept by kind; the line for the rest stands behind the last of its kind."""
    report = Report()
    report.extend(Issue("type", "error", str(number), field="a") for number in range(30))
    report.add(Issue("type", "warning", "other"))
    assert report.count("error") == 30
    assert [issue.rest for issue in report] == [0] * FOLD + [30 - FOLD, 0]
    assert [issue.message for issue in report][-1] == "other"


def test_blocks_and_spilled_keys_give_the_same_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table in many small blocks, its keys in files, is judged as in one piece."""
    size = 1000
    places = "id,region,code,area,day\n" + "".join(f"{n},north,ID-{n % 950},1,\n" for n in [*range(1, size), 7])
    visits = "id,place_id,kind,value,note\n" + "".join(f'{n},{n * 2},a,1,"x,{n}\n"\n' for n in range(1, size))
    root = generic_packages.write(tmp_path, {"places.csv": places.encode(), "visits.csv": visits.encode()})
    whole = list(map(str, validate(root)))
    monkeypatch.setattr(blocks, "BLOCK", 4000)
    monkeypatch.setattr(keys, "IN_MEMORY", 8000)
    assert list(map(str, validate(root))) == whole
    assert len(whole) > 2 * FOLD


def test_the_places_of_a_wrong_cell(tmp_path: Path) -> None:
    """An issue has the line and the column of its cell in the file, and a problem of the descriptor its line there."""
    about = generic_packages.descriptor()
    about["resources"][0]["schema"]["fields"][4]["type"] = "day"
    visits = generic_packages.VISITS.replace(b"11,3,b,5", b"11,3,b,500")
    root = generic_packages.write(tmp_path, {"visits.csv": visits}, about)
    schema, bound = validate(root)
    assert (bound.path, bound.path_line, bound.path_column) == ("visits.csv", 3, 8)
    lines = (root / "datapackage.json").read_text(encoding="utf-8").splitlines()
    assert (schema.path, schema.field) == ("datapackage.json", "day")
    assert '"type": "day"' in lines[(schema.path_line or 0) - 1]


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """A table without keys is held a block at a time."""
    field = {"type": "integer"}
    root = generic_packages.one_column(tmp_path, field, ["1"])
    with (root / "table.csv").open("ab") as file:
        for number in range(300):
            file.write(b"".join(b"%d,%d\n" % (number, other) for other in range(100_000)))
    peak, told = measured(root)
    assert peak < 900  # MB; held whole, the table takes about 1,500
    assert told == []
