"""Subjects that other words part from their verb: «X, 24, a pilot, said that Y», «pilots who came say that Y»."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.lines import Line, Span
from kbpack.reading.orders import is_behind_quotation
from kbpack.reading.subjects import HOLDER_LINKS
from kbpack.reading.words import AUXILIARIES

_FAR = 60
"""Tokens before its verb within which a subject stands."""
_NO_ASIDE = AUXILIARIES | {"negator", "pronoun", "coordinator"}
_OPENERS = frozenset({"coordinator", "connective", "adverb", "complementizer", "subordinator"})
_BRINGS_VERB = frozenset({"relative", "complementizer", "subordinator", "pronoun"})


def parted_subject(line: Line, group: int) -> Span | None:
    """The phrase that opens a sentence or a clause, or stands behind a quotation, and has all else behind it."""
    closing = group - _parts(line, group - 1)
    if closing < 1 or line.word_class(group - 1) in {"coordinator", "preposition"}:
        return None
    start = max(closing - _FAR, 0)
    if any(line.tokens[at].closes_quote for at in range(start, closing)):
        quoted = (at for at in range(closing - 1, start, -1) if is_behind_quotation(line, at))
        start = next((at for at in quoted if _named(line, at, closing, group) is not None), start)
    for at in range(start, closing):
        opens = at == start or line.tokens[at - 1].text == "," or line.word_class(at - 1) in _OPENERS
        found = _named(line, at, closing, group) if opens else None
        if found is not None:
            return found
    return None


def _named(line: Line, first: int, closing: int, group: int) -> Span | None:
    """The phrase that starts at a token, where it can speak and what stands behind it belongs to it."""
    opener = line.word_class(first)
    if opener not in {"", "determiner", "possessive"} or not line.tokens[first].text[0].isalnum():
        return None
    if any(date.first <= first < date.after for date in line.dates):
        return None
    ceiling = next((at for at in range(first + 1, closing) if _parts(line, at)), closing)
    after = mark = grammar.phrase_end(line.tokens, first, ceiling, HOLDER_LINKS)
    small = not opener and line.tokens[first].text[0].islower()
    if small and not any(grammar.is_plural(line.low(at)) for at in range(first, after)):
        return None
    if line.low(mark) == "(":
        mark = next((at + 1 for at in range(mark, closing) if line.low(at) == ")"), closing)
    if mark < closing and not _parts(line, mark):
        mark = _past_modifiers(line, mark, closing)
    if closing == group:
        return Span(first, after) if after < mark == closing else None
    if mark >= closing or not _parts(line, mark):
        return None
    dashed = line.tokens[mark].is_hyphen
    aside = line.word_class(mark + 1) not in _NO_ASIDE or (dashed and line.word_class(mark + 1) == "coordinator")
    return Span(first, after) if aside and dashed == line.tokens[closing].is_hyphen else None


def _past_modifiers(line: Line, first: int, closing: int) -> int:
    """Where a relative clause, a participle or an adjective behind a noun ends; its start where it is none of these."""
    brought = 0
    for at in range(first, closing):
        token = line.tokens[at]
        if _parts(line, at) or (token.is_mark and not token.is_quote):
            return at
        brought += token.word_class in _BRINGS_VERB
        if token.word_class in AUXILIARIES and line.word_class(at - 1) not in AUXILIARIES | {"negator"}:
            brought -= 1
            if brought < 0:
                return first
    return closing


def _parts(line: Line, place: int) -> bool:
    """Whether a comma or a dash stands at a token."""
    token = line.tokens[place]
    return (
        token.text == ","
        or (token.is_hyphen and (line.tokens[place - 1].spaced or line.tokens[place - 1].is_hyphen))
        or token.text in {"\u2014", "\u2013"}
    )
