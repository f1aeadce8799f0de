"""Where a value comes from: the sentence, its words, the rule, the holder and the checks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import ACTORS, PLACES, Command, MakeCorpus
from kbpack.errors import CorpusError, PackageError
from kbpack.explain import CONTEXT, RowStory, explain
from kbpack.pipeline import build_and_write

FILES = {
    "corpus.toml": '[documents."the.news"]\nholder = "herald"\n',
    "vocabulary/places.csv": PLACES + "north,North Vale,district,,,,,,100,,,,\n",
    "vocabulary/actors.csv": ACTORS + "union,River Union,party,,,,The Union\nherald,Daily Herald,newspaper,,,,\n",
}
SAID = "The River Union said on 3 May 1990 that its troops\nhad occupied North Vale."
LISTED = "North Vale: May 1990, 90 km2"
TEXT = f"It rained for 3 days. {SAID} It snowed.\n\n{LISTED}\n"


def at(words: str, document: str = "the.news") -> str:
    """The id of a row on these words."""
    start = TEXT.index(words)
    return f"{document}:{start}-{start + len(words)}"


@pytest.fixture
def root(make_corpus: MakeCorpus) -> Path:
    """Give a corpus with its package."""
    root = make_corpus({"the.news": TEXT}, FILES)
    build_and_write(root)
    return root


def one(root: Path, name: str) -> RowStory:
    """Give the only row that a name means."""
    (story,) = explain(root, name)
    return story


def test_a_row_is_told_with_its_sentence_and_cells(root: Path) -> None:
    """All filled cells are told, but the quote itself; the words stand in their line or sentence."""
    story = one(root, at(LISTED))
    assert (story.table, story.row_id, story.status) == ("districts", at(LISTED), "asserted")
    assert story.holder == "Daily Herald"
    assert story.passage is not None
    assert (story.passage.path, story.passage.line, story.passage.column) == ("seeds/the.news.txt", 4, 1)
    assert story.passage.words == LISTED
    fields = [cell.field for cell in story.cells]
    assert "area_km2" in fields
    assert "quote" not in fields
    assert all(cell.value for cell in story.cells)


def test_a_cell_is_told_with_its_words_and_its_rule(root: Path) -> None:
    """The words behind the cell are marked in what stands around them, and every check is named."""
    story = one(root, f"{at(LISTED)}.area_km2")
    (cell,) = story.cells
    assert (cell.field, cell.value, cell.rule) == ("area_km2", "90", "area_km2")
    assert cell.passage is not None
    assert (cell.passage.before, cell.passage.words, cell.passage.after) == ("North Vale: May 1990, ", "90 km2", "")
    assert dict(cell.checks) == {
        "type number": True,
        "minimum 0": True,
        "the quote is in the document at its offsets": True,
        "reading the quote again gives the value": True,
    }


def test_the_words_stand_in_their_own_sentence(root: Path) -> None:
    """Of a paragraph only the sentence is shown, whole also where it runs over lines."""
    name = next(row["event_id"] for row in build_and_write(root).rows["events"] if row["term_text"] == "occupied")
    story = one(root, name)
    assert story.passage is not None
    assert story.passage.before + story.passage.words + story.passage.after == SAID
    assert story.holder == "Daily Herald > River Union"


def test_a_cell_that_was_not_read_has_no_words(root: Path) -> None:
    """What follows from the row's place has no evidence, and says so."""
    (cell,) = one(root, f"{at(LISTED)}.char_start").cells
    assert (cell.passage, cell.rule) == (None, "")


def test_a_code_is_told_as_one_of_a_list(root: Path) -> None:
    """A code list is named by its length, not spelled out."""
    (cell,) = one(root, f"{at(LISTED)}.status").cells
    assert "one of 7 codes" in dict(cell.checks)


def test_a_document_and_a_place_are_rows_too(root: Path) -> None:
    """An id without offsets is a row of a code table or a document; a dot in it is no field."""
    assert one(root, "the.news").table == "documents"
    place = one(root, "north")
    assert (place.table, place.passage) == ("places", None)
    assert one(root, "north.name").cells[0].value == "North Vale"
    assert one(root, "the.news.holder_id").cells[0].value == "herald"


def test_one_id_in_several_tables_is_told_for_each(make_corpus: MakeCorpus) -> None:
    """A list entry that is a district and an event is two rows on one span."""
    root = make_corpus({"a": "The occupation in figures\nNorth Vale: May 1990, 90 km2\n"}, FILES | {"corpus.toml": ""})
    build_and_write(root)
    stories = explain(root, "a:26-54")
    assert [story.table for story in stories] == ["districts", "events"]
    (story,) = explain(root, "a:26-54.area_km2")
    assert story.table == "districts"


def test_a_long_line_is_cut_around_the_words(make_corpus: MakeCorpus) -> None:
    """No more than CONTEXT characters are shown on each side."""
    root = make_corpus({"a": "It rained " + "and rained " * 200 + "for 3 days " + "and snowed " * 200 + "again.\n"})
    package = build_and_write(root)
    (figure,) = package.rows["figures"]
    passage = one(root, figure["figure_id"]).passage
    assert passage is not None
    assert (len(passage.before), passage.words, len(passage.after)) == (CONTEXT, "3 days", CONTEXT)


