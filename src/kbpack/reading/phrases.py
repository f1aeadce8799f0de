"""Many phrases found in one pass over tokens, through hyphens, line ends and lost hyphens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import Generic, NamedTuple, TypeVar

from kbpack import lexicon
from kbpack.reading.forms import verb_forms
from kbpack.reading.tokens import HYPHENS, Token, tokens

T = TypeVar("T")


class Hit(NamedTuple, Generic[T]):
    """A phrase found: its first token, the token after its last, and what it stands for."""

    first: int
    after: int
    value: T


_lower: Callable[[Token], str] = attrgetter("low")
"""What phrases are looked up by where no other key is asked for."""


class _Started(Generic[T]):
    """The phrases with one first word: what it stands for alone, and the rests of the longer ones.

    All have the rests behind the first word, and by the second word those behind that; the longest are first.
    """

    def __init__(self) -> None:
        self.alone: list[T] = []
        self.longer: list[tuple[tuple[str, ...], T]] = []
        self.by_second: dict[str, list[tuple[tuple[str, ...], T]]] = {}

    def arrange(self) -> None:
        """Put the longer phrases in order."""
        self.longer.sort(key=lambda phrase: -len(phrase[0]))
        for rest, value in self.longer:
            self.by_second.setdefault(rest[0], []).append((rest[1:], value))


class Phrases(Generic[T]):
    """Phrases by their first word; the longest phrase at a place wins.

    The tokens `between` may stand between the words of a phrase.
    """

    def __init__(
        self, phrases: Iterable[tuple[str, T]], key: Callable[[Token], str] = _lower, between: frozenset[str] = HYPHENS
    ) -> None:
        self._key = key
        self._between = between
        self._by_first: dict[str, _Started[T]] = {}
        for phrase, value in phrases:
            plain = key is _lower and phrase.isascii() and phrase.isalpha()
            words = (phrase,) if plain else tuple(key(token) for token in tokens(phrase) if not token.is_hyphen)
            if words:
                started = self._by_first.setdefault(words[0], _Started())
                if len(words) == 1:
                    started.alone.append(value)
                else:
                    started.longer.append((words[1:], value))
        for started in self._by_first.values():
            started.arrange()

    def has(self, word: str) -> bool:
        """Whether a phrase starts with a word."""
        return word in self._by_first

    def at(self, line: Sequence[Token], first: int) -> list[Hit[T]]:
        """The longest phrases that start at token `first`: none, one, or all that share the longest words."""
        token = line[first]
        started = self._by_first.get(token.low if self._key is _lower else self._key(token))
        return self._longest(line, first, started) if started is not None else []

    def values_at(self, line: Sequence[Token], first: int) -> Sequence[T]:
        """What the longest phrases that start at token `first` stand for."""
        token = line[first]
        started = self._by_first.get(token.low if self._key is _lower else self._key(token))
        if started is None:
            return ()
        return [hit.value for hit in self._longest(line, first, started)] if started.longer else started.alone

    def everywhere(self, line: Sequence[Token], at: Sequence[int] | None = None) -> list[Hit[T]]:
        """The longest phrases at each token, also inside one another; `at` are the tokens to look at, if not all."""
        known, key = self._by_first, self._key
        hits: list[Hit[T]] = []
        for place in range(len(line)) if at is None else at:
            token = line[place]
            started = known.get(token.low if key is _lower else key(token))
            if started is None:
                continue
            if started.longer:
                hits += self._longest(line, place, started)
            else:
                for value in started.alone:
                    hits.append(Hit(place, place + 1, value))
        return hits

    def _longest(self, line: Sequence[Token], first: int, started: _Started[T]) -> list[Hit[T]]:
        if started.longer and first + 1 < len(line):
            second = line[first + 1].low if self._key is _lower else self._key(line[first + 1])
            joined = second in self._between
            rests = started.longer if joined else started.by_second.get(second)
            hits = self._with_rest(line, first, first + 2 - joined, rests) if rests else None
            if hits:
                return hits
        return [Hit(first, first + 1, value) for value in started.alone] if started.alone else []

    def _with_rest(
        self, line: Sequence[Token], first: int, place: int, rests: Iterable[tuple[tuple[str, ...], T]]
    ) -> list[Hit[T]]:
        """The longest phrases of which the rests, the longest first, may stand from `place` on."""
        hits: list[Hit[T]] = []
        for rest, value in rests:
            after = self._end(line, place, rest) if rest else place
            if after and (not hits or after == hits[0].after):
                hits.append(Hit(first, after, value))
        return hits

    def _end(self, line: Sequence[Token], place: int, rest: tuple[str, ...]) -> int:
        """The token after a phrase of which the rest may stand from `place` on, or 0."""
        key, between, size = self._key, self._between, len(line)
        for word in rest:
            while place < size and line[place].text in between:
                place += 1
            if place >= size or key(line[place]) != word:
                return 0
            place += 1
        return place

    def find(self, line: Sequence[Token]) -> list[Hit[T]]:
        """All phrases from left to right; none overlaps another of other words."""
        hits: list[Hit[T]] = []
        after = 0
        for hit in self.everywhere(line):
            if hit.first >= after or (hits and hit.first == hits[-1].first):
                hits.append(hit)
                after = hit.after
        return hits


class Verb(NamedTuple):
    """A form of a known verb: its lemma, its class in `lexicon/verbs.csv`, and which form it is."""

    lemma: str
    kind: str
    form: str


@cache
def common_verbs() -> Phrases[Verb]:
    """The forms of `lexicon/verbs.csv`."""
    return Phrases(
        (form, Verb(row["lemma"], row["class"], part))
        for row in lexicon.table("verbs")
        for form, part in verb_forms(row["lemma"], row["irregular"]).items()
    )


@cache
def words_in_classes() -> Phrases[str]:
    """The words of `lexicon/classes.csv`, by class."""
    return Phrases((row["word"], row["class"]) for row in lexicon.table("classes"))


@cache
def set_apart() -> Phrases[str]:
    """Phrases in which a word of saying is none."""
    return _of_class("no saying")


@cache
def adverbials() -> Phrases[str]:
    """Phrases that stand as an adverb does: «time and again»."""
    return _of_class("adverbial")


@cache
def bounds() -> Phrases[str]:
    """Phrases that bound the number behind them: «at least», «more than»."""
    return _of_class("bound")


def _of_class(name: str) -> Phrases[str]:
    return Phrases((row["word"], name) for row in lexicon.table("classes") if row["class"] == name)
