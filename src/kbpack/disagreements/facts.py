"""The rows in which documents may disagree, as text, and the vocabulary that ties places together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from kbpack.table import TextRow
from kbpack.vocabulary import Vocabulary

Side = tuple[str, str]
"""The id of a row, and what it says."""
Finding = tuple[str, str, Side, Side]
"""The kind, the message, and both sides."""


@dataclass(frozen=True)
class Facts:
    """Rows of one document or of many, each with all its cells; `headings` has the ids of statements in headings."""

    documents: Sequence[TextRow] = ()
    districts: Sequence[TextRow] = ()
    statements: Sequence[TextRow] = ()
    events: Sequence[TextRow] = ()
    figures: Sequence[TextRow] = ()
    headings: frozenset[str] = frozenset()

    @classmethod
    def of(cls, rows: Mapping[str, Sequence[TextRow]], headings: frozenset[str]) -> Facts:
        """Take from all rows of a document those that a check may ask for."""
        return cls(
            rows["documents"],
            rows["districts"],
            [row for row in rows["statements"] if row["depth"] != "1" or row["statement_id"] in headings],
            rows["events"],
            [row for row in rows["figures"] if row["kind"] in {"share", "count", "duration"}],
            headings,
        )

    @property
    def across(self) -> Facts:
        """The few rows that are held against those of other documents."""
        lasting = [row for row in self.events if row["date_precision"] == "duration"]
        listed = [row for row in self.events if row["district_id"] and row["date_start"]]
        return Facts(
            self.documents if lasting else (),
            [row for row in self.districts if row["place_id"] and row["area_km2"]],
            (),
            lasting + listed,
            [row for row in self.figures if row["kind"] == "duration"] if lasting else (),
        )

    @classmethod
    def joined(cls, facts: Iterable[Facts]) -> Facts:
        """Put the rows of documents together, in their order."""
        all_facts = list(facts)

        def rows(name: str) -> list[TextRow]:
            return [row for one in all_facts for row in getattr(one, name)]

        return cls(rows("documents"), rows("districts"), rows("statements"), rows("events"), rows("figures"))


@dataclass(frozen=True)
class Known(Facts):
    """Facts with the vocabulary."""

    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    @classmethod
    def with_vocabulary(cls, facts: Facts, vocabulary: Vocabulary) -> Known:
        """Add the vocabulary to facts."""
        rows = (facts.documents, facts.districts, facts.statements, facts.events, facts.figures)
        return cls(*rows, facts.headings, vocabulary)

    @cached_property
    def listed(self) -> dict[tuple[str, str], list[TextRow]]:
        """The dated events of lists, by type and mode."""
        found: dict[tuple[str, str], list[TextRow]] = {}
        for row in self.events:
            if row["district_id"] and row["date_start"]:
                found.setdefault((row["event_type"], row["event_mode"]), []).append(row)
        return found

    def wholes(self, place_id: str) -> Iterator[str]:
        """The places that a place is a part of, nearest first."""
        place = self.vocabulary.places.get(place_id)
        while place and place["part_of"]:
            yield place["part_of"]
            place = self.vocabulary.places.get(place["part_of"])

    def name(self, place_id: str) -> str:
        """The name of a place."""
        return self.vocabulary.places[place_id]["name"]

    def lists(self) -> Iterator[list[TextRow]]:
        """The list rows with a known place and an area, document by document."""
        for _, rows in groupby(self.districts, key=itemgetter("document_id")):
            known = [row for row in rows if row["place_id"] and row["area_km2"]]
            if known:
                yield known

    def place_in(self, words: str) -> str:
        """The place that some words are, or an empty string."""
        return self.vocabulary.names.id_of("places", words)
