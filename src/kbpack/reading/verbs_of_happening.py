"""Happenings by a verb: in a clause of its own, before its noun, or after it."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.happening import (
    BACKGROUND,
    NOUN_LINKS,
    PARTICIPANT_LINKS,
    Code,
    Happening,
    after_link,
    find_class,
    head_of_happening,
    words_of_happening,
)
from kbpack.reading.lines import Line, Span
from kbpack.reading.phrases import Hit
from kbpack.reading.tokens import HYPHENS


def by_verb(line: Line, hit: Hit[Code]) -> Happening | None:
    """The happening that a verb tells, or none."""
    tokens = line.tokens
    code, verb = hit.value, hit.first
    group = grammar.verb_group_start(tokens, verb, line.floor(verb))
    auxiliaries = {token.word_class for token in tokens[group:verb] if not token.is_adverb}
    if code.form in {"base", "third"} and _noun_like(line, hit, auxiliaries):
        return None
    if code.form == "past" and not any(auxiliaries):
        participle = _participle(line, hit)
        if participle is not None:
            return participle if participle.span.first < participle.span.after else None
    return _clause(line, hit, group, auxiliaries)


def _clause(line: Line, hit: Hit[Code], group: int, auxiliaries: set[str]) -> Happening | None:
    """A verb in a clause of its own, of which `group` is the first token of its auxiliaries."""
    tokens = line.tokens
    code, verb = hit.value, hit.first
    passive = code.form == "past" and "be" in auxiliaries
    to = _infinitive_to(line, verb) if code.form == "base" and group == verb else None
    infinitive = to is not None
    start = grammar.clause_start(tokens, group, line.floor(verb))
    if to is not None:
        if _is_purpose(line, start, to):
            return None
        start = to
    elif code.form == "gerund" and "be" not in auxiliaries and not _progress(line, start, group):
        start = verb
    end = _clause_end(line, hit.after)
    antecedent = _antecedent(line, start) if start == group and not infinitive else None
    subject = Span(start, group) if antecedent is None else Span(antecedent, start - 1)
    core = _with_what_it_needs(line, hit, subject, end, passive=passive)
    if core is None:
        return None
    quoted = antecedent if antecedent is not None and tokens[start - 2].text != "," else _with_pronoun(line, start)
    ground = "purpose" if infinitive else "ending" if code.lemma.count(" ") > 1 else "clause"
    happening = Happening(
        Span(quoted, end),
        Span(hit.first, hit.after),
        core,
        code,
        ground,
        Span(to, to + 1) if to is not None else None,
        negator=grammar.is_negated(tokens, start, verb),
    )
    _participants(line, happening, subject, passive=passive, verb_after=hit.after)
    return happening


def _infinitive_to(line: Line, verb: int) -> int | None:
    """The «to» of an infinitive, also behind another: «to kill and maim»."""
    before = verb - 1
    while line.word_class(before) == "coordinator" and words_of_happening().at(line.tokens, before - 1):
        before -= 2
    return before if line.low(before) == "to" else None


def _is_purpose(line: Line, start: int, to: int) -> bool:
    """Whether an infinitive only says what another happening of its clause is for: «used to kill»."""
    return any(
        hit.value.part == "verb" and hit.value.form != "base"
        for place in range(start, to)
        for hit in words_of_happening().at(line.tokens, place)
    )


def _with_what_it_needs(line: Line, hit: Hit[Code], subject: Span, end: int, *, passive: bool) -> Span | None:
    """The verb with the words of the class that it needs beside it; none where they are missing."""
    needs = hit.value.needs
    if not needs:
        return Span(hit.first, hit.after)
    beside = find_class(line, needs, *subject) if passive else None
    beside = beside or find_class(line, needs, hit.after, end)
    if beside is None and needs == "territory":
        beside = _place(line, hit.after, end)
    return Span(min(hit.first, beside.first), max(hit.after, beside.after)) if beside else None


def _participle(line: Line, hit: Hit[Code]) -> Happening | None:
    """A participle before or after its noun; none where the verb has a clause of its own."""
    attributive = _attributive(line, hit)
    if attributive is not None:
        return attributive
    publication = hit.value.needs == "publication"
    if publication or line.low(hit.after) == "by" or _follows_noun_before_finite(line, hit):
        reduced = _reduced(line, hit)
        nothing = Happening(Span(0, 0), Span(0, 0), Span(0, 0), hit.value, "none")
        return reduced if reduced is not None or publication else nothing
    return None


def _place(line: Line, first: int, after: int) -> Span | None:
    """The first named place in a stretch of tokens."""
    return next(
        (
            Span(name.first, name.after)
            for name in line.names
            if name.entry.table == "places" and first <= name.first and name.after <= after
        ),
        None,
    )


def _noun_like(line: Line, hit: Hit[Code], auxiliaries: set[str]) -> bool:
    """Whether a base or third-person form is rather a noun: no auxiliary, no «to», no object that opens after it."""
    if auxiliaries & {"modal", "do"} or (line.low(hit.first - 1) == "to" and hit.value.form == "base"):
        return False
    if line.word_class(hit.first - 1) in {"determiner", "possessive", "preposition", ""} and hit.value.form == "base":
        before = line.tokens[hit.first - 1] if hit.first else None
        if before is None or not before.low.endswith("s"):
            return line.word_class(hit.first - 1) != "coordinator"
    if hit.after >= line.end:
        return True
    following = line.tokens[hit.after]
    opens = (
        following.word_class in {"determiner", "possessive", "pronoun"}
        or following.kind == "number"
        or following.text[:1].isupper()
    )
    return not opens and line.word_class(hit.first - 1) != "coordinator"


def _with_pronoun(line: Line, start: int) -> int:
    """A relative clause is quoted with its pronoun, and the preposition before it."""
    return (
        start - 1
        if start and line.word_class(start - 1) == "relative" and line.word_class(start - 2) != "preposition"
        else start
    )


def _antecedent(line: Line, start: int) -> int | None:
    """The start of the noun phrase that a relative clause starting at `start` is about."""
    if start <= 1 or line.word_class(start - 1) not in {"relative", "complementizer"}:
        return None
    head = start - 2 if line.tokens[start - 2].text != "," else start - 3
    if head < 0 or line.tokens[head].is_mark or line.word_class(head) == "preposition" or line.tokens[head].is_verb:
        return None
    return line.phrase_start(head)


def _progress(line: Line, start: int, group: int) -> bool:
    """Whether a gerund goes on with the clause before it: «is in the process of withdrawing»."""
    return line.low(group - 1) == "of" and any(line.word_class(place) == "be" for place in range(start, group))


def _tells_of(line: Line, verb: int) -> bool:
    """Whether a verb of happening stands at a token."""
    return any(code.part == "verb" for code in words_of_happening().values_at(line.tokens, verb))


def _clause_end(line: Line, place: int) -> int:
    """The end of a verb's clause, before another happening that a preposition or «to» brings in."""
    end = grammar.clause_end(line.tokens, place - 1, line.end)
    for at in range(place, end):
        token = line.tokens[at]
        if token.low == "to" and at + 1 < end and _tells_of(line, at + 1):
            return at
        if at == place:
            continue
        if token.low in BACKGROUND and not any(date.first in {at, at + 1} for date in line.dates):
            return at
        if token.word_class == "preposition" and at + 1 < end:
            head = head_of_happening(line, at + 1, end)
            codes = words_of_happening().values_at(line.tokens, head) if head < end else ()
            if any(code.part == "noun" and code.kind in {"act", "duty"} for code in codes):
                return at
    return end


