"""A new corpus: what it holds, that it can be built at once, and what is left alone."""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path

import pytest

from conftest import Command
from kbpack.corpus import ABOUT_CORPUS, ABOUT_DOCUMENT, open_corpus
from kbpack.errors import CorpusError
from kbpack.initial import init
from kbpack.vocabulary import FILES

ACTOR = "council,The Council,organisation,,,,"


def filled(template: str) -> str:
    """The template with the mark taken from every line that can be filled in."""
    return re.sub(r"(?m)^# (?=\[|\w+ = )", "", template)


def test_a_new_corpus_is_built_and_validated_with_one_document(tmp_path: Path, command: Command) -> None:
    """Nothing has to be filled in first; without a document the next step is said."""
    made = command("init", "flood", cwd=tmp_path)
    assert made.code == 0
    assert made.out.splitlines() == [
        "flood/seeds/corpus.toml",
        "flood/seeds/vocabulary/places.csv",
        "flood/seeds/vocabulary/actors.csv",
        "flood/seeds/vocabulary/exceptions.csv",
    ]
    assert "kbpack build flood" in made.err
    empty = command("build", "flood", cwd=tmp_path)
    assert (empty.code, "put at least one there" in empty.err) == (2, True)
    (tmp_path / "flood/seeds/a.txt").write_text("It rained.\n")
    assert command("build", "flood", cwd=tmp_path).code == 0
    assert command("validate", "flood", cwd=tmp_path).code == 0


def test_the_template_names_all_that_a_curator_may_say(tmp_path: Path) -> None:
    """Each key is there once, and with every line filled in it is a corpus that can be opened."""
    init(tmp_path)
    path = tmp_path / "seeds/corpus.toml"
    text = filled(path.read_text(encoding="utf-8")).replace("documents.NAME", "documents.a")
    about = tomllib.loads(text)
    assert set(about) == set(ABOUT_CORPUS)
    assert set(about["documents"]["a"]) == set(ABOUT_DOCUMENT)
    path.write_text(text, encoding="utf-8")
    (tmp_path / "seeds/a.txt").write_text("It rained.\n")
    actors = tmp_path / "seeds/vocabulary/actors.csv"
    actors.write_text(f"{actors.read_text()}{ACTOR}\n")
    assert open_corpus(tmp_path).document("a").holder_id == "council"


def test_the_vocabulary_has_the_columns_that_are_read(tmp_path: Path) -> None:
    """Each file is a header and nothing more."""
    init(tmp_path)
    for name, fields in FILES.items():
        text = (tmp_path / "seeds/vocabulary" / name).read_text(encoding="utf-8")
        assert list(csv.reader(text.splitlines())) == [list(fields)]


def test_a_folder_with_an_odd_name_gets_a_plain_one(tmp_path: Path) -> None:
    """The name of the corpus is made of its folder's; what lies in the folder stays."""
    folder = tmp_path / "Ős Flood, 1931"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    init(folder)
    assert tomllib.loads((folder / "seeds/corpus.toml").read_text(encoding="utf-8")) == {"name": "os-flood-1931"}
    assert (folder / "notes.txt").read_text() == "mine"


def test_documents_beside_the_seeds_are_left_and_told(tmp_path: Path, command: Command) -> None:
    """They have to be moved by their owner."""
    (tmp_path / "a.txt").write_text("It rained.\n")
    told = command("init", ".", cwd=tmp_path)
    assert (told.code, "move the .txt documents into seeds" in told.err) == (0, True)
    assert (tmp_path / "a.txt").read_text() == "It rained.\n"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, command: Command) -> None:
    """A file stands in its way."""
    (tmp_path / "file").write_text("mine")
    told = command("init", "file/flood", cwd=tmp_path)
    assert (told.code, told.out) == (2, "")
    assert told.err == "kbpack: file/flood: cannot be made (Not a directory); name another folder\n"


@pytest.mark.parametrize("made", ["seeds/corpus.toml", "seeds"])
def test_what_is_there_is_left_alone(tmp_path: Path, command: Command, made: str) -> None:
    """A corpus is not begun twice, and a file is no folder."""
    path = tmp_path / "flood" / made
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    told = command("init", "flood", cwd=tmp_path)
    assert (told.code, told.out) == (2, "")
    assert told.err == "kbpack: flood/seeds: is there already; edit what is in it, or name another folder\n"
    assert path.read_text() == "mine"
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == [path]
    with pytest.raises(CorpusError, match="is not a folder"):
        init(path)