@pytest.mark.parametrize("name", ["", ".", "nothing", "the.news:0-1", "north.", "north.nothing", ".name", "the"])
def test_an_id_that_no_row_has_is_refused(root: Path, name: str) -> None:
    """The message says where ids are to be found."""
    with pytest.raises(CorpusError, match=re.escape(f"{name}: no row has this id; look it up in the first column of")):
        explain(root, name)


@pytest.mark.parametrize("field", ["part_of", "latitude"])
def test_an_empty_field_is_told(root: Path, field: str) -> None:
    """A field that the row leaves empty has no story."""
    with pytest.raises(CorpusError, match=rf"^north\.{field}: the row has nothing in '{field}'; .* explain north$"):
        explain(root, f"north.{field}")


def test_without_a_package_there_is_nothing_to_explain(make_corpus: MakeCorpus) -> None:
    """The message says to build first."""
    with pytest.raises(
        PackageError, match=r"documents\.csv: cannot be read \(No such file .*; run kbpack build first$"
    ):
        explain(make_corpus({"a": TEXT}), "a")


def test_a_table_that_is_no_table_is_refused(root: Path) -> None:
    """A file that is not UTF-8 is named, with what to run."""
    (root / "data/districts.csv").write_bytes(b"\xff")
    with pytest.raises(PackageError, match=r"districts\.csv: is not a table of a package; run kbpack validate"):
        explain(root, "north")


@pytest.mark.parametrize("table", ["places", "documents", "evidence", "statements", "actors"])
@pytest.mark.parametrize("raw", [b"", b"a,b\n1,2\n", b"\x00", b'"', b"place_id\nnorth\n"], ids=ascii)
def test_a_spoiled_table_gives_no_traceback(root: Path, command: Command, table: str, raw: bytes) -> None:
    """Whatever stands in `data/`, the answer is words and an exit code."""
    (root / f"data/{table}.csv").write_bytes(raw)
    for name in (f"{at(LISTED)}.area_km2", "north"):
        ran = command("explain", name, cwd=root)
        assert ran.code in {0, 2}
        assert ran.err.count("\n") == (ran.code == 2)


@pytest.mark.parametrize("cell", ["x", "", "-1", "1.5", "9" * 30])
def test_a_spoiled_offset_gives_no_traceback(root: Path, command: Command, cell: str) -> None:
    """An offset that is none is told, or shown as what it is."""
    path = root / "data/districts.csv"
    start = at(LISTED).partition(":")[2].partition("-")[0]
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace(f",{start},", f",{cell},"), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != before
    ran = command("explain", at(LISTED), cwd=root)
    assert ran.code in {0, 2}


def test_a_spoiled_value_fails_its_checks(root: Path) -> None:
    """A value that was changed by hand is shown with the checks that it fails."""
    path = root / "data/districts.csv"
    path.write_bytes(path.read_bytes().replace(b",90,90 km2", b",-91,90 km2"))
    (cell,) = one(root, f"{at(LISTED)}.area_km2").cells
    assert cell.value == "-91"
    checks = dict(cell.checks)
    assert not checks["reading the quote again gives the value"]
    assert not checks["minimum 0"]
    assert checks["the quote is in the document at its offsets"]


def test_a_document_that_changed_fails_its_checks(root: Path) -> None:
    """Where the words are no longer at their offsets, it is said."""
    path = root / "seeds/the.news.txt"
    path.write_text(TEXT.replace("90 km2", "91 km2"), encoding="utf-8")
    (cell,) = one(root, f"{at(LISTED)}.area_km2").cells
    assert not dict(cell.checks)["the quote is in the document at its offsets"]


def test_evidence_past_the_end_of_a_document_gives_no_traceback(root: Path, command: Command) -> None:
    """A document that became shorter is told of, not stumbled over."""
    (root / "seeds/the.news.txt").write_text("It rained.\n", encoding="utf-8")
    ran = command("explain", f"{at(LISTED)}.area_km2", cwd=root)
    assert ran.code in {0, 2}


def test_the_command_marks_the_words(root: Path, command: Command) -> None:
    """The words of the cell stand in square brackets in a pipe; value, rule, holder and checks are named."""
    ran = command("explain", f"{at(LISTED)}.area_km2", cwd=root)
    assert (ran.code, ran.err) == (0, "")
    assert "seeds/the.news.txt:4:1: [North Vale: May 1990, 90 km2]" in ran.out
    assert "seeds/the.news.txt:4:23: North Vale: May 1990, [90 km2]" in ran.out
    assert "held by Daily Herald, asserted" in ran.out
    assert "passed: reading the quote again gives the value" in ran.out
    assert re.search(r"area_km2 +\S +90 +\S +4:23 '90 km2' +\S +area_km2 +\S +4 passed", ran.out)
