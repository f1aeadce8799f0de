"""Where in a sentence anything may begin: a saying, a happening, a date, a number, a relative clause, a quotation.

Most words begin nothing. What a word may begin is asked once a form; the readers then look only at the few words of a
sentence that are marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from kbpack.reading import grammar
from kbpack.reading.cues import cues
from kbpack.reading.date_forms import words
from kbpack.reading.happening import words_of_happening
from kbpack.reading.numbers import roman
from kbpack.reading.tokens import Token

_ARTICLES = frozenset({"a", "an"})


def marked(tokens: Sequence[Token]) -> list[int]:
    """The tokens with which something may begin."""
    return [at for at, token in enumerate(tokens) if token.marked or (token.marked is None and _mark(token))]


def _mark(token: Token) -> bool:
    """Keep with a form whether something may begin with it."""
    token.marked = (
        bool(token.dates or token.numbers)
        or token.is_quote
        or token.word_class in {"relative", "negator"}
        or token.low in _further()
        or token.text in _weak_numerals()
        or any(phrases.has(token.low) for phrases in (cues(), grammar.set_apart(), words_of_happening()))
    )
    return token.marked


@cache
def _further() -> frozenset[str]:
    """Other words that matter: «that», «no», the mark before the number of a paper, and what «this» makes a date."""
    return frozenset({"that", "no", "/", *_after_this()})


@cache
def _after_this() -> frozenset[str]:
    return frozenset({*words("spell"), *words("season")})


@cache
def _introducing() -> frozenset[str]:
    """Words that belong to the date behind them: «in June», «between 3 and 5 May», «this year», «on Monday»."""
    return frozenset({*words("lead"), *words("pair opener"), "on"})


@cache
def _weak_numerals() -> frozenset[str]:
    """Roman numerals that are words too."""
    return frozenset(numeral for numeral in roman() if len(numeral) == 1)


def date_places(tokens: Sequence[Token], starts: Sequence[int], at: Sequence[int]) -> Iterator[int]:
    """The characters at which a date may begin, given the marked tokens."""
    for place in at:
        token = tokens[place]
        if token.dates or token.low in _after_this():
            before = place - 2 if place > 1 and tokens[place - 1].is_hyphen else place - 1
            if before >= 0 and tokens[before].low in _introducing():
                yield starts[before]
            yield from [starts[place] + offset for offset in token.dates]


def number_places(tokens: Sequence[Token], starts: Sequence[int], at: Sequence[int]) -> Iterator[int]:
    """The characters at which a number may begin, given the marked tokens."""
    for place in at:
        token = tokens[place]
        if token.numbers or token.text == "/":
            before = tokens[place - 1] if place else token
            if before.low in _ARTICLES or (token.text == "/" and before.text.isupper()):
                yield starts[place - 1]
            yield from [starts[place] + offset for offset in token.numbers]
        elif token.text in _weak_numerals() and (tokens[place - 1].text == "War" or not starts[place]):
            yield starts[place]
