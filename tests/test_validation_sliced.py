"""Large packages, checked some documents at a time: what is told is what a check of the whole tells."""

from __future__ import annotations

import csv
import random
import shutil
from io import StringIO
from pathlib import Path

import pytest

import made_up
from conftest import MakeCorpus
from corruptions.catalogue import rehash
from kbpack.checks import own, sliced
from kbpack.pipeline import build_and_write
from kbpack.tables import TABLES
from kbpack.validation import validate
from test_validation_corruptions import CATALOGUE, Corruption, told

TEXT = 'The Union said on {} May 1990 that its "troops"\r\nhad left the vale. {} people stayed; 20 percent left.\n'


@pytest.fixture
def slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every package for a large one, and read few rows at once."""
    monkeypatch.setattr(own, "SLICED_FROM", 0)
    monkeypatch.setattr(sliced, "SLICE", 700)


@pytest.mark.usefixtures("slices")
@pytest.mark.parametrize("corruption", CATALOGUE, ids=lambda one: one.name)
def test_a_corruption_is_told(tmp_path: Path, corruption: Corruption) -> None:
    """Each kind of damage is an error with its code, its table, its field and its line."""
    root = made_up.write(tmp_path / "package")
    corruption.change(root)
    told(root, corruption)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of forty documents."""
    root = tmp_path_factory.mktemp("many")
    (root / "seeds").mkdir()
    for number in range(40):
        (root / f"seeds/d{number:02}.txt").write_bytes(TEXT.format(number % 28 + 1, number + 2).encode() * (number % 4))
    build_and_write(root)
    return root


@pytest.mark.usefixtures("slices")
def test_a_good_package_is_good(package: Path) -> None:
    """Nothing is told of rows that are parted from those of other documents."""
    assert list(map(str, validate(package))) == []


def damaged(package: Path, root: Path, seed: int) -> Path:
    """Copy a package and change, swap, repeat or take out a few rows of its tables."""
    shutil.copytree(package, root)
    draw = random.Random(seed)  # noqa: S311  the same damage each time
    for table in draw.sample([table for table in TABLES if table.has_spans], 2):
        path = root / table.path
        reader = csv.reader(StringIO(path.read_bytes().decode(), newline=""))
        rows = list(reader)
        if len(rows) < 4:
            continue
        first, second = draw.randrange(1, len(rows)), draw.randrange(1, len(rows))
        match draw.randrange(4):
            case 0:
                rows[first][draw.randrange(len(rows[0]))] = draw.choice(["", "x", "-1", "d03", "d99", "d01:0-4"])
            case 1:
                rows[first], rows[second] = rows[second], rows[first]
            case 2:
                rows.insert(first, rows[first])
            case 3:
                del rows[first]
        out = StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerows(rows)
        path.write_bytes(out.getvalue().encode())
    rehash(root)
    return root


@pytest.mark.parametrize("seed", range(60))
def test_what_is_wrong_is_told_with_the_same_places(
    package: Path, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both ways of checking find a damaged package wrong, and what both tell has the same code, table and line."""
    root = damaged(package, tmp_path / "package", seed)
    whole = {(issue.code, issue.table, issue.field, issue.path_line) for issue in validate(root)}
    monkeypatch.setattr(own, "SLICED_FROM", 0)
    monkeypatch.setattr(sliced, "SLICE", 700)
    parted = {(issue.code, issue.table, issue.field, issue.path_line) for issue in validate(root)}
    assert bool(whole) == bool(parted)
    unlike = {kind[:3] for kind in whole ^ parted}
    assert not whole or whole & parted, (whole, parted)
    assert {kind[0] for kind in unlike} <= {"reference", "order", "unique", "evidence", "quote"}


@pytest.mark.usefixtures("slices")
def test_rows_behind_those_of_a_later_document_are_told(make_corpus: MakeCorpus) -> None:
    """The order of rows is asked across slices too, with the line of the row that comes too late."""
    root = make_corpus({name: TEXT.format(3, 4) * 3 for name in "abcd"})
    build_and_write(root)
    path = root / "data/figures.csv"
    header, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([header, *lines[1:], lines[0]]), encoding="utf-8")
    rehash(root)
    (issue,) = [issue for issue in validate(root) if issue.code == "order"]
    assert (issue.table, issue.path_line) == ("figures", len(lines) + 1)
