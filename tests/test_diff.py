"""What changed between two packages: rows by key, cells with their evidence, form, version, changelog."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import MADE_UP, ROOT, Command
from kbpack.diff.difference import Difference, difference
from kbpack.diff.schemas import schema_changes
from kbpack.diff.telling import with_entry
from kbpack.package import Package
from kbpack.pipeline import build_and_write

LISTED = "Our land\n\nNorth Vale: may 08, 1992, territory {area} km2\n"
SAID = "Hill State said that Plain State attacked Vale Town.\n"
ABOUT = 'name = "vale"\ntitle = "The vale"\ndescription = "Made up."\nversion = "{version}"\n'

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Give a function that builds a corpus of some documents, and gives its folder."""

    def build(name: str, documents: dict[str, str], version: str = "1.2.3", title: str = "The vale") -> Path:
        root = tmp_path / name
        about = ABOUT.format(version=version).replace("The vale", title)
        files = MADE_UP | {"corpus.toml": about} | {f"{key}.txt": text for key, text in documents.items()}
        for path, text in files.items():
            (root / "seeds" / path).parent.mkdir(parents=True, exist_ok=True)
            (root / "seeds" / path).write_text(text, encoding="utf-8", newline="")
        build_and_write(root)
        return root

    return build


def found(old: Path, new: Path) -> Difference:
    return difference(Package(old), Package(new))


def test_a_package_does_not_differ_from_itself(make: Make, command: Command) -> None:
    """One line says so, and no version follows."""
    root = make("one", {"a": LISTED.format(area=289)})
    ran = command("diff", str(root), str(root), cwd=root)
    assert (ran.code, ran.out, ran.err) == (0, "nothing changed\n", "")


def test_a_changed_cell_is_shown_with_both_readings(make: Make, command: Command) -> None:
    """The value before and after, each with the words it was read from; a corrected value is a patch."""
    old = make("old", {"a": LISTED.format(area=289)})
    new = make("new", {"a": LISTED.format(area=298)})
    ran = command("diff", str(old), str(new), cwd=old)
    assert ran.code == 0
    assert '~ districts a:10-53 "North Vale: may 08, 1992, territory 298 km2"\n' in ran.out
    place = "in a:46-53 by area_km2"
    assert f"""    area_km2: '289' -> '298' (read from "289 km2" {place}, then "298 km2" {place})\n""" in ran.out
    assert "districts: 1 changed\n" in ran.out
    assert ran.out.endswith("a correction: the version after 1.2.3 is 1.2.4; the new package says '1.2.3'\n")
    assert "area_text" in ran.out


def test_rows_that_come_and_go_are_shown_whole(make: Make) -> None:
    """A new document adds rows with their evidence, the way back withdraws the same rows."""
    old = make("old", {"a": LISTED.format(area=289)})
    new = make("new", {"a": LISTED.format(area=289), "b": SAID})
    came, went = found(old, new), found(new, old)
    assert {row.kind for row in came.rows} == {"added"}
    assert {row.kind for row in went.rows} == {"withdrawn"}
    assert [(row.table, row.key) for row in came.rows] == [(row.table, row.key) for row in went.rows]
    (event,) = (row for row in came.rows if row.table == "events")
    cells = {cell.field: cell for cell in event.cells}
    assert cells["event_type"].after == "ASSAULT"
    assert cells["event_type"].words_after is not None
    assert cells["event_type"].words_after.quote == "attacked"
    assert cells["event_type"].before is None
    assert not [row for row in came.rows if row.table == "evidence"]
    assert (came.step, came.next_version) == ("minor", "1.3.0")
    assert (went.step, went.next_version) == ("patch", "1.2.4")


def test_evidence_that_moved_is_told_where_the_cell_stayed(make: Make) -> None:
    """The same value read by another rule is a change of the evidence alone."""
    old, new = (make(name, {"a": LISTED.format(area=289)}) for name in ("old", "new"))
    table = new / "data" / "evidence.csv"
    text = table.read_text(encoding="utf-8").replace(",289 km2,area_km2\n", ",289 km2,by_hand\n")
    table.write_text(text, encoding="utf-8")
    (row,) = found(old, new).rows
    assert (row.kind, row.table, row.key) == ("changed", "evidence", "districts a:10-53 area_km2")
    assert [(cell.field, cell.before, cell.after) for cell in row.cells] == [("rule", "area_km2", "by_hand")]


