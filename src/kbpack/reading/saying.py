"""An act of saying, and what all ways of finding one share."""

from __future__ import annotations

from dataclasses import dataclass

from kbpack.reading import grammar
from kbpack.reading.grammar import word_class
from kbpack.reading.lines import Actor, Line, Span, actor_of, is_own

HOLDER_LINKS = frozenset({"of", "for", "from", "in", "at"})


@dataclass(slots=True)
class Saying:
    """An act of saying.

    `own` is set where the document's holder speaks, `main` where it is the sentence's own clause. `act_words` are the
    words that gave the act where they are not the cue's, and `act_rule` is the reader that gives it again. `is_doubt`
    is set where it says that there is no evidence. `named_at` are the
    characters of the holder's words where they stand in another sentence.
    """

    span: Span
    content: Span
    act: str
    own: bool = False
    main: bool = False
    cue: Span | None = None
    holder: Span | None = None
    actor: Actor | None = None
    addressee: Span | None = None
    target: Span | None = None
    negator: int | None = None
    act_words: Span | None = None
    act_rule: str = "speech_act"
    parent: Saying | None = None
    is_doubt: bool = False
    named_at: tuple[int, int] | None = None

    @property
    def holder_id(self) -> str:
        """The actor of the holder's words, or an empty string."""
        return self.actor.id if self.actor else ""

    @property
    def depth(self) -> int:
        """How many holders speak: 1 for the document's own."""
        return 1 if self.parent is None else self.parent.depth + 1


def subject_of(line: Line, verb: int) -> tuple[Span, int]:
    """The subject phrase of the verb at `verb` and the start of its clause."""
    tokens = line.tokens
    group = grammar.verb_group_start(tokens, verb)
    start = grammar.clause_start(tokens, group)
    if start >= group:
        return Span(group, group), start
    first = _past_adjunct(line, start, group)
    return Span(first, grammar.phrase_end(tokens, first, group, HOLDER_LINKS)), start


def _past_adjunct(line: Line, start: int, after: int) -> int:
    """Where a subject starts behind «in June» or «at the meeting»; the start itself where nothing is before it."""
    if word_class(line.low(start)) != "preposition":
        return start
    starts = {name.first for name in line.names}
    dated = {date.after for date in line.dates if date.first in {start, start + 1}}
    for place in range(start + 2, after):
        before = word_class(line.low(place - 1))
        opens = word_class(line.low(place)) in {"determiner", "possessive", "pronoun"} or place in starts
        if (opens or place in dated) and before not in {"preposition", "determiner", "possessive", "coordinator"}:
            return place
    return start


def is_main(line: Line, start: int) -> bool:
    """Whether a clause that starts there is the sentence's own, not one that another brings in."""
    return start == 0 or word_class(line.low(start - 1)) not in {"relative", "complementizer", "subordinator"}


def publication_act(line: Line, holder: Span, act: str) -> tuple[str, Span | None, str]:
    """What a publication merely says it reports."""
    publication = line.in_class("publication", *holder)
    if act != "assert" or publication is None:
        return act, None, "speech_act"
    return "report", Span(publication, publication + 1), "publication"


def with_holder(line: Line, saying: Saying, holder: Span) -> Saying:
    """Give a saying its holder."""
    saying.holder = holder
    saying.actor = actor_of(line, holder)
    saying.own = is_own(line, holder, saying.actor)
    return saying
