"""What a site shows: a package with its documents, each row with its holder, its words and the words of its cells."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from kbpack.parts import Part
    from kbpack.pipeline import Built

IN_PLACE = ("districts", "statements", "events", "figures")
"""The tables whose rows are marked in the documents."""
_PLACE = re.compile(r"(.*):(\d+)-(\d+)(?:~\d+)?", re.DOTALL)
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")
_PART = re.compile(r"\.part\d+$")
"""What the names of a document's further pages end with."""


class Words(NamedTuple):
    """Where a cell was read from, and the rule that read it."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row that quotes a document, with its filled cells and the words that they were read from."""

    table: str
    row_id: str
    start: int
    end: int
    holder: str
    cells: dict[str, str]
    words: dict[str, Words]

    @property
    def depth(self) -> int:
        """How deep a statement lies in others, from 1; 0 for other rows."""
        return int(self.cells.get("depth", 0))


class View:
    """A package that was just built, as its readers see it; its tables are held as text."""

    def __init__(self, built: Built) -> None:
        """Take a package that is good."""
        self.built = built
        self.about = built.descriptor
        self.parts: Mapping[str, Part] = {part.document_id: part for part in built.documents}
        self.fields = {one["name"]: one["schema"]["fields"] for one in self.about["resources"]}
        self.resources: dict[str, dict[str, Any]] = {one["name"]: one for one in self.about["resources"]}
        self._slugs = dict(_slugs(self.parts))
        self._frames: dict[str, pl.DataFrame] = {}
        self._places: dict[str, dict[str, tuple[int, int]]] = {}

    @property
    def title(self) -> str:
        """The title of the package."""
        return str(self.about["title"])

    def frame(self, table: str) -> pl.DataFrame:
        """Give a table as text; a missing value is an empty string."""
        if table not in self._frames:
            path = self.resources[table]["path"]
            read = pl.read_csv(bytes(self.built.files[path]), infer_schema=False)
            self._frames[table] = read.fill_null("")
        return self._frames[table]

    def rows(self, table: str) -> Iterator[dict[str, str]]:
        """Give the rows of a table as text."""
        return self.frame(table).iter_rows(named=True)

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of actors and places by id; a document that is its own voice has its title."""
        names = {row["place_id"]: row["name"] for row in self.rows("places")}
        names |= {row["actor_id"]: row["name"] for row in self.rows("actors")}
        return names | {key: self.document_title(key) for key in self.parts}

    def document_title(self, document_id: str) -> str:
        """The title of a document, or its id where it has none."""
        return self.parts[document_id].row["title"] or document_id

    @cached_property
    def chains(self) -> dict[str, tuple[str, ...]]:
        """The names of the holders of each statement and each place's figure, outermost first, by the id of the row."""
        frame = self.frame("statements").select("statement_id", "holder_chain")
        chains = {key: tuple(self._name(one) for one in chain.split(" > ")) for key, chain in frame.iter_rows()}
        frame = self.frame("districts").select("district_id", "holder_id")
        return chains | {key: (self._name(holder),) for key, holder in frame.iter_rows()}

    @cached_property
    def _within(self) -> dict[str, str]:
        """The statement or the place's figure that each event and figure stands in, by the id of the row."""
        events = self.frame("events").select("event_id", "statement_id", "district_id").iter_rows()
        figures = self.frame("figures").select("figure_id", "statement_id").iter_rows()
        return {key: statement or district for key, statement, district in events} | dict(figures)

    def holder(self, row_id: str) -> str:
        """Whose claim the row with an id is, outermost holder first; where no saying holds it, the document's voice."""
        found = self.chains.get(row_id) or self.chains.get(self._within.get(row_id, ""))
        place = self.place(row_id)
        if found or place is None:
            return " > ".join(found or ())
        return self._name(self.parts[place[0]].row["holder_id"])

    def _name(self, holder: str) -> str:
        return self.names.get(holder, holder)

    def chain(self, table: str, row: Mapping[str, str]) -> tuple[str, ...]:
        """The names of those according to whom a row is as it is, outermost first; the document's holder at least."""
        for key in (row.get(f"{table[:-1]}_id"), row.get("statement_id"), row.get("district_id")):
            if key and key in self.chains:
                return self.chains[key]
        holder = self.parts[row["document_id"]].row["holder_id"] if row.get("document_id") else ""
        return (self._name(holder),) if holder else ()

    @property
    def odd_slugs(self) -> dict[str, str]:
        """The names of pages that are not the ids of their documents."""
        return {key: slug for key, slug in self._slugs.items() if key != slug}

    def page_of(self, document_id: str) -> str:
        """The path of a document's first page in the site."""
        return f"documents/{self._slugs[document_id]}.html"

    def source_of(self, part: Part) -> str:
        """The path of a document, as it was received, in the site."""
        path = str(part.row["path"])
        return f"{path.rpartition('/')[0]}/{self._slugs[part.document_id]}.txt"

    def place(self, row_id: str) -> tuple[str, int, int] | None:
        """The document and span that the id of a row names; None for an id that is no place."""
        found = _PLACE.fullmatch(row_id)
        return (found[1], int(found[2]), int(found[3])) if found and found[1] in self.parts else None

    def link(self, row_id: str) -> str:
        """The address of a row, relative to the site; empty for a row that is no place in a document."""
        place = self.place(row_id)
        if place is None:
            return self.address(row_id) if row_id in self.parts else ""
        document_id, start, end = place
        return f"{self.address(document_id)}#char={start},{end}"

    def address(self, document_id: str) -> str:
        """The address of a document's page, relative to the site."""
        return quote(self.page_of(document_id))

    def in_document(self, document_id: str) -> list[Row]:
        """The rows of a document that are marked in it, in the order of their places, longer ones first."""
        words: dict[tuple[str, str], dict[str, Words]] = {}
        for one in self._of("evidence", document_id):
            key = (one["table"], one["row_id"])
            found = Words(int(one["char_start"]), int(one["char_end"]), one["rule"])
            words.setdefault(key, {})[one["field"]] = found
        rows = [
            Row(
                table,
                row[key],
                int(row["char_start"]),
                int(row["char_end"]),
                " > ".join(self.chain(table, row)),
                {name: cell for name, cell in row.items() if cell},
                words.get((table, row[key]), {}),
            )
            for table in IN_PLACE
            for key in [self.resources[table]["schema"]["primaryKey"][0]]
            for row in self._of(table, document_id)
        ]
        return sorted(rows, key=lambda row: (row.start, -row.end, row.depth))

    def _of(self, table: str, document_id: str) -> Iterator[dict[str, str]]:
        """The rows of a table that are a document's; those of one document stand together."""
        if table not in self._places:
            counts = Counter(self.frame(table)["document_id"].to_list())
            self._places[table], place = {}, 0
            for key, count in counts.items():
                self._places[table][key] = (place, count)
                place += count
        place, count = self._places[table].get(document_id, (0, 0))
        return self.frame(table).slice(place, count).iter_rows(named=True)

    @cached_property
    def naming(self) -> dict[str, frozenset[str]]:
        """The fields of each table whose words name a place or an actor."""
        keys = {name: one["schema"].get("foreignKeys", ()) for name, one in self.resources.items()}
        return {
            name: frozenset(key["fields"][0] for key in found if key["reference"]["resource"] in {"places", "actors"})
            for name, found in keys.items()
        }


def _slugs(document_ids: Sequence[str] | Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """A file name for each document: its id where every system takes that, else a digest of it."""
    seen = Counter(document_id.lower() for document_id in document_ids)
    for document_id in document_ids:
        plain = _PLAIN.fullmatch(document_id) and not _PART.search(document_id) and seen[document_id.lower()] == 1
        yield document_id, document_id if plain else hashlib.sha256(document_id.encode()).hexdigest()[:24]