def test_json_holds_every_cell_and_its_evidence(make: Make, command: Command) -> None:
    """The JSON form is one object: form, version, and rows with cells before and after."""
    old = make("old", {"a": LISTED.format(area=289)})
    new = make("new", {"a": LISTED.format(area=298)}, version="1.2.4")
    told = json.loads(command("diff", str(old), str(new), "--format", "json", cwd=old).out)
    assert (told["old"]["version"], told["new"]["version"]) == ("1.2.3", "1.2.4")
    assert (told["step"], told["next_version"]) == ("patch", "1.2.4")
    assert told["schema"] == []
    (row,) = (row for row in told["rows"] if row["table"] == "districts")
    (area,) = (cell for cell in row["cells"] if cell["field"] == "area_km2")
    assert (area["before"], area["after"]) == ("289", "298")
    assert area["evidence_before"]["quote"] == "289 km2"
    assert area["evidence_after"] == {
        "document_id": "a",
        "char_start": 46,
        "char_end": 53,
        "quote": "298 km2",
        "rule": "area_km2",
    }


def test_text_of_documents_is_no_markup(make: Make, command: Command) -> None:
    """In Markdown, what a document says is shown as it is."""
    old = make("old", {"a": SAID})
    new = make("new", {"a": SAID, "b": "Hill State said that **Plain State** attacked [Vale Town](x) <b>.\n"})
    told = command("diff", str(old), str(new), "--format", "markdown", cwd=old).out
    assert told.startswith("## 1.3.0\n\nFrom vale 1.2.3 to vale 1.2.3: new data.\n\n### Added\n\n- documents `b`\n")
    assert r"\*\*Plain State\*\* attacked \[Vale Town\](x) \<b\>" in told


def test_packages_come_from_anywhere(make: Make, command: Command, tmp_path: Path) -> None:
    """A zip against a folder; what is no package is one line and 2."""
    old = make("old", {"a": LISTED.format(area=289)})
    with zipfile.ZipFile(tmp_path / "old.zip", "w") as archive:
        for path in (
            old / "datapackage.json",
            *sorted((old / "data").iterdir()),
            *sorted((old / "seeds").glob("*.txt")),
        ):
            archive.write(path, path.relative_to(old))
    assert command("diff", str(tmp_path / "old.zip"), str(old), cwd=old).out == "nothing changed\n"
    for place in ("nowhere", str(old / "seeds"), str(old / "seeds" / "a.txt")):
        ran = command("diff", place, str(old), cwd=old)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.count("\n") == 1


# Form


