"""Sources that no verb names: «according to X», labels, credits, and quotations behind a colon."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.content import opens_quotation
from kbpack.reading.cues import Cue
from kbpack.reading.lines import Line, Span
from kbpack.reading.main_subjects import main_subject
from kbpack.reading.saying import Saying, publication_act, with_holder
from kbpack.reading.subjects import HOLDER_LINKS
from kbpack.reading.words import AUXILIARIES

_APOSTROPHES = frozenset("'’")
_FAR = 60
"""Tokens within which a source's name ends."""
_CREDIT = 12
"""Tokens of a source behind a dash at most."""


def behind_colon(line: Line, found: list[Saying]) -> Saying | None:
    """«X did Y: "Z"» without a word of saying: Z is what X says."""
    tokens = line.tokens
    if not tokens[-1].closes_quote:
        return None
    colon = next((at for at in range(1, line.end - 1) if tokens[at].text == ":"), 0)
    if not colon or not opens_quotation(line, colon):
        return None
    if line.word_class(colon - 1) == "preposition":
        return None
    content = Span(colon + 1, len(tokens))
    if any(one.content.holds(Span(colon + 1, line.end)) for one in found):
        return None
    holder = main_subject(line, colon)
    return with_holder(line, Saying(Span(0, line.end), content, "assert", main=True), holder) if holder else None


def credited(line: Line, found: list[Saying]) -> Saying | None:
    """«"Y." - X»: a quotation with its source behind a dash."""
    if found:
        return None
    tokens = line.tokens
    dash = next((at for at in range(len(tokens) - 1, 1, -1) if tokens[at].is_hyphen), 0)
    if not dash or not tokens[dash - 1].closes_quote or not 0 < line.end - dash - 1 <= _CREDIT:
        return None
    if not tokens[dash + 1].text[0].isupper() or any(grammar.is_finite(tokens, at) for at in range(dash, line.end)):
        return None
    saying = Saying(Span(0, line.end), Span(0, dash), "assert", main=True)
    return with_holder(line, saying, Span(dash + 1, line.end))


def according(line: Line, place: Span, cue: Cue) -> Saying | None:
    """«According to X, Y», «Y, according to X» and «in the view of X, Y»."""
    end = _end_of_source(line, place.after)
    if end <= place.after or _is_standard(line, place.after, end):
        return None
    verb = next((at for at in range(place.after, end) if line.word_class(at) in AUXILIARIES), end)
    if verb < end or (end >= line.end and place.first <= 1):
        end = grammar.phrase_end(line.tokens, place.after, verb, HOLDER_LINKS)
    holder = Span(place.after, end)
    after = end + (end < line.end and line.tokens[end].text == ",")
    before = place.first - 1 if place.first and line.tokens[place.first - 1].is_mark else place.first
    told = place.first > 1 and (after >= line.end or any(grammar.is_finite(line.tokens, at) for at in range(before)))
    told = told and (after >= line.end or line.word_class(before - 1) != "complementizer")
    content = Span(0, max(before, 1)) if told or after >= line.end else Span(after, line.end)
    act, words, rule = publication_act(line, holder, cue.act)
    span = Span(min(place.first, content.first), max(end, content.after))
    return with_holder(line, Saying(span, content, act, main=True, cue=place, act_words=words, act_rule=rule), holder)


def _end_of_source(line: Line, place: int) -> int:
    """The mark that ends a source's name: not its apostrophe, and not its abbreviation in parentheses."""
    after = min(place + _FAR, len(line.tokens))
    while place < after:
        token = line.tokens[place]
        if token.text == "(":
            closing = (at for at in range(place, min(place + 8, after)) if line.tokens[at].text == ")")
            place = next(closing, place)
        elif token.is_mark and token.text not in _APOSTROPHES:
            return place
        place += 1
    return min(place, line.end)


def _is_standard(line: Line, first: int, after: int) -> bool:
    """Whether what something accords with says nothing: a plan, a law, a need, but not «the law office»."""
    standards = grammar.words_of("standard")
    return any(line.tokens[at].text in standards and not _goes_on(line, at + 1) for at in range(first, after))


def _goes_on(line: Line, place: int) -> bool:
    """Whether another noun stands at a token."""
    return place < line.end and line.tokens[place].is_plain and not line.tokens[place].is_verb


def label(line: Line, place: Span, cue: Cue) -> Saying | None:
    """«Image: X», «Reports: Y»: the source that a label names, or the label as the source."""
    if place.first > (line.tokens[0].text == "(") or place.after >= line.end:
        return None
    rest = Span(place.after, line.end)
    if "credit" in cue.needs:
        return with_holder(line, Saying(Span(0, line.end), rest, cue.act, main=True, cue=place), rest)
    return with_holder(line, Saying(Span(0, line.end), rest, cue.act, main=True, cue=place), Span(0, place.after - 1))
