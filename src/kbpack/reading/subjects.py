"""The subjects of verbs: the phrase before a verb's group, past adverbials, asides and relative clauses."""

from __future__ import annotations

from collections.abc import Sequence

from kbpack.reading import grammar
from kbpack.reading.cues import must_tell
from kbpack.reading.lines import Line, Span
from kbpack.reading.relatives import antecedent, is_relative_that, whole_start
from kbpack.reading.tokens import Token
from kbpack.reading.verb_groups import verb_group_start
from kbpack.reading.words import AUXILIARIES

_INSIDE = frozenset({"in", "at", "by", "on", "to", "from", "with", "for", "between", "among", "within", "under"})
"""Prepositions behind which a phrase belongs to the subject before it, and is none itself."""
HOLDER_LINKS = frozenset({"of", "for", "from", "in", "at"})
_AUXILIARIES = frozenset({"have", "do", "modal", "negator"})
_NEAR = 7
"""Tokens before a verb within which an aside opens behind an auxiliary."""
_ASIDE = 3
"""Tokens of «, however,»."""
MARKED = 3
"""Tokens that a numbered sentence has at least."""


def group_start(line: Line, verb: int) -> int:
    """The first token of a verb's group, with what leads to its infinitive: «wishes to say», «is happy to say»."""
    tokens = line.tokens
    place = verb_group_start(tokens, verb)
    while place > 1 and tokens[place - 1].low == "to":
        back = place - 2
        while back and tokens[back].is_adverb:
            back -= 1
        if not leads(tokens[back].low):
            break
        start = verb_group_start(tokens, back)
        opener = grammar.phrase_start(tokens, back)
        if tokens[opener].word_class in {"determiner", "possessive"}:
            start = opener + 1
        elif opener and tokens[opener - 1].low in grammar.words_of("first person object"):
            break
        if start and tokens[start - 1].word_class in {"determiner", "possessive"}:
            if start == 1 or tokens[start - 2].low not in grammar.words_of("before lead"):
                break
            start = verb_group_start(tokens, start - 2)
        place = start
    if place > 1 and tokens[place - 1].text == ")":
        opening = (at for at in range(place - 2, max(place - 12, 0), -1) if tokens[at].text == "(")
        place = next(opening, place)
    return _past_aside(line, place) if place > _ASIDE and tokens[place - 1].text == "," else place


def _past_aside(line: Line, place: int) -> int:
    """Where a group starts that an aside parts: «X, however, says», «must, in fact, say»; else the place itself."""
    tokens = line.tokens
    opening = next((at for at in range(place - 2, max(place - _NEAR, 0), -1) if tokens[at].text == ","), 0)
    if not opening or tokens[opening - 1].word_class not in _AUXILIARIES:
        return opening if opening == place - _ASIDE and tokens[place - 2].is_adverb else place
    light = tokens[opening + 1].word_class in {"preposition", "connective"} or tokens[opening + 1].is_adverb
    return verb_group_start(tokens, opening) if light else place


def leads(word: str) -> bool:
    """Whether a word leads to the infinitive of a verb of saying: «happy to say», «the honour to say»."""
    return word in grammar.words_of("lead")


def subject_of(line: Line, verb: int, group: int | None = None) -> tuple[Span, int]:
    """The subject phrase of the verb at `verb` and the start of its clause; `group` is where its group starts."""
    tokens = line.tokens
    if group is None:
        group = group_start(line, verb)
    start = grammar.clause_start(tokens, group)
    if start >= group:
        return Span(group, group), start
    if grammar.is_subject(tokens[group - 1].low):
        return Span(group - 1, group), start
    first = _past_adjunct(line, _past_opening(line, past_number(line, start)), group)
    if first >= group:
        return Span(group, group), start
    shared = tokens[group - 1].word_class == "coordinator"
    if not shared and _opens_relative(line, start, first):
        return antecedent(line, start - 1) or Span(group, group), start
    if shared and (_is_verb(tokens, first) or _is_likeness(line, start, group - 1)):
        return Span(group, group), start
    if grammar.is_subject(tokens[first].low) or tokens[first].low in grammar.words_of("first person object"):
        return Span(first, _past_joined(line, first, group)), group if shared else start
    end = _end_of_phrase(line, first, group, shared=shared)
    end = next((_end_of(line, first, date) for date in line.dates if first < date.first < end <= date.after), end)
    if end < group - 1 and _has_verb(line, end, group):
        near = line.phrase_start(group - 1)
        if near < group and line.low(near - 1) not in _INSIDE and _can_speak(line, near, group):
            return Span(whole_start(line, near), group), near
    return Span(first, end), group if shared else start


