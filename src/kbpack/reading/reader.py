"""A document's text, read: its sentences with their sayings and happenings, its lists, and what was passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kbpack.reading.dates import numeric_order
from kbpack.reading.layout import Block, blocks
from kbpack.reading.list_lines import is_lead
from kbpack.reading.list_styles import in_context
from kbpack.reading.lists import Context, ListEntry
from kbpack.reading.names import Names
from kbpack.reading.numbers import dots
from kbpack.reading.quotations import Quotation
from kbpack.reading.saying import Saying
from kbpack.reading.sentence_reader import Part, SentenceReader
from kbpack.reading.sentences import sentences, trim
from kbpack.reading.single_marks import with_double_marks

LONGEST_SENTENCE = 4_000
"""Characters of the longest sentence; more without an end are no sentence that anybody wrote."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """A span that holds no row, and why."""

    start: int
    end: int
    reason: str


@dataclass(slots=True)
class Listing:
    """A list and the heading it stands under."""

    entries: list[ListEntry]
    heading: tuple[int, int] | None
    totals: list[ListEntry] = field(default_factory=list)


@dataclass
class Reading:
    """What was read in one text; `unsaid` are headings that say nothing and yet hold dates or numbers."""

    text: str
    names: Names
    parts: list[Part] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    unsaid: list[Part] = field(default_factory=list)
    title: tuple[int, int] | None = None

    @property
    def named(self) -> frozenset[tuple[str, str]]:
        """The table and id of each vocabulary entry that the text names."""
        found = {(name.entry.table, name.entry.id) for part in self.parts for name in part.line.names}
        listed = {
            ("places", self.names.id_of("places", self.text[slice(*entry.name)]))
            for one in self.listings
            for entry in one.entries
        }
        return frozenset(found | listed)

    @cached_property
    def ordered_sayings(self) -> list[tuple[Part, Saying]]:
        """All sayings as the statements table orders them: by place, the longer first, the outer first."""
        return [
            (part, saying)
            for part in self.parts
            for saying in (sorted(part.sayings, key=Saying.order) if len(part.sayings) > 1 else part.sayings)
        ]


def read(
    text: str, names: Names, own_ids: frozenset[str] = frozenset(), passed_over: Mapping[str, str] | None = None
) -> Reading:
    """Read a whole text.

    `own_ids` are the actors that stand for the document's own voice; `passed_over` maps exact quotes that a
    curator set aside to the reasons.
    """
    set_aside = list(_set_aside(text, passed_over or {}))
    context = Context(numeric_order(text), dots(text))
    seen = with_double_marks(text)
    reader = _BlockReader(Reading(text, names), SentenceReader(seen, names, own_ids, context), set_aside)
    for block in blocks(seen, context):
        if not reader.is_set_aside(block.start, block.end):
            reader.read(block)
    reading = reader.reading
    for listing in reading.listings:
        listed = in_context(text, listing.entries, context)
        listing.entries = [one for one in listed if not one.total]
        listing.totals = [one for one in listed if one.total]
    reading.ignored = sorted([*reading.ignored, *set_aside], key=lambda one: one.start)
    return reading


@dataclass
class _BlockReader:
    """Reads one block after another, and remembers the heading and the list that it is under."""

    reading: Reading
    sentence: SentenceReader
    set_aside: Sequence[Ignored] = ()
    heading: tuple[int, int] | None = None
    listing: Listing | None = None

    def is_set_aside(self, start: int, end: int) -> bool:
        """Whether a curator set a whole stretch aside."""
        return any(one.start <= start and end <= one.end for one in self.set_aside)

    def read(self, block: Block) -> None:
        """Read a block into the reading."""
        text = self.sentence.text
        if block.kind == "list":
            self._list(block)
            return
        if block.kind in {"rule", "table head"}:
            self.reading.ignored.append(Ignored(block.start, block.end, block.kind))
            return
        self.listing, self.heading = None, None
        self.sentence.quotation = Quotation()
        if block.kind == "prose":
            for start, end in _bounded(text, sentences(text, block.start, block.end)):
                if not (self.set_aside and self.is_set_aside(start, end)):
                    _keep(self.reading, self.sentence.read(start, end, block.end), "marks")
        elif block.kind == "heading":
            self.heading = (block.start, block.end)
            self.reading.title = self.reading.title or self.heading
            _keep(self.reading, self.sentence.read(block.start, block.end, heading=True), "heading")
        else:
            self.reading.ignored.append(Ignored(block.start, block.end, block.kind))

    def _list(self, block: Block) -> None:
        if self.listing is None:
            self.listing = Listing([], self.heading)
            self.reading.listings.append(self.listing)
        self.listing.entries.extend(block.entries)
        text = self.reading.text
        lead = trim(text, block.start, block.entries[0].start)
        if self.listing.heading is None and is_lead(text[slice(*lead)]):
            self.listing.heading = lead
        self.reading.ignored.extend(_between(text, block))
        self.reading.ignored.extend(Ignored(one.start, one.end, "total") for one in block.entries if one.total)


def _bounded(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sentences, of which those that are too long to be one are cut, between words where there is a blank."""
    for start, end in spans:
        first = start
        while end - first > LONGEST_SENTENCE:
            blank = max(text.rfind(mark, first, first + LONGEST_SENTENCE) for mark in " \t\r\n")
            cut = trim(text, first, blank if blank > first else first + LONGEST_SENTENCE)
            yield cut
            first = trim(text, cut[1], end)[0]
        yield first, end


def _keep(reading: Reading, part: Part, reason: str) -> None:
    """Keep a part that holds a saying; ignore one that does not, but for its dates and numbers."""
    if part.sayings:
        reading.parts.append(part)
        return
    reading.ignored.append(Ignored(part.start, part.end, reason))
    if part.dates or part.quantities:
        reading.unsaid.append(part)


def _set_aside(text: str, passed_over: Mapping[str, str]) -> Iterator[Ignored]:
    for quote, reason in passed_over.items():
        place = text.find(quote)
        while quote and place >= 0:
            yield Ignored(place, place + len(quote), reason)
            place = text.find(quote, place + len(quote))


def _between(text: str, block: Block) -> Iterator[Ignored]:
    """The marks between the entries of a list, and the words that lead to it."""
    place = block.start
    for start, end in [*((entry.start, entry.end) for entry in block.entries), (block.end, block.end)]:
        first, last = trim(text, place, start)
        if is_lead(text[first:last]):
            yield Ignored(first, last, "heading")
        else:
            yield from (Ignored(at, at + 1, "separator") for at in range(first, last) if not text[at].isspace())
        place = end
