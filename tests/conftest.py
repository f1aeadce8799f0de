"""What several test files share: small corpora in a temporary folder, and the command line run in this process."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from kbpack.cli.app import main
from kbpack.corpus import Corpus, open_corpus
from kbpack.parsing import DocumentRows, read_document

# A change is judged on the same examples everywhere; `pytest --hypothesis-profile=search` looks for new ones.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile("same")

os.environ["KBPACK_CACHE"] = ""  # no test sees what another has built

ROOT = Path(__file__).parent.parent
PLACES = (
    "place_id,name,kind,part_of,country,iso_3166,wikidata,geonames,"
    "reference_area_km2,reference_area_source,latitude,longitude,aliases\n"
)
ACTORS = "actor_id,name,kind,country,part_of,place_id,aliases\n"
EXCEPTIONS = "document_id,quote,reason\n"
MADE_UP = {
    "vocabulary/places.csv": PLACES + "land,Vale Land,country,,,,,,1000,,,,\n"
    "north,North Vale,district,land,,,,,100,,,,\n"
    "town,Vale Town,town,north,,,,,20,,,,\n",
    "vocabulary/actors.csv": ACTORS + "hill,Hill State,state,,,,Hill Republic\n"
    "hill-army,Hill army,armed forces,,hill,,Hill forces\n"
    "plain,Plain State,state,,,land,\n"
    "plain-army,Plain army,armed forces,,plain,,Plain forces\n"
    "board,Grain Board,ministry,,plain,,\n"
    "union,River Union,party,,,,\n"
    "herald,Valley Herald,newspaper,,,,\n"
    "wire,Valley Wire,news agency,,,,\n"
    "watch,Peace Watch,monitor,,,,\n",
}

MakeCorpus = Callable[..., Path]


class Ran(NamedTuple):
    """What a command left: its exit code and its two streams."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture
def make_corpus(tmp_path: Path) -> MakeCorpus:
    """Give a function that lays out a corpus: documents by name, and other files of `seeds/` by path."""

    def make(documents: dict[str, str | bytes] | None = None, files: dict[str, str] | None = None) -> Path:
        seeds = tmp_path / "corpus" / "seeds"
        seeds.mkdir(parents=True)
        for name, text in (documents or {}).items():
            (seeds / f"{name}.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
        for path, text in (files or {}).items():
            (seeds / path).parent.mkdir(parents=True, exist_ok=True)
            (seeds / path).write_text(text, encoding="utf-8", newline="")
        return seeds.parent

    return make


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Give a function that runs a command in a folder; whatever it raises but its exit fails the test."""

    def run(*words: str, cwd: Path) -> Ran:
        capsys.readouterr()
        with monkeypatch.context() as here:
            here.chdir(cwd)
            here.setattr(sys, "argv", ["kbpack", *words])
            with pytest.raises(SystemExit) as stopped:
                main()
        said = capsys.readouterr()
        code = stopped.value.code
        return Ran(code if isinstance(code, int) else int(code is not None), said.out, said.err)

    return run


class Reads(NamedTuple):
    """The rows that a made-up text gives: statements, events, and the text itself."""

    text: str
    document: DocumentRows

    @property
    def statements(self) -> list[dict[str, str]]:
        """The statements, in row order."""
        return self.document.rows["statements"]

    @property
    def events(self) -> list[dict[str, str]]:
        """The events, in row order."""
        return self.document.rows["events"]

    @property
    def others(self) -> list[dict[str, str]]:
        """The statements of other holders than the document's."""
        return [row for row in self.statements if row["depth"] != "1"]

    def content(self, row: dict[str, str]) -> str:
        """What a statement says."""
        return self.text[int(row["content_start"]) : int(row["content_end"])]


Read = Callable[..., Reads]


@pytest.fixture(scope="session")
def made_up_corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Open a corpus with the made-up vocabulary."""
    root = tmp_path_factory.mktemp("made up")
    for path, text in ({"a.txt": "It rained.\n"} | MADE_UP).items():
        (root / "seeds" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "seeds" / path).write_text(text, encoding="utf-8")
    return open_corpus(root)


@pytest.fixture
def read(made_up_corpus: Corpus, tmp_path: Path) -> Read:
    """Give a function that reads a text, told who holds it and when it was written."""

    def read(text: str, holder: str = "", date: str = "") -> Reads:
        path = tmp_path / "seeds" / "a.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
        about = {"documents": {"a": {"holder": holder, "date": date}}}
        corpus = Corpus(tmp_path, about, {"a": path}, made_up_corpus.vocabulary)
        return Reads(text, read_document(corpus, "a"))

    return read


def package_files(root: Path) -> dict[str, bytes]:
    """Give every file below a folder but the seeds, hidden ones too, by path."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and root / "seeds" not in path.parents
    }
