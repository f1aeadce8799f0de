"""Sayings by an -ing form: «X left, saying that Y», «a resolution calling for Y», «noting that Y, X left»."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.clauses import opens_clause
from kbpack.reading.content import after_cue, opens_content, opens_quotation, skip_that
from kbpack.reading.cues import Cue
from kbpack.reading.lines import Line, Span
from kbpack.reading.main_subjects import following_subject, main_subject
from kbpack.reading.needs import has_what_it_needs
from kbpack.reading.orders import is_behind_quotation
from kbpack.reading.relatives import whole_start
from kbpack.reading.saying import Saying, is_main, with_holder
from kbpack.reading.subjects import HOLDER_LINKS, group_start, subject_of
from kbpack.reading.words import AUXILIARIES

_DOING = frozenset({"in", "by", "without", "while", "when", "after", "before", "besides", "upon", "on"})
_NEAR = 16
"""Tokens before «as» within which the verb stands that quotes somebody."""
_LEADS = frozenset({"preposition", "subordinator", "coordinator", "negator"})


def by_gerund(line: Line, place: Span, cue: Cue, group: int) -> Saying | None:
    """The saying that an -ing form without «be» tells, or none."""
    if line.low(group - 1) == "worth":
        return _by_worth(line, place, cue, group)
    return _quoted(line, place, cue, group - 1) or _told(line, place, cue, group)


def _quoted(line: Line, place: Span, cue: Cue, as_: int) -> Saying | None:
    """«Z quoted X as saying Y», «"Y," X was quoted as saying»: what somebody is quoted as."""
    quoting = grammar.words_of("quoted as") if line.low(as_) == "as" else frozenset[str]()
    verb = next((at for at in range(as_ - 1, max(as_ - _NEAR, 0), -1) if line.low(at) in quoting), None)
    if verb is None:
        return None
    group = group_start(line, verb)
    subject, _ = subject_of(line, verb, group)
    passive = any(line.word_class(at) == "be" for at in range(group, verb))
    speaker = subject if passive else Span(verb + 1, grammar.phrase_end(line.tokens, verb + 1, as_, HOLDER_LINKS))
    if speaker.first >= speaker.after:
        return None
    _, content = after_cue(line, place.after, cue)
    before = subject.first - (line.low(subject.first - 1) == ",")
    ends = place.after >= line.end and before < subject.first
    if (ends or is_behind_quotation(line, subject.first)) and not opens_content(line, content):
        saying = Saying(Span(0, place.after), Span(0, before), cue.act, main=passive, cue=place)
    elif content < line.end and not line.tokens[content].is_mark and line.low(content) != "by":
        saying = Saying(Span(speaker.first, line.end), Span(skip_that(line, content), line.end), cue.act, cue=place)
    else:
        return None
    return with_holder(line, saying, speaker)


def _told(line: Line, place: Span, cue: Cue, group: int) -> Saying | None:
    addressee, content = _behind(line, place, cue)
    quoted = opens_quotation(line, place.after)
    clause = quoted or opens_content(line, content) or opens_clause(line, content)
    before = line.tokens[group - 1] if group else None
    if content >= line.end:
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


def _behind(line: Line, place: Span, cue: Cue) -> tuple[Span | None, int]:
    """Whom a form turns to, and what it says; the end of the line where it says nothing."""
    addressee, content = after_cue(line, place.after, cue)
    if has_what_it_needs(line, content, cue):
        return addressee, content
    return addressee, addressee.first if addressee is not None and "object" in cue.needs else line.end


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
    return line.word_class(content) == "pronoun" or any(line.word_class(at) in AUXILIARIES for at in near)


def _noun_before(line: Line, group: int) -> Span:
    """The noun phrase right before a participle, with what an «of» before it adds."""
    return Span(whole_start(line, line.phrase_start(group - 1)), group)
