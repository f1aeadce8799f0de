"""A corpus: the documents in `seeds/`, what a curator knows of them, and the vocabulary of their names."""

from __future__ import annotations

import csv
import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kbpack.errors import CorpusError
from kbpack.reading.dates import bounds
from kbpack.reading.names import Entry, Names, compact

SEEDS = "seeds"
_ABOUT_DOCUMENT = ("title", "kind", "holder", "date", "language", "origin", "licence")
_ABOUT_CORPUS = ("name", "title", "description", "version", "keywords", "licenses", "contributors", "documents")
_NAME = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
PLACE_FIELDS = (
    "place_id", "name", "kind", "part_of", "country", "iso_3166", "wikidata", "geonames",
    "reference_area_km2", "reference_area_source", "latitude", "longitude",
)  # fmt: skip
ACTOR_FIELDS = ("actor_id", "name", "kind", "country", "part_of", "place_id")


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was received, decoded: line ends kept, a leading byte-order mark left out of the text."""

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
class Vocabulary:
    """The places and actors that a corpus knows by name, and the spans that a curator sets aside."""

    places: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    actors: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    set_aside: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    names: Names = field(default_factory=Names)

    def own_ids(self, holder_id: str) -> frozenset[str]:
        """The actor ids that mean the document's own voice."""
        return frozenset({holder_id} & self.actors.keys())


@dataclass(frozen=True)
class Corpus:
    """A folder with `seeds/`: documents, `corpus.toml` and `vocabulary/`, all checked."""

    root: Path
    about: Mapping[str, Any]
    paths: Mapping[str, Path]
    vocabulary: Vocabulary

    def __iter__(self) -> Iterator[Document]:
        """Give the documents by id, each read when it is asked for."""
        return (self.document(document_id) for document_id in self.paths)

    def __len__(self) -> int:
        return len(self.paths)

    def document(self, document_id: str) -> Document:
        """Read one document. Raises CorpusError where it is not UTF-8 text."""
        path = self.paths[document_id]
        shown = path.relative_to(self.root).as_posix()
        raw = _bytes(path, shown)
        text = _decoded(raw, shown).removeprefix("\ufeff")
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
    paths = dict(_documents(root, seeds))
    if not paths:
        raise CorpusError(f"{seeds}: holds no .txt documents; put at least one there")
    about = _about(root, seeds / "corpus.toml", paths)
    vocabulary = _vocabulary(root, seeds / "vocabulary", paths)
    for document_id, entry in about.get("documents", {}).items():
        holder = entry.get("holder")
        if holder and holder not in vocabulary.actors:
            raise CorpusError(
                f"{SEEDS}/corpus.toml: documents.{document_id}.holder {holder!r} is no actor; "
                f"add it to {SEEDS}/vocabulary/actors.csv"
            )
    return Corpus(root, about, paths, vocabulary)


def _documents(root: Path, seeds: Path) -> Iterator[tuple[str, Path]]:
    seen: dict[str, str] = {}
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
        document_id = unicodedata.normalize("NFC", path.stem)
        if (
            re.search(r"[,#\x00-\x1f\x7f]", document_id)
            or document_id != document_id.strip()
            or not document_id.isprintable()
        ):
            raise CorpusError(
                f"{shown!r}: a document's name cannot hold a comma, '#', blanks at its ends or control characters; rename it"
            )
        if document_id in seen:
            raise CorpusError(
                f"{shown}: has the same name as {seen[document_id]} (in another Unicode form); rename one"
            )
        seen[document_id] = shown
        yield document_id, path


