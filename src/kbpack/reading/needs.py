"""What a word of saying needs behind it: a clause, a quotation, an object, «to», «as»."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.clause_verbs import opens_clause_at_verb
from kbpack.reading.clauses import is_relative, opens_clause, stands_for_subject
from kbpack.reading.content import opens_content, opens_question, opens_quotation, past_adverbs, past_aside
from kbpack.reading.cues import Cue, cues
from kbpack.reading.lines import Line
from kbpack.reading.words import AUXILIARIES

_LINKS = {"to": {"to", "for", "on"}, "infinitive": {"to"}, "of": {"of"}}
_KNOWN = frozenset({"believe", "assess", "find", "recall"})
"""Acts that say nothing to be so where a question is their content: «know how it is done»."""
_NO_OBJECT = frozenset({"of", "to", "and", "or", "but"})
_FINITE_FORMS = frozenset({"base", "past", "third"})
_ARTICLES = frozenset({"a", "an", "the"})
_PURPOSE = frozenset({"order", "as"})
_OF = frozenset({"of"})
_LINKED = frozenset({"of", "in", "for", "from", "against", "between", "by"})
_NEAR = 20
"""Tokens before what is shown within which the record that shows it stands."""
_OPENERS = frozenset({"", "determiner", "possessive", "pronoun"})
"""Classes of words that may open an object."""


def has_what_it_needs(line: Line, content: int, cue: Cue, *, own: bool = False) -> bool:
    """Whether one of the things that a cue needs behind it stands there."""
    told = "quoted" in cue.needs or (cue.act == "recall" and cue.form == "past")
    if cue.act in _KNOWN and not told and "question" in grammar.classes_of(line.low(content)):
        return False
    if "that" in cue.needs and cue.form in _FINITE_FORMS and stands_for_subject(line, content):
        return not cue.takes_addressee
    if cue.act == "welcome" and _opens_place(line, content):
        return True
    return any(_has(line, content, need, own=own) for need in cue.needs)


def _opens_place(line: Line, to: int) -> bool:
    """Whether «to» tells where somebody is received: «we welcome to our midst X», not «the news is welcome to X»."""
    received = past_adverbs(line, to + 1)
    if (
        line.low(to) != "to"
        or received >= line.end
        or line.word_class(received) not in {"", "possessive", "determiner"}
    ):
        return False
    before = to - 2
    while before > 0 and line.tokens[before].is_adverb:
        before -= 1
    return line.word_class(before) != "be"


def _has(line: Line, content: int, need: str, *, own: bool) -> bool:
    tokens = line.tokens
    if need == "that":
        opens = opens_content(line, content) or opens_clause(line, content) or _stands_alone(line, content)
        return opens or _stands_for_clause(line, content) or _opens_behind_adjunct(line, content)
    if need == "quote":
        return content < line.end and (tokens[content].opens_quote or tokens[content].text == ":")
    if need in _LINKS:
        return line.low(content) in _LINKS[need]
    if need == "complementizer":
        return line.word_class(content) == need and not is_relative(line, content)
    if need == "as":
        return any(line.low(at) == "as" for at in range(content, min(content + 30, line.end)))
    if need == "quoted":
        return any(opens_quotation(line, at) for at in range(content, min(content + 12, line.end)))
    if need in _CHECKS:
        return _CHECKS[need](line, content)
    if need == "claim":
        return line.in_class("claim", content, line.end) is not None
    return content < line.end and line.low(content) != "by" and _has_object(line, content, need, own=own)


def _has_complement(line: Line, content: int) -> bool:
    """Whether an object has a noun with an article or an adjective behind it: «called X a pilot», «called it odd»."""
    if content >= line.end or line.tokens[content].is_mark:
        return False
    pronoun = line.word_class(content) == "pronoun"
    end = content + 1 if pronoun else grammar.phrase_end(line.tokens, content, line.end, _OF)
    if end >= line.end or any(date.first in {end, end + 1} for date in line.dates):
        return False
    token = line.tokens[end]
    return (pronoun and _is_plain(line, end)) or token.text in _ARTICLES or token.word_class == "possessive"


def _is_plain(line: Line, place: int) -> bool:
    if place >= line.end:
        return False
    token = line.tokens[place]
    return token.is_word and not token.word_class and not token.is_adverb and token.text.islower()


def _is_rated(line: Line, content: int) -> bool:
    """Whether an object has behind it what it is thought to be: «consider the talks to be useful», «very useful»."""
    if content >= line.end or line.tokens[content].is_mark:
        return False
    if line.tokens[content].is_adverb or line.word_class(content) not in _OPENERS:
        return False
    end = grammar.phrase_end(line.tokens, content, line.end, _LINKED)
    if line.low(end) == "to":
        return line.word_class(end + 1) in {"be", "have"}
    if line.low(content).endswith("ing"):
        return False
    if end + 1 < line.end and line.tokens[end].is_adverb:
        return _is_plain(line, end + 1)
    return (end < line.end and line.tokens[end].text in _ARTICLES) or _has_complement(line, content)


def _is_raised(line: Line, content: int) -> bool:
    """Whether an object has behind it what it is to do: «expect the board to meet»."""
    if content >= line.end or line.word_class(content) not in _OPENERS or line.tokens[content].is_mark:
        return False
    pronoun = line.word_class(content) == "pronoun"
    end = content + 1 if pronoun else grammar.phrase_end(line.tokens, content, line.end, _LINKED)
    opens = line.low(end) == "to" and line.low(end - 1) not in _PURPOSE
    return opens and (line.word_class(end + 1) in AUXILIARIES or _is_plain(line, end + 1))


def _has_role(line: Line, content: int) -> bool:
    """Whether an object has behind it as what it is seen: «recognized the board as a friend»."""
    if content >= line.end or line.word_class(content) not in _OPENERS or line.tokens[content].is_mark:
        return False
    pronoun = line.word_class(content) == "pronoun"
    as_ = content + 1 if pronoun else grammar.phrase_end(line.tokens, content, line.end, _LINKED)
    return line.low(as_) == "as" and (line.word_class(as_ + 1) in _OPENERS - {"pronoun"} or line.low(as_ + 1) == "one")


def _poses(line: Line, content: int) -> bool:
    """Whether «to» opens an infinitive of a common verb: «claims to be X», «claims to have it»."""
    if line.low(content) != "to" or content + 1 >= line.end:
        return False
    known = grammar.common_verbs().values_at(line.tokens, content + 1)
    return line.word_class(content + 1) in {"be", "have"} or any(one.form == "base" for one in known)


def _has_object(line: Line, content: int, need: str, *, own: bool) -> bool:
    """Whether any words will do, or whose object stands at a token: anybody's, the document's own, a record's."""
    if need == "any":
        return line.low(content) not in grammar.words_of("hello")
    mark = line.tokens[content].is_mark and not opens_quotation(line, content)
    if mark or (line.low(content) in _NO_OBJECT and not _shares_object(line, content)):
        return False
    if need == "own":
        return own
    records = grammar.words_of("record") if need == "record" else ()
    return need == "object" or any(line.low(at) in records for at in range(max(content - _NEAR, 0), content))


