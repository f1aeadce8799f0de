"""Sayings by a noun: allegations that somebody made, an assessment that somebody holds."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.content import is_relative, lacks_object, opens_clause
from kbpack.reading.cues import Cue
from kbpack.reading.invited import invited
from kbpack.reading.lines import Line, Span
from kbpack.reading.saying import HOLDER_LINKS, Saying, group_start, is_main, subject_of, with_holder

_TOPIC_LINKS = frozenset({"on", "about", "of", "regarding", "concerning", "against", "over"})
_ALL_LINKS = _TOPIC_LINKS | {"that", "for", "to", "at", "in", "with", "towards", "upon", "as"}
_VIEWS = frozenset({"assess", "believe"})


def by_noun(line: Line, place: Span, cue: Cue) -> Saying | None:
    """Nouns of saying with their holder: «allegations made by X», «our assessment that», «X made claims against Y»."""
    if line.word_class(place.after - 1) == "preposition":
        place = Span(place.first, place.after - 1)
    start = line.phrase_start(place.first)
    start = _past_verb(line, start, place.first)
    owner = _is_subject(line, start, place)
    if owner or (line.low(start) == "no" and start < place.first):
        return None
    light = _light_verb(line, start) if _agent(line, place.after) is None else None
    if cue.needs == ("light",) and light is None and not _is_owned(line, start, place):
        return None
    holder, rest = _noun_holder(line, start, place, cue, light)
    rest += line.word_class(rest) == "be" and line.word_class(rest + 1) == "complementizer"
    that = _content_clause(line, rest, place) or _infinitive(line, start, rest, cue)
    if holder is not None and not that and _is_view(line, start, rest, cue):
        return _in_view(line, place, cue, holder, rest)
    if that:
        says = (light is not None or cue.needs != ("light",)) and (holder is not None or _is_noun(line, start, place))
    else:
        says = _has_topic(line, start, rest, cue, holder)
    if not says:
        return None
    content, target = _content(line, Span(start, place.after), rest, _links(cue), that=that)
    if content.first >= content.after:
        return None
    first = min(start, holder.first if holder else start)
    if holder is not None and holder.first >= place.after:
        light = None
    cue_span = Span(place.first if light is None else light, place.after)
    saying = Saying(Span(first, max(content.after, rest)), content, cue.act, cue=cue_span, target=target)
    saying.own = holder is None and line.word_class(start - 1) == "be" and line.low(start - 2) == "there"
    if holder:
        with_holder(line, saying, holder)
    saying.main = light is not None and is_main(line, grammar.clause_start(line.tokens, light))
    return saying


def _has_topic(line: Line, start: int, rest: int, cue: Cue, holder: Span | None) -> bool:
    """Whether a noun without a clause has a holder, and behind «X's» what it is about."""
    if holder is None or not set(cue.needs) & {"holder", "light"}:
        return False
    return holder.first != start or line.low(rest) in _links(cue)


def _past_verb(line: Line, start: int, noun: int) -> int:
    """Where a phrase starts behind a plain form of a light verb that was taken for its first word: «attach weight»."""
    if start >= noun or not start or line.word_class(start - 1) not in {"pronoun", "modal", "preposition"}:
        return start
    hits = [hit for hit in grammar.common_verbs().at(line.tokens, start) if "light" in hit.value.kind]
    return next((hit.after for hit in hits if hit.value.form == "base" and hit.after <= noun), start)


def _is_subject(line: Line, start: int, place: Span) -> bool:
    """Whether a word is rather the verb of «my country»: a first person's own noun stands before it, without «'s»."""
    if line.word_class(start) != "possessive" or line.in_class("side", start, place.first) is None:
        return False
    return all(one.kind != "genitive" for one in line.tokens[start : place.first])


def _is_view(line: Line, start: int, rest: int, cue: Cue) -> bool:
    """Whether a noun stands as in «in our view»: at the start of a sentence or before a mark."""
    named = cue.act in _VIEWS and "of" in cue.needs and line.low(start - 1) in {"in", "to"}
    return named and (start <= 1 or rest >= line.end or line.tokens[rest].is_mark)


def _is_noun(line: Line, start: int, place: Span) -> bool:
    """Whether a word of saying without a holder is surely a noun: it has an article, a preposition or a plural."""
    if line.word_class(start) == "pronoun":
        return False
    if place.after > place.first + 1:
        return True
    return start < place.first or (grammar.is_plural(line.low(start)) or line.word_class(start - 1) == "preposition")


def _links(cue: Cue) -> frozenset[str]:
    """The prepositions behind a noun that tell what it is about."""
    return _ALL_LINKS if {"of", "light"} & set(cue.needs) else _TOPIC_LINKS | {"that"}


