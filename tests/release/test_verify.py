"""verify.py: alone with Python and the unpacked zip, it counts the quotes and sees any byte that changed."""

from __future__ import annotations

import hashlib
import os
import runpy
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
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
    assert ran.stdout == "good: 26 files and 935 quotes from 2 documents, as released\n"


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


def test_the_script_sees_any_change_in_itself(copied: Path) -> None:
    """Whatever a byte of the script becomes, at every place of it, it does not end well."""
    path = copied / "verify.py"
    raw = path.read_bytes()
    for place in range(len(raw)):
        path.write_bytes(raw[:place] + bytes([raw[place] ^ (1 << place % 7)]) + raw[place + 1 :])
        assert ends_badly(path), (place, raw[max(place - 20, 0) : place + 20])


def ends_badly(script: Path) -> bool:
    """Whether a script, run in this process, stops with an error or an exit code other than 0."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        try:
            runpy.run_path(str(script))
        except SystemExit as stopped:
            return bool(stopped.code)
        except Exception:  # noqa: BLE001  whatever a broken script raises
            return True
    return False


def with_sums(folder: Path, *changed: str) -> None:
    """Make the list of digests agree with some files that were changed."""
    lines = dict(line.split("  ")[::-1] for line in (folder / "SHA256SUMS").read_text().splitlines())
    lines |= {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in changed}
    (folder / "SHA256SUMS").write_text("".join(f"{digest}  {name}\n" for name, digest in lines.items()))


@pytest.mark.parametrize(
    "line", ["../secret", "/etc/hostname", "data/../../secret", "a//b", "c:\\x", "data/events.csv"]
)
def test_a_list_of_digests_cannot_lead_elsewhere(copied: Path, line: str) -> None:
    """A name that leads out of the folder, or stands twice, is refused, whatever its digest."""
    (copied.parent / "secret").write_bytes(b"x")
    with (copied / "SHA256SUMS").open("a") as sums:
        sums.write(f"{hashlib.sha256(b'x').hexdigest()}  {line}\n")
    ran = verify(copied)
    assert ran.returncode == 1
    assert "SHA256SUMS:27: is no digest and name of a file here" in ran.stderr


def test_a_list_of_digests_must_have_what_the_package_names(copied: Path) -> None:
    """Lines that were taken out are missed: a short list is no short release."""
    sums = copied / "SHA256SUMS"
    kept = [line for line in sums.read_text().splitlines() if "data/" not in line]
    sums.write_text("\n".join(kept) + "\n")
    ran = verify(copied)
    assert ran.returncode == 1
    assert "SHA256SUMS: does not name data/events.csv" in ran.stderr


@pytest.mark.parametrize(
    ("old", "new"), [(",26,73,", ",-26,73,"), (",26,73,", ",26,99999,"), (",26,73,", ",x,73,"), (",26,73,", ",26")]
)
def test_offsets_that_are_none_are_wrong_quotes(copied: Path, old: str, new: str) -> None:
    """A negative, a far, a misspelled and a missing offset are told as a quote that is not there."""
    table = copied / "data" / "districts.csv"
    table.write_bytes(table.read_bytes().replace(old.encode(), new.encode(), 1))
    with_sums(copied, "data/districts.csv")
    ran = verify(copied)
    assert ran.returncode == 1
    assert "data/districts.csv:2: the quote is not in 004_31d5688f76911dba" in ran.stderr


def test_a_copy_without_its_list_is_told(copied: Path) -> None:
    """No list of digests, or one that is no text: a line, and not good."""
    (copied / "SHA256SUMS").unlink()
    ran = verify(copied)
    assert (ran.returncode, ran.stderr.count("\n")) == (1, 1)
    (copied / "SHA256SUMS").write_bytes(b"\xff\xfe\n")
    ran = verify(copied)
    assert (ran.returncode, ran.stderr.count("\n")) == (1, 1)


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
    table = copied / "data" / "districts.csv"
    table.write_bytes(table.read_bytes().replace(b"territory 289 km2", b"territory 298 km2"))
    with_sums(copied, "data/districts.csv")
    ran = verify(copied)
    assert ran.returncode == 1
    assert "data/districts.csv:3: the quote is not in 004_31d5688f76911dba from 75 to 114" in ran.stderr


def test_a_file_that_came_later_is_only_noted(copied: Path) -> None:
    """What a file manager leaves behind is no error."""
    (copied / ".DS_Store").write_bytes(b"x")
    (copied / "日本.txt").write_bytes(b"x")
    ran = verify(copied)
    assert ran.returncode == 0
    assert "note: .DS_Store is not part of the release" in ran.stdout
