"""Sayings by an -ing form: «X left, saying that Y», «a resolution calling for Y», «noting that Y, X left»."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.clauses import opens_clause
from kbpack.reading.content import after_cue, opens_content, opens_quotation, skip_that
from kbpack.reading.cues import Cue, cues, must_tell
from kbpack.reading.invited import is_object
from kbpack.reading.lines import Line, Span
from kbpack.reading.needs import has_what_it_needs
from kbpack.reading.saying import (
    HOLDER_LINKS,
    Saying,
    around,
    is_main,
    past_number,
    subject_of,
    whole_start,
    with_holder,
)

_HELPERS = frozenset({"be", "have", "do", "modal"})
_DOING = frozenset({"in", "by", "without", "while", "when", "after", "before", "besides", "upon", "on"})
_LEADS = frozenset({"preposition", "subordinator", "coordinator", "negator"})
_SPEAKERS = frozenset({"", "determiner", "possessive", "pronoun"})
_SHORT = 8
"""Tokens within which an adverbial at the head of a sentence ends."""
_FAR = 60
"""Tokens within which the subject of a participle is looked for."""


def by_gerund(line: Line, place: Span, cue: Cue, group: int) -> Saying | None:
    """The saying that an -ing form without «be» tells, or none."""
    return _by_worth(line, place, cue, group) if line.low(group - 1) == "worth" else _told(line, place, cue, group)


def _told(line: Line, place: Span, cue: Cue, group: int) -> Saying | None:
    addressee, content = after_cue(line, place.after, cue)
    quoted = opens_quotation(line, place.after)
    clause = quoted or opens_content(line, content) or opens_clause(line, content)
    before = line.tokens[group - 1] if group else None
    needed = has_what_it_needs(line, content, cue)
    if not needed or content >= line.end:
        return None
    holder: Span | None = None
    if before is None:
        holder = following_subject(line, content) if clause else None
        if holder is None and not (quoted or opens_content(line, content)):
            return None
    elif before.text == "," or before.is_quote or before.word_class == "pronoun":
        if not (clause or "object" in cue.needs or _says(line, content, cue)):
            return None
        holder = main_subject(line, group - 1)
    elif before.is_word and not before.word_class and not before.is_verb:
        sure = quoted or opens_content(line, content) or (clause and _has_helper(line, content))
        holder = _noun_before(line, group)
        if not (sure or _has_infinitive(line, addressee, content) or _is_about(line, cue, holder)):
            return None
    elif before.word_class in _LEADS and (clause or _is_done(line, before.low, content, cue)):
        holder = main_subject(line, group - 1) if group > 1 else _followed_by(line, addressee, content)
    else:
        return None
    if holder is not None and addressee is not None and holder.first == content:
        return with_holder(line, Saying(Span(group, content), addressee, cue.act, cue=place), holder)
    after = line.end if holder is None or holder.first <= content else holder.first - 1
    saying = Saying(
        Span(group, after),
        Span(min(skip_that(line, content), after), after),
        cue.act,
        cue=place,
        addressee=addressee,
    )
    return with_holder(line, saying, holder) if holder else saying


def _followed_by(line: Line, addressee: Span | None, content: int) -> Span | None:
    """The subject behind a participle that opens a sentence: «In thanking him, we», «In thanking him we»."""
    if addressee is not None and grammar.is_subject(line.low(content)):
        return Span(content, content + 1)
    return following_subject(line, content)


def _by_worth(line: Line, place: Span, cue: Cue, group: int) -> Saying | None:
    """«It is worth noting that Y»: the document's own."""
    _, content = after_cue(line, place.after, cue)
    opens = opens_content(line, content) or line.word_class(content) in {"", "determiner", "possessive"}
    if content >= line.end or not opens or not has_what_it_needs(line, content, cue, own=True):
        return None
    start = grammar.clause_start(line.tokens, group)
    content = min(skip_that(line, content), line.end - 1)
    span = Span(start, line.end)
    return Saying(span, Span(content, line.end), cue.act, own=True, main=is_main(line, start), cue=place)


def _has_infinitive(line: Line, addressee: Span | None, content: int) -> bool:
    """Whether «to» opens what is said: «pilots urging them to leave»."""
    return line.low(content) == "to" and (addressee is not None or line.word_class(content + 1) == "")