def _shares_object(line: Line, and_: int) -> bool:
    """Whether another verb behind «and» has the object too: «condemned and rejected all of it»."""
    verb = past_adverbs(line, and_ + 1)
    if line.word_class(and_) != "coordinator" or verb >= line.end:
        return False
    said = any(one.part == "verb" for one in cues().values_at(line.tokens, verb))
    return (
        said
        or bool(grammar.common_verbs().at(line.tokens, verb))
        or line.low(verb).endswith("ed")
        or line.is_verb(verb)
    )


def _stands_alone(line: Line, place: int) -> bool:
    """Whether «so» or «not» stands for a whole clause: «they believe so»."""
    return line.low(place) in {"so", "not"} and (place + 1 >= line.end or line.tokens[place + 1].is_mark)


def _stands_for_clause(line: Line, place: int) -> bool:
    """Whether «it» stands for a clause further on: «finds it strange that»."""
    near = range(place + 1, min(place + 8, line.end))
    return line.low(place) == "it" and any(line.word_class(at) == "complementizer" for at in near)


def _opens_behind_adjunct(line: Line, place: int) -> bool:
    """Whether a clause opens behind «by 2050,» or «in June,»."""
    if line.word_class(place) != "preposition":
        return False
    if any(date.first in {place, place + 1} and opens_clause(line, date.after) for date in line.dates):
        return True
    if not any(date.first in {place, place + 1} for date in line.dates):
        return False
    comma = next((at for at in range(place + 1, min(place + 6, line.end)) if line.tokens[at].text == ","), line.end)
    after = range(comma + 1, min(comma + 8, line.end))
    return any(line.word_class(at) in AUXILIARIES for at in after)


def _goes_on_behind_aside(line: Line, content: int) -> bool:
    """Whether «to» stands behind an aside between commas: «I refer, of course, to X»."""
    return line.low(past_aside(line, content)) == "to"


def _opens_gerund(line: Line, content: int) -> bool:
    """Whether a gerund tells what is said: «denied taking it», «suggested leaving»."""
    if content + 1 >= line.end or not line.low(content).endswith("ing") or line.word_class(content):
        return False
    behind = line.tokens[content + 1]
    opens = behind.word_class in _OPENERS - {""} or behind.kind == "number" or behind.text[0].isupper()
    return opens or line.is_verb(content) or grammar.is_plural(behind.low)


def _has_recipient(line: Line, content: int) -> bool:
    """Whether somebody is named to whom something is put: «proposed to the board a new quay»."""
    return line.low(content) == "to" and line.word_class(content + 1) in _OPENERS - {""}


_CHECKS = {
    "question": opens_question,
    "complement": _has_complement,
    "rated": _is_rated,
    "raised": _is_raised,
    "posing": _poses,
    "role": _has_role,
    "clause": opens_clause_at_verb,
    "recipient": _has_recipient,
    "gerund": _opens_gerund,
    "parted": _goes_on_behind_aside,
}
"""What tells whether these needs are there at a token."""
