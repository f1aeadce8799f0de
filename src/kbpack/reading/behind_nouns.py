"""What follows a noun of saying: the clause, the infinitive or the topic that it tells."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.clauses import is_relative, lacks_object, opens_clause
from kbpack.reading.content import past_adverbs
from kbpack.reading.cues import Cue, cues
from kbpack.reading.lines import Line, Span
from kbpack.reading.subjects import is_copula
from kbpack.reading.wordhood import is_second_noun
from kbpack.reading.words import AUXILIARIES


def before_that(line: Line, rest: int) -> int:
    """The token before «that» behind a noun: «the hope is that», «hope and trust that», «no doubt but that»."""
    if line.last_that <= rest:
        return rest
    rest += line.low(rest) in grammar.words_of("at all")
    if line.low(rest + 2) == "that" and is_second_noun(line, rest + 1):
        return rest + 2
    if line.word_class(rest + 1) == "complementizer" and line.low(rest + 1) == "that":
        return rest + (line.low(rest) == "but" or is_copula(line, rest) or _goes_round(line, rest))
    has_it = line.word_class(rest) == "have" and line.low(rest + 1) == "it"
    return rest + 2 if has_it and line.low(rest + 2) == "that" else rest


def past_going(line: Line, rest: int, cue: Cue) -> int:
    """The «to» behind a noun that goes to somebody: «our thanks go to X», «our appreciation is also due to X»."""
    at = past_adverbs(line, rest)
    if "light" not in cue.needs or at == line.end:
        return rest
    if line.word_class(at) == "coordinator" and at + 2 < line.end and line.tokens[at + 1].is_plain:
        at = past_adverbs(line, at + 2)
    at = past_adverbs(line, at + 1) if line.word_class(at) == "be" else at
    return at + 1 if line.low(at) in grammar.words_of("going") and line.low(at + 1) == "to" else rest


def _goes_round(line: Line, place: int) -> bool:
    """Whether a plain verb stands at a token: «came», «spread»."""
    said = any(one.part == "verb" for one in cues().values_at(line.tokens, place))
    return not said and any(
        one.form in {"past", "third"} for one in grammar.common_verbs().values_at(line.tokens, place)
    )


def content_clause(line: Line, rest: int, place: Span) -> bool:
    """Whether «that» opens what is said, right behind the noun, behind «is», or behind a holder with «of»."""
    if line.word_class(rest) != "complementizer" or is_relative(line, rest):
        return False
    start = line.phrase_start(place.first)
    whose = line.word_class(start) == "possessive" or rest > place.after
    owned = whose and line.low(start - 2) == "it" and is_copula(line, start - 1) and not _opens_plainly(line, rest + 1)
    if not owned and lacks_object(line, rest):
        return False
    aside = line.low(rest + 1) == "," or line.word_class(rest + 1) == "subordinator"
    return aside or owned or rest <= place.after + 2 or opens_clause(line, rest + 1)


def _opens_plainly(line: Line, place: int) -> bool:
    """Whether a plain verb stands at a token: «the choice of those that help»."""
    return place < line.end and any(one.form == "base" for one in grammar.common_verbs().values_at(line.tokens, place))


def told_infinitive(line: Line, start: int, rest: int, cue: Cue) -> bool:
    """Whether an infinitive behind a definite noun tells what is said: «the proposal to leave»."""
    definite = line.word_class(start) in {"determiner", "possessive"}
    plain = rest + 1 < line.end and not line.word_class(rest + 1)
    return "to" in cue.needs and line.low(rest) == "to" and definite and plain


def told_content(line: Line, phrase: Span, rest: int, links: frozenset[str], *, that: bool) -> tuple[Span, Span | None]:
    """What a noun of saying is about, and whom it is against."""
    if that:
        return Span(rest + 1 + (line.low(rest + 1) == ","), line.end), None
    if rest < line.end and line.low(rest) in links:
        end = next((at for at in range(rest, line.end) if _ends_topic(line, at)), line.end)
        while end - 1 > rest + 1 and line.word_class(end - 1) == "coordinator":
            end -= 1
        content = Span(rest + 1, end)
        return content, content if line.low(rest) == "against" else None
    return phrase, None


def _ends_topic(line: Line, place: int) -> bool:
    """Whether what a noun of saying is about ends at a token: at a mark, another clause, or the sentence's own verb."""
    token = line.tokens[place]
    if token.word_class == "relative" and line.word_class(place - 1) == "preposition":
        return False  # «the way in which X»
    gerund = token.low.endswith("ing") and line.word_class(place - 1) == "preposition"
    return token.ends_clause or (token.word_class in AUXILIARIES and not gerund)
