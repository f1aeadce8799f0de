"""An act of saying, and what all ways of finding one share."""

from __future__ import annotations

from dataclasses import dataclass

from kbpack.reading.lines import Actor, Line, Span, actor_of, is_own


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
    def is_denied(self) -> bool:
        """Whether it is the act that is negated, not its content: «did not say that»."""
        return self.negator is not None and not self.content.first <= self.negator < self.content.after

    @property
    def depth(self) -> int:
        """How many holders speak: 1 for the document's own."""
        depth, one = 1, self.parent
        while one is not None:
            depth, one = depth + 1, one.parent
        return depth

    def order(self) -> tuple[int, int, int]:
        """What sayings are sorted by: their place, the longer first, the outer first."""
        return self.span.first, -self.span.after, self.depth


def is_main(line: Line, start: int) -> bool:
    """Whether a clause that starts there is the sentence's own, not one that another brings in."""
    return start == 0 or line.word_class(start - 1) not in {"relative", "complementizer", "subordinator"}


def is_spokesman(line: Line, holder: Span) -> bool:
    """Whether words name a government, a delegation or the like, which may be the document's own under its name."""
    return line.in_class("side", *holder) is not None


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
