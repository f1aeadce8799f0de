"""A document with its reading: what the parsers of the tables are given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kbpack.corpus import Document
from kbpack.reading.lines import Span
from kbpack.reading.reader import Reading, read
from kbpack.reading.sentence_reader import Part
from kbpack.reading.status import innermost
from kbpack.vocabulary import Vocabulary


def row_ids(document_id: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    """Ids of a table's rows from their spans, in row order: `document:start-end`, then `~2` for a second row there."""
    seen: dict[str, int] = {}
    ids = []
    for start, end in spans:
        place = f"{document_id}:{start}-{end}"
        seen[place] = count = seen.get(place, 0) + 1
        ids.append(place if count == 1 else f"{place}~{count}")
    return ids


@dataclass(frozen=True)
class Source:
    """One document, read once; all parsers of span tables take their rows from here."""

    document: Document
    vocabulary: Vocabulary
    reading: Reading

    @classmethod
    def of(cls, document: Document, vocabulary: Vocabulary) -> Source:
        """Read a document with a vocabulary."""
        own = vocabulary.own_ids(document.holder_id)
        set_aside = vocabulary.set_aside.get(document.document_id, {})
        return cls(document, vocabulary, read(document.text, vocabulary.names, own, set_aside))

    @cached_property
    def saying_ids(self) -> dict[int, str]:
        """The statement id of each saying, by the saying's identity."""
        ordered = self.reading.ordered_sayings
        ids = row_ids(self.document.document_id, (part.offsets(saying.span) for part, saying in ordered))
        return {id(saying): row_id for (_, saying), row_id in zip(ordered, ids, strict=True)}

    @cached_property
    def entry_ids(self) -> dict[int, str]:
        """The district id of each list entry, by where it starts."""
        spans = [(entry.start, entry.end) for listing in self.reading.listings for entry in listing.entries]
        return {
            start: row_id for (start, _), row_id in zip(spans, row_ids(self.document.document_id, spans), strict=True)
        }

    def statement_at(self, part: Part, words: Span) -> str:
        """The statement id of the innermost saying that holds some words."""
        return self.saying_ids[id(innermost(part.sayings, words))]
