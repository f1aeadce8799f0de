"""Sayings that a clause with «that» shows, whoever speaks: «let them know that Y», «to think that Y is wrong»."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.content import after_cue, opens_content, skip_that
from kbpack.reading.cues import Cue
from kbpack.reading.invited import only_leads
from kbpack.reading.lines import Line, Span
from kbpack.reading.saying import Saying, is_main, with_holder
from kbpack.reading.subjects import past_number, subject_of
from kbpack.reading.wordhood import is_also_noun, is_second_noun
from kbpack.reading.words import AUXILIARIES

_CLAUSES = frozenset({"that", "any", "complementizer"})


def by_clause(line: Line, place: Span, cue: Cue, group: int) -> Saying | None:
    """The saying of a verb right before «that», with the subject that stands before it, if any."""
    if line.last_that < place.after or _CLAUSES.isdisjoint(cue.needs):
        return None
    addressee, opener = after_cue(line, place.after, cue)
    if line.word_class(opener) != "complementizer" or not opens_content(line, opener):
        return None
    if not _is_verb(line, place, cue, group) or only_leads(line, place.after - 1):
        return None
    content = Span(min(skip_that(line, opener), line.end - 1), line.end)
    saying = Saying(Span(group, line.end), content, cue.act, cue=place, addressee=addressee)
    finite = cue.form in {"past", "third"} or line.low(group - 1) not in {"to", ""}
    passive = cue.form == "past" and any(line.word_class(at) == "be" for at in range(group, place.first))
    if not finite or passive:
        saying.own = not finite and is_impersonal(line, group, cue)
        return saying
    subject, start = subject_of(line, place.first, group)
    if subject.first >= subject.after or line.word_class(subject.first) in AUXILIARIES | {"preposition"}:
        return saying
    saying.span = Span(min(subject.first, group), line.end)
    saying.main = is_main(line, start)
    return with_holder(line, saying, subject)


def is_impersonal(line: Line, group: int, cue: Cue) -> bool:
    """Whether whoever writes an infinitive does what it tells: «it is sad to note that Y», «suffice it to say that Y».

    Only a fact is told so: who writes «it is wrong to think that» does not think it.
    """
    start = past_number(line, grammar.clause_start(line.tokens, group - 1))
    return line.low(start + 1) == "it" == line.low(group - 2) or ("factive" in cue.needs and line.low(start) == "it")


def _is_verb(line: Line, place: Span, cue: Cue, group: int) -> bool:
    """Whether a form that can be a noun or an adjective is a verb before «that»."""
    before = line.tokens[place.first - 1] if place.first else None
    if before is None:
        return cue.form == "base"
    kind = before.word_class
    if kind in {"determiner", "possessive", "preposition"} and before.low != "to":
        return False
    if before.kind in {"genitive", "number"}:
        return False
    if cue.form in {"base", "third"} and is_also_noun(line, place.first):
        if is_second_noun(line, place.first):
            return False
        return group < place.first or kind in {"pronoun", "relative", "coordinator"} or before.low == "to"
    return before.is_word or before.is_mark
