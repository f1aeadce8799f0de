"""Whose a noun of saying is: «allegations made by X», «the appeal of X», «X's claim», «X made claims»."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.cues import Cue, cues
from kbpack.reading.invited import invited
from kbpack.reading.lines import Line, Span
from kbpack.reading.main_subjects import main_subject, shared_subject
from kbpack.reading.subjects import HOLDER_LINKS, around, group_start, is_copula, subject_of

TOPIC_LINKS = frozenset({"on", "about", "of", "regarding", "concerning", "against", "over"})
ALL_LINKS = TOPIC_LINKS | {"that", "for", "to", "at", "in", "with", "towards", "upon", "as"}
_TELLERS = frozenset({"from", "among"})
_RECEIVERS = frozenset({"determiner", "possessive", "pronoun"})
_NO_RECEIVER = frozenset({"modal", "coordinator"})
_NEAR = 10
"""Tokens before a noun of saying within which who receives it is named."""
VIEWS = frozenset({"assess", "believe"})
_HELD = VIEWS | {"hope"}


def noun_holder(line: Line, start: int, place: Span, cue: Cue, light: int | None) -> tuple[Span | None, int]:
    """The holder of a noun of saying, and the token after both."""
    tokens = line.tokens
    after = place.after
    of_it = _is_of(line, start)
    if of_it is not None:
        return of_it, after
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
    by = maker(line, after)
    if by is not None:
        end = grammar.phrase_end(tokens, by + 1, line.end, HOLDER_LINKS) if by + 1 < line.end else by + 1
        return Span(by + 1, end), end
    teller = _teller(line, after, cue) if line.last_that > after else None
    if teller is None and line.low(after) == "that" and cue.act in _HELD:
        return _holder_in(line, start), after
    return teller, teller.after if teller else after


def _holder_in(line: Line, start: int) -> Span | None:
    """Who does something «in the belief that» or «with the hope that»: the subject of the sentence."""
    behind = line.low(start) == "the" and line.low(start - 1) in {"in", "with"} and start > 1
    return main_subject(line, start - 1) if behind else None


def _teller(line: Line, place: int, cue: Cue) -> Span | None:
    """Who is named by «from» or «among» between a noun and its «that»: «advice from the board that Y»."""
    if line.low(place) not in _TELLERS or "that" not in cue.needs:
        return None
    end = grammar.phrase_end(line.tokens, place + 1, line.end, HOLDER_LINKS)
    return Span(place + 1, end) if line.low(end) == "that" else None


def _is_of(line: Line, start: int) -> Span | None:
    """The subject of «is of the opinion»."""
    if line.low(start - 1) != "of" or not is_copula(line, start - 2):
        return None
    subject, _ = subject_of(line, start - 2)
    return subject if subject.first < subject.after else None


def _of_holder(line: Line, after: int, cue: Cue) -> Span | None:
    """The holder behind «of»: «the appeal of X to», «the views of X»."""
    if line.low(after) != "of" or not _is_somebody(line, after + 1):
        return None
    end = grammar.phrase_end(line.tokens, after + 1, line.end, frozenset({"of", "in"}))
    if "of" not in cue.needs:
        return Span(after + 1, end) if "that" in cue.needs and line.low(end) == "that" else None
    return Span(after + 1, end) if cue.act in VIEWS or line.low(end) in ALL_LINKS else None


def maker(line: Line, after: int) -> int | None:
    """The token of the «by» that names who said what a noun tells: «claims made by X»."""
    for at in range(after, min(after + 4, line.end)):
        token = line.tokens[at]
        if token.low == "by":
            return at
        if not (token.is_adverb or token.is_verb):
            return None
    return None


def _is_somebody(line: Line, place: int) -> bool:
    """Whether a phrase may name a holder: it is definite, a name or a plural."""
    if place >= line.end:
        return False
    token = line.tokens[place]
    return token.word_class in {"determiner", "possessive"} or token.text[0].isupper() or grammar.is_plural(token.low)


def _light_subject(line: Line, light: int | None) -> Span | None:
    if light is None:
        return None
    if line.low(light - 1) in grammar.words_of("unavoidable"):
        light -= 1
    elif line.low(light).endswith("ing"):
        return main_subject(line, light) if line.low(light - 1) in {"by", "in"} else None
    group = group_start(line, light)
    speaker = invited(line, group) if line.low(group - 1) in {"to", ","} else None
    if speaker is not None:
        return speaker[0]
    if line.word_class(group - 1) == "coordinator" and not line.low(light).endswith("ed"):
        shared = shared_subject(line, group - 1)
        if shared is not None:
            return shared
    subject, _ = subject_of(line, light)
    return subject if subject.first < subject.after else around(line, group)


def light_verb(line: Line, start: int) -> int | None:
    """The token of a light verb just before a noun phrase: «made claims», «wishes to express concern»."""
    start = _past_phrase(line, _past_receiver(line, _past_adverbs(line, _past_noun(line, start))))
    for width in (1, 2):
        first = start - width
        if first >= 0 and line.tokens[first].opens_verb:
            for hit in grammar.common_verbs().at(line.tokens, first):
                if (
                    ("light" in hit.value.kind or hit.value.kind.endswith("of mind"))
                    and hit.after == start
                    and _has_speaker(line, first)
                ):
                    return first
    return None


def _past_noun(line: Line, start: int) -> int:
    """Where a noun starts that «and» joins to another, which itself tells no saying: «our respect and gratitude»."""
    if line.word_class(start - 1) != "coordinator" or line.word_class(start) in {"determiner", "possessive"}:
        return start
    noun = start - 2
    if noun < 0 or line.word_class(noun) or any(one.part == "noun" for one in cues().values_at(line.tokens, noun)):
        return start
    return line.phrase_start(noun)


def _past_adverbs(line: Line, start: int) -> int:
    """Where adverbs start between a light verb and its noun: «express once again our thanks»."""
    again = start - 1
    while again > 0 and (line.tokens[again].is_adverb or line.low(again) == "more"):
        again -= 1
    return again + 1


def _past_phrase(line: Line, start: int) -> int:
    """Where «from here» or «, on behalf of X,» starts between a light verb and «our thanks»; else the noun's start."""
    if line.word_class(start) != "possessive":
        return start
    end = start - (line.low(start - 1) == ",")
    for at in range(end - 1, max(end - _NEAR, 0), -1):
        token = line.tokens[at]
        verb = at - 1 - (line.low(at - 1) == ",")
        if token.word_class == "preposition" and token.low != "to" and line.tokens[verb].opens_verb:
            whole = grammar.phrase_end(line.tokens, at + 1, end) == end
            return verb + 1 if whole and line.word_class(verb - 1) not in _RECEIVERS - {"pronoun"} else start
        if token.is_mark or token.is_hyphen or token.opens_verb or token.word_class in _NO_RECEIVER:
            break
    return start


def _past_receiver(line: Line, start: int) -> int:
    """Where «to X» starts between a light verb and its noun, or a pronoun: «extend to the pilots our thanks»."""
    if line.word_class(start - 1) == "pronoun" and not grammar.is_subject(line.low(start - 1)):
        return start - 1 - (line.low(start - 2) == "to")
    for to in range(start - 2, max(start - _NEAR, 0), -1):
        token = line.tokens[to]
        if token.low == "to":
            named = line.word_class(to + 1) in _RECEIVERS or line.tokens[to + 1].text[0].isupper()
            return to if named else start
        if (token.ends_clause and token.text != ",") or token.opens_verb or token.word_class in _NO_RECEIVER:
            break
        if token.word_class == "pronoun" and line.low(to - 1) != "to":
            break
    return start


def _has_speaker(line: Line, verb: int) -> bool:
    """Whether a light verb is no infinitive, or one whose speaker is told: «wishes to», «allow me to»."""
    group = group_start(line, verb)
    return line.low(group - 1) != "to" or invited(line, group) is not None
