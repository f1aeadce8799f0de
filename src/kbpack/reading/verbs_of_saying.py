"""Sayings by a verb: before its content, after it, between, in the passive, in a headline."""

from __future__ import annotations

from typing import NamedTuple

from kbpack.reading import grammar
from kbpack.reading.asides import as_clause, reduced
from kbpack.reading.content import after_cue, has_what_it_needs, opens_clause, opens_content, opens_quotation, skip_that
from kbpack.reading.cues import Cue, is_predicate
from kbpack.reading.grammar import word_class
from kbpack.reading.invited import invited
from kbpack.reading.lines import Line, Span, actor_of, is_own
from kbpack.reading.participles import by_gerund, main_subject
from kbpack.reading.saying import (
    HOLDER_LINKS,
    Saying,
    around,
    group_start,
    is_copula,
    is_main,
    publication_act,
    subject_of,
    with_holder,
)

_HELD = frozenset({"believe", "assess", "doubt", "agree", "hope", "promise"})
"""Acts that one still does by denying them: not to believe that Y is to hold an opinion on Y."""


_TAKES_OBJECT = frozenset({"any", "object"})
_BEFORE_INFINITIVE = frozenset({"to", "me", "us"})


class _Speaker(NamedTuple):
    """Who says it: the words, where their clause starts, and whether they are known to be the document's own voice."""

    words: Span
    start: int
    own: bool = False


def by_verb(line: Line, place: Span, cue: Cue) -> Saying | None:
    """The saying that a verb tells, or none."""
    tokens = line.tokens
    group = group_start(line, place.first)
    auxiliaries = [word_class(token.low) for token in tokens[group : place.first]]
    if cue.form == "gerund" and "be" not in auxiliaries:
        return by_gerund(line, place, cue, group)
    if group and tokens[group - 1].low in _BEFORE_INFINITIVE and cue.form == "base":
        return _invited(line, place, cue, group)
    if group == place.first and not _can_be_verb(line, group):
        return None
    if "negator" in auxiliaries and cue.act not in _HELD:
        return None
    if cue.form == "past" and is_predicate(tokens, place.first) and _behind_copula(line, place.first):
        return None
    if cue.form == "past" and "be" in auxiliaries:
        return _passive(line, place, cue)
    return _active(line, place, cue, group)


def _active(line: Line, place: Span, cue: Cue, group: int) -> Saying | None:
    if cue.form in {"base", "third"} and _is_noun(line, place.first, group, cue.form):
        return None
    if cue.form == "past" and (line.low(place.after) == "by" or (group and line.low(group - 1) == "as")):
        return reduced(line, place, cue, group)
    subject, start = subject_of(line, place.first)
    if subject.first >= subject.after:
        return _without_subject(line, place, cue, group)
    aside = as_clause(line, place, cue, subject, start)
    if aside is not None or (start and line.low(start - 1) == "as" and line.low(place.after) == "it"):
        return aside
    if _is_trailing(line, place, subject):
        return _trailing(line, place, cue, subject)
    return _leading(line, place, cue, _Speaker(subject, start))


def _can_be_verb(line: Line, place: int) -> bool:
    """Whether a verb without auxiliaries can stand at a token: not behind an article, a preposition or «'s»."""
    if not place:
        return True
    before = line.tokens[place - 1]
    return before.kind != "genitive" and word_class(before.low) not in {"determiner", "possessive", "preposition"}


def _behind_copula(line: Line, place: int) -> bool:
    before = place - 1
    while before > 0 and grammar.is_adverb(line.tokens[before]):
        before -= 1
    return before >= 0 and is_copula(line, before)


def _without_subject(line: Line, place: Span, cue: Cue, group: int) -> Saying | None:
    marked = opens_quotation(line, place.after) or opens_content(line, place.after)
    opens = marked or opens_clause(line, place.after)
    before = word_class(line.low(group - 1))
    if before == "coordinator":
        farther = _shared_subject(line, place, cue, group)
    else:
        farther = around(line, group, far=marked) if opens or before == "relative" else None
    if farther is not None:
        return _leading(line, place, cue, _Speaker(farther, group if before == "coordinator" else farther.first))
    return _headline(line, place, cue) or _inverted(line, place, cue)


def _shared_subject(line: Line, place: Span, cue: Cue, group: int) -> Span | None:
    """The subject that a verb behind «and» shares with the one before it; none where that may be an infinitive."""
    subject = main_subject(line, group - 1)
    if subject is None or (cue.form == "base" and group == place.first and not _may_be_plain(line, subject, group)):
        return None
    return subject


