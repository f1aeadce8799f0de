"""Sayings by a noun: allegations that somebody made, an assessment that somebody holds."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.behind_nouns import before_that, content_clause, past_going, told_content, told_infinitive
from kbpack.reading.brought import brought_forward, light_passive
from kbpack.reading.cues import Cue, cues
from kbpack.reading.felt import felt
from kbpack.reading.holders_of_nouns import ALL_LINKS, TOPIC_LINKS, VIEWS, light_verb, maker, noun_holder
from kbpack.reading.invited import is_object
from kbpack.reading.lines import Line, Span
from kbpack.reading.saying import Saying, is_main, with_holder
from kbpack.reading.speakers import is_asked_by_plight
from kbpack.reading.subjects import group_start, leads
from kbpack.reading.unreal import is_unreal
from kbpack.reading.wordhood import is_capital


def by_noun(line: Line, place: Span, cue: Cue) -> Saying | None:
    """Nouns of saying with their holder: «allegations made by X», «our assessment that», «X made claims against Y»."""
    place = _without_link(line, place)
    passive = light_passive(line, place.after)
    untold = cue.needs == ("that",) and line.last_that < place.after
    if (untold and passive is None) or _is_name(line, place):
        return None
    start = _past_verb(line, _start(line, place.first), place.first)
    if _is_none(line, start, place) or is_asked_by_plight(line, place.first, cue):
        return None
    told = felt(line, start, place, cue) or brought_forward(line, start, place, cue, passive)
    if told is not None or untold:
        return told
    by = maker(line, place.after)
    light = light_verb(line, start) if by is None else None
    held = light is not None or _is_owned(line, start, place) or cue.needs != ("light",)
    if not held and line.word_class(start - 1) != "have":
        return None
    holder, rest = noun_holder(line, start, place, cue, light)
    rest = past_going(line, before_that(line, rest), cue)
    that = content_clause(line, rest, place) or told_infinitive(line, start, rest, cue)
    if holder is not None and not that and _is_view(line, start, rest, cue):
        return _in_view(line, place, cue, holder, rest)
    made = held and ("made" not in cue.needs or by is not None or light is not None)
    named = holder is not None or rest > place.after or _is_noun(line, start, place)
    if not (named if that else made and _has_topic(line, start, rest, cue, holder)):
        return None
    content, target = told_content(line, Span(start, place.after), rest, _links(cue), that=that)
    if content.first >= content.after:
        return None
    first = _first_of(line, start, holder, light)
    if holder is not None and holder.first >= place.after:
        light = None
    cue_span = Span(place.first if light is None else light, place.after)
    saying = Saying(Span(first, max(content.after, rest)), content, cue.act, cue=cue_span, target=target)
    saying.own = holder is None and _is_there(line, start - 1)
    if holder:
        with_holder(line, saying, holder)
        saying.own = saying.own or is_object(line.low(holder.first))
    saying.main = light is not None and is_main(line, grammar.clause_start(line.tokens, light))
    return None if _is_due(line, saying, light) else saying


def _first_of(line: Line, start: int, holder: Span | None, light: int | None) -> int:
    """The first token of a saying: its own verb where that shares the holder with the one before «and»."""
    group = group_start(line, light) if light is not None else 0
    if group and line.word_class(group - 1) == "coordinator":
        return group
    return min(start, holder.first if holder else start)


def _is_there(line: Line, be: int) -> bool:
    """Whether «there is» or «there can be» stands before a noun."""
    there = be - 1 - (line.word_class(be - 1) == "modal")
    return line.word_class(be) == "be" and line.low(there) == "there"


def _tells_how(line: Line, start: int) -> bool:
    """Whether a noun only tells how something is said: «we note with concern that»."""
    bare = line.low(start - 1) == "with" and start > 1 and not line.word_class(start)
    return bare and any(one.part == "verb" for one in cues().values_at(line.tokens, start - 2))


def _is_due(line: Line, saying: Saying, light: int | None) -> bool:
    """Whether another should or can make what a noun tells: «the board should pay attention to»."""
    if light is None or saying.own or saying.holder is None:
        return False
    return is_unreal(line, group_start(line, light), light)


def _start(line: Line, noun: int) -> int:
    """Where a noun's phrase starts, also before adjectives that «and» joins: «our sincere and earnest hope»."""
    start = line.phrase_start(noun)
    if line.low(start) == "most" and line.word_class(start - 1) in {"", "possessive"}:
        return start - 1 if line.word_class(start - 1) else line.phrase_start(start - 1)
    if start > 1 and line.tokens[start - 1].is_adverb and line.word_class(start - 2) == "possessive":
        return start - 2  # «my very warm congratulations»
    if start == noun or line.word_class(start - 1) != "coordinator" or line.word_class(start):
        return start
    opener = line.phrase_start(start - 2)
    return opener if line.word_class(opener) == "possessive" else start