def _bytes(path: Path, shown: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CorpusError(f"{shown}: cannot be read ({error.strerror}); make it readable or remove it") from error


def _decoded(raw: bytes, shown: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise CorpusError(
            f"{shown}:{line}: is not UTF-8 (byte {raw[error.start]:#04x} at {error.start}); save it as UTF-8"
        ) from error


def _about(root: Path, path: Path, paths: Mapping[str, Path]) -> dict[str, Any]:
    shown = f"{SEEDS}/{path.name}"
    about: dict[str, Any] = {}
    if path.exists():
        try:
            about = tomllib.loads(_decoded(_bytes(path, shown), shown).removeprefix("\ufeff").replace("\r\n", "\n"))
        except tomllib.TOMLDecodeError as error:
            raise CorpusError(f"{shown}: is not TOML: {error}; mend it there") from error
    _check_keys(shown, "", about, _ABOUT_CORPUS)
    for key in ("name", "title", "description", "version"):
        if not isinstance(about.get(key, ""), str):
            raise CorpusError(f"{shown}: {key} must be text in quotes")
    for key, kind in (("keywords", str), ("licenses", dict), ("contributors", dict)):
        value = about.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, kind) for item in value):
            raise CorpusError(
                f"{shown}: {key} must be a list of {'text' if kind is str else 'tables ([[' + key + ']])'}"
            )
    name = about.setdefault("name", _slug(root.resolve().name))
    if not _NAME.fullmatch(name):
        raise CorpusError(f"{shown}: name {name!r} must be lower-case letters and digits, joined by '-', '_' or '.'")
    documents = about.setdefault("documents", {})
    if not isinstance(documents, dict) or not all(isinstance(entry, dict) for entry in documents.values()):
        raise CorpusError(f"{shown}: documents must be tables, as in [documents.NAME]")
    for document_id, entry in documents.items():
        if document_id not in paths:
            raise CorpusError(
                f"{shown}: documents.{document_id} names no file {SEEDS}/{document_id}.txt; rename or remove it"
            )
        _check_keys(shown, f"documents.{document_id}.", entry, _ABOUT_DOCUMENT)
        for key, value in entry.items():
            if not isinstance(value, str) or value != _canonical(value):
                raise CorpusError(
                    f"{shown}: documents.{document_id}.{key} must be text in quotes, without blanks at its ends or control characters"
                )
        if entry.get("date") and not any(bounds(entry["date"])):
            raise CorpusError(
                f"{shown}: documents.{document_id}.date {entry['date']!r} is not an EDTF date with a year, such as 2020-11-09, 2020-11 or 2020"
            )
    return about


