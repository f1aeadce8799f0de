"""Parts of documents -> the files of a package: tables, findings, vocabulary that rows use, and the descriptor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kbpack.content import Content, Data
from kbpack.descriptor import PATH, describe, dump
from kbpack.disagreements import across
from kbpack.disagreements.facts import Facts, Finding
from kbpack.parts import Part, columns, csv_header, csv_lines
from kbpack.report import Issue
from kbpack.table import Table, TextRow
from kbpack.tables import TABLES, findings

if TYPE_CHECKING:
    from kbpack.corpus import Corpus


class Assembly:
    """The files of a package in the making; parts are added in the order of their documents."""

    def __init__(self, corpus: Corpus) -> None:
        """Start the tables that quote documents, which grow by lines."""
        self.corpus = corpus
        self.parts: list[Part] = []
        self._lines: dict[str, Content] = {}
        for table in TABLES:
            if table.has_spans:
                self._lines[table.name] = Content()
                self._lines[table.name].write(csv_header(table))
        self._facts: list[Facts] = []
        self._findings: list[Finding] = []

    def add(self, part: Part) -> None:
        """Add a document; the lines of its tables are kept in the files alone."""
        for name, lines in part.tables.items():
            self._lines[name].write(lines)
        self._facts.append(part.facts)
        self._findings += part.findings
        self.parts.append(replace(part, tables={}, facts=Facts(), findings=()))

    def rows(self) -> dict[str, list[TextRow]]:
        """The rows of the tables that do not quote documents."""
        places, actors = self._vocabulary()
        found = [*self._findings, *across(self._facts, self.corpus.vocabulary)]
        return {
            "documents": [part.row for part in self.parts],
            "places": places,
            "actors": actors,
            "findings": findings.rows(found),
        }

    def files(self, rows: Mapping[str, Sequence[TextRow]]) -> tuple[dict[str, Data], dict[str, Any]]:
        """The files by their path in the package, and the descriptor."""
        data: dict[str, Data] = {table.name: self._data(table, rows) for table in TABLES}
        descriptor = describe(self._info(rows["documents"]), data)
        return {table.path: data[table.name] for table in TABLES} | {PATH: dump(descriptor)}, descriptor

    def _data(self, table: Table, rows: Mapping[str, Sequence[TextRow]]) -> Data:
        if table.name in self._lines:
            return self._lines[table.name]
        blank = dict.fromkeys(table.columns, "")
        return csv_header(table) + csv_lines(columns(blank | row for row in rows[table.name]))

    def _vocabulary(self) -> tuple[list[TextRow], list[TextRow]]:
        """The places and actors that rows name, with what they are part of; a document may be an actor."""
        vocabulary = self.corpus.vocabulary
        used = frozenset[tuple[str, str]]().union(*(part.used for part in self.parts))
        actors = _entries(vocabulary.actors, {entry for table, entry in used if table == "actors"})
        actors += [
            {
                "actor_id": part.row["document_id"],
                "name": f"The voice of {part.row['title'] or part.row['document_id']}",
                "kind": "document",
            }
            for part in self.parts
            if part.row["holder_basis"] == "document"
        ]
        places = {entry for table, entry in used if table == "places"} | {row.get("place_id", "") for row in actors}
        return _entries(vocabulary.places, places), sorted(actors, key=lambda row: row["actor_id"])

    def unused(self) -> Iterator[Issue]:
        """Tell of vocabulary entries and exceptions that no document uses."""
        vocabulary = self.corpus.vocabulary
        named = frozenset[tuple[str, str]]().union(*(part.named for part in self.parts))
        named |= {("actors", part.row["holder_id"]) for part in self.parts}
        for name, entries in (("places", vocabulary.places), ("actors", vocabulary.actors)):
            for entry in entries:
                if (name, entry) not in named:
                    message = f"seeds/vocabulary/{name}.csv: no document names {entry}"
                    yield Issue("unused", "warning", message, "correct its names or remove it", name, entry)
        for part in self.parts:
            for quote in part.unfound:
                message = f"seeds/vocabulary/exceptions.csv: {quote!r} is not in {part.document_id}"
                yield Issue("unused", "warning", message, "correct or remove it")

    def _info(self, documents: Sequence[TextRow]) -> dict[str, object]:
        """What the descriptor says of the package: the curator's words, or plain ones where there are none."""
        about = self.corpus.about
        return {
            "title": about["name"],
            "description": "What plain-text documents say and who says it, never what is true.",
            **{name: value for name, value in about.items() if name != "documents"},
            "documents": [{"path": row["path"], "sha256": row["sha256"]} for row in documents],
        }


def _entries(entries: Mapping[str, Mapping[str, str]], named: set[str]) -> list[TextRow]:
    """The entries of these ids and those that they are part of, by id, without their aliases."""
    wanted = named & entries.keys()
    for key in list(wanted):
        whole = entries[key]["part_of"]
        while whole:
            wanted.add(whole)
            whole = entries[whole]["part_of"]
    return [{name: cell for name, cell in entries[key].items() if name != "aliases"} for key in sorted(wanted)]
