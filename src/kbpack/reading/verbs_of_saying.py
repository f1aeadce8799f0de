"""Sayings by a verb: before its content, after it, between, in the passive, in a headline."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.cues import Cue
from kbpack.reading.grammar import word_class
from kbpack.reading.lines import Line, Span, actor_of, is_own
from kbpack.reading.saying import HOLDER_LINKS, Saying, is_main, publication_act, subject_of, with_holder

_HELD = frozenset({"believe", "assess", "doubt", "agree", "hope", "promise"})
"""Acts that one still does by denying them: not to believe that Y is to hold an opinion on Y."""

_ALL_LINKS = HOLDER_LINKS | {"by", "on", "with", "to", "between", "among", "about", "over", "under", "after"}


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
    if "negator" in auxiliaries and cue.act not in _HELD:
        return None
    quoted = _opens_quotation(line, place.after)
    if cue.form == "gerund" and "be" not in auxiliaries and not quoted:
        return None
    if cue.form == "past" and "be" in auxiliaries:
        return _passive(line, place, cue)
    if cue.form in {"base", "third"} and _is_noun(line, place.first, group):
        return None
    subject, start = subject_of(line, place.first)
    if subject.first >= subject.after:
        around = _around(line, group)
        if around is not None and (quoted or _opens_content(line, place.after) or _opens_clause(line, place.after)):
            return _leading(line, place, cue, around, around.first)
        return _headline(line, place, cue) or _inverted(line, place, cue)
    if not quoted and (place.after >= line.end or tokens[place.after].text == ","):
        return _trailing(line, place, cue, subject)
    return _leading(line, place, cue, subject, start)


def _opens_quotation(line: Line, place: int) -> bool:
    """Whether a quotation opens at a token, or after its comma or colon."""
    tokens = line.tokens
    if place < line.end and tokens[place].text in {",", ":"}:
        place += 1
    return place < line.end and grammar.opens_quote(tokens[place])


def _is_noun(line: Line, place: int, group: int) -> bool:
    """Whether a base or third-person form is rather a noun: «has prompted calls», «a light show»."""
    if not place:
        return False
    if line.tokens[place].text[0].isupper() and line.tokens[place - 1].text[0].islower():
        return True
    if group != place:
        return False
    if line.tokens[place - 1].low in grammar.verb_words():
        return True
    start = line.phrase_start(place)
    return start < place and line.low(start) in {"a", "an", "this", "each", "every", "another"}


def _around(line: Line, group: int) -> Span | None:
    """The subject of a verb that a relative clause or a parenthesis parts from it: «X, who came, said», «who said»."""
    tokens = line.tokens
    before = group - 1
    if before < 1:
        return None
    if word_class(tokens[before].low) == "relative":
        head = before - 1 if tokens[before - 1].text != "," else before - 2
        return Span(line.phrase_start(head), head + 1) if head >= 0 and not grammar.is_mark(tokens[head]) else None
    if tokens[before].text != ",":
        return None
    opening = next((at for at in range(before - 1, 0, -1) if tokens[at].text == ","), None)
    start = grammar.clause_start(tokens, opening) if opening else 0
    if opening is None or start >= opening:
        return None
    after = grammar.phrase_end(tokens, start, opening, HOLDER_LINKS)
    return Span(start, opening) if after == opening and word_class(tokens[start].low) != "preposition" else None


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
    if _opens_quotation(line, place):
        return None, place + (line.tokens[place].text in {",", ":"})
    if cue.needs == "to" and line.low(place) == "to" and word_class(line.low(place + 1)) != "":
        return None, place
    if cue.needs == "to" and line.low(place) == "to":
        stop = next((at for at in range(place + 1, line.end) if line.low(at) == "to"), 0)
        return (Span(place + 1, stop), stop) if stop else (None, place)
    if _opens_content(line, place):
        return None, place
    adverbial = _past_adverbial(line, place)
    if adverbial != place:
        return None, adverbial
    if not cue.takes_addressee:
        return None, place
    if word_class(line.low(place)) == "pronoun":
        return Span(place, place + 1), min(place + 1, line.end - 1)
    end = grammar.phrase_end(line.tokens, place, line.end)
    return (Span(place, end), end) if _opens_content(line, end) or line.low(end) == "to" else (None, place)


def _past_adverbial(line: Line, place: int) -> int:
    """Where «that» stands behind a short adverbial: «said on Monday that»; the place itself where there is none."""
    if word_class(line.low(place)) not in {"preposition", "adverb"} and not any(
        date.first == place for date in line.dates
    ):
        return place
    for at in range(place + 1, min(place + 8, line.end)):
        if word_class(line.low(at)) == "complementizer":
            return at
        if grammar.is_finite(line.tokens, at) or grammar.is_mark(line.tokens[at]):
            break
    return place


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


def _opens_clause(line: Line, place: int) -> bool:
    """Whether a clause without «that» opens at a token: a noun phrase, then a finite verb."""
    tokens = line.tokens
    if place >= line.end or grammar.is_mark(tokens[place]):
        return False
    opener = word_class(tokens[place].low)
    if opener == "pronoun":
        end = place + 1
    elif opener in {"", "determiner", "possessive"}:
        end = grammar.phrase_end(tokens, place, line.end, _ALL_LINKS)
    else:
        return False
    while end < line.end and grammar.is_adverb(tokens[end]):
        end += 1
    return place < end < line.end and grammar.is_finite(tokens, end)


def _has_what_it_needs(line: Line, content: int, cue: Cue) -> bool:
    if cue.needs == "that":
        return _opens_content(line, content) or _opens_clause(line, content)
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
    return with_holder(
        line,
        Saying(
            Span(0, place.after),
            Span(0, before + grammar.closes_quote(line.tokens[before])),
            cue.act,
            main=True,
            cue=place,
        ),
        subject,
    )


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
