"""Sayings in plain order: holder, cue, content."""

from __future__ import annotations

from typing import NamedTuple

from kbpack.reading.content import after_cue, past_aside, skip_that
from kbpack.reading.cues import Cue
from kbpack.reading.lines import Line, Span, actor_of, is_own
from kbpack.reading.needs import has_what_it_needs
from kbpack.reading.orders import is_unmarked, leads_on
from kbpack.reading.relatives import antecedent, is_relative_that
from kbpack.reading.saying import Saying, is_main, is_spokesman, publication_act
from kbpack.reading.subjects import group_start
from kbpack.reading.words import AUXILIARIES

_OBJECTS = frozenset({"object", "own"})
_JUDGED = frozenset({"believe", "assess"})


class Speaker(NamedTuple):
    """Who says it: the words, where their clause starts, and whether they are known to be the document's own voice."""

    words: Span
    start: int
    own: bool = False


def leading(line: Line, place: Span, cue: Cue, speaker: Speaker) -> Saying | None:
    """Holder, cue, content: «X said that Y», «X told Z that Y», «we reject Y»."""
    subject = speaker.words
    addressee, content = after_cue(line, place.after, cue)
    if addressee is None and _OBJECTS.intersection(cue.needs):
        behind = past_aside(line, content)
        content = behind if line.word_class(behind) in {"determiner", "possessive"} else content
    actor = actor_of(line, subject)
    own = speaker.own or is_own(line, subject, actor)
    named = own or is_spokesman(line, subject)
    turned_to = addressee is not None and ("object" in cue.needs or (own and "own" in cue.needs))
    needed = turned_to or has_what_it_needs(line, content, cue, own=named)
    needed = needed or is_unmarked(line, place, cue, subject) or leads_on(line, place, cue)
    fronted = None if needed else _fronted(line, place, speaker, cue, own=own)
    if not needed and fronted is None and not _is_thought_aside(line, place, speaker, cue):
        return None
    if addressee is not None and turned_to and line.tokens[min(content, line.end - 1)].is_mark:
        content = addressee.first
    act, words, rule = publication_act(line, subject, cue.act)
    return Saying(
        Span(min(subject.first, place.first) if speaker.start <= subject.first else speaker.start, line.end),
        fronted or Span(min(skip_that(line, content), line.end), line.end),
        act,
        own=own,
        main=is_main(line, speaker.start),
        cue=place,
        holder=subject,
        actor=actor,
        addressee=addressee,
        act_words=words,
        act_rule=rule,
    )


def _fronted(line: Line, place: Span, speaker: Speaker, cue: Cue, *, own: bool) -> Span | None:
    """What stands before a relative as the object: «the acts which we condemn», «the rules to which we referred»."""
    relative = speaker.start - 1
    if line.word_class(relative) != "relative" or speaker.words.after != group_start(line, place.first):
        return None
    if line.low(relative - 1) == "to":
        return antecedent(line, relative - 1) if "fronted" in cue.needs else None
    if cue.act in _JUDGED and line.low(place.after) == "to" and line.low(place.after + 1) == "be":
        return antecedent(line, relative)
    if "object" not in cue.needs and not (own and "own" in cue.needs and line.low(place.after) != "to"):
        return None
    if line.low(relative - 1) == "of" and relative > 1:
        return Span(line.phrase_start(relative - 2), relative - 1)  # «the use of which we condemn»
    return antecedent(line, relative)


def _is_thought_aside(line: Line, place: Span, speaker: Speaker, cue: Cue) -> bool:
    """Whether «I think» stands inside its content: «which X thinks can be», «Moved I think by»."""
    subject = speaker.words
    relative = line.word_class(speaker.start - 1) == "relative" or is_relative_that(line, speaker.start - 1)
    if relative and line.word_class(place.after) in AUXILIARIES:
        return line.word_class(speaker.start - 2) != "preposition" and subject.after == group_start(line, place.first)
    own_thought = cue.act == "believe" and cue.form == "base" and is_own(line, subject, None)
    near = all(line.tokens[at].is_adverb for at in range(subject.after, place.first))
    return (
        own_thought
        and near
        and line.word_class(place.after)
        in {
            "be",
            "have",
            "modal",
            "preposition",
        }
        and line.low(place.after) not in {"of", "about", "to", "in"}
    )