def _without_link(line: Line, place: Span) -> Span:
    """The words of a noun without the preposition behind it."""
    return Span(place.first, place.after - 1) if line.tokens[place.after - 1].word_class == "preposition" else place


def _is_name(line: Line, place: Span) -> bool:
    """Whether a capital makes a noun of one word part of a name."""
    return place.after == place.first + 1 and is_capital(line, place.first)


def _is_none(line: Line, start: int, place: Span) -> bool:
    """Whether a noun tells no saying: «no claim», «our pleasure to», or the verb of «my country claims»."""
    noun, opener = line.tokens[place.first].low, line.tokens[start].low
    negated = opener == "no" and start < place.first
    named = line.word_class(place.after + 1) in {"determiner", "possessive"} or is_object(line.low(place.after + 1))
    leading = line.low(place.after) == "to" and leads(noun) and not named
    verb = opener in {"this", "that", "it"} and grammar.is_plural(noun)
    return negated or leading or verb or _is_subject(line, start, place)


def _has_topic(line: Line, start: int, rest: int, cue: Cue, holder: Span | None) -> bool:
    """Whether a noun without a clause has a holder, and behind «X's» what it is about."""
    if holder is None and "topic" in cue.needs:
        return line.low(rest) in _links(cue) and (rest > start + 1 or grammar.is_plural(line.low(start)))
    if holder is None or not set(cue.needs) & {"holder", "light"}:
        return False
    return holder.first != start or line.low(rest) in _links(cue)


def _past_verb(line: Line, start: int, noun: int) -> int:
    """Where a phrase starts behind a light verb that was taken for a word of it: «X attaches weight»."""
    for at in range(start, noun):
        if not line.tokens[at].opens_verb:
            continue
        before = line.tokens[start - 1]
        behind = before.word_class in {"pronoun", "modal", "preposition"}
        parted = before.text == "," or before.word_class == "connective" or before.is_adverb
        for hit in grammar.common_verbs().at(line.tokens, at):
            third = hit.value.form == "third" and (at > start or parted)
            fits = third or (hit.value.form == "base" and behind and at == start)
            if fits and "light" in hit.value.kind and hit.after <= noun:
                return hit.after
    return start


def _is_subject(line: Line, start: int, place: Span) -> bool:
    """Whether a word is rather the verb of «my country»: a first person's own noun stands before it, without «'s»."""
    if line.word_class(start) != "possessive" or line.in_class("side", start, place.first) is None:
        return False
    return all(one.kind != "genitive" for one in line.tokens[start : place.first])


def _is_view(line: Line, start: int, rest: int, cue: Cue) -> bool:
    """Whether a noun stands as in «in our view»: at the start of a sentence or before a mark."""
    named = cue.act in VIEWS and "of" in cue.needs and line.low(start - 1) in {"in", "to"}
    return named and (start <= 1 or rest >= line.end or line.tokens[rest].is_mark)


def _is_noun(line: Line, start: int, place: Span) -> bool:
    """Whether a word of saying without a holder is surely a noun: it has an article, a preposition or a plural."""
    if line.word_class(start) == "pronoun" or _tells_how(line, start):
        return False
    if place.after > place.first + 1:
        return True
    return start < place.first or (grammar.is_plural(line.low(start)) or line.word_class(start - 1) == "preposition")


def _links(cue: Cue) -> frozenset[str]:
    """The prepositions behind a noun that tell what it is about."""
    return ALL_LINKS if {"of", "light"} & set(cue.needs) else TOPIC_LINKS | {"that"}


def _is_owned(line: Line, start: int, place: Span) -> bool:
    return "first person" in grammar.classes_of(line.low(start)) and start < place.first


def _in_view(line: Line, place: Span, cue: Cue, holder: Span, rest: int) -> Saying | None:
    """«In our view, Y», «Y is, in the view of X, Z»."""
    start = line.phrase_start(place.first)
    after = rest + (rest < line.end and line.tokens[rest].text == ",")
    content = Span(after, line.end) if start <= 1 and after < line.end else Span(0, start - 1)
    if content.first >= content.after:
        return None
    saying = Saying(Span(0, line.end), content, cue.act, cue=place, main=True)
    return with_holder(line, saying, holder)