def _attributive(line: Line, hit: Hit[Code]) -> Happening | None:
    """A participle before its noun: «the occupied territories»."""
    tokens = line.tokens
    place = hit.first
    opened = place > 0 and (
        line.word_class(place - 1) in {"determiner", "possessive"}
        or tokens[place - 1].is_hyphen
        or (place > 1 and tokens[place - 2].is_hyphen)
    )
    if not opened or hit.after >= len(tokens) or line.word_class(hit.after) or tokens[hit.after].is_mark:
        return None
    start = place
    while start > 0 and (_hyphenated(line, start) or line.word_class(start - 1) in {"determiner", "possessive"}):
        start -= 1
    end = grammar.phrase_end(tokens, hit.after, line.end)
    happening = Happening(
        Span(start, end),
        Span(hit.first, hit.after),
        Span(hit.first, hit.after),
        hit.value,
        "known",
        Span(hit.first, hit.after),
    )
    happening.target = Span(hit.after, end)
    return happening


def _hyphenated(line: Line, place: int) -> bool:
    """Whether the token before `place` is a hyphen or hangs on one."""
    around = {line.tokens[at].text for at in range(max(place - 2, 0), place + 1)}
    return bool(around & HYPHENS)


def _follows_noun_before_finite(line: Line, hit: Hit[Code]) -> bool:
    """Whether a past form after a noun is followed by the sentence's real verb: «the report released in May found»."""
    end = grammar.phrase_end(line.tokens, hit.after - 1, line.end, NOUN_LINKS)
    return (
        end < line.end
        and end > hit.after
        and line.is_verb(end)
        and not any(line.word_class(place) == "coordinator" for place in range(hit.after, end))
    )


