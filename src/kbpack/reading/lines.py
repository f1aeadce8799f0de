"""A sentence as the readers see it: its tokens, its names, and who its phrases name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kbpack.reading import grammar, marks
from kbpack.reading.names import Name
from kbpack.reading.tokens import Token


class Span(NamedTuple):
    """Tokens of a sentence from `first` up to, not including, `after`."""

    first: int
    after: int

    def holds(self, other: Span) -> bool:
        """Whether another span lies in this one."""
        return self.first <= other.first and other.after <= self.after


class Actor(NamedTuple):
    """An actor that words name: its id and the characters of the name."""

    id: str
    start: int
    end: int


@dataclass(slots=True)
class Line:
    """A sentence: its tokens and where they start, its names, and what the document's other sentences tell of holders.

    `marked` are the tokens with which anything may begin; `contents` those where contents of sayings start, in order,
    which no clause inside them reaches over.
    """

    tokens: Sequence[Token]
    starts: Sequence[int]
    marked: Sequence[int]
    names: Sequence[Name]
    dates: Sequence[Span] = ()
    own_ids: frozenset[str] = frozenset()
    last_holders: dict[str, Actor] = field(default_factory=dict)
    contents: Sequence[int] = ()

    end: int = field(init=False)
    """The token after the last that is not a closing mark."""
    size: int = field(init=False)
    """How many tokens there are."""
    flags: int = field(init=False, default=0)
    """What may begin in it, of `marks`."""
    is_quoting: bool = field(init=False)
    """Whether a quotation mark stands in it."""
    last_that: int = field(init=False, default=-1)
    """The last «that», or -1."""

    def __post_init__(self) -> None:
        self.size = after = len(self.tokens)
        while after and self.tokens[after - 1].text in ".!?,;:…":
            after -= 1
        self.end = after
        flags = 0
        for at in self.marked:
            flags |= self.tokens[at].marks
        self.flags = flags
        self.is_quoting = bool(flags & marks.QUOTE)
        if flags & marks.THAT:
            self.last_that = self.marked_as(marks.THAT)[-1]

    def marked_as(self, flag: int) -> list[int]:
        """The tokens with which something of one kind may begin."""
        return [at for at in self.marked if self.tokens[at].marks & flag] if self.flags & flag else []

    def low(self, place: int) -> str:
        """A token for look-up; empty outside the sentence."""
        return self.tokens[place].low if 0 <= place < self.size else ""

    def word_class(self, place: int) -> str:
        """The class of the function word at a token; empty for others and outside the sentence."""
        return self.tokens[place].word_class if 0 <= place < self.size else ""

    def is_verb(self, place: int) -> bool:
        """Whether a past form or a gerund of a known verb stands at a token."""
        return 0 <= place < self.size and self.tokens[place].is_verb

    def span(self, start: int, end: int) -> Span:
        """The tokens that start between two offsets; an empty span where none does."""
        first = bisect_left(self.starts, start)
        return Span(first, bisect_left(self.starts, end, first))

    def offsets(self, span: Span) -> tuple[int, int]:
        """The characters of a span of tokens."""
        last = span.after - 1
        return self.starts[span.first], self.starts[last] + len(self.tokens[last].text)

    def phrase_start(self, head: int) -> int:
        """The start of the noun phrase of `head`; a name is never cut in two."""
        start = grammar.phrase_start(self.tokens, head)
        for name in self.names:
            if name.first < start < name.after:
                start = grammar.phrase_start(self.tokens, name.first)
        return start

    def floor(self, place: int) -> int:
        """Where the content of a saying starts that holds a token; 0 outside."""
        before = bisect_right(self.contents, place)
        return self.contents[before - 1] if before else 0

    def in_class(self, name: str, first: int, after: int) -> int | None:
        """The first token of a class of `lexicon/classes.csv` in a span, or none."""
        for place in range(first, after):
            if name in self.tokens[place].classes:
                return place
        return None


def actor_of(line: Line, span: Span) -> Actor | None:
    """The actor a noun phrase names: as its head, as the owner of a publication, or where the publication stands."""
    publication = line.in_class("publication", span.first, span.after)
    if publication is None and not line.names:
        return None
    first = span.first
    while first < span.after and line.word_class(first) in {"determiner", "possessive"}:
        first += 1
    inside = [name for name in line.names if name.entry.table == "actors" and span.holds(Span(name.first, name.after))]
    for name in inside:
        if name.first in {span.first, first} and _is_head(line, Span(name.after, span.after), publication):
            return _actor(line, name)
    if publication is None or publication > first + 2:
        return None
    return _actor(line, inside[0]) if inside else line.last_holders.get(line.low(publication))


def _actor(line: Line, name: Name) -> Actor:
    return Actor(name.entry.id, *line.offsets(Span(name.first, name.after)))


def _is_head(line: Line, rest: Span, publication: int | None) -> bool:
    """Whether a name is what its phrase is about, given the rest of the phrase: nothing, «side», or «'s report»."""
    if rest.first >= rest.after:
        return True
    if line.tokens[rest.first].kind == "genitive":
        return publication is not None
    single = rest.after == rest.first + 1
    return single and any(line.in_class(kind, *rest) is not None for kind in ("side", "media"))


_MISREAD_I = "1"
"""What a scan makes of «I»: a number that is a subject is nothing else."""


def is_own(line: Line, span: Span | None, actor: Actor | None) -> bool:
    """Whether a phrase is the document's holder: «we», «all of us», «our delegation», or one of its names."""
    if actor:
        return actor.id in line.own_ids
    if span is None or span.first >= span.after:
        return False
    opener = line.tokens[span.first]
    if span.after == span.first + 1 and opener.text == _MISREAD_I:
        return True
    objects = grammar.words_of("first person object")
    if opener.low in objects and line.low(span.first - 1) in grammar.words_of("letting") | {"for"}:
        return True
    if line.low(span.after - 1) in objects:
        return opener.low in grammar.words_of("inclusive")
    mine = line.in_class("first person", *span)
    if mine is None or line.word_class(mine) == "pronoun":
        return mine == span.first
    if any(token.kind == "genitive" for token in line.tokens[mine : span.after]):
        return False
    of = mine > span.first and line.low(mine - 1) == "of" and line.in_class("side", span.first, mine) is not None
    alone = span.after == mine + 1
    return (mine == span.first or of) and (alone or line.in_class("side", mine, span.after) is not None)
