"""Happenings by a noun: as any such act, as known, or as what a clause tells."""

from __future__ import annotations

from functools import cache

from kbpack import lexicon
from kbpack.reading import grammar
from kbpack.reading.grammar import word_class
from kbpack.reading.happening import (
    BACKGROUND,
    NOUN_LINKS,
    PARTICIPANT_LINKS,
    Code,
    Happening,
    after_link,
    find_class,
    head_of_happening,
)
from kbpack.reading.lines import Line, Span
from kbpack.reading.phrases import Hit
from kbpack.reading.verb_groups import verb_group_start

_BY, _ON, _AGAINST = frozenset({"by"}), frozenset({"on"}), frozenset({"against"})
_OF_HARM = frozenset({"against", "of", "among", "on"})


def by_noun(line: Line, hit: Hit[Code]) -> Happening | None:
    """The happening that a noun mentions, or none."""
    tokens = line.tokens
    code = hit.value
    if hit.after < len(tokens) and _is_numeral(tokens[hit.after].text):
        hit = Hit(hit.first, hit.after + 1, code)
    if hit.after < len(tokens) and _goes_on(line, hit.after):
        return None
    start = line.phrase_start(hit.first)
    end = _noun_end(line, hit)
    core = Span(hit.first, hit.after)
    if code.needs:
        beside = find_class(line, code.needs, hit.after, end)
        if beside is None:
            return None
        core = Span(hit.first, beside.after)
    outer = _aspect_start(line, start)
    happening = Happening(Span(outer, end), Span(hit.first, hit.after), core, code, "noun")
    _participants(line, happening, hit.after, end)
    _ground_noun(line, happening, start, hit)
    return happening


@cache
def _numerals() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon.table("numbers") if row["kind"] == "roman")


def _is_numeral(word: str) -> bool:
    return word in _numerals()


def _goes_on(line: Line, place: int) -> bool:
    """Whether a noun is only the first part of a compound: «conflict zone», «occupation forces»."""
    token = line.tokens[place]
    return (
        token.is_word
        and not token.word_class
        and not token.is_verb
        and not token.is_adverb
        and not grammar.common_verbs().at(line.tokens, place)
    )


def _noun_end(line: Line, hit: Hit[Code]) -> int:
    """The end of a noun of happening with its complements, and with «during ...» after an adverb-marked agent."""
    tokens = line.tokens
    end = grammar.phrase_end(tokens, hit.after - 1, line.end, NOUN_LINKS)
    while end < line.end and (tokens[end].is_adverb and line.low(end + 1) in {"by", "against", "in"}):
        end = grammar.phrase_end(tokens, end, line.end, NOUN_LINKS)
    for at in range(hit.after, end - 1):
        if line.word_class(at) == "preposition":
            head = head_of_happening(line, at + 1, end)
            if head < end:
                return _before_timing(line, at)
    return end


def _before_timing(line: Line, of: int) -> int:
    """Where «in the course of» starts, given its «of»; otherwise the place itself."""
    if line.in_class("timing", of - 1, of) is None:
        return of
    start = line.phrase_start(of - 1)
    return start - 1 if line.word_class(start - 1) == "preposition" else start


def _aspect_start(line: Line, start: int) -> int:
    """The start of «the escalation of» before a noun phrase of happening."""
    before = start - 1
    if line.low(before) == "of" and before > 0 and line.in_class("aspect", before - 1, before) is not None:
        return line.phrase_start(before - 1)
    return start


def _participants(line: Line, happening: Happening, first: int, after: int) -> None:
    tokens = line.tokens
    happening.actor = after_link(line, _BY, first, after)
    words = [token.low for token in tokens[first:after]]
    between = words.index("between") if "between" in words else len(words)
    if "and" in words[between:]:
        joined = first + words.index("and", between)
        happening.actor = Span(first + between + 1, joined)
        happening.target = Span(joined + 1, grammar.phrase_end(tokens, joined + 1, after, frozenset({"of"})))
        return
    harms = happening.code.type in {"ASSAULT", "COERCE"} and not happening.code.needs
    happening.target = after_link(line, _OF_HARM if harms else _AGAINST, first, after)
    if happening.target is None and happening.code.needs == "weapon":
        happening.target = after_link(line, _ON, first, after)


