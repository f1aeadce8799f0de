"""Sayings by an adjective or participle: «X is convinced that Y», «we are grateful to X», «Aware that Y, X came»."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.clauses import is_relative, opens_clause
from kbpack.reading.content import opens_content, past_adverbial, past_adverbs, past_aside, skip_that
from kbpack.reading.cues import Cue, is_predicate
from kbpack.reading.grammar import word_class
from kbpack.reading.lines import Line, Span, actor_of, is_own
from kbpack.reading.main_subjects import following_subject, main_subject, shared_subject
from kbpack.reading.saying import Saying, is_main, is_spokesman, with_holder
from kbpack.reading.subjects import around, group_start, is_copula, subject_of
from kbpack.reading.verb_groups import negates, verb_group_start

_OF_CONCERN = frozenset({"about", "over", "at", "by"})
_ARTICLES = frozenset({"a", "an", "the"})
_LINKS = frozenset({"of", "at", "by", "about", "for", "over", "to", "with"})


def by_predicate(line: Line, place: Span, cue: Cue) -> Saying | None:
    """The saying that a predicate tells, or none; what it is about with a preposition counts in the own voice."""
    if "impersonal" in cue.needs:
        return _impersonal(line, place, cue)
    if place.first and line.tokens[place.first - 1].text in _ARTICLES:
        return None  # «there is a positive sign»
    content = _behind(line, place.after)
    that = line.word_class(content) == "complementizer" and not is_relative(line, content)
    clause = that or opens_content(line, content) or opens_clause(line, content)
    aside = line.low(content) in {",", ""} or content >= line.end
    if not clause and not aside and (line.low(content) not in _LINKS or _is_infinitive(line, content)):
        return None
    holder, start = _holder(line, place, content, clause=clause)
    impersonal = {"there"} if "person" in cue.needs else {"it", "there"}
    if holder is None or line.low(holder.first) in impersonal:
        return None
    if aside or (line.low(start - 1) == "as" and not that):
        return _beside(line, place, cue, holder, start) if aside else None
    actor = actor_of(line, holder)
    own = is_own(line, holder, actor)
    if not clause and not own and cue.act != "thank" and not _can_feel(line, cue, holder, content):
        return None
    content = content if clause else content + 1
    if content >= line.end:
        return None
    after = holder.first - 1 if holder.first > content else line.end
    negator = next((at for at in range(holder.after, place.first) if negates(line.low(at))), None)
    return Saying(
        Span(min(holder.first, place.first) if start <= holder.first else start, line.end),
        Span(min(skip_that(line, content), line.end - 1), after),
        cue.act,
        own=own,
        main=is_main(line, start) and start <= holder.first,
        cue=place,
        holder=holder,
        actor=actor,
        negator=negator,
    )


def _can_feel(line: Line, cue: Cue, holder: Span, link: int) -> bool:
    """Whether another's feeling about a thing is told: a government's, or the concern of whoever has a name."""
    if is_spokesman(line, holder):
        return True
    last = line.tokens[holder.after - 1]
    named = last.text[0].isupper() and not last.word_class and not grammar.is_plural(last.low)
    return named and cue.act == "express_concern" and line.low(link) in _OF_CONCERN


def _behind(line: Line, after: int) -> int:
    """Where stands what a predicate is about, behind another that «and» joins to it: «concerned and alarmed at»."""
    content = past_adverbs(line, past_adverbial(line, after)) if after < line.end else line.end
    behind = past_aside(line, content)
    content = behind if line.low(behind) in _LINKS else content
    joined = past_adverbs(line, content + 1)
    if line.word_class(content) != "coordinator" or joined >= line.end or not is_predicate(line.tokens, joined):
        return content
    return past_adverbial(line, joined + 1) if joined + 1 < line.end else line.end


def _impersonal(line: Line, place: Span, cue: Cue) -> Saying | None:
    """«It is gratifying that Y»: the document's own feeling."""
    that = past_adverbial(line, place.after) if place.after < line.end else line.end
    if line.word_class(that) != "complementizer" or line.low(place.after) == "to":
        return None
    degree = [line.low(at) for at in range(max(place.first - 3, 0), place.first)]
    copula = _before_adverbs(line, place.first - 1 - 3 * (degree == ["all", "the", "more"]))
    if line.word_class(copula) == "coordinator":
        copula = _before_adverbs(line, copula - 2)
    group = group_start(line, copula)
    if not is_copula(line, copula) or line.low(group - 1) != "it":
        return None
    content = Span(min(skip_that(line, that), line.end - 1), line.end)
    return Saying(Span(group - 1, line.end), content, cue.act, own=True, main=is_main(line, group - 1), cue=place)


def _holder(line: Line, place: Span, content: int, *, clause: bool) -> tuple[Span | None, int]:
    """Who is convinced or grateful, and where the clause starts."""
    tokens = line.tokens
    copula = _before_adverbs(line, place.first - 1)
    if copula > 0 and line.word_class(copula) == "coordinator" and is_predicate(tokens, copula - 1):
        copula = _before_adverbs(line, copula - 2)
    if copula > 1 and tokens[copula].text == "," == tokens[copula - 2].text and tokens[copula - 1].is_adverb:
        copula -= 3
    if copula >= 0 and is_copula(line, copula):
        subject, start = subject_of(line, copula)
        return (subject if subject.first < subject.after else _farther_subject(line, copula)), start
    plain = not line.low(place.after - 1).endswith("ed") and line.word_class(content) != "complementizer"
    if not clause or plain:
        return None, place.first
    if copula < 0:
        return following_subject(line, content), place.first
    joined = tokens[copula].text == "," or tokens[copula].word_class == "coordinator"
    return (main_subject(line, copula) if joined else None), place.first


def _before_adverbs(line: Line, place: int) -> int:
    while place >= 0 and (line.tokens[place].is_adverb or line.word_class(place) in {"negator", "determiner"}):
        place -= 1
    return place


def _beside(line: Line, place: Span, cue: Cue, holder: Span, start: int) -> Saying | None:
    """«As X is well aware, Y» and «Y, I am sure, will do»."""
    if cue.act != "believe" or line.low(holder.first) in grammar.words_of("addressed"):
        return None
    if line.low(start - 1) == "as":
        content = Span(place.after + 1, line.end) if place.after + 1 < line.end else Span(0, max(start - 1, 1))
    elif line.low(start - 1) == "," and start == holder.first and start > 1:
        content = Span(0, start - 1)
    else:
        return None
    return with_holder(line, Saying(Span(0, line.end), content, cue.act, main=True, cue=place), holder)


def _is_infinitive(line: Line, to: int) -> bool:
    following = line.low(to + 1)
    if line.low(to) != "to" or to + 1 >= line.end:
        return False
    return not word_class(following) and not line.tokens[to + 1].text[0].isupper()


def _farther_subject(line: Line, copula: int) -> Span | None:
    """The subject that a relative clause, a parenthesis or «and» parts from a predicate."""
    group = verb_group_start(line.tokens, copula)
    if group and line.word_class(group - 1) == "coordinator":
        return shared_subject(line, group - 1)
    return around(line, group, far=True)
