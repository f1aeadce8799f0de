"""The preview: on this machine alone, written again when a seed changes, ended without a trace."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from conftest import MADE_UP, MakeCorpus

PATIENCE_S = 60
TEXT = "North Vale: may 08, 1992, territory 289 km2\n"


@pytest.fixture
def preview(make_corpus: MakeCorpus) -> Iterator[tuple[Path, str, subprocess.Popen[str]]]:
    """Give a corpus, the address of its preview, and the process that serves it."""
    root = make_corpus({"a": TEXT}, MADE_UP)
    command = [sys.executable, "-m", "kbpack", "site", root, "--out", root / "dist", "--serve", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    line = process.stderr.readline()
    assert line.startswith("http://127.0.0.1:"), line
    yield root, line.split()[0].removesuffix("index.html"), process
    if process.poll() is None:
        process.kill()
    process.communicate()


def fetched(address: str) -> str:
    with urlopen(address) as answer:  # noqa: S310  the loopback address
        return answer.read().decode()


@pytest.mark.skipif(os.name == "nt", reason="an interrupt is sent otherwise there")
def test_a_preview_follows_changes_and_ends_cleanly(preview: tuple[Path, str, subprocess.Popen[str]]) -> None:
    """A changed seed is shown, a seed that cannot be read is told, a hidden file is not given, and Ctrl-C ends it."""
    root, address, process = preview
    assert process.stderr is not None
    assert "289 km2" in fetched(address + "documents/a.html")
    (root / "seeds" / "a.txt").write_text(TEXT.replace("289", "290"), encoding="utf-8")
    assert process.stderr.readline() == "written again\n"
    assert "290 km2" in fetched(address + "documents/a.html")
    (root / "seeds" / "a.txt").write_bytes(b"\xff")
    assert process.stderr.readline().startswith("not written again: seeds/a.txt:1: is not UTF-8")
    assert "290 km2" in fetched(address + "documents/a.html")
    for path in (".kbpack/lock", "../../seeds/corpus.toml", "documents/", "%00"):
        with pytest.raises(HTTPError, match="404"):
            fetched(address + path)
    assert not (root / "data").exists()
    process.send_signal(signal.SIGINT)
    _, rest = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, rest) == (0, "ended\n")