def _may_be_plain(line: Line, subject: Span, group: int) -> bool:
    plural = grammar.is_plural(line.low(subject.after - 1)) or grammar.is_subject(line.low(subject.first))
    return plural and all(line.low(at) != "to" for at in range(subject.after, group))


def _invited(line: Line, place: Span, cue: Cue, group: int) -> Saying | None:
    """«Allow me to say that Y», «let me thank X», «it is my duty to recall Y»: the document's own."""
    speaker = invited(line, group)
    return _leading(line, place, cue, _Speaker(*speaker, own=True)) if speaker else None


def _is_noun(line: Line, place: int, group: int, form: str) -> bool:
    """Whether a base or third-person form is rather a noun: «has prompted calls», «a light show», «Hill State»."""
    if not place:
        return False
    token, before = line.tokens[place], line.tokens[place - 1]
    if token.text[0].isupper() and not _in_capitals(line, place):
        return True
    if group != place or grammar.is_subject(before.low) or word_class(before.low) == "relative":
        return False
    if before.low in grammar.verb_words():
        return True
    start = line.phrase_start(place)
    opener = line.low(start)
    if start < place and opener in {"a", "an", "this", "each", "every", "another"}:
        return form == "base" or place == start + 1
    if form == "base":
        return before.kind == "word" and not grammar.is_plural(before.low) and not _is_joined(line, start)
    return opener in {"these", "those", "many", "several", "few", "both", "such"}


def _is_joined(line: Line, start: int) -> bool:
    """Whether a phrase is the second of two: «X and Y say»."""
    return start > 0 and line.low(start - 1) == "and"


def _in_capitals(line: Line, place: int) -> bool:
    """Whether the words around are capitalised too, as in a headline."""
    around = line.tokens[max(place - 8, 0) : place + 8]
    return not any(token.is_word and token.text[0].islower() and len(token.text) > len("the") for token in around)


def _leading(line: Line, place: Span, cue: Cue, speaker: _Speaker) -> Saying | None:
    """Holder, cue, content: «X said that Y», «X told Z that Y», «we reject Y»."""
    subject = speaker.words
    addressee, content = after_cue(line, place.after, cue)
    actor = actor_of(line, subject)
    own = speaker.own or is_own(line, subject, actor)
    if not has_what_it_needs(line, content, cue, own=own) and not _is_thought_aside(line, place, subject, cue):
        return None
    act, words, rule = publication_act(line, subject, cue.act)
    return Saying(
        Span(min(subject.first, place.first), line.end),
        Span(min(skip_that(line, content), line.end), line.end),
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


def _is_thought_aside(line: Line, place: Span, subject: Span, cue: Cue) -> bool:
    """Whether «I think» stands inside its content: «which I think can be», «Moved I think by»."""
    own_thought = cue.act == "believe" and cue.form == "base" and is_own(line, subject, None)
    return (
        own_thought
        and subject.after == place.first
        and word_class(line.low(place.after))
        in {
            "be",
            "have",
            "modal",
            "preposition",
        }
        and line.low(place.after) not in {"of", "about", "to", "in"}
    )


def _is_trailing(line: Line, place: Span, subject: Span) -> bool:
    """Whether what is said stands before its holder: «Y, X said», «Y, X said on Monday»."""
    if place.after >= line.end:
        return True
    before = line.tokens[subject.first - 1] if subject.first else None
    if opens_quotation(line, place.after):
        return False
    if line.tokens[place.after].text == ",":
        return True
    quoted = before is not None and (
        grammar.closes_quote(before) or (before.text == "," and grammar.closes_quote(line.tokens[subject.first - 2]))
    )
    return quoted and not opens_content(line, place.after) and not opens_clause(line, place.after)


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
    if (
        before < 1
        or "complementizer" in cue.needs
        or not (line.tokens[before].text == "," or grammar.closes_quote(line.tokens[before]))
    ):
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
    elif line.low(rest) == "to" or (holder and (_TAKES_OBJECT & set(cue.needs) or line.low(rest) == "as")):
        content = (
            Span(start, grammar.verb_group_start(line.tokens, place.first))
            if line.low(rest) != "to"
            else Span(start, line.end)
        )
    else:
        return None
    if content.first >= content.after:
        relative = word_class(line.low(content.first - 1)) == "relative"
        antecedent = around(line, content.first) if relative else None
        if antecedent is None:
            return None
        content, start = antecedent, antecedent.first
    saying = Saying(Span(start, max(rest, content.after)), content, cue.act, main=is_main(line, start), cue=place)
    return with_holder(line, saying, holder) if holder else saying
