"""Sayings by a verb: before its content, after it, between, in the passive, in a headline."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.cues import Cue
from kbpack.reading.grammar import word_class
from kbpack.reading.lines import Line, Span, actor_of, is_own
from kbpack.reading.saying import HOLDER_LINKS, Saying, is_main, publication_act, subject_of, with_holder


def by_verb(line: Line, place: Span, cue: Cue) -> Saying | None:
    """The saying that a verb tells, or none."""
    tokens = line.tokens
    before = tokens[place.first - 1] if place.first else None
    group = grammar.verb_group_start(tokens, place.first)
    if before is not None and (
        (before.low == "to" and group == place.first)
        or before.kind == "genitive"
        or (word_class(before.low) in {"determiner", "possessive", "preposition"} and before.low != "to")
    ):
        return None
    auxiliaries = [word_class(token.low) for token in tokens[group : place.first]]
    if cue.form == "gerund" and "be" not in auxiliaries:
        return None
    if cue.form == "past" and "be" in auxiliaries:
        return _passive(line, place, cue)
    subject, start = subject_of(line, place.first)
    if subject.first >= subject.after:
        return _headline(line, place, cue) or _inverted(line, place, cue)
    if place.after >= line.end or tokens[place.after].text == ",":
        return _trailing(line, place, cue, subject)
    return _leading(line, place, cue, subject, start)


def _leading(line: Line, place: Span, cue: Cue, subject: Span, start: int) -> Saying | None:
    """Holder, cue, content: «X said that Y», «X told Z that Y», «we reject Y»."""
    addressee, content = _after_cue(line, place.after, cue)
    if not _has_what_it_needs(line, content, cue):
        return None
    actor = actor_of(line, subject)
    act, words, rule = publication_act(line, subject, cue.act)
    return Saying(
        Span(subject.first, line.end),
        Span(min(_skip_that(line, content), line.end), line.end),
        act,
        own=is_own(line, subject, actor),
        main=is_main(line, start),
        cue=place,
        holder=subject,
        actor=actor,
        addressee=addressee,
        act_words=words,
        act_rule=rule,
    )


def _after_cue(line: Line, place: int, cue: Cue) -> tuple[Span | None, int]:
    """The addressee after a cue, where there is one, and where the content starts."""
    if place >= line.end:
        return None, place
    if cue.needs == "to" and line.low(place) == "to" and word_class(line.low(place + 1)) != "":
        return None, place
    if cue.needs == "to" and line.low(place) == "to":
        stop = next((at for at in range(place + 1, line.end) if line.low(at) == "to"), 0)
        return (Span(place + 1, stop), stop) if stop else (None, place)
    if not cue.takes_addressee or _opens_content(line, place):
        return None, place
    if word_class(line.low(place)) == "pronoun":
        return Span(place, place + 1), min(place + 1, line.end - 1)
    end = grammar.phrase_end(line.tokens, place, line.end)
    return (Span(place, end), end) if _opens_content(line, end) or line.low(end) == "to" else (None, place)


def _opens_content(line: Line, place: int) -> bool:
    if place >= line.end:
        return False
    token = line.tokens[place]
    return (
        word_class(token.low) == "complementizer"
        or grammar.opens_quote(token)
        or token.text == ":"
        or "clause opener" in grammar.classes_of(token.low)
    )


def _has_what_it_needs(line: Line, content: int, cue: Cue) -> bool:
    if cue.needs == "that":
        return _opens_content(line, content)
    if cue.needs == "quote":
        return content < line.end and (grammar.opens_quote(line.tokens[content]) or line.tokens[content].text == ":")
    if cue.needs == "to":
        return line.low(content) in {"to", "for", "on"}
    if cue.needs == "as":
        return any(line.low(at) == "as" for at in range(content, line.end))
    if cue.needs == "claim":
        return line.in_class("claim", content, line.end) is not None
    if cue.needs == "object":
        return content < line.end and not grammar.is_mark(line.tokens[content]) and line.low(content) != "by"
    return content < line.end and line.low(content) != "by"


def _skip_that(line: Line, place: int) -> int:
    return place + 1 if word_class(line.low(place)) == "complementizer" or line.tokens[place].text == ":" else place


def _inverted(line: Line, place: Span, cue: Cue) -> Saying | None:
    """Content, cue, holder: «Y, said an article in Z»."""
    before = place.first - 1
    if (
        cue.form not in {"past", "third"}
        or before < 1
        or not (line.tokens[before].text == "," or grammar.closes_quote(line.tokens[before]))
    ):
        return None
    after = next((at for at in range(place.after, len(line.tokens)) if grammar.is_mark(line.tokens[at])), line.end)
    if after <= place.after or word_class(line.low(place.after)) in {"preposition", "complementizer", "subordinator"}:
        return None
    holder = Span(place.after, after)
    act, words, rule = publication_act(line, holder, cue.act)
    content = Span(0, before if line.tokens[before].text == "," else place.first)
    return with_holder(
        line, Saying(Span(0, after), content, act, main=True, cue=place, act_words=words, act_rule=rule), holder
    )


def _trailing(line: Line, place: Span, cue: Cue, subject: Span) -> Saying | None:
    """Content, holder, cue: «Y, X said»."""
    before = subject.first - 1
    if before < 1 or not (line.tokens[before].text == "," or grammar.closes_quote(line.tokens[before])):
        return None
    return with_holder(line, Saying(Span(0, place.after), Span(0, before), cue.act, main=True, cue=place), subject)


def _headline(line: Line, place: Span, cue: Cue) -> Saying | None:
    """A headline's passive without «be»: «"strong evidence" found». Nobody is named."""
    if (
        cue.form == "past"
        and place.after == line.end == len(line.tokens)
        and place.first
        and grammar.closes_quote(line.tokens[place.first - 1])
    ):
        return Saying(Span(0, place.after), Span(0, place.first), cue.act, main=True, cue=place)
    return None


def _passive(line: Line, place: Span, cue: Cue) -> Saying | None:
    """«It was reported by X that Y», «Y was condemned by X»; without «by» nobody is named."""
    by = line.low(place.after) == "by"
    holder = (
        Span(place.after + 1, grammar.phrase_end(line.tokens, place.after + 1, line.end, HOLDER_LINKS))
        if by and place.after + 1 < line.end
        else None
    )
    rest = holder.after if holder else place.after
    start = grammar.clause_start(line.tokens, place.first)
    if rest < line.end and word_class(line.low(rest)) == "complementizer":
        content = Span(rest + 1, line.end)
    elif line.low(rest) == "to" or holder or cue.needs == "object":
        content = (
            Span(start, grammar.verb_group_start(line.tokens, place.first))
            if line.low(rest) != "to"
            else Span(start, line.end)
        )
    else:
        return None
    if content.first >= content.after:
        return None
    saying = Saying(Span(start, max(rest, content.after)), content, cue.act, main=is_main(line, start), cue=place)
    return with_holder(line, saying, holder) if holder else saying
