"""Questions that are passed on: «asked whether Y», «"Y?" X asked»."""

from __future__ import annotations

from kbpack.reading.content import opens_question, past_adverbs, skip_that
from kbpack.reading.cues import Cue
from kbpack.reading.lines import Line, Span
from kbpack.reading.saying import Saying


def asked(line: Line, place: Span, cue: Cue, group: int) -> Saying | None:
    """«Asked whether Y, X said Z» and «when asked why Y»: nobody is named who asks."""
    opens = group == 0 or line.word_class(group - 1) == "subordinator"
    first = past_adverbs(line, place.after)
    if not opens or cue.form != "past" or not is_asked(line, first, cue):
        return None
    end = next((at for at in range(first, line.end) if line.tokens[at].text == ","), line.end)
    content = Span(min(skip_that(line, first), end - 1), end)
    return Saying(Span(group, end), content, cue.act, cue=place)


def is_asked(line: Line, place: int, cue: Cue) -> bool:
    """Whether a question opens at a token behind a word that asks one."""
    return "question" in cue.needs and opens_question(line, place)


def make_question(line: Line, saying: Saying) -> None:
    """Make a question of what is asked, where its first word or its mark tells that it is one."""
    first, after = saying.content
    marks = (at for at in range(first, min(after + 1, line.size)) if line.tokens[at].text == "?")
    place = next((at for at in (first, first - 1) if opens_question(line, at)), next(marks, None))
    if place is not None:
        saying.act, saying.act_words, saying.act_rule = "question", Span(place, place + 1), "question"
