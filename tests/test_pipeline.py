"""The main path: what a build writes, whatever the machine, and what it leaves alone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT, MakeCorpus, package_files
from kbpack.corpus import Corpus, open_corpus
from kbpack.coverage import coverage
from kbpack.errors import InvalidError
from kbpack.parsing import read_document
from kbpack.pipeline import build, build_and_write
from kbpack.reading.readers import reread
from kbpack.vocabulary import Vocabulary

VOCABULARY = {
    "vocabulary/places.csv": "place_id,name,kind,part_of,country,iso_3166,wikidata,geonames,reference_area_km2,"
    "reference_area_source,latitude,longitude,aliases\nnorth,North Vale,district,,,,,,100,,,,Northvale\n",
    "vocabulary/actors.csv": "actor_id,name,kind,country,part_of,place_id,aliases\n"
    "union,River Union,party,,,,The Union\n",
}
TEXT = "The River Union said on 3 May 1990 that its troops had occupied Northvale.\nNorth-Vale: May 1990, 90 km2\n"


def kbpack(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kbpack", *words]
    return subprocess.run(command, cwd=cwd, env=os.environ | environment, capture_output=True, text=True, check=False)


def test_the_committed_package_is_what_a_build_gives() -> None:
    """`data/` and `datapackage.json` are byte for byte what the seeds give."""
    files = build(ROOT).files
    assert {path: (ROOT / path).read_bytes() for path in files} == {path: bytes(data) for path, data in files.items()}


@pytest.mark.parametrize(
    ("environment", "jobs"),
    [
        ({"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"}, "1"),
        ({"PYTHONHASHSEED": "4242", "TZ": "America/Lima", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "0"}, "2"),
        ({"PYTHONHASHSEED": "7", "TZ": "UTC", "LC_ALL": "POSIX", "PYTHONOPTIMIZE": "1"}, "3"),
    ],
)
def test_two_builds_are_the_same_to_the_byte(tmp_path: Path, environment: dict[str, str], jobs: str) -> None:
    """Hash seed, time zone, locale, worker count and the order of files change nothing."""
    shutil.copytree(ROOT / "seeds", tmp_path / "a" / "seeds")
    names = sorted((ROOT / "seeds").rglob("*"), reverse=True)
    for path in names:
        target = tmp_path / "b" / path.relative_to(ROOT)
        if path.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    for folder in ("a", "b"):
        used = environment if folder == "b" else {}
        done = kbpack("build", "--jobs", jobs if folder == "b" else "1", cwd=tmp_path / folder, **used)
        assert done.returncode == 0, done.stderr
    files = {path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file()}
    assert len(files) > 10
    assert all((tmp_path / "a" / path).read_bytes() == (tmp_path / "b" / path).read_bytes() for path in files)


def test_a_corpus_needs_only_documents(make_corpus: MakeCorpus) -> None:
    """Without corpus.toml and vocabulary a package is built, and the document stands for its holder."""
    root = make_corpus({"a": TEXT})
    package = build_and_write(root)
    assert package.rows["documents"][0]["holder_basis"] == "document"
    (actor,) = package.rows["actors"]
    assert {name: cell for name, cell in actor.items() if cell} == {
        "actor_id": "a",
        "name": "The voice of a",
        "kind": "document",
    }
    assert package.rows["statements"][1]["holder_text"] == "The River Union"
    assert {path: bytes(data) for path, data in build(root).files.items()} == package_files(root)


def test_names_are_found_in_spite_of_hyphens(make_corpus: MakeCorpus) -> None:
    """A place is known by an alias, with a hyphen that the vocabulary does not have."""
    package = build(make_corpus({"a": TEXT}, VOCABULARY))
    assert [row["place_id"] for row in package.rows["districts"]] == ["north"]
    assert package.rows["statements"][1]["holder_id"] == "union"


@pytest.mark.parametrize(("end", "mark"), [("\r\n", ""), ("\r", ""), ("\n", "\ufeff"), ("\r\n", "\ufeff")])
def test_line_ends_and_a_byte_order_mark_are_kept_out_of_the_way(make_corpus: MakeCorpus, end: str, mark: str) -> None:
    """The same words are read whatever ends the lines; offsets count line ends as they are, and no byte-order mark."""
    package = build(make_corpus({"a": mark + TEXT.replace("\n", end)}, VOCABULARY))
    district = package.rows["districts"][0]
    text = TEXT.replace("\n", end)
    assert text[int(district["char_start"]) : int(district["char_end"])] == "North-Vale: May 1990, 90 km2"
    assert package.rows["documents"][0]["lines"] == "2"
    assert package.rows["documents"][0]["characters"] == str(len(text))
    assert package.rows["documents"][0]["bytes"] == str(len((mark + text).encode()))


@pytest.mark.parametrize(("words", "edtf"), [("3 May", "XXXX-05-03"), ("in May", "XXXX-05"), ("today", "")])
def test_a_listed_date_without_a_year_bounds_no_days(make_corpus: MakeCorpus, words: str, edtf: str) -> None:
    """Its words stay, and what they give alone; the row has no days and no precision."""
    (row,) = build(make_corpus({"a": f"Vale: {words}, 20 km2\n"})).rows["districts"]
    found = (row["date_text"], row["date"], row["date_start"], row["date_end"], row["date_precision"], row["area_km2"])
    assert found == (words if edtf else "", edtf, "", "", "", "20")


@pytest.mark.parametrize(
    ("line", "date"),
    [("Tuesday, March 8, 2011", "2011-03-08"), ("8 March 2011", "2011-03-08"), ("Since 8 March 2011", "")],
)
def test_a_line_that_is_a_day_dates_its_document(make_corpus: MakeCorpus, line: str, date: str) -> None:
    """The day is in the figures, and is the document's where no curator knows another and the line says no more."""
    root = make_corpus({"a": f"Dam Opened\n\n{line}\n\nThe dam was opened.\n"})
    package = build(root)
    (document,) = package.rows["documents"]
    assert (document["date"], document["date_basis"]) == (date, "stated" if date else "")
    (figure,) = package.rows["figures"]
    assert (figure["kind"], figure["value"][:4], figure["statement_id"]) == ("date", "2011", "")
    evidence = {row["field"]: row["quote"] for row in package.rows["evidence"] if row["table"] == "documents"}
    assert ("date" in evidence) == bool(date)
    assert evidence.get("date", "") in line
    (root / "seeds" / "corpus.toml").write_text('[documents.a]\ndate = "2010"\n', encoding="utf-8")
    (document,) = build(root).rows["documents"]
    assert (document["date"], document["date_basis"]) == ("2010", "curated")


