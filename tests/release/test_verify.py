"""verify.py: alone with Python and the unpacked zip, it counts the quotes and sees any byte that changed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def verify(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the script as a stranger would: no environment, no installed package, from another folder."""
    return subprocess.run(
        [sys.executable, "-I", "-S", "-B", folder / "verify.py"],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder.parent,
        env={},
    )


def test_a_whole_copy_is_good(unpacked: Path) -> None:
    """It says how many files and quotes it checked."""
    ran = verify(unpacked)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == "good: 25 files and 935 quotes from 2 documents are as released\n"


def paths(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_any_changed_byte_of_any_file_is_seen(copied: Path) -> None:
    """The first, a middle and the last byte of each file, one at a time: each change fails, and is named."""
    for name in paths(copied):
        path = copied / name
        raw = path.read_bytes()
        for place in {0, len(raw) // 3, len(raw) // 2, len(raw) - 1}:
            path.write_bytes(raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :])
            ran = verify(copied)
            assert ran.returncode == 1, (name, place, ran.stdout)
            assert ran.stderr, (name, place)
        path.write_bytes(raw)
    assert verify(copied).returncode == 0


def test_the_script_sees_changes_in_itself(copied: Path) -> None:
    """Whatever one byte of the script becomes, it does not say that all is good."""
    path = copied / "verify.py"
    raw = path.read_bytes()
    for place in range(0, len(raw), 31):
        for bit in (1, 4):
            path.write_bytes(raw[:place] + bytes([raw[place] ^ bit]) + raw[place + 1 :])
            assert verify(copied).returncode != 0, (place, bit)


@pytest.mark.parametrize("place", [1, 63, 64, 66, 80])
def test_a_changed_list_of_digests_is_seen(copied: Path, place: int) -> None:
    """A digest, a blank or a name that changed in SHA256SUMS fails."""
    path = copied / "SHA256SUMS"
    raw = path.read_bytes()
    path.write_bytes(raw[:place] + b"~" + raw[place + 1 :])
    assert verify(copied).returncode == 1


def test_a_missing_file_is_named(copied: Path) -> None:
    """A file that is gone is told by name."""
    (copied / "data" / "events.csv").unlink()
    ran = verify(copied)
    assert ran.returncode == 1
    assert "data/events.csv: is missing" in ran.stderr


def test_a_wrong_quote_with_right_digests_is_seen(copied: Path) -> None:
    """Quotes are compared with the documents, not only digests: a package that was made wrong is told."""
    import hashlib  # noqa: PLC0415  only here

    table, sums = copied / "data" / "districts.csv", copied / "SHA256SUMS"
    old = hashlib.sha256(table.read_bytes()).hexdigest()
    table.write_bytes(table.read_bytes().replace(b"territory 289 km2", b"territory 298 km2"))
    sums.write_text(sums.read_text().replace(old, hashlib.sha256(table.read_bytes()).hexdigest()))
    ran = verify(copied)
    assert ran.returncode == 1
    assert "data/districts.csv:3: the quote is not in 004_31d5688f76911dba from 75 to 114" in ran.stderr


def test_a_file_that_came_later_is_only_noted(copied: Path) -> None:
    """What a file manager leaves behind is no error."""
    (copied / ".DS_Store").write_bytes(b"x")
    ran = verify(copied)
    assert ran.returncode == 0
    assert "note: .DS_Store is not part of the release" in ran.stdout
