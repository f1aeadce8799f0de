"""Happenings by a verb, in a clause of its own."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.happening import BACKGROUND, Code, Happening, find_class, head_of_happening, words_of_happening
from kbpack.reading.lines import Line, Span
from kbpack.reading.participants import add_participants
from kbpack.reading.participles_of_happening import attributive, is_reduced, reduced
from kbpack.reading.phrases import Hit
from kbpack.reading.verb_groups import is_negated, verb_group_start


def by_verb(line: Line, hit: Hit[Code]) -> Happening | None:
    """The happening that a verb tells, or none."""
    tokens = line.tokens
    code, verb = hit.value, hit.first
    group = verb_group_start(tokens, verb, line.floor(verb))
    auxiliaries = {token.word_class for token in tokens[group:verb] if not token.is_adverb}
    if code.form in {"base", "third"} and _noun_like(line, hit, auxiliaries):
        return None
    if code.form == "past" and not any(auxiliaries):
        found = attributive(line, hit)
        publication = code.needs == "publication"
        if found is None and (publication or is_reduced(line, hit)):
            found = reduced(line, hit)
            if found is None and not publication:
                return None
        if found is not None:
            return found
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
        negator=is_negated(tokens, start, verb),
    )
    add_participants(line, happening, subject, passive=passive, verb_after=hit.after)
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
