"""Who can do an act of saying: «this means that Y» and «the crisis calls for Y» are nobody's."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.cues import Cue
from kbpack.reading.lines import Line, Span
from kbpack.reading.not_verbs import has_other_verb
from kbpack.reading.relatives import is_relative_that
from kbpack.reading.saying import Saying
from kbpack.reading.subjects import group_start, subject_of
from kbpack.reading.unreal import is_unreal

_ASKS = frozenset({"appeal", "demand", "request", "urge"})
"""Acts that may be told of a state of things, which then only makes something necessary."""


def can_say(line: Line, cue: Cue, saying: Saying) -> bool:
    """Whether a saying's holder can do its act."""
    holder = saying.holder
    if "condition" in cue.needs and cue.form == "past" and saying.cue and _is_condition(line, saying.cue):
        return False
    if "deed" in cue.needs and saying.cue and (holder is None or _is_done(line, cue, saying.cue)):
        return False
    if saying.own or holder is None:
        return saying.own or "person" not in cue.needs
    if "person" in cue.needs:
        word = line.low(holder.first)
        return grammar.is_subject(word) and word != "it"
    return saying.act not in _ASKS or not _is_plight(line, holder)


def _is_condition(line: Line, place: Span) -> bool:
    """Whether a participle makes a condition: «X left, provided that Y», «X came, provided, of course, that Y»."""
    if group_start(line, place.first) != place.first or line.low(place.after) not in {"that", ","}:
        return False
    start = grammar.clause_start(line.tokens, place.first)
    return line.low(place.first - 1) == "," or has_other_verb(line, start, place.first)


def _is_done(line: Line, cue: Cue, place: Span) -> bool:
    """Whether a verb tells of a deed rather than says what it tells: «we must encourage», «we have encouraged»."""
    group = group_start(line, place.first)
    return (
        cue.form not in {"base", "third"}
        or line.word_class(group) in {"have", "do"}
        or is_unreal(line, group, place.first)
    )


def is_asked_by_plight(line: Line, place: int, cue: Cue) -> bool:
    """Whether what looks like a noun is the verb of a state of things: «the crisis calls for Y», «which calls»."""
    if cue.act not in _ASKS:
        return False
    group = group_start(line, place)
    if line.word_class(group - 1) == "relative" or is_relative_that(line, group - 1):
        return True
    subject, _ = subject_of(line, place, group)
    return subject.first < subject.after == group and _is_plight(line, subject)


def _is_plight(line: Line, holder: Span) -> bool:
    """Whether a phrase is of a state of things, by its head: «the gravity of the crisis»."""
    links = (at for at in range(holder.first + 1, holder.after) if line.word_class(at) == "preposition")
    return line.low(next(links, holder.after) - 1) in grammar.words_of("plight")