def _ground_noun(line: Line, happening: Happening, start: int, hit: Hit[Code]) -> None:
    """How a noun mentions its happening: as any such act, as known, or as told here."""
    tokens = line.tokens
    code = happening.code
    before = line.low(start - 1)
    generic = next((place for place in range(start, hit.first) if line.low(place) in {"any", "every"}), None)
    setting = (
        line.in_class("setting", max(start - 2, 0), start - 1) if before in {"of", "on", "against", "for"} else None
    )
    if generic is not None:
        happening.ground, happening.ground_words = "any", Span(generic, generic + 1)
        return
    if setting is not None and code.kind == "act" and happening.actor is None:
        happening.ground, happening.ground_words = "any", Span(setting, setting + 1)
        return
    predicate = _predicate(line, happening, start)
    if predicate is not None:
        happening.span, happening.ground = predicate, "clause"
        return
    if code.kind in {"act", "duty"}:
        happening.ground = "clause"
        return
    opener = line.low(start)
    evaded = start > 0 and any("evading" in one.kind for one in grammar.common_verbs().values_at(tokens, start - 1))
    named = (
        any(start <= name.first < hit.first for name in line.names)
        or (hit.first > start and tokens[hit.first - 1].text[:1].isupper())
        or tokens[hit.first].text[:1].isupper()
    )
    known: Span | None = None
    if opener in {"the", "this", "these", "that", "those"} or word_class(opener) == "possessive":
        known = Span(start, start + 1)
    elif (
        before in BACKGROUND
        or line.in_class("aspect", max(start - 2, 0), start) is not None
        or line.in_class("timing", max(start - 2, 0), start) is not None
        or evaded
    ):
        known = Span(start - 1, start)
    elif named or any(tokens[place].kind == "genitive" for place in range(start, hit.first)):
        known = Span(start, hit.after)
    happening.ground, happening.ground_words = ("known", known) if known else ("clause", None)


def _predicate(line: Line, happening: Happening, start: int) -> Span | None:
    """The clause in which a noun of happening is what begins, or what somebody carries out."""
    return _as_subject(line, happening, start) or _as_object(line, happening, start)


def _as_subject(line: Line, happening: Happening, start: int) -> Span | None:
    """«The war began in May», «an attack was launched by X»."""
    tokens = line.tokens
    after = group = happening.span.after
    while group < line.end and (line.word_class(group) in {"be", "have", "modal"} or tokens[group].is_adverb):
        group += 1
    for found in grammar.common_verbs().at(tokens, group) if group < line.end else []:
        end = grammar.clause_end(tokens, found.after - 1, line.end)
        if "onset" in found.value.kind and found.value.form in {"past", "third"}:
            return Span(start, end)
        if "light" in found.value.kind and group > after:
            happening.actor = after_link(line, _BY, found.after, end)
            return Span(start, end)
    return None


def _as_object(line: Line, happening: Happening, start: int) -> Span | None:
    """«X launched an attack», «X responded with an attack»."""
    tokens = line.tokens
    for verb in (start - 1, start - 2):
        for found in grammar.common_verbs().at(tokens, verb) if verb >= 0 else []:
            if "light" in found.value.kind and found.after == start:
                group = verb_group_start(tokens, verb)
                subject = grammar.clause_start(tokens, group)
                if subject < group:
                    end = grammar.phrase_end(tokens, subject, group, PARTICIPANT_LINKS)
                    happening.actor = Span(subject, end)
                return Span(subject, happening.span.after)
    return None