def described() -> dict[str, Any]:
    return dict(json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8")))


def districts(package: dict[str, Any]) -> dict[str, Any]:
    return next(one for one in package["resources"] if one["name"] == "districts")


def field(package: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in districts(package)["schema"]["fields"] if one["name"] == name)


FORMS: list[tuple[str, Callable[[dict[str, Any]], object], str, str]] = [
    ("another name", lambda p: p.update(name="other"), "breaking", "compatible"),
    ("a lost table", lambda p: p["resources"].pop(), "breaking", "compatible"),
    ("a lost field", lambda p: districts(p)["schema"]["fields"].pop(3), "breaking", "breaking"),
    ("another order", lambda p: districts(p)["schema"]["fields"].reverse(), "breaking", "breaking"),
    ("another type", lambda p: field(p, "area_km2").update(type="integer"), "breaking", "breaking"),
    ("another unit", lambda p: field(p, "area_km2").update({"kbpack:unit": "ha"}), "breaking", "breaking"),
    ("a higher minimum", lambda p: field(p, "area_km2")["constraints"].update(minimum=1), "breaking", "compatible"),
    ("a maximum", lambda p: field(p, "area_km2")["constraints"].update(maximum=9e9), "breaking", "compatible"),
    ("a lost code", lambda p: field(p, "status")["constraints"]["enum"].pop(), "breaking", "compatible"),
    ("a cell that may be empty", lambda p: field(p, "quote").pop("constraints"), "compatible", "breaking"),
    ("another key", lambda p: districts(p)["schema"].update(primaryKey=["quote"]), "breaking", "breaking"),
    ("a lost foreign key", lambda p: districts(p)["schema"]["foreignKeys"].pop(), "compatible", "breaking"),
    ("a lost rule", lambda p: districts(p)["schema"]["kbpack:rules"].pop(), "compatible", "breaking"),
    ("another title", lambda p: p.update(title="other"), "descriptive", "descriptive"),
    ("another description", lambda p: field(p, "quote").update(description="other"), "descriptive", "descriptive"),
]


@pytest.mark.parametrize(("what", "change", "there", "back"), FORMS, ids=[form[0] for form in FORMS])
def test_what_a_change_of_form_asks_of_users(
    what: str, change: Callable[[dict[str, Any]], object], there: str, back: str
) -> None:
    """Each change has its level, in both directions, by the recipe of Data Package."""
    old, new = described(), described()
    change(new)
    if what == "another name":
        back = "breaking"
    assert {one.level for one in schema_changes(old, new)} == {there}
    assert {one.level for one in schema_changes(new, old)} == {back}


def test_lost_tables_and_fields_are_told_in_their_order() -> None:
    """The order of the first package, whatever the hash seed."""
    old, new = described(), described()
    new["resources"] = [districts(new)]
    districts(new)["schema"]["fields"] = districts(new)["schema"]["fields"][:2]
    told = [change.where for change in schema_changes(old, new) if "gone" in change.what]
    names = [one["name"] for one in old["resources"] if one["name"] != "districts"]
    fields = [f"districts.{one['name']}" for one in districts(old)["schema"]["fields"][2:]]
    assert told == [*names, *fields]


def test_data_are_no_change_of_form() -> None:
    """Digests and sizes follow from the data."""
    old, new = described(), described()
    districts(new).update(bytes=1, hash="sha256:0")
    new["kbpack:documents"] = []
    new["version"] = "9.9.9"
    assert not list(schema_changes(old, new))


def test_a_table_with_another_key_is_not_compared_row_by_row(make: Make) -> None:
    """The change of form is told, and nothing is invented about the rows."""
    old, new = (make(name, {"a": LISTED.format(area=289)}) for name in ("old", "new"))
    path = new / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    districts(package)["schema"]["primaryKey"] = ["quote"]
    path.write_text(json.dumps(package), encoding="utf-8")
    told = found(old, new)
    assert [str(change) for change in told.schema] == [
        "districts: the primary key was ['district_id'] and is ['quote']"
    ]
    assert not told.rows
    assert (told.step, told.next_version) == ("major", "2.0.0")


# Versions


@pytest.mark.parametrize(
    ("before", "following"),
    [("1.2.3", "1.2.4"), ("0.1.0", "0.1.1"), ("2024-01", ""), ("", ""), ("1.2", ""), ("01.2.3", "")],
)
def test_a_version_that_is_no_number_has_none_after_it(make: Make, before: str, following: str) -> None:
    """A correction raises the last number; where there is none, nothing is proposed."""
    old = make("old", {"a": LISTED.format(area=289)}, version=before)
    new = make("new", {"a": LISTED.format(area=298)}, version=before)
    assert found(old, new).next_version == following


# Changelog


def test_a_changelog_gets_one_entry_for_each_version(make: Make, command: Command, tmp_path: Path) -> None:
    """The newest stands on top, the same version is written once, and what was there stays."""
    one = make("one", {"a": LISTED.format(area=289)})
    two = make("two", {"a": LISTED.format(area=298)}, version="1.2.4")
    three = make("three", {"a": LISTED.format(area=298), "b": SAID}, version="1.3.0")
    log = tmp_path / "log" / "DATA.md"
    log.parent.mkdir()
    first = command("diff", str(one), str(two), "--changelog", str(log), cwd=one)
    assert first.err == f"kbpack: wrote the entry for 1.2.4 to {log}\n"
    command("diff", str(two), str(three), "--changelog", str(log), cwd=one)
    once = log.read_text(encoding="utf-8")
    command("diff", str(two), str(three), "--changelog", str(log), cwd=one)
    command("diff", str(one), str(two), "--changelog", str(log), cwd=one)
    assert log.read_text(encoding="utf-8") == once
    heads = [line for line in once.splitlines() if line.startswith("#")]
    assert heads == ["# Data changelog", "## 1.3.0", "### Added", "## 1.2.4", "### Changed"]
    assert "\n\n\n" not in once
    assert [path.name for path in log.parent.iterdir() if not path.name.startswith(".")] == ["DATA.md"]
    assert command("diff", str(one), str(one), "--changelog", str(log), cwd=one).err == ""
    assert log.read_text(encoding="utf-8") == once


def test_long_lists_are_counted_in_a_changelog(make: Make, command: Command, tmp_path: Path) -> None:
    """An entry names the first rows of a kind and counts the others; the command names all."""
    old = make("old", {"a": SAID})
    new = make("new", {"a": SAID, "b": SAID * 30})
    log = tmp_path / "DATA.md"
    told = command("diff", str(old), str(new), "--format", "markdown", "--changelog", str(log), cwd=old).out
    assert "more rows" not in told
    text = log.read_text(encoding="utf-8")
    assert text.count("\n- ") == 21
    assert f"- and {told.count(chr(10) + '- ') - 20} more rows" in text


def test_a_changelog_that_cannot_be_written_is_told(make: Make, command: Command, tmp_path: Path) -> None:
    """A folder in its place, a folder that is not there, bytes that are no text: one line and 2, nothing lost."""
    old = make("old", {"a": LISTED.format(area=289)})
    new = make("new", {"a": LISTED.format(area=298)})
    (tmp_path / "folder").mkdir()
    (tmp_path / "raw").write_bytes(b"\xff\xfe")
    for place in ("folder", "missing/DATA.md", "raw"):
        ran = command("diff", str(old), str(new), "--changelog", str(tmp_path / place), cwd=old)
        assert ran.code == 2, place
        assert ran.err.count("\n") == 1
    assert (tmp_path / "raw").read_bytes() == b"\xff\xfe"
    shutil.rmtree(tmp_path / "folder")


def test_what_a_person_wrote_into_a_changelog_is_kept(make: Make, command: Command, tmp_path: Path) -> None:
    """An entry of the same version that says something else stops the command; line ends stay as they are."""
    old = make("old", {"a": LISTED.format(area=289)})
    new = make("new", {"a": LISTED.format(area=298)})
    log = tmp_path / "DATA.md"
    log.write_bytes(b"# Data changelog\r\n\r\n## 1.2.4\r\n\r\nBy hand.\r\n")
    ran = command("diff", str(old), str(new), "--changelog", str(log), cwd=old)
    assert ran.code == 2
    assert ran.err.endswith("DATA.md: says something else of 1.2.4; take that entry out first\n")
    log.write_bytes(log.read_bytes().replace(b"1.2.4", b"1.2.3"))
    assert command("diff", str(old), str(new), "--changelog", str(log), cwd=old).code == 0
    once = log.read_bytes()
    assert once.count(b"\n") == once.count(b"\r\n")
    assert once.endswith(b"## 1.2.3\r\n\r\nBy hand.\r\n")
    command("diff", str(old), str(new), "--changelog", str(log), cwd=old)
    assert log.read_bytes() == once
    for name in (".hidden.md", "a~.md"):
        assert command("diff", str(old), str(new), "--changelog", str(tmp_path / name), cwd=old).code == 2


@given(before=st.text(alphabet="#ab 12.\n", max_size=60))
def test_no_line_of_a_changelog_is_lost(before: str) -> None:
    """Whatever a changelog holds, an entry for a version that it has not leaves every line of it."""
    difference = Difference(("x", "7.0.0"), ("x", "7.0.1"), (), ())
    after = with_entry(before, difference)
    assert after is not None
    lines = [line for line in before.splitlines() if line]
    kept = iter(after.splitlines())
    assert all(line in kept for line in lines)
