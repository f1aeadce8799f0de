"""The names that a corpus knows: places, actors, and the spans that a curator sets aside."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kbpack.errors import CorpusError
from kbpack.reading.names import Entry, Names, compact
from kbpack.seeds import SEEDS, canonical, decoded, present, read_bytes

PLACE_FIELDS = (
    "place_id", "name", "kind", "part_of", "country", "iso_3166", "wikidata", "geonames",
    "reference_area_km2", "reference_area_source", "latitude", "longitude",
)  # fmt: skip


ACTOR_FIELDS = ("actor_id", "name", "kind", "country", "part_of", "place_id")
FILES = {
    "places.csv": (*PLACE_FIELDS, "aliases"),
    "actors.csv": (*ACTOR_FIELDS, "aliases"),
    "exceptions.csv": ("document_id", "quote", "reason"),
}
"""The columns of each file in `seeds/vocabulary/`."""


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


def open_vocabulary(folder: Path, paths: Mapping[str, Path]) -> Vocabulary:
    """Open the vocabulary in a folder; a file that is not there has no entries. Raises CorpusError."""
    places = _entries(folder / "places.csv")
    actors = _entries(folder / "actors.csv")
    for actor_id, (number, actor) in actors.items():
        if actor["place_id"] and actor["place_id"] not in places:
            raise CorpusError(
                f"{SEEDS}/vocabulary/actors.csv:{number}: place_id {actor['place_id']!r} "
                "is no place; add it to places.csv or correct it"
            )
        if actor_id in paths:
            raise CorpusError(
                f"{SEEDS}/vocabulary/actors.csv:{number}: actor_id {actor_id!r} is a document's, which stands for its "
                "own voice; change it"
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
    if not present(path, shown):
        return
    text = decoded(read_bytes(path, shown), shown).removeprefix("\ufeff")
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = next(reader, [])
        missing = [name for name in fields if name not in header]
        if missing:
            raise CorpusError(f"{shown}:1: lacks the column {missing[0]}; its columns are {', '.join(fields)}")
        unknown = [name for name in header if name not in fields]
        if unknown or len(set(header)) < len(header):
            wrong = f"has an unknown or repeated column {', '.join(unknown)}"
            raise CorpusError(f"{shown}:1: {wrong}; its columns are {', '.join(fields)}")
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                wrong = f"has {len(cells)} cells, the header {len(header)}"
                raise CorpusError(f"{shown}:{reader.line_num}: {wrong}; quote cells with commas")
            row = dict(zip(header, cells, strict=True))
            for name, cell in row.items():
                if cell != canonical(cell):
                    wrong = f"{name} has blanks at its ends, control characters or decomposed letters"
                    raise CorpusError(f"{shown}:{reader.line_num}: {wrong}; retype it")
            yield reader.line_num, row
    except csv.Error as error:
        raise CorpusError(f"{shown}:{reader.line_num}: is not CSV ({error}); mend it there") from error


def _entries(path: Path) -> dict[str, tuple[int, dict[str, str]]]:
    """Vocabulary rows by id, with their lines. Raises CorpusError for a bad id, name, number or parent."""
    shown = f"{SEEDS}/vocabulary/{path.name}"
    key = FILES[path.name][0]
    found: dict[str, tuple[int, dict[str, str]]] = {}
    owners: dict[str, tuple[str, int]] = {}
    for number, row in _rows(path, FILES[path.name]):
        where = f"{shown}:{number}"
        if row[key] in found:
            raise CorpusError(f"{where}: {key} {row[key]!r} is on line {found[row[key]][0]} too; remove one")
        _check_cells(where, key, row)
        _check_names(where, row[key], number, row, owners)
        found[row[key]] = (number, row)
    for number, row in found.values():
        _check_parents(f"{shown}:{number}", key, row, found)
    return found


def _check_cells(where: str, key: str, row: Mapping[str, str]) -> None:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", row[key]):
        raise CorpusError(f"{where}: {key} {row[key]!r} must be letters, digits, '.', '_' or '-'; change it")
    if not row["name"]:
        raise CorpusError(f"{where}: {row[key]} has no name; give it one")
    for column in ("reference_area_km2", "latitude", "longitude"):
        if row.get(column) and not re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", row[column]):
            raise CorpusError(f"{where}: {column} {row[column]!r} is no plain number such as 1840 or 39.7; correct it")


def _check_names(
    where: str, entry: str, number: int, row: Mapping[str, str], owners: dict[str, tuple[str, int]]
) -> None:
    for name in _all_names(row):
        owner, line = owners.setdefault(compact(name), (entry, number))
        if owner != entry:
            raise CorpusError(
                f"{where}: the name {name!r} belongs to {owner} (line {line}) too; keep it in one of them"
            )


def _check_parents(
    where: str, key: str, row: Mapping[str, str], found: Mapping[str, tuple[int, dict[str, str]]]
) -> None:
    parent, steps = row["part_of"], 0
    while parent:
        if parent not in found:
            raise CorpusError(f"{where}: part_of {parent!r} is no {key} here; add that row or correct it")
        parent, steps = found[parent][1]["part_of"], steps + 1
        if steps > len(found):
            raise CorpusError(f"{where}: part_of goes round in a circle from {row[key]!r}; break it")


def _all_names(row: Mapping[str, str]) -> list[str]:
    return [name.strip() for name in (row["name"], *row["aliases"].split(";")) if name.strip()]


def _names(table: str, entries: Mapping[str, tuple[int, dict[str, str]]]) -> Iterator[tuple[str, Entry]]:
    for key, (_, row) in entries.items():
        for name in dict.fromkeys(_all_names(row)):
            yield name, Entry(table, key, row["kind"], row["part_of"])


def _set_aside(path: Path, paths: Mapping[str, Path]) -> dict[str, dict[str, str]]:
    """Spans that a curator sets aside, by document: the quote and the reason."""
    found: dict[str, dict[str, str]] = {}
    for number, row in _rows(path, FILES[path.name]):
        if row["document_id"] not in paths:
            raise CorpusError(
                f"{SEEDS}/vocabulary/{path.name}:{number}: {row['document_id']!r} is no document; correct its id"
            )
        if not row["quote"] or not row["reason"]:
            raise CorpusError(f"{SEEDS}/vocabulary/{path.name}:{number}: needs a quote and a reason; fill both")
        found.setdefault(row["document_id"], {})[row["quote"]] = row["reason"]
    return found
