"""The catalogue of corruptions: each is told with its code and place, and what is harmless is not told."""

from __future__ import annotations

from pathlib import Path

import pytest

import made_up
from corruptions import cells, files
from corruptions.catalogue import Corruption, rehash
from kbpack.report import Issue, Report
from kbpack.validation import validate

CATALOGUE = [*cells.FREE_CELLS, *files.ALL]
HASHES = {"hash", "bytes"}


def judged(root: Path, corruption: Corruption) -> Report:
    """Validate a package, against its rebuild where only that can tell."""
    expected = made_up.files(made_up.rows()) if corruption.stale else None
    return validate(root, reread=made_up.reread, expected=expected)


def meant(corruption: Corruption, issue: Issue) -> bool:
    """Whether an issue has the code and the place of a corruption."""
    same = (issue.code, issue.severity) == (corruption.code, "error")
    in_table = corruption.table in {"", issue.table} and corruption.field in {"", issue.field}
    return same and in_table and corruption.line in {None, issue.path_line}


def told(root: Path, corruption: Corruption) -> list[Issue]:
    """Judge a package with a corruption, which must be among what is told, and give all of that."""
    found = list(judged(root, corruption))
    assert any(meant(corruption, issue) for issue in found), list(map(str, found))
    return found


@pytest.mark.parametrize("corruption", CATALOGUE, ids=lambda one: one.name)
def test_a_corruption_is_told(tmp_path: Path, corruption: Corruption) -> None:
    """Each kind of damage is an error with its code, its table, its field and its line."""
    root = made_up.write(tmp_path / "package")
    corruption.change(root)
    found = told(root, corruption)
    assert all("\n" not in issue.message and len(issue.message) < 2000 for issue in found)


@pytest.mark.parametrize("corruption", [one for one in CATALOGUE if one.rehash], ids=lambda one: one.name)
def test_a_corruption_is_told_when_hashes_are_put_in_keeping(tmp_path: Path, corruption: Corruption) -> None:
    """Whoever changes a package may compute its digests again: what is wrong is told all the same."""
    root = made_up.write(tmp_path / "package")
    corruption.change(root)
    rehash(root)
    assert not HASHES & {issue.code for issue in told(root, corruption)}


@pytest.mark.parametrize("name", files.HARMLESS)
def test_what_is_harmless_is_not_told(tmp_path: Path, name: str) -> None:
    """A package is as good as before where nothing that it says is another."""
    root = made_up.write(tmp_path / "package")
    files.HARMLESS[name](root)
    if "rehashed" in name:
        rehash(root)
    assert [str(issue) for issue in validate(root, reread=made_up.reread)] == []


def test_the_catalogue_is_large_and_has_no_name_twice() -> None:
    """There are at least 160 kinds of damage, and each has a name of its own."""
    names = [one.name for one in CATALOGUE]
    assert len(names) >= 160
    assert len(set(names)) == len(names)
