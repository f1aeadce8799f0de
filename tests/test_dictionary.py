"""The data dictionary: generated from the models, complete, and refused where it is stale."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

from conftest import ROOT
from kbpack.dictionary import dictionary
from kbpack.tables import TABLES

SCRIPT = ROOT / "docs" / "tables.py"


def test_the_page_is_what_the_models_give() -> None:
    """`python docs/tables.py --check` passes: the committed page is not stale."""
    subprocess.run([sys.executable, SCRIPT, "--check"], check=True)


def test_a_stale_page_is_refused(tmp_path: Path) -> None:
    """A page that differs stops CI with one line that says what to run."""
    page = runpy.run_path(str(SCRIPT))["page"]()
    assert page == (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    copy = tmp_path / "tables.py"
    copy.write_bytes(SCRIPT.read_bytes())
    copy.with_suffix(".md").write_text(page.replace("km2", "ha"), encoding="utf-8")
    ran = subprocess.run([sys.executable, copy, "--check"], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "is stale; run python docs/tables.py" in ran.stderr


def test_every_field_code_and_rule_is_described() -> None:
    """Each table is a section; each field a row with its type; codes, keys and rules are listed."""
    page = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    sections = {part.partition("\n")[0]: part for part in page.split("\n## ")[1:]}
    assert list(sections) == [table.name for table in TABLES]
    for table in TABLES:
        section = sections[table.name]
        for name, column in table.fields.items():
            assert f"| `{name}` | " in section
            assert column.description in section.replace("\\|", "|")
        for check in table.schema.checks:
            assert f"(`{check.name}`)" in section


def test_what_a_cell_holds_does_not_break_the_table() -> None:
    """A bar in a description is no border of the table."""
    field = {"name": "a", "type": "string", "title": "A", "description": "one | two"}
    schema = {"fields": [field], "primaryKey": ["a"]}
    assert "| one \\| two |" in dictionary([{"name": "t", "path": "t.csv", "description": "T.", "schema": schema}])