def _check_keys(shown: str, prefix: str, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for key in table:
        if key not in known:
            raise CorpusError(f"{shown}: {prefix}{key} is not known; the known keys are {', '.join(known)}")


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "corpus"


def _canonical(value: str) -> str:
    kept = "".join(c for c in unicodedata.normalize("NFC", value) if unicodedata.category(c)[0] != "C")
    return kept.strip()


def _vocabulary(root: Path, folder: Path, paths: Mapping[str, Path]) -> Vocabulary:
    places = _entries(folder / "places.csv", PLACE_FIELDS)
    actors = _entries(folder / "actors.csv", ACTOR_FIELDS)
    for number, actor in actors.values():
        if actor["place_id"] and actor["place_id"] not in places:
            raise CorpusError(
                f"{SEEDS}/vocabulary/actors.csv:{number}: place_id {actor['place_id']!r} is no place; add it to places.csv or correct it"
            )
    names = Names([*_names("places", places), *_names("actors", actors)])
    return Vocabulary(
        {key: row for key, (_, row) in places.items()},
        {key: row for key, (_, row) in actors.items()},
        _set_aside(folder / "exceptions.csv", paths),
        names,
    )


def _rows(path: Path, fields: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line numbers and rows of a vocabulary file; none where there is no such file."""
    shown = f"{SEEDS}/vocabulary/{path.name}"
    if not path.exists():
        return
    text = _decoded(_bytes(path, shown), shown).removeprefix("\ufeff")
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = next(reader, [])
        missing = [name for name in fields if name not in header]
        if missing:
            raise CorpusError(f"{shown}:1: lacks the column {missing[0]}; its columns are {', '.join(fields)}")
        unknown = [name for name in header if name not in fields]
        if unknown or len(set(header)) < len(header):
            raise CorpusError(
                f"{shown}:1: has an unknown or repeated column ({', '.join(unknown) or 'repeated'}); its columns are {', '.join(fields)}"
            )
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                raise CorpusError(
                    f"{shown}:{reader.line_num}: has {len(cells)} cells where the header has {len(header)}; quote cells that hold commas"
                )
            row = dict(zip(header, cells, strict=True))
            for name, cell in row.items():
                if cell != _canonical(cell):
                    raise CorpusError(
                        f"{shown}:{reader.line_num}: {name} has blanks at its ends, control characters or a Unicode form other than NFC; retype it"
                    )
            yield reader.line_num, row
    except csv.Error as error:
        raise CorpusError(f"{shown}:{reader.line_num}: is not CSV ({error}); mend it there") from error


def _entries(path: Path, fields: tuple[str, ...]) -> dict[str, tuple[int, dict[str, str]]]:
    """Vocabulary rows by id, with their lines. Raises CorpusError for a bad id, parent or alias."""
    shown = f"{SEEDS}/vocabulary/{path.name}"
    key = fields[0]
    found: dict[str, tuple[int, dict[str, str]]] = {}
    aliases: dict[str, tuple[str, int]] = {}
    for number, row in _rows(path, (*fields, "aliases")):
        where = f"{shown}:{number}"
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", row[key]):
            raise CorpusError(f"{where}: {key} {row[key]!r} must be letters, digits, '.', '_' or '-'; change it")
        if row[key] in found:
            raise CorpusError(f"{where}: {key} {row[key]!r} is on line {found[row[key]][0]} too; remove one")
        if not row["name"]:
            raise CorpusError(f"{where}: {row[key]} has no name; give it one")
        for name in _all_names(row):
            owner, line = aliases.setdefault(compact(name), (row[key], number))
            if owner != row[key]:
                raise CorpusError(
                    f"{where}: the name {name!r} belongs to {owner} (line {line}) too; keep it in one of them"
                )
        for column in ("reference_area_km2", "latitude", "longitude"):
            if row.get(column) and not re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", row[column]):
                raise CorpusError(
                    f"{where}: {column} {row[column]!r} is not a plain number such as 1840 or 39.7; correct it"
                )
        found[row[key]] = (number, row)
    for number, row in found.values():
        parent, steps = row["part_of"], 0
        while parent:
            if parent not in found:
                raise CorpusError(
                    f"{shown}:{number}: part_of {row['part_of']!r} is no {key} here; add that row or correct it"
                )
            parent, steps = found[parent][1]["part_of"], steps + 1
            if steps > len(found):
                raise CorpusError(f"{shown}:{number}: part_of goes round in a circle from {row[key]!r}; break it")
    return found


def _all_names(row: Mapping[str, str]) -> list[str]:
    return [name.strip() for name in (row["name"], *row["aliases"].split(";")) if name.strip()]


def _names(table: str, entries: Mapping[str, tuple[int, dict[str, str]]]) -> Iterator[tuple[str, Entry]]:
    for key, (_, row) in entries.items():
        for name in dict.fromkeys(_all_names(row)):
            yield name, Entry(table, key, row["kind"], row["part_of"])


def _set_aside(path: Path, paths: Mapping[str, Path]) -> dict[str, dict[str, str]]:
    """Spans that a curator sets aside, by document: the quote and the reason."""
    found: dict[str, dict[str, str]] = {}
    for number, row in _rows(path, ("document_id", "quote", "reason")):
        if row["document_id"] not in paths:
            raise CorpusError(
                f"{SEEDS}/vocabulary/{path.name}:{number}: document_id {row['document_id']!r} is no document; correct it"
            )
        if not row["quote"] or not row["reason"]:
            raise CorpusError(f"{SEEDS}/vocabulary/{path.name}:{number}: needs a quote and a reason; fill both")
        found.setdefault(row["document_id"], {})[row["quote"]] = row["reason"]
    return found