def _content_clause(line: Line, rest: int, place: Span) -> bool:
    """Whether «that» opens what is said, right behind the noun, behind «is», or behind a holder with «of»."""
    if line.word_class(rest) != "complementizer" or is_relative(line, rest) or lacks_object(line, rest):
        return False
    return rest <= place.after + 1 or opens_clause(line, rest + 1)


def _infinitive(line: Line, start: int, rest: int, cue: Cue) -> bool:
    """Whether an infinitive behind a definite noun tells what is said: «the proposal to leave»."""
    definite = line.word_class(start) in {"determiner", "possessive"}
    plain = rest + 1 < line.end and not line.word_class(rest + 1)
    return "to" in cue.needs and line.low(rest) == "to" and definite and plain


def _is_owned(line: Line, start: int, place: Span) -> bool:
    return "first person" in grammar.classes_of(line.low(start)) and start < place.first


def _content(line: Line, phrase: Span, rest: int, links: frozenset[str], *, that: bool) -> tuple[Span, Span | None]:
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


def _in_view(line: Line, place: Span, cue: Cue, holder: Span, rest: int) -> Saying | None:
    """«In our view, Y», «Y is, in the view of X, Z»."""
    start = line.phrase_start(place.first)
    after = rest + (rest < line.end and line.tokens[rest].text == ",")
    content = Span(after, line.end) if start <= 1 and after < line.end else Span(0, start - 1)
    if content.first >= content.after:
        return None
    saying = Saying(Span(0, line.end), content, cue.act, cue=place, main=True)
    return with_holder(line, saying, holder)


def _ends_topic(line: Line, place: int) -> bool:
    """Whether what a noun of saying is about ends at a token: at a mark, another clause, or the sentence's own verb."""
    tokens = line.tokens
    return tokens[place].ends_clause or tokens[place].word_class in {"be", "have", "do", "modal"}


def _noun_holder(line: Line, start: int, place: Span, cue: Cue, light: int | None) -> tuple[Span | None, int]:
    """The holder of a noun of saying, and the token after both."""
    tokens = line.tokens
    after = place.after
    genitive = next((at for at in range(start, place.first) if tokens[at].kind == "genitive"), None)
    of = _of_holder(line, after, cue)
    if of is not None:
        return of, of.after
    has = start - 1 if line.word_class(start - 1) == "have" else None
    subject = _light_subject(line, has if light is None else light)
    if subject is not None:
        return subject, after
    if genitive is not None:
        return Span(start, genitive), after
    if line.word_class(start) == "possessive":
        return Span(start, start + 1), after
    by = _agent(line, after)
    if by is not None:
        end = grammar.phrase_end(tokens, by + 1, line.end, HOLDER_LINKS) if by + 1 < line.end else by + 1
        return Span(by + 1, end), end
    return None, after


def _of_holder(line: Line, after: int, cue: Cue) -> Span | None:
    """The holder behind «of»: «the appeal of X to», «the views of X»."""
    if "of" not in cue.needs or line.low(after) != "of" or not _is_somebody(line, after + 1):
        return None
    end = grammar.phrase_end(line.tokens, after + 1, line.end, frozenset({"of", "in"}))
    return Span(after + 1, end) if cue.act in _VIEWS or line.low(end) in _ALL_LINKS else None


def _agent(line: Line, after: int) -> int | None:
    """The token of the «by» that names who said what a noun tells: «claims made by X»."""
    by = next((at for at in range(after, min(after + 4, line.end)) if line.low(at) == "by"), None)
    known = by is not None and all(line.tokens[at].is_adverb or line.tokens[at].is_verb for at in range(after, by))
    return by if known else None


def _is_somebody(line: Line, place: int) -> bool:
    """Whether a phrase may name a holder: it is definite, a name or a plural."""
    if place >= line.end:
        return False
    token = line.tokens[place]
    return token.word_class in {"determiner", "possessive"} or token.text[0].isupper() or grammar.is_plural(token.low)


def _light_subject(line: Line, light: int | None) -> Span | None:
    if light is None or line.low(light).endswith("ing"):
        return None
    subject, _ = subject_of(line, light)
    if subject.first < subject.after:
        return subject
    speaker = invited(line, group_start(line, light))
    return speaker[0] if speaker else None


def _light_verb(line: Line, start: int) -> int | None:
    """The token of a light verb just before a noun phrase: «made claims», «wishes to express concern»."""
    if line.word_class(start - 1) == "pronoun" and not grammar.is_subject(line.low(start - 1)):
        start -= 1
    for width in (1, 2):
        first = start - width
        if first >= 0:
            for hit in grammar.common_verbs().at(line.tokens, first):
                if "light" in hit.value.kind and hit.after == start and _has_speaker(line, first):
                    return first
    return None


def _has_speaker(line: Line, verb: int) -> bool:
    """Whether a light verb is no infinitive, or one whose speaker is told: «wishes to», «allow me to»."""
    group = group_start(line, verb)
    return line.low(group - 1) != "to" or invited(line, group) is not None