def test_a_build_that_fails_leaves_the_old_package(make_corpus: MakeCorpus) -> None:
    """A document that cannot be read stops the build before a file is touched."""
    root = make_corpus({"a": TEXT})
    build_and_write(root)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    (root / "seeds" / "b.txt").write_bytes(b"\xff")
    done = kbpack("build", cwd=root)
    assert (done.returncode, done.stdout) == (2, "")
    assert {path: path.read_bytes() for path in before} == before


def test_an_invalid_package_is_not_built(make_corpus: MakeCorpus) -> None:
    """A vocabulary value that the schema refuses is told, with its table and field."""
    files = VOCABULARY | {"vocabulary/places.csv": VOCABULARY["vocabulary/places.csv"].replace(",100,", ",-100,")}
    with pytest.raises(InvalidError, match=r"places\.csv:2: reference_area_km2"):
        build(make_corpus({"a": TEXT}, files))


def test_an_unused_entry_is_told(make_corpus: MakeCorpus) -> None:
    """A name that no document uses is a warning."""
    package = build(make_corpus({"a": "Nothing here.\n"}, VOCABULARY))
    assert [(issue.code, issue.row) for issue in package.report] == [("unused", "north"), ("unused", "union")]


def test_a_span_that_a_curator_sets_aside_is_ignored_with_its_reason(make_corpus: MakeCorpus) -> None:
    """An exception takes its quote out of the rows; one that is nowhere is told."""
    files = {
        "vocabulary/exceptions.csv": "document_id,quote,reason\na,Skip this line.,boilerplate\na,Not there.,typo\n"
    }
    package = build(make_corpus({"a": "Skip this line.\n\nThe Union said it rained.\n"}, files))
    assert [one.reason for one in package.documents[0].ignored] == ["boilerplate"]
    assert [issue.code for issue in package.report] == ["unused"]


ANY_TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=300)
PIECES = """The Union said that , . “ ” " troops occupied Northvale no allegations by of according to we never attacked
; : II War evidence which holds use weapons reported was since claims made ’s -"""
ENTRIES = (
    "\n\nVale: May, 20 km2\n",
    "\nMere: today, 9 ha; Fen: 3 May, n/a\n",
    "\nDate\tArea (ha)\tTown\n",
    "\nFen\t3 May\t4\n",
)
PROSE = st.lists(
    st.sampled_from([*PIECES.split(), "\n", "90 km2", "May 1990", "20 percent", "28 years", *ENTRIES]),
    max_size=40,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT | PROSE)
def test_any_text_is_read_whole(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever the text, nothing is lost, each quote is its slice, and each cell with evidence can be read again."""
    folder = tmp_path_factory.mktemp("any") / "seeds"
    folder.mkdir()
    path = folder / "a.txt"
    path.write_bytes(text.encode())
    corpus = Corpus(folder.parent, {"documents": {}}, {"a": path}, Vocabulary())
    document = corpus.document("a")
    read = read_document(corpus, "a")
    for name in ("districts", "statements", "events", "figures"):
        for row in read.rows[name]:
            assert document.text[int(row["char_start"]) : int(row["char_end"])] == row["quote"]
    for start, minus_end, *_, quote, rule in read.evidence:
        assert document.text[start:-minus_end] == quote
        assert reread(rule, quote, corpus.vocabulary.names)
    assert coverage(document.text, [(one.start, one.end) for one in read.ignored]).share <= 1
    assert not read.unread


@settings(max_examples=40, deadline=None)
@given(ANY_TEXT | PROSE)
def test_any_text_gives_a_valid_package(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever the text, the package passes its own checks."""
    folder = tmp_path_factory.mktemp("valid")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "a.txt").write_bytes(text.encode())
    assert build(folder).report.good


def test_documents_are_never_written(make_corpus: MakeCorpus) -> None:
    """A build changes nothing in `seeds/`."""
    root = make_corpus({"a": TEXT})
    corpus = open_corpus(root)
    build_and_write(root)
    assert open_corpus(root).document("a") == corpus.document("a")
