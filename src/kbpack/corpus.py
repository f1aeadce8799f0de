"""A corpus: the documents in `seeds/`, what a curator knows of them, and the vocabulary of their names."""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kbpack.errors import CorpusError
from kbpack.reading.dates import bounds
from kbpack.seeds import SEEDS, canonical, decoded, documents, present, read_bytes
from kbpack.vocabulary import Vocabulary, open_vocabulary

ABOUT_DOCUMENT = ("title", "kind", "holder", "date", "language", "origin", "licence")
"""What `corpus.toml` may say of a document."""
ABOUT_CORPUS = (
    "name",
    "id",
    "title",
    "description",
    "version",
    "homepage",
    "keywords",
    "licenses",
    "contributors",
    "documents",
)
"""What it may say of a corpus."""
_VERSION = re.compile(r"([A-Za-z0-9]+(?:[.+-][A-Za-z0-9]+)*)?")
_NAME = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was received, decoded: line ends kept, a leading byte-order mark left out of the text.

    `document_id` is the file's name without its ending, `path` its place below the corpus (`seeds/NAME.txt`). `sha256`
    (in hexadecimal) and `size` (in bytes) are those of the file, the mark included; offsets into `text` count Unicode
    code points. `about` has what a curator says of it in `corpus.toml`.
    """

    document_id: str
    path: str
    text: str
    sha256: str
    size: int
    about: Mapping[str, str]

    @property
    def holder_id(self) -> str:
        """The actor whose voice the document is; where no curator says who that is, the document itself."""
        return self.about.get("holder") or self.document_id


@dataclass(frozen=True)
class Corpus:
    """A folder with `seeds/`: documents, `corpus.toml` and `vocabulary/`, all checked; `open_corpus` makes one.

    `root` is the folder, `about` what `corpus.toml` says with plain values for what it leaves out, `paths` the file of
    each document by its id, in the order of the ids. Iteration reads one document after another.
    """

    root: Path
    about: Mapping[str, Any]
    paths: Mapping[str, Path]
    vocabulary: Vocabulary

    def __iter__(self) -> Iterator[Document]:
        """Give the documents by id, each read when it is asked for. Raises as `document` does."""
        return (self.document(document_id) for document_id in self.paths)

    def __len__(self) -> int:
        return len(self.paths)

    def document(self, document_id: str) -> Document:
        """Read one document. Raises CorpusError where it is not UTF-8 text, KeyError where there is none of that id."""
        path = self.paths[document_id]
        shown = path.relative_to(self.root).as_posix()
        raw = read_bytes(path, shown)
        text = decoded(raw, shown).removeprefix("\ufeff")
        if "\0" in text:
            line = text.count("\n", 0, text.index("\0")) + 1
            raise CorpusError(f"{shown}:{line}: holds a NUL byte, so it is not plain text; save it as UTF-8 text")
        about = self.about.get("documents", {}).get(document_id, {})
        return Document(document_id, shown, text, hashlib.sha256(raw).hexdigest(), len(raw), about)


def open_corpus(root: Path) -> Corpus:
    """Open the corpus in a folder. Raises CorpusError with one line for the first thing that is wrong."""
    seeds = root / SEEDS
    if not seeds.is_dir():
        raise CorpusError(
            f"{root}: there is no {SEEDS} folder here; put the documents into {SEEDS}/ or name another folder"
        )
    paths = dict(documents(root, seeds))
    if not paths:
        raise CorpusError(f"{seeds}: holds no .txt documents; put at least one there")
    about = _about(root, seeds / "corpus.toml", paths)
    vocabulary = open_vocabulary(seeds / "vocabulary", paths)
    for document_id, entry in about.get("documents", {}).items():
        holder = entry.get("holder")
        if holder and holder not in vocabulary.actors:
            raise CorpusError(
                f"{SEEDS}/corpus.toml: documents.{document_id}.holder {holder!r} is no actor; "
                f"add it to {SEEDS}/vocabulary/actors.csv"
            )
    return Corpus(root, about, paths, vocabulary)


def _about(root: Path, path: Path, paths: Mapping[str, Path]) -> dict[str, Any]:
    """Read corpus.toml; what it leaves out has a plain value. Raises CorpusError."""
    shown = f"{SEEDS}/{path.name}"
    about: dict[str, Any] = {}
    if present(path, shown):
        try:
            about = tomllib.loads(decoded(read_bytes(path, shown), shown).removeprefix("\ufeff").replace("\r\n", "\n"))
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise CorpusError(f"{shown}: is not TOML: {error}; mend it there") from error
    _check_keys(shown, "", about, ABOUT_CORPUS)
    _check_shapes(shown, about)
    name = about.setdefault("name", slug(root.resolve().name))
    if not _NAME.fullmatch(name):
        raise CorpusError(f"{shown}: name {name!r} must be lower-case letters and digits, joined by '-', '_' or '.'")
    for document_id, entry in about.setdefault("documents", {}).items():
        if document_id not in paths:
            raise CorpusError(f"{shown}: documents.{document_id} names no file in {SEEDS}; rename or remove it")
        _check_document(shown, f"documents.{document_id}.", entry)
    return about


def _check_shapes(shown: str, about: Mapping[str, Any]) -> None:
    for key in ("name", "id", "title", "description", "version", "homepage"):
        value = about.get(key, "")
        if not isinstance(value, str):
            raise CorpusError(f"{shown}: {key} must be text in quotes")
        if value != canonical(value):
            raise CorpusError(f"{shown}: {key} has blanks at its ends or control characters; retype it")
    if not _VERSION.fullmatch(about.get("version", "")):
        raise CorpusError(
            f"{shown}: version {about['version']!r} must be letters and digits, joined by '.', '+' or '-'"
        )
    if not re.fullmatch("(https?://.+)?", about.get("homepage", "")):
        raise CorpusError(f"{shown}: homepage must be an address that begins with https:// or http://")
    for key, kind in (("keywords", str), ("licenses", dict), ("contributors", dict)):
        value = about.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, kind) for item in value):
            raise CorpusError(f"{shown}: {key} must be a list of {'text' if kind is str else f'tables ([[{key}]])'}")
    documents = about.get("documents", {})
    if not isinstance(documents, dict) or not all(isinstance(entry, dict) for entry in documents.values()):
        raise CorpusError(f"{shown}: documents must be tables, as in [documents.NAME]")


def _check_document(shown: str, prefix: str, entry: Mapping[str, Any]) -> None:
    _check_keys(shown, prefix, entry, ABOUT_DOCUMENT)
    for key, value in entry.items():
        if not isinstance(value, str) or value != canonical(value):
            raise CorpusError(f"{shown}: {prefix}{key} must be text in quotes, with no blanks at its ends")
    first, last = bounds(entry.get("date", ""))
    if entry.get("date") and not ((first or last) and first <= (last or first)):
        raise CorpusError(
            f"{shown}: {prefix}date {entry['date']!r} is no EDTF date with a year, such as 2020-11 or 2020"
        )


def _check_keys(shown: str, prefix: str, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for key in table:
        if key not in known:
            raise CorpusError(f"{shown}: {prefix}{key} is not known; the known keys are {', '.join(known)}")


def slug(name: str) -> str:
    """Make the name of a corpus out of that of its folder."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "corpus"