def _past_joined(line: Line, pronoun: int, group: int) -> int:
    """The token behind a pronoun that is a subject, and behind whom «and» joins to it: «he and Mr. Hill said»."""
    joined = pronoun + 2 < group and line.low(pronoun + 1) == "and"
    return group if joined and grammar.phrase_end(line.tokens, pronoun + 2, group) == group else pronoun + 1


def _is_verb(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb stands at a token that opens a clause behind its subject: «we therefore reject X and»."""
    auxiliary = tokens[place].word_class in AUXILIARIES
    return auxiliary or must_tell(tokens, place) or must_tell(tokens, place, "base")


def _end_of_phrase(line: Line, first: int, group: int, *, shared: bool) -> int:
    """Where the noun phrase of a subject ends, which may share its verb with another: «X welcomes Y and hopes»."""
    end = grammar.phrase_end(line.tokens, first, group, HOLDER_LINKS)
    if not shared:
        return end
    return next((at for at in range(first + 1, end) if _acts(line.tokens, at)), end)


def _acts(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb stands in what looks like a phrase: «X welcomes Y», «X offers the Y», «Hill positioned Vale»."""
    token, after = tokens[place], tokens[place + 1]
    named = tokens[place - 1].text[0].isupper() and after.text[0].isupper()
    past = named and token.is_plain and token.low.endswith("ed") and token.text.islower()
    return past or must_tell(tokens, place) or grammar.is_third_person(tokens, place)


def _is_likeness(line: Line, start: int, after: int) -> bool:
    """Whether what stands behind «as» has no verb: «named it as a part of X and called for Y»."""
    return line.low(start - 1) == "as" and not any(grammar.is_finite(line.tokens, at) for at in range(start, after))


def _end_of(line: Line, subject: int, date: Span) -> int:
    """Where a subject ends that has a date behind it, its own only behind «of»: «the report of May 1986»."""
    if line.low(date.first - 1) == "of" and line.word_class(subject) != "preposition":
        return date.after
    return date.first - (line.word_class(date.first - 1) == "preposition" and date.first - 1 > subject)


def _has_verb(line: Line, first: int, after: int) -> bool:
    """Whether a finite verb of another clause stands in a gap, so that the subject is what comes behind it."""
    words = grammar.verb_words()
    gap = line.tokens[first:after]
    return any(one.low in words for one in gap) and not any(one.ends_clause for one in gap)


def _can_speak(line: Line, first: int, after: int) -> bool:
    """Whether the words right before a verb can be its subject: «its source», «officials», «Hill State»."""
    last = line.tokens[after - 1]
    if not last.is_word or last.word_class or last.is_verb:
        return False
    definite = line.word_class(first) in {"determiner", "possessive"} or last.text[0].isupper()
    return definite or grammar.is_plural(last.low)


def _opens_relative(line: Line, start: int, first: int) -> bool:
    """Whether a clause is a relative one with a verb of its own, so that a later verb is that of the main clause."""
    verb = line.tokens[first]
    return line.word_class(start - 1) == "relative" and (verb.is_verb or verb.word_class in AUXILIARIES)


def _past_opening(line: Line, start: int) -> int:
    """Where a subject starts behind «how could», «let» or «allow»; the start itself where it comes first."""
    opener = line.tokens[start]
    if opener.low in grammar.words_of("letting") and (
        opener.low == "let" or line.low(start + 1) in grammar.words_of("first person object")
    ):
        return start + 1
    asks = "question" in opener.classes and line.word_class(start + 1) in {"be", "do", "modal"}
    return start + 2 if asks else start


def past_number(line: Line, start: int) -> int:
    """The token after the number of a paragraph: «127. The delegation»; the start itself where none stands there."""
    tokens = line.tokens
    if start or len(tokens) < MARKED or tokens[0].kind != "number" or not tokens[1].text[0].isupper():
        return start
    return 1 if line.starts[1] - line.starts[0] - len(tokens[0].text) > 1 else 0


def _past_adjunct(line: Line, start: int, after: int) -> int:
    """Where a subject starts behind «in June» or «at the meeting»; the start itself where nothing is before it."""
    dated = next((date.after for date in line.dates if date.first == start and date.after < after), start)
    if dated > start and line.word_class(dated) in {"determiner", "possessive", "pronoun"}:
        return dated  # «recently a board said»
    if line.word_class(start) != "preposition":
        return start
    if grammar.is_subject(line.low(start + 1)):
        return start + 1
    for phrase in grammar.adverbials().at(line.tokens, start):
        if phrase.after < after:
            return phrase.after
    starts = {name.first for name in line.names}
    ends = {date.after for date in line.dates if date.first in {start, start + 1}}
    for place in range(start + 2, after):
        before = line.word_class(place - 1)
        opens = line.word_class(place) in {"determiner", "possessive", "pronoun"} or place in starts
        opens = opens or (line.tokens[place].text[0].isupper() and grammar.is_plural(line.low(place - 1)))
        if (opens or place in ends) and before not in {"preposition", "determiner", "possessive", "coordinator"}:
            return place
    return start


def around(line: Line, group: int, *, far: bool = False) -> Span | None:
    """The subject of a verb that a relative clause or a parenthesis parts from it: «X, who came, said», «who said»."""
    tokens = line.tokens
    before = group - 1
    if before < 1:
        return None
    if tokens[before].word_class == "relative" or is_relative_that(line, before):
        return antecedent(line, before)
    if tokens[before].text != ",":
        return None
    opening = next((at for at in range(before - 1, 0, -1) if tokens[at].text == ","), None)
    start = grammar.clause_start(tokens, opening) if opening else 0
    if start and tokens[start - 1].word_class == "relative":
        return antecedent(line, start - 1)
    first = past_number(line, 0)
    if line.word_class(first) in {"", "determiner", "possessive"}:
        end = grammar.phrase_end(tokens, first, before + 1, HOLDER_LINKS)
        if (far and tokens[end].text == ",") or _is_bare(line, first, before):
            return Span(first, end if tokens[end].text == "," else before)
    if opening is None or start >= opening:
        return None
    after = grammar.phrase_end(tokens, start, opening, HOLDER_LINKS)
    aged = opening == start + 1 and tokens[start].kind == "number"  # «Ann Hill, 24, who left, said»
    return Span(start, opening) if after == opening and not aged and line.word_class(start) != "preposition" else None


def _is_bare(line: Line, first: int, after: int) -> bool:
    """Whether some tokens hold no clause: no finite verb, no relative, no pronoun that opens one."""
    if grammar.is_subject(line.low(first)):
        return False
    return not any(
        grammar.is_finite(line.tokens, at) or line.word_class(at) == "relative" for at in range(first, after)
    )


def is_copula(line: Line, place: int) -> bool:
    """Whether a token is a verb that joins a subject to its predicate."""
    if line.word_class(place) == "be":
        return True
    tokens = line.tokens
    return tokens[place].opens_verb and any(
        "copula" in one.kind for one in grammar.common_verbs().values_at(tokens, place)
    )
