"""What a relative stands for: the noun phrase before it."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.grammar import word_class
from kbpack.reading.lines import Line, Span


def is_relative_that(line: Line, place: int) -> bool:
    """Whether «that» before a verb stands for the noun before it."""
    if line.low(place) != "that" or not place:
        return False
    noun = line.tokens[place - 1]
    return noun.is_word and not noun.word_class and not grammar.is_finite(line.tokens, place - 1)


def antecedent(line: Line, relative: int) -> Span | None:
    """The noun phrase before a relative and its comma."""
    last = relative - 1 if line.tokens[relative - 1].text != "," else relative - 2
    head = _before_brackets(line, last)
    if head < 0 or line.tokens[head].is_mark or line.word_class(head) in {"preposition", "coordinator"}:
        return None
    if line.low(head) in grammar.words_of("pronominal"):
        return Span(head, head + 1)
    return Span(whole_start(line, line.phrase_start(head)), last + 1)


def _before_brackets(line: Line, last: int) -> int:
    """The last token before the brackets that end at a token, or that token itself."""
    if line.tokens[last].text not in {")", "]", "}"}:
        return last
    return next((at - 1 for at in range(last - 1, 0, -1) if line.tokens[at].text in {"(", "[", "{"}), last)


def whole_start(line: Line, start: int) -> int:
    """Where a noun phrase starts that goes on at `start` behind «of», or behind another link inside a long name."""
    tokens = line.tokens
    while start > 1 and tokens[start - 2].is_word and not tokens[start - 2].word_class:
        link = tokens[start - 1].low
        named = tokens[start].text[0].isupper() and tokens[start - 2].text[0].isupper()
        if tokens[start - 2].is_verb or (link != "of" and not (named and word_class(link) == "preposition")):
            break
        start = line.phrase_start(start - 2)
    return start
