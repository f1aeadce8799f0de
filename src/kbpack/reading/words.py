"""Words by class, as the lexicon tells them."""

from __future__ import annotations

from functools import cache

from kbpack import lexicon
from kbpack.reading.forms import verb_forms

AUXILIARIES = frozenset({"be", "have", "do", "modal"})
"""The classes of function words that help a verb, or make it finite."""


def word_class(word: str) -> str:
    """The class of a function word, or an empty string."""
    return _CLASSES.get(word, "")


_CLASSES = {row["word"]: row["class"] for row in lexicon.table("function_words")}


@cache
def words_of_class(name: str) -> frozenset[str]:
    """The function words of a class."""
    return frozenset(word for word, kind in _CLASSES.items() if kind == name)


@cache
def verb_words() -> frozenset[str]:
    """Past forms and gerunds of known verbs, and forms in -s that no noun has: where a noun phrase must have ended."""
    found = set(words_of("only verb"))
    for name in ("verbs", "sayings", "happenings"):
        for row in lexicon.table(name):
            if row.get("part", "verb") == "verb" and " " not in row["lemma"]:
                forms = verb_forms(row["lemma"], row["irregular"])
                found |= {form for form, part in forms.items() if part in {"past", "gerund"}}
    return frozenset(found)


@cache
def verb_openers() -> frozenset[str]:
    """The words with which a form of a verb of `lexicon/verbs.csv` begins."""
    return frozenset(
        form.split(" ")[0] for row in lexicon.table("verbs") for form in verb_forms(row["lemma"], row["irregular"])
    )


def classes_of(word: str) -> frozenset[str]:
    """The semantic classes (weapon, territory, agreement ...) of a single word."""
    return _semantic_classes().get(word, _NO_CLASSES)


_NO_CLASSES: frozenset[str] = frozenset()


@cache
def words_in_class(name: str) -> frozenset[str]:
    """The words of a semantic class."""
    return frozenset(word for word, classes in _semantic_classes().items() if name in classes)


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


def is_subject(word: str) -> bool:
    """Whether a word is a pronoun that stands for a subject."""
    return word in words_of("nominative")


def is_plural(word: str) -> bool:
    """Whether a noun looks like a plural."""
    return (word.endswith("s") and not word.endswith(("ss", "us", "is"))) or word in words_of("plural")


def is_demonym(name: str) -> bool:
    """Whether a word that is written as a name looks like an adjective of a place: «Western», «African», «Irish»."""
    return name.endswith(("ern", "ian", "can", "ese", "ish", "atic"))


@cache
def not_adverbs() -> frozenset[str]:
    """Words that end like an adverb and are none."""
    return frozenset(row["word"] for row in lexicon.table("not_adverbs"))
