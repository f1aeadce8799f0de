"""What several test files share: small corpora in a temporary folder, and the command line run in this process."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from kbpack.cli import main

ROOT = Path(__file__).parent.parent
PLACES = (
    "place_id,name,kind,part_of,country,iso_3166,wikidata,geonames,"
    "reference_area_km2,reference_area_source,latitude,longitude,aliases\n"
)
ACTORS = "actor_id,name,kind,country,part_of,place_id,aliases\n"
EXCEPTIONS = "document_id,quote,reason\n"

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


def package_files(root: Path) -> dict[str, bytes]:
    """Give every file below a folder but the seeds, hidden ones too, by path."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and root / "seeds" not in path.parents
    }
