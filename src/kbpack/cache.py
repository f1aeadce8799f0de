"""What documents gave before, by the content of all that it depends on: safe to delete, and never another result.

An entry is named by a digest of the document, of what a curator knows of it and of the vocabulary, and of kbpack's own
files, so a change in any of them makes another entry. It starts with a digest of itself: one that was cut short or
changed is read as if it were not there.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
import time
import unicodedata
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kbpack.disagreements.facts import Facts
from kbpack.parts import Part
from kbpack.reading.reader import Ignored

if TYPE_CHECKING:
    from collections.abc import Collection

    from kbpack.corpus import Corpus, Document

VARIABLE = "KBPACK_CACHE"
"""The environment variable that names another folder for the cache; empty, there is none."""
FORGOTTEN_AFTER = 30 * 24 * 3600
"""Seconds after which the entries of a corpus that is built no more are removed."""
_FACTS = ("documents", "districts", "statements", "events", "figures")


def folder_of(root: Path) -> Path | None:
    """The folder of a corpus in the cache, which need not be there; None where there is to be no cache."""
    named = os.environ.get(VARIABLE)
    if named == "":
        return None
    try:
        folder = Path(named) if named else _usual()
    except RuntimeError:  # nobody's home is known
        return None
    return folder / hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:32]


def _usual() -> Path:
    """Where the system keeps what can be made again."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "kbpack"


class Cache:
    """The entries of one corpus. What cannot be read or written is passed over: a build does without."""

    def __init__(self, corpus: Corpus, folder: Path) -> None:
        """Prepare to look up entries of a corpus in a folder."""
        self.folder = folder
        self._known = _digest(
            _of_code(),
            repr((corpus.vocabulary.places, corpus.vocabulary.actors)),
        )
        self._set_aside = corpus.vocabulary.set_aside

    def key(self, document: Document) -> str:
        """The name of the entry of a document."""
        about = json.dumps([document.about, self._set_aside.get(document.document_id, {})], sort_keys=True)
        return _digest(self._known, document.document_id, document.path, document.sha256, about)

    def load(self, key: str) -> Part | None:
        """Give what a document gave before; None where that is not known."""
        try:
            raw = (self.folder / key).read_bytes()
        except OSError:
            return None
        if raw[:64] != hashlib.sha256(memoryview(raw)[64:]).hexdigest().encode():
            return None
        head_end = raw.index(b"\n", 64)
        return _unpacked(json.loads(raw[64:head_end]), memoryview(raw)[head_end + 1 :])

    def save(self, key: str, part: Part) -> None:
        """Keep what a document gave."""
        raw = _packed(part)
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".", delete=False) as file:
                file.write(hashlib.sha256(raw).hexdigest().encode())
                file.write(raw)
            Path(file.name).replace(self.folder / key)


def keep_only(folder: Path, keys: Collection[str]) -> None:
    """Remove the entries of a corpus that are none of these, and those of corpora that are built no more."""
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name not in keys:
                path.unlink()
        os.utime(folder)
        before = time.time() - FORGOTTEN_AFTER
        for path in folder.parent.iterdir():
            if path.is_dir() and path.stat().st_mtime < before:
                shutil.rmtree(path, ignore_errors=True)


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


@cache
def _of_code() -> str:
    """The digest of kbpack's own files, and of the tables of letters that its Python has."""
    here = Path(__file__).parent
    digest = hashlib.sha256(f"{sys.version} {unicodedata.unidata_version}".encode())
    for path in sorted([*here.rglob("*.py"), *here.rglob("*.csv")]):
        digest.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _packed(part: Part) -> bytes:
    """An entry: a line of JSON, then the lines of the tables."""
    head = {
        "document_id": part.document_id,
        "row": part.row,
        "counts": part.counts,
        "covered": part.covered,
        "ignored": [(one.start, one.end, one.reason) for one in part.ignored],
        "unread": part.unread,
        "named": sorted(part.named),
        "entries": sorted(part.used),
        "unfound": part.unfound,
        "findings": part.findings,
        "facts": [list(getattr(part.facts, name)) for name in _FACTS],
        "tables": {name: len(lines) for name, lines in part.tables.items()},
    }
    return b"\n".join([json.dumps(head).encode(), b"".join(part.tables.values())])


def _unpacked(head: dict[str, Any], lines: memoryview) -> Part:
    tables: dict[str, bytes] = {}
    place = 0
    for name, size in head["tables"].items():
        tables[name] = bytes(lines[place : place + size])
        place += size
    return Part(
        head["document_id"],
        head["row"],
        head["counts"],
        head["covered"],
        tuple(Ignored(*one) for one in head["ignored"]),
        tuple((start, end) for start, end in head["unread"]),
        frozenset((table, entry) for table, entry in head["named"]),
        frozenset((table, entry) for table, entry in head["entries"]),
        tuple(head["unfound"]),
        tuple((kind, message, tuple(left), tuple(right)) for kind, message, left, right in head["findings"]),
        Facts(*head["facts"]),
        tables,
    )
