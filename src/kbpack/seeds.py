"""The files in `seeds/`: found, read and decoded, each refusal one line that says where, what and what to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from kbpack.errors import CorpusError

SEEDS = "seeds"


def documents(root: Path, seeds: Path) -> Iterator[tuple[str, Path]]:
    """Find the documents of a corpus by id, in the order of their ids. Raises CorpusError for a file that is none."""
    try:
        found = sorted((path for path in seeds.iterdir() if path.suffix == ".txt"), key=lambda path: path.name)
    except OSError as error:
        raise CorpusError(f"{SEEDS}: cannot be listed ({error.strerror}); make it readable") from error
    for path in found:
        shown = path.relative_to(root).as_posix()
        if path.is_symlink() and not path.exists():
            raise CorpusError(f"{shown}: is a symbolic link to nothing; remove it or put the document in its place")
        if path.is_symlink() and not path.resolve().is_relative_to(seeds.resolve()):
            raise CorpusError(f"{shown}: is a symbolic link out of {SEEDS}; put a copy of the document in its place")
        if not path.is_file():
            raise CorpusError(f"{shown}: is not a file; a document is a plain text file, so rename or remove it")
        if path.stem != canonical(path.stem) or re.search("[,#]", path.stem):
            raise CorpusError(
                f"{shown!r}: a document's name cannot hold a comma, '#', control characters, blanks at its ends or "
                "decomposed letters; rename it"
            )
        yield path.stem, path


def present(path: Path, shown: str) -> bool:
    """Whether a file that may be left out is there. Raises CorpusError for a link to nothing."""
    if path.is_symlink() and not path.exists():
        raise CorpusError(f"{shown}: is a symbolic link to nothing; remove it or put the file in its place")
    return path.exists()


def read_bytes(path: Path, shown: str) -> bytes:
    """Read a file that messages show under a name. Raises CorpusError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CorpusError(f"{shown}: cannot be read ({error.strerror}); make it readable or remove it") from error


def decoded(raw: bytes, shown: str) -> str:
    """Decode strict UTF-8. Raises CorpusError with the line of the first bad byte."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise CorpusError(
            f"{shown}:{line}: is not UTF-8 (byte {raw[error.start]:#04x} at {error.start}); save it as UTF-8"
        ) from error


def canonical(value: str) -> str:
    """Give text its one spelling: NFC, no control, format or private-use characters, no blanks at its ends."""
    kept = "".join(c for c in unicodedata.normalize("NFC", value) if unicodedata.category(c)[0] != "C")
    return kept.strip()
