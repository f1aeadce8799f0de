"""Words and marks by class, as the lexicon tells them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kbpack import lexicon
from kbpack.reading.forms import verb_forms
from kbpack.reading.phrases import Phrases
from kbpack.reading.tokens import CLOSING_QUOTES, HYPHENS, OPENING_QUOTES, QUOTES, Token


def word_class(word: str) -> str:
    """The class of a function word, or an empty string."""
    return _CLASSES.get(word, "")


_CLASSES = {row["word"]: row["class"] for row in lexicon.table("function_words")}


@cache
def words_of_class(name: str) -> frozenset[str]:
    """The function words of a class."""
    return frozenset(word for word, kind in _CLASSES.items() if kind == name)


class Verb(NamedTuple):
    """A form of a known verb: its lemma, its class in `lexicon/verbs.csv`, and which form it is."""

    lemma: str
    kind: str
    form: str


@cache
def set_apart() -> Phrases[str]:
    """Phrases in which a word of saying is none."""
    return Phrases((row["word"], row["class"]) for row in lexicon.table("classes") if row["class"] == "no saying")


@cache
def common_verbs() -> Phrases[Verb]:
    """The forms of `lexicon/verbs.csv`."""
    return Phrases(
        (form, Verb(row["lemma"], row["class"], part))
        for row in lexicon.table("verbs")
        for form, part in verb_forms(row["lemma"], row["irregular"]).items()
    )


@cache
def verb_words() -> frozenset[str]:
    """Past and third-person forms of all known verbs: where a noun phrase must have ended."""
    found = set()
    for name in ("verbs", "sayings", "happenings"):
        for row in lexicon.table(name):
            if row.get("part", "verb") == "verb" and " " not in row["lemma"]:
                forms = verb_forms(row["lemma"], row["irregular"])
                found |= {form for form, part in forms.items() if part in {"past", "gerund"}}
    return frozenset(found)


def classes_of(word: str) -> frozenset[str]:
    """The semantic classes (weapon, territory, agreement ...) of a single word."""
    return _semantic_classes().get(word, _NO_CLASSES)


_NO_CLASSES: frozenset[str] = frozenset()


@cache
def words_of(role: str) -> frozenset[str]:
    """The words of `lexicon/roles.csv` that can stand in a role."""
    return frozenset(row["word"] for row in lexicon.table("roles") if row["role"] == role)


@cache
def _semantic_classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in lexicon.table("classes"):
        found.setdefault(row["word"], set()).add(row["class"])
    return {word: frozenset(classes) for word, classes in found.items()}


@cache
def words_in_classes() -> Phrases[str]:
    """The words of `lexicon/classes.csv`, by class."""
    return Phrases((row["word"], row["class"]) for row in lexicon.table("classes"))


def is_subject(word: str) -> bool:
    """Whether a word is a pronoun that stands for a subject."""
    return word in words_of("nominative")


def is_plural(word: str) -> bool:
    """Whether a noun looks like a plural."""
    return (word.endswith("s") and not word.endswith(("ss", "us", "is"))) or word in words_of("plural")


def is_adverb(token: Token) -> bool:
    """Whether a word is a known adverb or ends like one."""
    if word_class(token.low) in {"adverb", "connective"}:
        return True
    return token.low.endswith("ly") and token.text[0].islower() and token.low not in _not_adverbs()


@cache
def _not_adverbs() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon.table("not_adverbs"))


def is_mark(token: Token) -> bool:
    """A mark that parts phrases: not a hyphen, a genitive or a number sign."""
    return token.kind == "mark" and token.text not in HYPHENS and token.text not in "%&/"


def opens_quote(token: Token) -> bool:
    """Whether a mark can open a quotation."""
    return token.text in OPENING_QUOTES


def closes_quote(token: Token) -> bool:
    """Whether a mark can close a quotation."""
    return token.text in CLOSING_QUOTES


def is_quote(token: Token) -> bool:
    """Whether a mark can open or close a quotation."""
    return token.text in QUOTES
