"""Sayings beside the sentence: «as X said», «as stated in X», «confirmed by X»."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.clauses import opens_clause
from kbpack.reading.content import opens_content, opens_quotation, skip_that
from kbpack.reading.cues import Cue
from kbpack.reading.lines import Line, Span
from kbpack.reading.saying import Saying, with_holder
from kbpack.reading.subjects import HOLDER_LINKS

_THOUGHTS = frozenset({"believe", "assess", "hope"})
_BESIDE = frozenset({"preposition", "adverb", "connective", "coordinator", "subordinator"})


def as_clause(line: Line, place: Span, cue: Cue, subject: Span, start: int) -> Saying | None:
    """«As X said, Y», «Y, as X has said, Z», «Y, as X described it», or none where it opens its own content."""
    if line.low(start - 1) != "as" or line.low(start - 2) in {"such", "so", "same"} or cue.needs == ("to",):
        return None
    if line.low(start - 3) == "as" or cue.needs == ("quote",):
        return None
    if cue.act in _THOUGHTS and line.low(subject.first) in grammar.words_of("addressed"):
        return None
    if line.low(place.after) == "it" and line.low(place.after + 1) not in {"to", "is", "was"}:
        if cue.act == "believe":
            return None
        after = place.after + 1
    elif opens_quotation(line, place.after) or opens_content(line, place.after) or opens_clause(line, place.after):
        return None
    else:
        after = _end_of_aside(line, place.after)
        if after < 0 and not cue.takes_addressee:
            return None
        after = max(after, place.after)
    saying = Saying(Span(0, line.end), _beside(line, start - 1, after), cue.act, main=True, cue=place, act_words=None)
    return with_holder(line, saying, subject)


def _end_of_aside(line: Line, place: int) -> int:
    """Where an aside ends whose verb ends at a token; -1 where the verb has an object."""
    if place >= line.end or line.tokens[place].is_mark:
        return place
    kind = line.word_class(place)
    if kind not in _BESIDE and not any(date.first == place for date in line.dates):
        return -1
    return next((at for at in range(place, line.end) if line.tokens[at].text in {",", ";", ":"}), line.end)


def _beside(line: Line, first: int, after: int) -> Span:
    """What an aside is about: what follows it at the start of a sentence, otherwise what stands before it."""
    if first <= 1:
        comma = next((at for at in range(after, line.end) if line.tokens[at].text == ","), None)
        if comma is not None and comma + 1 < line.end:
            return Span(comma + 1, line.end)
    end = first
    while end > 1 and line.tokens[end - 1].is_mark:
        end -= 1
    return Span(0, max(end, 1))


def agent(line: Line, after: int) -> Span | None:
    """Who is named behind a passive by «by», where a place or a time may stand between."""
    by = after
    if line.word_class(after) in {"preposition", "adverb"} and line.low(after) != "to":
        by = next((at for at in range(after, min(after + 5, line.end)) if line.low(at) == "by"), after)
    by = next((date.after for date in line.dates if date.first == after), by)
    if line.low(by) != "by" or by + 1 >= line.end or line.low(by + 1).endswith("ing"):
        return None
    return Span(by + 1, grammar.phrase_end(line.tokens, by + 1, line.end, HOLDER_LINKS))


def _place_of(line: Line, after: int) -> Span | None:
    """The paper that is named behind «as stated in»."""
    if line.low(after) != "in" or after + 1 >= line.end:
        return None
    return Span(after + 1, grammar.phrase_end(line.tokens, after + 1, line.end, HOLDER_LINKS))


def reduced(line: Line, place: Span, cue: Cue, group: int) -> Saying | None:
    """«As stated in X», «as noted by X», and behind a noun «confirmed by X»."""
    as_ = group - 1
    aside = as_ >= 0 and line.low(as_) == "as"
    holder = agent(line, place.after) or (_place_of(line, place.after) if aside else None)
    if aside:
        if holder is None and ((cue.act in _THOUGHTS and group == place.first) or _end_of_aside(line, place.after) < 0):
            return None
        after = holder.after if holder else place.after
        content = Span(after, line.end) if opens_quotation(line, after) else _beside(line, as_, after)
        content = Span(min(skip_that(line, content.first), content.after - 1), content.after)
        saying = Saying(Span(0, line.end), content, cue.act, main=True, cue=place)
        return with_holder(line, saying, holder) if holder else saying
    if not {"any", "object"} & set(cue.needs) and ("that" not in cue.needs or cue.act not in {"assert", "report"}):
        return None
    if holder is None or not group or not line.tokens[group - 1].is_word or line.word_class(group - 1):
        return None
    start = line.phrase_start(group - 1)
    return with_holder(line, Saying(Span(start, holder.after), Span(start, group), cue.act, cue=place), holder)
