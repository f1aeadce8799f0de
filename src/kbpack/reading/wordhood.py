"""Whether a word that can be a verb of saying is one where it stands: «reports», «states», «calls», «shows»."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.clauses import opens_clause
from kbpack.reading.content import opens_content, opens_quotation, past_adverbs
from kbpack.reading.cues import Cue, cues
from kbpack.reading.invited import only_leads
from kbpack.reading.lines import Line, Span

_PLURAL_BE = frozenset({"are", "were"})
_PLURAL_VERBS = _PLURAL_BE | {"have", "do"}
_ONE = frozenset({"this", "each", "another"})
_MANY = frozenset({"these", "those", "many", "several", "few", "both"})
"""Words that may be a subject alone, before a verb in -s the first, before a plain verb the second."""
_OF_PLURALS = frozenset({"most", "some", "other", "various", "numerous"})
"""Words that a phrase with a plural noun may open with."""


def can_be_verb(line: Line, place: Span, cue: Cue, group: int) -> bool:
    """Whether a verb without auxiliaries can stand at a token: not behind an article, a preposition or «'s».

    A verb that only leads to another, as in «wish to say», is none either.
    """
    if only_leads(line, place.after - 1):
        return False
    if not group:
        return True
    counted = line.tokens[place.first - 1].kind == "number" and line.low(place.first - 2) != ","
    attributive = cue.form == "past" and (counted or grammar.is_attributive(line.tokens, place.first))
    if attributive and _goes_on(line, place.after):
        return False
    if line.tokens[place.first - 1].is_hyphen and not line.tokens[place.first - 1].spaced:
        return False
    before = line.tokens[group - 1]
    if before.low in grammar.words_of("pronominal"):
        opens = opens_content(line, place.after) or opens_quotation(line, place.after)
        vows = line.low(place.after) == "to" and not is_also_noun(line, place.first)
        many = before.low in _MANY or not is_also_noun(line, place.first)
        return opens or vows or (many and opens_clause(line, place.after)) or _is_aside(line, group - 1, place.after)
    if is_also_noun(line, place.first) and cue.form == "past" and not opens_content(line, place.after):
        start = line.phrase_start(place.first)
        if any(line.tokens[at].kind == "genitive" for at in range(start, place.first)):
            return False  # «in the board's early thought»
    return before.kind != "genitive" and before.word_class not in {"determiner", "possessive", "preposition"}


def _is_aside(line: Line, subject: int, after: int) -> bool:
    """Whether a pronoun and its verb stand between commas, or behind one at the end: «it is, many say, late»."""
    ends = after >= line.end or line.tokens[after].text == ","
    return ends and subject > 0 and line.tokens[subject - 1].text == "," and not line.tokens[subject].is_verb


def _goes_on(line: Line, place: int) -> bool:
    """Whether a noun stands at a token."""
    return place < line.end and line.tokens[place].is_word and not line.word_class(place)


def is_also_noun(line: Line, place: int) -> bool:
    """Whether a word of saying can be a noun too: «claim», «report», «order»."""
    word = line.low(place)
    return word in grammar.words_of("noun too") or any(
        one.part == "noun" for one in cues().values_at(line.tokens, place)
    )


def is_capital(line: Line, place: int) -> bool:
    """Whether a capital makes a word part of a name: not at the start of a sentence, nor where all have one."""
    return place > 0 and line.tokens[place].text[0].isupper() and not _in_capitals(line, place)


def is_noun(line: Line, place: int, group: int, form: str) -> bool:
    """Whether a base or third-person form is rather a noun: «has prompted calls», «Western states», «Hill State»."""
    if not place:
        return False
    before = line.tokens[place - 1]
    if is_capital(line, place):
        return True
    if form == "base" and not is_also_noun(line, place):
        return False
    if group != place or grammar.is_subject(before.low) or before.word_class == "relative":
        return False
    if before.low in grammar.words_of("pronominal"):
        return before.low in (_ONE if form == "base" else _MANY)
    if before.kind == "number":
        return not _is_label(line, place - 1)
    told = before.is_verb or before.numbers or _is_behind_demonym(line, place)
    told = told or (form == "third" and _has_verb_behind(line, place))
    if told and is_also_noun(line, place):
        return True
    start = line.phrase_start(place)
    opener = line.low(start)
    if start < place and opener in {"a", "an", "every", *_ONE}:
        return form == "base" or place == start + 1
    if form == "base":
        return _is_bare_noun(line, start, place)
    return (
        _is_modified(line, start, place)
        or _is_after_verb(line, start, place)
        or _is_in_row(line, place)
        or opener in {"such", *_MANY}
        or (opener in _OF_PLURALS and line.word_class(start - 1) != "possessive" and is_also_noun(line, place))
    )


def _is_behind_demonym(line: Line, place: int) -> bool:
    """Whether an adjective of a place stands before a word that passes on nothing: «Western states»."""
    before = line.tokens[place - 1]
    return before.text[0].isupper() and grammar.is_demonym(before.low) and not opens_content(line, place + 1)


def _is_bare_noun(line: Line, start: int, place: int) -> bool:
    """Whether a base form is the last noun of a phrase: «a light show», not «images sent on Monday show that»."""
    before = line.tokens[place - 1]
    if is_second_noun(line, place):
        return True
    if before.word_class in {"coordinator", "determiner"}:
        return False
    if is_behind_participle(line, start) and opens_content(line, past_adverbs(line, place + 1)):
        return False
    if _has_plural_head(line, start) and (opens_content(line, place + 1) or opens_clause(line, place + 1)):
        return False
    return before.kind == "word" and not grammar.is_plural(before.low) and not _is_joined(line, start)


def _has_plural_head(line: Line, start: int) -> bool:
    """Whether a phrase belongs to a plural before it: «critics of the plan claim it is late»."""
    return start > 1 and line.word_class(start - 1) == "preposition" and grammar.is_plural(line.low(start - 2))


def is_second_noun(line: Line, place: int) -> bool:
    """Whether a word of saying stands behind a noun like it: «our hope and trust»."""
    joined = line.word_class(place - 1) == "coordinator" and line.word_class(place - 3) == "possessive"
    return joined and is_also_noun(line, place - 2) and not grammar.is_plural(line.low(place - 2))


def _is_label(line: Line, number: int) -> bool:
    """Whether a number ends a name: «Article 5», «Group of 77», «the report of May 1986»."""
    dated = next((date.first for date in line.dates if date.first <= number < date.after), None)
    if dated is not None:
        return line.low(dated - 1) == "of"
    named = number - 2 if line.low(number - 1) == "of" else number - 1
    if named < 0:
        return False
    name = line.tokens[named]
    return name.text[0].isupper() and not (name.word_class or name.is_adverb)


def _has_verb_behind(line: Line, place: int) -> bool:
    """Whether what could be a verb has one of its own behind it: «two claims have failed», «states that have left»."""
    behind = place + 1
    while behind < line.end and line.tokens[behind].is_adverb:
        behind += 1
    if behind >= line.end:
        return False
    if line.word_class(behind) == "complementizer":
        return line.low(behind + 1) in _PLURAL_VERBS
    token = line.tokens[behind]
    if token.low in _PLURAL_BE:
        return line.word_class(line.phrase_start(place) - 1) != "relative"
    return token.word_class in {"have", "do", "modal"} or (token.is_verb and not token.low.endswith("ing"))


def _is_modified(line: Line, start: int, place: int) -> bool:
    """Whether a plural stands behind a bare word that can be no subject: «financial demands in the field»."""
    bare = start < place and not line.word_class(start) and line.tokens[start].text.islower()
    last = line.tokens[place - 1]
    singular = last.text.islower() and not grammar.is_plural(last.low)
    return bare and singular and is_also_noun(line, place) and not opens_content(line, place + 1)


def _is_after_verb(line: Line, start: int, place: int) -> bool:
    """Whether a plural stands behind what must be another verb in -s: «your brain gathers details»."""
    before = line.tokens[place - 1]
    told = before.text.islower() and grammar.is_plural(before.low) and place - 2 > start
    return told and is_also_noun(line, place) and line.word_class(start) in {"determiner", "possessive"}


def _is_in_row(line: Line, place: int) -> bool:
    """Whether a plural stands behind another and «and»: «decisions and documents adopted»."""
    joined = line.word_class(place - 1) == "coordinator" and grammar.is_plural(line.low(place - 2))
    return joined and is_also_noun(line, place) and not opens_content(line, place + 1)


def is_behind_participle(line: Line, start: int) -> bool:
    """Whether a phrase ends what only tells more of a plural: «images released on Monday»."""
    participle = start - 2
    told = participle > 0 and line.word_class(start - 1) == "preposition" and line.is_verb(participle)
    return told and grammar.is_plural(line.low(participle - 1))


def _is_joined(line: Line, start: int) -> bool:
    """Whether a phrase is the second of two: «X and Y say»."""
    named = line.word_class(start) != "" or line.tokens[start].text[0].isupper()
    return start > 0 and line.low(start - 1) == "and" and named


def _in_capitals(line: Line, place: int) -> bool:
    """Whether the words around are capitalised too, as in a headline; for «States» and the like, all words."""
    far = line.size if line.low(place) in grammar.words_of("noun too") else _NEAR
    around = line.tokens[max(place - far, 0) : place + far]
    return not any(token.is_word and token.text[0].islower() and len(token.text) > len("the") for token in around)


_NEAR = 8
"""Tokens on either side that tell a headline."""
