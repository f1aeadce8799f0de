"""What a site shows: a package with its documents, each row with its holder, its words and the words of its cells."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kbpack.site.pages import IN_PLACE, Pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kbpack.parts import Part

MOST_FINDINGS = 500
"""Findings of one page."""
_PLACE = re.compile(r"(.*):(\d+)-(\d+)(?:~\d+)?", re.DOTALL)


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


class View(Pages):
    """A package that was just built, as its readers see it: with names, holders and addresses."""

    @property
    def title(self) -> str:
        """The title of the package."""
        return str(self.about["title"])

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
        named: dict[str, tuple[str, ...]] = {}
        found = {}
        for row in self.rows("statements"):
            chain = row["holder_chain"]
            if chain not in named:
                named[chain] = tuple(self._name(one) for one in chain.split(" > "))
            found[row["statement_id"]] = named[chain]
        return found | {row["district_id"]: (self._name(row["holder_id"]),) for row in self.rows("districts")}

    @cached_property
    def findings(self) -> list[dict[str, str]]:
        """The findings in the documents."""
        return list(self.rows("findings"))

    def finding_address(self, number: int) -> str:
        """The address of a finding, counted from 0, relative to the site."""
        part = number // MOST_FINDINGS + 1
        return f"findings{f'.part{part}' if part > 1 else ''}.html#finding-{number + 1}"

    @cached_property
    def findings_by_side(self) -> dict[str, list[tuple[str, str, str]]]:
        """The kind, the message and the address of each finding that a row is a side of, by the id of the row."""
        found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for number, row in enumerate(self.findings):
            told = row["kind"].replace("_", " "), row["message"], self.finding_address(number)
            for side in {row["left_ref"]: None, row["right_ref"]: None}:
                found[side].append(told)
        return dict(found)

    @cached_property
    def _within(self) -> dict[str, str]:
        """The statement or the place's figure that each event and figure of a finding stands in."""
        sides = {one[side] for one in self.findings for side in ("left_ref", "right_ref")}
        held = {row["event_id"]: row["statement_id"] or row["district_id"] for row in self._some("events", sides)}
        return held | {row["figure_id"]: row["statement_id"] for row in self._some("figures", sides)}

    def _some(self, table: str, row_ids: Iterable[str]) -> Iterator[dict[str, str]]:
        key = self.resources[table]["schema"]["primaryKey"][0]
        return (row for row in self.rows(table) if row[key] in row_ids) if row_ids else iter(())

    def holder(self, row_id: str) -> str:
        """Whose claim a side of a finding is, outermost holder first; where no saying holds it, the document's."""
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
        return f"{self.address(document_id, start)}#char={start},{end}"

    def documents(self) -> Iterator[tuple[Part, list[Row]]]:
        """Give each document with the rows that are marked in it, in the order of their places, longer ones first."""
        for part, (evidence, *found) in self.by_document("evidence", *IN_PLACE):
            words: dict[tuple[str, str], dict[str, Words]] = {}
            for one in evidence:
                read = Words(int(one["char_start"]), int(one["char_end"]), one["rule"])
                words.setdefault((one["table"], one["row_id"]), {})[one["field"]] = read
            rows = [self._row(table, row, words) for table, same in zip(IN_PLACE, found, strict=True) for row in same]
            yield part, sorted(rows, key=lambda row: (row.start, -row.end, row.depth))

    def _row(self, table: str, row: Mapping[str, str], words: Mapping[tuple[str, str], dict[str, Words]]) -> Row:
        row_id = row[self.resources[table]["schema"]["primaryKey"][0]]
        return Row(
            table,
            row_id,
            int(row["char_start"]),
            int(row["char_end"]),
            " > ".join(self.chain(table, row)),
            {name: cell for name, cell in row.items() if cell},
            words.get((table, row_id), {}),
        )

    @cached_property
    def naming(self) -> dict[str, frozenset[str]]:
        """The fields of each table whose words name a place or an actor."""
        keys = {name: one["schema"].get("foreignKeys", ()) for name, one in self.resources.items()}
        return {
            name: frozenset(key["fields"][0] for key in found if key["reference"]["resource"] in {"places", "actors"})
            for name, found in keys.items()
        }
