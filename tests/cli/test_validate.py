"""`kbpack validate`: what it says of wrong data."""

from __future__ import annotations

from pathlib import Path

from conftest import Command


def test_wrong_data_are_1_with_each_error_told(built: Path, command: Command) -> None:
    """`validate` tells each error in a line, and counts them."""
    path = built / "data/districts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",60,", ",61,"), encoding="utf-8")
    ran = command("validate", cwd=built)
    assert ran.code == 1
    lines = (ran.out + ran.err).splitlines()
    errors = [line for line in lines if line.startswith("error: ")]
    assert any("data/districts.csv:2: area_km2" in line for line in errors)
    assert any(f"{len(errors)} errors, 0 warnings" in line for line in lines)
