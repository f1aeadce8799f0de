"""A document with its reading: what the parsers of the tables are given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kbpack.cells import Read, Row
from kbpack.corpus import Document
from kbpack.reading.date_values import DateMention
from kbpack.reading.dates import bounds
from kbpack.reading.lines import Span
from kbpack.reading.reader import Part, Reading, read
from kbpack.reading.saying import Saying
from kbpack.reading.status import innermost
from kbpack.reading.tokens import clean
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

    def words(self, start: int, end: int) -> Read:
        """A stretch of the text as a cell."""
        return (clean(self.document.text[start:end]), start, end, "words")

    def words_of(self, part: Part, span: Span | None) -> Read | str:
        """A stretch of tokens as a cell; empty where there is none."""
        return self.words(*part.offsets(span)) if span is not None and span.first < span.after else ""

    def holder_chain(self, part: Part, saying: Saying) -> str:
        """Ids or texts of all holders, outermost first."""
        if saying.parent is None:
            return self.holder_label(part, saying) or self.document.holder_id
        chain = [self.document.holder_id]
        one: Saying | None = saying
        while one is not None and one.parent is not None:
            chain.insert(1, self.holder_label(part, one))
            one = one.parent
        return " > ".join(label for label in chain if label)

    def holder_label(self, part: Part, saying: Saying) -> str:
        """A holder's id, else its words; empty where the text names nobody."""
        if saying.own:
            return self.document.holder_id
        if saying.actor:
            return saying.actor.id
        words = self.words(*saying.named_at) if saying.named_at else self.words_of(part, saying.holder)
        return words if isinstance(words, str) else words[0]


def span_cells(source: Source, row_id: str, key: str, start: int, end: int) -> Row:
    """The cells that every row of a span table has."""
    return {
        key: row_id,
        "document_id": source.document.document_id,
        "char_start": str(start),
        "char_end": str(end),
        "quote": source.document.text[start:end],
    }


def numbered(source: Source, key: str, rows: Iterable[Row]) -> Iterator[Row]:
    """Rows in their order, by start and the longer first, each with its id."""
    found = list(rows)
    spans = [(int(str(row["char_start"])), int(str(row["char_end"]))) for row in found]
    order = sorted(range(len(found)), key=lambda number: (spans[number][0], -spans[number][1], number))
    ids = row_ids(source.document.document_id, (spans[number] for number in order))
    for number, row_id in zip(order, ids, strict=True):
        yield found[number] | {key: row_id}


def date_cells(source: Source, date: DateMention) -> Row:
    """The cells of a date: its words, EDTF, first and last day, and precision."""
    place = (date.start, date.end)
    first, last = bounds(date.edtf)
    return {
        "date_text": source.words(*place),
        "date": (date.edtf, *place, f"edtf{date.manner}") if date.edtf else "",
        "date_start": (first, *place, f"edtf_first_day{date.manner}") if first else "",
        "date_end": (last, *place, f"edtf_last_day{date.manner}") if last else "",
        "date_precision": (date.precision, *place, f"date_precision{date.manner}"),
    }
