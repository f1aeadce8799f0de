"""What a build would change: files, rows and cells."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import made_up
from kbpack.compare import changes
from kbpack.descriptor import PATH

NORTH, SOUTH = made_up.row_id(made_up.NORTH), made_up.row_id(made_up.SOUTH)
FILES = made_up.files(made_up.rows())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give the folder of the valid package."""
    return made_up.write(tmp_path)


def told(root: Path, path: str, change: Callable[[bytes], bytes]) -> list[str]:
    """Change a file of the package and give what differs."""
    before = (root / path).read_bytes()
    (root / path).write_bytes(change(before))
    assert (root / path).read_bytes() != before
    return [str(change) for change in changes(root, FILES)]


def replaced(before: str, after: str) -> Callable[[bytes], bytes]:
    return lambda raw: raw.replace(before.encode(), after.encode())


def test_the_same_bytes_are_no_difference(root: Path) -> None:
    """A package that is what the build gives has no changes."""
    assert list(changes(root, FILES)) == []


def test_a_cell_is_told_with_both_values(root: Path) -> None:
    """The row is named by its key, the cell by its field."""
    assert told(root, "data/districts.csv", replaced(",12.5,", ",13,")) == [
        f"data/districts.csv: {NORTH}: area_km2 is '13'; the build gives '12.5'"
    ]


def test_an_emptied_cell_and_a_filled_one_are_told(root: Path) -> None:
    """A missing value is the empty string."""
    said = told(root, "data/places.csv", replaced("North Quay,,port", "North Quay,quay,"))
    assert said == [
        "data/places.csv: north: kind is 'quay'; the build gives ''",
        "data/places.csv: north: part_of is ''; the build gives 'port'",
    ]


def test_a_missing_row_is_told(root: Path) -> None:
    """A row that the build gives and the file lacks is named."""
    said = told(root, "data/districts.csv", lambda raw: b"".join(raw.splitlines(keepends=True)[:-1]))
    assert said == [f"data/districts.csv: {SOUTH}: is missing; the build gives this row"]


def test_a_row_too_many_is_told(root: Path) -> None:
    """A row that the build does not give is named."""
    said = told(root, "data/actors.csv", lambda raw: raw + b"zeal,Zeal,,,,\n")
    assert said == ["data/actors.csv: zeal: is a row that the build does not give"]


def test_a_row_of_several_keys_is_named_by_all(root: Path) -> None:
    """Evidence has no id of its own: table, row and field stand for it."""
    said = told(root, "data/evidence.csv", replaced(",7 km2,area", ",7 km2,edtf"))
    assert said == [f"data/evidence.csv: districts {SOUTH} area_km2: rule is 'edtf'; the build gives 'area'"]


def test_a_missing_column_is_told_by_each_cell(root: Path) -> None:
    """A column that the file lacks is empty in every row."""
    said = told(root, "data/actors.csv", replaced("actor_id,name,kind", "actor_id,name,sort"))
    assert said == ["data/actors.csv: board: kind is ''; the build gives 'body'"]


def test_a_missing_file_is_told(root: Path) -> None:
    """A file that is not there is one difference, whatever it would hold."""
    (root / "data/events.csv").unlink()
    (root / PATH).unlink()
    assert sorted(map(str, changes(root, FILES))) == [
        "data/events.csv: is not there; the build writes it",
        "datapackage.json: is not there; the build writes it",
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw.replace(b"\n", b"\r\n"),
        lambda raw: b"\xef\xbb\xbf" + raw,
        lambda raw: raw + b"\xff",
        lambda raw: raw.replace(b"actor_id,", b"id,"),
        lambda raw: raw.replace(b"body", b'"body"'),
        lambda _: b"",
        lambda raw: raw + raw.splitlines(keepends=True)[1],
    ],
    ids=["line ends", "byte-order mark", "not UTF-8", "no key", "quotation marks", "empty", "a row twice"],
)
def test_a_file_whose_cells_cannot_tell_the_difference_still_differs(
    root: Path, change: Callable[[bytes], bytes]
) -> None:
    """Bytes that differ without a differing cell are a difference of the file; nothing raises."""
    said = told(root, "data/actors.csv", change)
    assert said
    assert all(line.startswith("data/actors.csv: ") for line in said)


def test_the_descriptor_differs_as_a_whole(root: Path) -> None:
    """Files that are no tables have no rows to name."""
    descriptor = json.loads(FILES[PATH])
    said = told(root, PATH, lambda _: json.dumps(descriptor).encode())
    assert said == ["datapackage.json: differs from what the build gives"]


def test_cells_with_line_ends_are_compared_whole(root: Path) -> None:
    """A quote that runs over lines is one cell."""
    said = told(root, "data/statements.csv", replaced("feared,\nclosed", "feared,\n\nclosed"))
    assert len(said) == 1
    assert f"{made_up.row_id(made_up.STATEMENT)}: quote is " in said[0]
    assert "\n" not in said[0]
