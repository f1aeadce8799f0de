"""A sentence, read: its sayings and happenings, its dates and quantities."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from kbpack.reading import marks
from kbpack.reading.date_values import DateMention
from kbpack.reading.dates import dates
from kbpack.reading.happening import Happening
from kbpack.reading.happenings import happenings
from kbpack.reading.lines import Actor, Line, Span
from kbpack.reading.lists import PLAIN, Context
from kbpack.reading.manners import Quantity
from kbpack.reading.names import Names
from kbpack.reading.openings import date_places, marked, number_places
from kbpack.reading.quantities import outside, quantities_at
from kbpack.reading.quotations import Quotation
from kbpack.reading.saying import Saying
from kbpack.reading.status import revise_acts
from kbpack.reading.tokens import Token, placed, spaced
from kbpack.reading.voices import sayings


@dataclass(slots=True)
class Part:
    """A sentence, or a heading that passes on what somebody says, with all that was read in it."""

    start: int
    end: int
    line: Line
    sayings: list[Saying]
    happenings: list[Happening]
    dates: list[DateMention]
    quantities: list[Quantity]
    heading: bool = False

    def offsets(self, span: Span) -> tuple[int, int]:
        """The characters of a span of tokens."""
        return self.line.offsets(span)


@dataclass
class SentenceReader:
    """Reads one sentence after another, and remembers whom «the report» means."""

    text: str
    names: Names
    own_ids: frozenset[str]
    context: Context = PLAIN
    last_holders: dict[str, Actor] = field(default_factory=dict)
    quotation: Quotation = field(default_factory=Quotation)

    def read(self, start: int, end: int, paragraph_end: int = 0, *, heading: bool = False) -> Part:
        """Read a sentence, or a heading: one that passes on no saying has none."""
        tokens, starts = placed(self.text, start, end)
        _drop_stops(self.text, (start, end - 1), tokens, starts)
        line = Line(tokens, starts, marked(tokens), self.names.find(tokens), (), self.own_ids, self.last_holders)
        mentions: list[DateMention] = []
        if line.flags & marks.DATE:
            dated = date_places(tokens, starts, line.marked_as(marks.DATE))
            mentions = dates(self.text, start, end, self.context.order, dated)
            line.dates = [line.span(one.start, one.end) for one in mentions]
        said = sayings(line, heading=heading) if line.end else []
        self.quotation.go_on(line, said, self.text, (end, paragraph_end))
        if len(said) > 1:
            line.contents = sorted([one.content.first for one in said if not one.own or not one.main])
        happened = []
        if said and line.flags & marks.HAPPENING:
            happened = [one for one in happenings(line) if not _describes_holder(said, one)]
            revise_acts(line, said, happened)
        _remember_holders(line, said)
        found: list[Quantity] = []
        if line.flags & marks.NUMBER:
            counted = number_places(tokens, starts, line.marked_as(marks.NUMBER))
            taken = [(one.start, one.end) for one in mentions if one.precision != "relative"]
            found = quantities_at(counted, self.text, list(outside(taken, start, end)), self.context.dots)
        return Part(start, end, line, said, happened, mentions, found, heading)


def _describes_holder(said: list[Saying], happening: Happening) -> bool:
    """Whether a verb only tells which publication speaks: «an article published in Z»."""
    return happening.code.part == "verb" and any(
        one.holder is not None and one.holder.holds(happening.term) for one in said
    )


def _drop_stops(text: str, span: tuple[int, int], tokens: list[Token], starts: list[int]) -> None:
    """Take the full stops of abbreviations out of the tokens of a sentence; they part words as white space does."""
    last = len(tokens) - 2
    stop = text.rfind(".", *span)
    while stop >= 0:
        place = bisect_left(starts, stop)
        if 0 < place < last and starts[place] == stop:
            tokens[place - 1] = spaced(tokens[place - 1])
            del tokens[place], starts[place]
        stop = text.rfind(".", span[0], stop)


def _remember_holders(line: Line, said: list[Saying]) -> None:
    """Keep which publication «the article» or «the report» will mean further on."""
    for saying in said:
        if saying.holder is not None and saying.actor is not None:
            noun = line.in_class("publication", *saying.holder)
            if noun is not None:
                line.last_holders[line.low(noun)] = saying.actor