def _is_done(line: Line, lead: str, content: int, cue: Cue) -> bool:
    """Whether an object is what is said behind a preposition or «and»: «by condemning X», «and vowing to go»."""
    if cue.needs == ("object",):
        return lead in _DOING or _says(line, content, cue)
    shared = lead in {"and", "or"} or line.low(content) == "to"
    return shared and _says(line, content, cue)


def _says(line: Line, content: int, cue: Cue) -> bool:
    """Whether what stands behind a form can only be what is said: a definite object, a name, an infinitive."""
    if line.tokens[content].is_mark or cue.act == "emphasize":
        return False
    if line.low(content) == "to":
        return "to" not in cue.needs and not line.word_class(content + 1)
    definite = line.word_class(content) in {"determiner", "possessive", "pronoun"}
    return definite or line.tokens[content].text[0].isupper()


def _is_about(line: Line, cue: Cue, holder: Span) -> bool:
    """Whether an object is what is said behind a noun: «pilots condemning it», «a letter asking for help»."""
    return cue.needs == ("object",) or ("object" in cue.needs and _is_paper(line, holder))


def _is_paper(line: Line, span: Span) -> bool:
    """Whether a phrase names what is written: a resolution, a letter."""
    return any(line.in_class(kind, *span) is not None for kind in ("publication", "agreement"))


def _has_helper(line: Line, content: int) -> bool:
    """Whether a clause without «that» shows itself by an auxiliary or a pronoun."""
    near = range(content, min(content + 12, line.end))
    return line.word_class(content) == "pronoun" or any(line.word_class(at) in _HELPERS for at in near)


def _noun_before(line: Line, group: int) -> Span:
    """The noun phrase right before a participle, with what an «of» before it adds."""
    return Span(whole_start(line, line.phrase_start(group - 1)), group)


def main_subject(line: Line, before: int) -> Span | None:
    """The subject of the first clause of a sentence before a token, as the subject of its participles."""
    first = past_number(line, 0)
    near = _teller(line, before)
    if near is not None:
        return near
    if first < before and line.tokens[first].is_quote:
        first = _past_quotation(line, first, before)
    while first < before and (line.tokens[first].is_quote or _opens_lightly(line, first)):
        first += 1 + (line.low(first + 1) == ",")
    behind = _behind_adverbial(line, first)
    if behind is not None and behind.after <= before:
        return behind
    return _first_subject(line, first, before)


def _past_quotation(line: Line, opening: int, before: int) -> int:
    """The token behind the quotation that opens a sentence and behind its comma; its own start where it goes on."""
    marks = [at for at in range(opening, before) if line.tokens[at].is_quote]
    closing = next((at for at in marks[1::2] if line.tokens[at].spaced and not line.tokens[at + 1].is_quote), None)
    return opening if closing is None else closing + 1 + (line.low(closing + 1) == ",")


def _opens_lightly(line: Line, place: int) -> bool:
    """Whether an adverb or a coordinator stands at a token, before the subject."""
    return line.tokens[place].is_adverb or line.word_class(place) == "coordinator"


def _first_subject(line: Line, first: int, before: int) -> Span | None:
    """The subject of the first verb from a token on, or the phrase there."""
    named = grammar.phrase_end(line.tokens, first, before, HOLDER_LINKS) if first < before else first
    if first < named < before and line.tokens[named].text == "," and _can_open(line, first):
        return Span(first, named)
    if first < before and _invites(line, first):
        first += 1
    if first < before and (grammar.is_subject(line.low(first)) or is_object(line.low(first))):
        return Span(first, first + 1)
    for verb in range(first + 1, min(before, _FAR)):
        if grammar.is_finite(line.tokens, verb) or must_tell(line.tokens, verb):
            subject, _ = subject_of(line, verb)
            if subject.first < subject.after and line.word_class(subject.first) != "preposition":
                return subject
    if first < before and line.word_class(first) in {"", "determiner", "possessive", "pronoun"}:
        after = grammar.phrase_end(line.tokens, first, before, HOLDER_LINKS)
        timed = after < before and grammar.is_subject(line.low(after))
        return Span(after, after + 1) if timed else Span(first, after)
    return None


