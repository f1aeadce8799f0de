"""`kbpack build`: what it shows, the coverage it asks for, and --check."""

import re
from pathlib import Path

import pytest

from cli.conftest import DISTRICT
from conftest import Command, package_files
from kbpack.coverage import Coverage
from kbpack.pipeline import build


def test_a_build_shows_rows_coverage_and_findings(corpus: Path, command: Command) -> None:
    """The table has a row for the document, and the findings name both sides."""
    ran = command("build", cwd=corpus)
    assert ran.out.startswith("A made-up corpus")
    package = build(corpus)
    line = next(line for line in ran.out.splitlines() if "news" in line)
    counts = [len(package.rows[name]) for name in ("districts", "statements", "events", "figures", "evidence")]
    assert re.findall(r"\w+", line) == ["news", *map(str, counts), "0", "0", "1"]
    assert "North Vale has 60 km2 in the list and 100 km2 in the reference" in " ".join(ran.out.split())
    assert ran.out.endswith("Wrote 10 files: data/ and datapackage.json.\n")


def test_seeds_that_give_no_valid_package_are_1(built: Path, command: Command) -> None:
    """A value that the schema refuses is told in one line, and the old package stays."""
    before = package_files(built)
    path = built / "seeds/vocabulary/places.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",100,", ",-100,"), encoding="utf-8")
    ran = command("build", cwd=built)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "reference_area_km2" in ran.err
    assert package_files(built) == before


# --min-coverage


def test_a_document_that_is_covered_too_little_is_1(
    built: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build fails below the share, names the document, and leaves the old package."""
    before = package_files(built)
    monkeypatch.setattr("kbpack.parsing.coverage", lambda *_: Coverage(0.5, ((0, 3),)))
    ran = command("build", "--min-coverage", "0.75", cwd=built)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "kbpack: coverage is below 0.75 in news; kbpack coverage shows what was not read\n"
    assert package_files(built) == before
    assert command("build", "--min-coverage", "0.5", cwd=built).code == 0


def test_a_share_is_not_rounded_up(built: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """One unread character in a long document is below a coverage of 1."""
    monkeypatch.setattr("kbpack.parsing.coverage", lambda *_: Coverage(1 - 1e-6, ((0, 1),)))
    assert command("build", "--min-coverage", "1", cwd=built).code == 1
    assert "coverage 1," not in command("coverage", cwd=built).out


def test_whole_coverage_passes(corpus: Path, command: Command) -> None:
    """A document that is covered whole passes the highest bar."""
    assert command("build", "--min-coverage", "1", cwd=corpus).code == 0


# --check


def times(root: Path) -> dict[Path, int]:
    """When each file and folder below a folder was last changed."""
    return {path: path.stat().st_mtime_ns for path in [root, *root.rglob("*")]}


def test_check_says_that_nothing_differs(built: Path, command: Command) -> None:
    """A package that a build would give again is good, and stays untouched."""
    before = times(built)
    assert command("build", "--check", cwd=built) == (0, "10 files are what the build gives.\n", "")
    assert times(built) == before


def test_check_shows_each_difference_by_row_and_cell(built: Path, command: Command) -> None:
    """Differences are lines on standard output, their number is on standard error, and nothing is written."""
    path = built / "data/districts.csv"
    path.write_bytes(path.read_bytes().replace(b",60,60 km2", b",61,60 km2"))
    (built / "data/places.csv").unlink()
    before = package_files(built), times(built)
    ran = command("build", "--check", cwd=built)
    assert ran.code == 1
    assert f"data/districts.csv: {DISTRICT}: area_km2 is '61'; the build gives '60'" in ran.out.splitlines()
    assert "data/places.csv: is not there; the build writes it" in ran.out.splitlines()
    assert ran.err == "kbpack: 2 differences in 2 files; run kbpack build and commit what it writes\n"
    assert (package_files(built), times(built)) == before


def test_check_of_a_corpus_without_a_package_makes_nothing(corpus: Path, command: Command) -> None:
    """Every file is missing, and stays so."""
    before = times(corpus)
    ran = command("build", "--check", cwd=corpus)
    assert ran.code == 1
    assert len(ran.out.splitlines()) == 10
    assert times(corpus) == before
