"""Quotations that go on: behind their cue in one sentence, and over the sentences after it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kbpack.reading.lines import Line, Span
from kbpack.reading.saying import Saying
from kbpack.reading.tokens import CLOSING_QUOTES, OPENING_QUOTES

LONGEST = 2_000
"""Characters after which a quotation that is not closed is taken for a stray mark."""


@dataclass
class Quotation:
    """Who was quoted last in a paragraph, and whether the quotation is still open."""

    speaker: Saying | None = None
    named_at: tuple[int, int] | None = None
    is_open: bool = False
    was_closed_at_end: bool = False

    def go_on(self, line: Line, said: list[Saying], text: str, rest: tuple[int, int]) -> None:
        """Add to a sentence's sayings what the last speaker goes on to say in it, and remember who speaks now.

        A quotation stays open where the `rest` of the paragraph, a span of the text, closes it: marks that a scan lost
        do not make all the rest somebody's words.
        """
        if not said:
            return
        if not (self.is_open or line.is_quoting):
            self.speaker, self.was_closed_at_end = None, False
            return
        others = [one for one in said if not one.own]
        parted = _behind_cue(line, others)
        if parted is not None:
            _hold(line, parted)
        elif not others and self._continues(line):
            self._add(line, said)
        self._remember(line, said)
        self.is_open = self.is_open and _is_closed(text[rest[0] : min(rest[1], rest[0] + LONGEST)])

    def _continues(self, line: Line) -> bool:
        opens = bool(line.tokens) and line.tokens[0].opens_quote
        return self.speaker is not None and (self.is_open or (self.was_closed_at_end and opens))

    def _add(self, line: Line, said: list[Saying]) -> None:
        speaker = self.speaker
        if speaker is None:
            return
        inside = self.is_open
        first = 0 if inside or len(line.tokens) == 1 else 1
        closing = next((at for at in range(first, len(line.tokens)) if line.tokens[at].closes_quote), None)
        after = line.end if closing is None else closing
        if after <= first:
            return
        span = Span(0, max(after, 1))
        root = said[0]
        going_on = Saying(span, span, speaker.act, main=True, actor=speaker.actor, parent=root, named_at=self.named_at)
        for one in said[1:]:
            if one.own and span.holds(one.span):
                one.own, one.parent = False, going_on
        if after >= line.end - 1:
            if root.cue is not None:
                said.append(replace(root, own=False, parent=going_on))
            root.act, root.cue, root.holder, root.act_words = "report", None, None, None
            root.content = Span(0, line.end)
        said.append(going_on)

    def _remember(self, line: Line, said: list[Saying]) -> None:
        """Keep the speaker of the last quotation, and whether it is open at the end of the sentence."""
        quoted = [one for one in said if not one.own and any(_quotes(line, one))]
        if quoted:
            self.speaker = quoted[-1]
            holder = self.speaker.holder
            if holder is not None and holder.first < holder.after:
                self.named_at = line.offsets(holder)
            elif self.speaker.named_at is not None:
                self.named_at = self.speaker.named_at
        is_open = self.is_open
        for token in line.tokens:
            if token.text == '"':
                is_open = not is_open
            elif token.opens_quote:
                is_open = True
            elif token.closes_quote:
                is_open = False
        self.is_open = is_open
        self.was_closed_at_end = bool(quoted) and not is_open
        if not quoted and not is_open:
            self.speaker = None


def _is_closed(rest: str) -> bool:
    """Whether the first quotation mark in a text is a closing one, and near."""
    for place, mark in enumerate(rest):
        if mark in CLOSING_QUOTES:
            before = rest[place - 1] if place else " "
            return mark not in OPENING_QUOTES or not before.isspace()
        if mark in OPENING_QUOTES:
            return False
    return False


def _quotes(line: Line, one: Saying) -> list[int]:
    """The quotation marks in or right around a saying's content."""
    after = min(one.content.after + 1, len(line.tokens))
    return [
        at
        for at in range(max(one.content.first - 1, 0), after)
        if line.tokens[at].opens_quote or line.tokens[at].closes_quote
    ]


def _behind_cue(line: Line, others: list[Saying]) -> Saying | None:
    """The saying whose cue parts a quotation: «"Y," said X, "and Z."»."""
    for one in others:
        if one.cue is not None and one.content.after <= one.cue.first:
            rest = range(one.span.after, min(one.span.after + 2, len(line.tokens)))
            if any(line.tokens[at].opens_quote for at in rest):
                return one
    return None


def _hold(line: Line, one: Saying) -> None:
    """Let a saying hold the whole sentence, both parts of its quotation."""
    one.span = Span(one.span.first, line.end)
    one.content = Span(one.content.first, line.end)