def _reduced(line: Line, hit: Hit[Code]) -> Happening | None:
    """A participle after its noun: «the region occupied by X», «a report released in May»."""
    tokens = line.tokens
    if hit.first == 0 or tokens[hit.first - 1].is_mark or line.word_class(hit.first - 1):
        return None
    start = line.phrase_start(hit.first - 1)
    code = hit.value
    if code.needs and find_class(line, code.needs, start, hit.first) is None:
        return None
    end = grammar.phrase_end(tokens, hit.after - 1, line.end, NOUN_LINKS)
    ground = "known" if line.low(hit.after) == "by" else "clause"
    core = Span(hit.first - 1 if code.needs else hit.first, hit.after)
    happening = Happening(
        Span(start, end),
        Span(hit.first, hit.after),
        core,
        code,
        ground,
        Span(hit.first, hit.after) if ground == "known" else None,
    )
    happening.target = Span(start, hit.first) if code.needs != "publication" else None
    if line.low(hit.after) == "by" and hit.after + 1 < line.end:
        happening.actor = Span(hit.after + 1, grammar.phrase_end(tokens, hit.after + 1, line.end, PARTICIPANT_LINKS))
    return happening


def _participants(line: Line, happening: Happening, subject: Span, *, passive: bool, verb_after: int) -> None:
    tokens, end = line.tokens, happening.span.after
    first = _past_date(line, subject)
    phrase = (
        Span(first, grammar.phrase_end(tokens, first, subject.after, PARTICIPANT_LINKS))
        if first < subject.after
        else None
    )
    if phrase is not None and (
        line.word_class(phrase.first) in {"preposition", "relative", "subordinator"} or happening.ground == "purpose"
    ):
        phrase = None
    if passive:
        links = frozenset({"by"}) | ({"from"} if happening.code.needs == "fire" else frozenset())
        happening.actor = after_link(line, links, verb_after, end)
        if happening.code.needs == "weapon":
            happening.target = after_link(line, frozenset({"against"}), verb_after, end)
        elif happening.code.type in {"ASSAULT", "COERCE"}:
            happening.target = _passive_subject(line, subject)
        return
    if happening.ground not in {"purpose", "ending"} and happening.code.form != "gerund":
        happening.actor = phrase
    happening.target = after_link(line, frozenset({"against"}), verb_after, end)
    if (
        happening.target is None
        and happening.code.type in {"ASSAULT", "COERCE"}
        and happening.code.needs in {"", "person", "territory"}
        and happening.ground != "ending"
        and verb_after < end
    ):
        after = grammar.phrase_end(tokens, verb_after, end, PARTICIPANT_LINKS)
        if not line.word_class(verb_after) or line.word_class(verb_after) in {"determiner", "possessive"}:
            happening.target = Span(verb_after, after)


def _past_date(line: Line, subject: Span) -> int:
    """The first token of a subject, past a date before it: «in 1992 ...»."""
    for date in line.dates:
        if date.first in {subject.first, subject.first + 1} and line.word_class(subject.first) == "preposition":
            return min(date.after, subject.after)
    return subject.first


def _passive_subject(line: Line, subject: Span) -> Span | None:
    """The noun phrase just before a passive verb group, without an adjunct before it."""
    after = subject.after
    determiners = [
        place
        for place in range(subject.first, after)
        if line.word_class(place) in {"determiner", "possessive"} and line.word_class(place - 1) != "preposition"
    ]
    first = determiners[-1] if determiners else subject.first
    while first > subject.first and line.word_class(first - 1) == "determiner":
        first -= 1
    if first >= after or line.word_class(first) in {
        "preposition",
        "pronoun",
        "relative",
        "subordinator",
        "complementizer",
    }:
        return None
    return Span(first, after)
