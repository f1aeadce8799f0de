"""Sayings by a noun: allegations that somebody made, an assessment that somebody holds."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.content import is_relative, lacks_object
from kbpack.reading.cues import Cue
from kbpack.reading.grammar import word_class
from kbpack.reading.invited import invited
from kbpack.reading.lines import Line, Span
from kbpack.reading.saying import HOLDER_LINKS, Saying, group_start, is_main, subject_of, with_holder

_TOPIC_LINKS = frozenset({"on", "about", "of", "regarding", "concerning", "against", "over"})
_ALL_LINKS = _TOPIC_LINKS | {"that", "for", "to", "at", "in", "with", "towards", "upon", "as"}
_VIEWS = frozenset({"assess", "believe"})


def by_noun(line: Line, place: Span, cue: Cue) -> Saying | None:
    """Nouns of saying with their holder: «allegations made by X», «our assessment that», «X made claims against Y»."""
    start = line.phrase_start(place.first)
    light = _light_verb(line, start) if _agent(line, place.after) is None else None
    if cue.needs == ("light",) and light is None and not _is_owned(line, start, place):
        return None
    holder, rest = _noun_holder(line, start, place, cue, light)
    rest += word_class(line.low(rest)) == "be" and word_class(line.low(rest + 1)) == "complementizer"
    that = _content_clause(line, rest) or _infinitive(line, start, rest, cue)
    link = line.low(rest)
    in_view = cue.act in _VIEWS and holder is not None and line.low(start - 1) in {"in", "to"}
    if in_view and not that and "of" in cue.needs and _is_aside(line, start, rest):
        return _in_view(line, place, cue, holder or place, rest)
    if holder is None and not (that and _is_noun(line, start, place)):
        return None
    if not that and not (set(cue.needs) & {"holder", "light"}):
        return None
    if that and cue.needs == ("light",) and light is None:
        return None
    if holder is not None and holder.first == start and not that and link not in _links(cue):
        return None
    content, target = _content(line, Span(start, place.after), rest, _links(cue), that=that)
    if content.first >= content.after:
        return None
    first = min(start, holder.first if holder else start)
    if holder is not None and holder.first >= place.after:
        light = None
    cue_span = Span(place.first if light is None else light, place.after)
    saying = Saying(Span(first, max(content.after, rest)), content, cue.act, cue=cue_span, target=target)
    if holder:
        with_holder(line, saying, holder)
    saying.main = light is not None and is_main(line, grammar.clause_start(line.tokens, light))
    return saying


def _is_noun(line: Line, start: int, place: Span) -> bool:
    """Whether a word of saying without a holder is surely a noun: it has an article, a preposition or a plural."""
    if word_class(line.low(start)) == "pronoun":
        return False
    return start < place.first or (
        grammar.is_plural(line.low(start)) or word_class(line.low(start - 1)) == "preposition"
    )


def _links(cue: Cue) -> frozenset[str]:
    """The prepositions behind a noun that tell what it is about."""
    return _ALL_LINKS if {"of", "light"} & set(cue.needs) else _TOPIC_LINKS | {"that"}


def _content_clause(line: Line, rest: int) -> bool:
    """Whether «that» opens what is said, right behind the noun or behind «is»."""
    return word_class(line.low(rest)) == "complementizer" and not (is_relative(line, rest) or lacks_object(line, rest))


def _infinitive(line: Line, start: int, rest: int, cue: Cue) -> bool:
    """Whether an infinitive behind a definite noun tells what is said: «the proposal to leave»."""
    definite = word_class(line.low(start)) in {"determiner", "possessive"}
    plain = rest + 1 < line.end and not word_class(line.low(rest + 1))
    return "to" in cue.needs and line.low(rest) == "to" and definite and plain


def _is_owned(line: Line, start: int, place: Span) -> bool:
    if line.in_class("side", start, place.first) is not None:
        return False
    return "first person" in grammar.classes_of(line.low(start)) and start < place.first


def _content(line: Line, phrase: Span, rest: int, links: frozenset[str], *, that: bool) -> tuple[Span, Span | None]:
    """What a noun of saying is about, and whom it is against."""
    if that:
        return Span(rest + 1, line.end), None
    if rest < line.end and line.low(rest) in links:
        end = next((at for at in range(rest, line.end) if _ends_topic(line, at)), line.end)
        content = Span(rest + 1, end)
        return content, content if line.low(rest) == "against" else None
    return phrase, None


def _is_aside(line: Line, start: int, rest: int) -> bool:
    """Whether «in our view» stands at the start of a sentence or before a mark."""
    return start <= 1 or rest >= line.end or grammar.is_mark(line.tokens[rest])


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
    return grammar.ends_clause(tokens[place]) or word_class(tokens[place].low) in {"be", "have", "do", "modal"}


def _noun_holder(line: Line, start: int, place: Span, cue: Cue, light: int | None) -> tuple[Span | None, int]:
    """The holder of a noun of saying, and the token after both."""
    tokens = line.tokens
    after = place.after
    genitive = next((at for at in range(start, place.first) if tokens[at].kind == "genitive"), None)
    of = _of_holder(line, after, cue)
    if of is not None:
        return of, of.after
    subject = _light_subject(line, light)
    if subject is not None:
        return subject, after
    if genitive is not None:
        return Span(start, genitive), after
    if word_class(line.low(start)) == "possessive":
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
    known = by is not None and all(
        grammar.is_adverb(line.tokens[at]) or line.tokens[at].low in grammar.verb_words() for at in range(after, by)
    )
    return by if known else None


def _is_somebody(line: Line, place: int) -> bool:
    """Whether a phrase may name a holder: it is definite, a name or a plural."""
    if place >= line.end:
        return False
    token = line.tokens[place]
    return (
        word_class(token.low) in {"determiner", "possessive"} or token.text[0].isupper() or grammar.is_plural(token.low)
    )


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