def _invites(line: Line, place: int) -> bool:
    """Whether a speaker follows a word: «may I begin by», «let me begin by»."""
    modal = grammar.word_class(line.tokens[place].text.lower()) == "modal" and grammar.is_subject(line.low(place + 1))
    return modal or line.low(place) in grammar.words_of("letting")


def _behind_adverbial(line: Line, place: int) -> Span | None:
    """The subject behind a time, a place or a clause that is not the main one: «Last month, X», «When Y, X»."""
    if line.word_class(place) in {"preposition", "subordinator"} or line.low(place).endswith("ing"):
        return following_subject(line, place)
    comma = next((at for at in range(place, min(place + _SHORT, line.end)) if line.tokens[at].text == ","), 0)
    dated = any(place <= date.first and date.after == comma for date in line.dates)
    if not comma or comma + 1 >= line.end or not (dated or line.tokens[comma - 1].is_adverb):
        return None
    if grammar.is_subject(line.low(place)) or any(grammar.is_finite(line.tokens, at) for at in range(place, comma)):
        return None
    return Span(comma + 1, grammar.phrase_end(line.tokens, comma + 1, line.end, HOLDER_LINKS))


def shared_subject(line: Line, coordinator: int) -> Span | None:
    """The subject of the verb before «and»: of its own clause, or of the sentence where a comma parts them."""
    if line.low(coordinator - 1) == ",":
        return main_subject(line, coordinator)
    floor = coordinator
    while floor > 0 and line.word_class(floor - 1) not in {"subordinator", "complementizer", "relative"}:
        floor -= 1
    if floor and line.word_class(floor - 1) == "relative":
        return around(line, floor) or main_subject(line, coordinator)
    if floor and grammar.is_subject(line.low(floor)):
        return Span(floor, floor + 1)
    for verb in range(floor + 1, coordinator if floor else 0):
        if grammar.is_finite(line.tokens, verb):
            subject, _ = subject_of(line, verb)
            return subject if subject.first < subject.after else main_subject(line, coordinator)
    return main_subject(line, coordinator)


def _can_open(line: Line, place: int) -> bool:
    kind = line.word_class(place)
    return kind in {"determiner", "possessive"} or (kind == "" and line.tokens[place].text[0].isupper())


def _teller(line: Line, comma: int) -> Span | None:
    """The subject of a verb of saying behind a quotation or between two commas: «Y, officials told us, adding Z»."""
    for at in range(comma - 3, 0, -1):
        speaks = line.tokens[at].closes_quote and line.word_class(at + 2) in _SPEAKERS and _tells(line, at + 1)
        if speaks and not opens_quotation(line, at):
            return Span(at + 2, grammar.phrase_end(line.tokens, at + 2, comma, HOLDER_LINKS))
    start = comma
    while start > 0 and not line.tokens[start - 1].is_mark:
        start -= 1
    for at in range(start + 1, comma if line.tokens[comma].text == "," and start else 0):
        if _tells(line, at):
            subject, _ = subject_of(line, at)
            return subject if start <= subject.first < subject.after else None
    return None


def _tells(line: Line, place: int) -> bool:
    """Whether a past or third-person form of a verb of saying stands at a token."""
    return any(one.form in {"past", "third"} for one in cues().values_at(line.tokens, place))


def following_subject(line: Line, content: int) -> Span | None:
    """The subject of the clause behind a participle at the head of a sentence: «noting that Y, X left»."""
    for at in range(content, min(line.end, content + _FAR)):
        if line.tokens[at].text == "," and opens_clause(line, at + 1):
            if line.word_class(at + 1) == "pronoun":
                return Span(at + 1, at + 2)
            after = grammar.phrase_end(line.tokens, at + 1, line.end, HOLDER_LINKS)
            return Span(at + 1, after - _ends_with_verb(line, at + 1, after))
    return None


def _ends_with_verb(line: Line, first: int, after: int) -> bool:
    """Whether the last word of what looks like a phrase is a verb in -s with its object: «my board supports it»."""
    last = line.tokens[after - 1]
    object_behind = line.word_class(after) in {"pronoun", "determiner", "possessive"}
    return after - first > 1 and object_behind and grammar.is_plural(last.low) and last.text.islower()
