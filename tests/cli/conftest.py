"""A corpus of one document for the commands, and a run of kbpack in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ACTORS, PLACES, Command, MakeCorpus

FILES = {
    "corpus.toml": 'title = "A made-up corpus"\n[documents.news]\ndate = "1991-02"\n',
    "vocabulary/places.csv": PLACES + "north,North Vale,district,,,,,,100,,,,\n",
    "vocabulary/actors.csv": ACTORS + "union,River Union,party,,,,The Union\n",
}
TEXT = "The River Union said on 3 May 1990 that its troops had occupied North Vale.\n\nNorth Vale: May 1990, 60 km2\n"
DISTRICT = "news:77-105"


def run(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run kbpack in a process of its own, whose streams are pipes."""
    command = [sys.executable, "-m", "kbpack", *words]
    plain = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}}
    return subprocess.run(command, cwd=cwd, env=plain | environment, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def corpus(make_corpus: MakeCorpus) -> Path:
    """Give a corpus of one document, without its package."""
    return make_corpus({"news": TEXT}, FILES)


@pytest.fixture
def built(corpus: Path, command: Command) -> Path:
    """Give the corpus with its package."""
    assert command("build", cwd=corpus).code == 0
    return corpus
