"""Where in a sentence anything may begin: a saying, a happening, a date, a number, a relative clause, a quotation.

Most words begin nothing. What a word may begin is asked once a form; the readers then look only at the few words of a
sentence that are marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kbpack.reading import grammar, marks
from kbpack.reading.cues import cues
from kbpack.reading.date_words import words
from kbpack.reading.happening import words_of_happening
from kbpack.reading.numbers import roman
from kbpack.reading.tokens import Token

_ARTICLES = frozenset({"a", "an"})


def marked(tokens: Sequence[Token]) -> list[int]:
    """The tokens with which something may begin."""
    return [at for at, token in enumerate(tokens) if token.marks and (token.marks != marks.UNKNOWN or _mark(token))]


def _mark(token: Token) -> int:
    """Keep with a form what may begin with it."""
    low = token.low
    token.marks = (
        marks.DATE * (bool(token.dates) or low in _after_this() or low in _after_spell())
        | marks.NUMBER * (bool(token.numbers) or token.text == "/" or token.text in _weak_numerals())
        | marks.SAYING * cues().has(low)
        | marks.SET_APART * grammar.set_apart().has(low)
        | marks.HAPPENING * words_of_happening().has(low)
        | marks.RELATIVE * (token.word_class == "relative")
        | marks.NEGATOR * (token.word_class == "negator" or low == "no")
        | marks.QUOTE * token.is_quote
        | marks.COLON * (low == ":")
        | marks.THAT * (low == "that")
        | marks.AS * (low == "as")
    )
    return token.marks


@cache
def _after_this() -> frozenset[str]:
    """Words that «this» makes a date: «this year»."""
    return frozenset({*words("spell"), *words("season")})


@cache
def _after_spell() -> frozenset[str]:
    """Words that a number and a spell of time before them make a date: «two years ago»."""
    return frozenset(words("back"))


@cache
def _introducing() -> frozenset[str]:
    """Words that belong to the date behind them: «in June», «between 3 and 5 May», «this year», «on Monday»."""
    return frozenset({*words("lead"), *words("prefix"), *words("pair opener"), "on"})


@cache
def _weak_numerals() -> frozenset[str]:
    """Roman numerals that are words too."""
    return frozenset(numeral for numeral in roman() if len(numeral) == 1)


def date_places(tokens: Sequence[Token], starts: Sequence[int], at: Sequence[int]) -> list[int]:
    """The characters at which a date may begin, given the tokens that are marked so."""
    found: list[int] = []
    for place in at:
        before = place - 2 if place > 1 and tokens[place - 1].is_hyphen else place - 1
        if before >= 0 and tokens[before].low in _introducing():
            found.append(starts[before])
        if tokens[place].low in _after_spell() and place > 1:
            found.append(starts[place - 2])
        found += [starts[place] + offset for offset in tokens[place].dates]
    return found


def number_places(tokens: Sequence[Token], starts: Sequence[int], at: Sequence[int]) -> list[int]:
    """The characters at which a number may begin, given the tokens that are marked so."""
    found: list[int] = []
    for place in at:
        token, before = tokens[place], tokens[max(place - 1, 0)]
        if token.text in _weak_numerals():
            if before.text == "War" or not starts[place]:
                found.append(starts[place])
            continue
        if before.low in _ARTICLES or (token.text == "/" and before.text.isupper()):
            found.append(starts[place - 1])
        found += [starts[place] + offset for offset in token.numbers]
    return found
