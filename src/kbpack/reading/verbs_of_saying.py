"""Sayings by a verb: before its content, after it, between, in the passive, in a headline."""

from __future__ import annotations

from typing import NamedTuple

from kbpack.reading import grammar
from kbpack.reading.asides import as_clause, reduced
from kbpack.reading.clauses import is_relative, opens_clause
from kbpack.reading.content import after_cue, opens_content, opens_quotation, skip_that
from kbpack.reading.cues import Cue, is_predicate
from kbpack.reading.invited import invited, is_let
from kbpack.reading.lines import Line, Span, actor_of, is_own
from kbpack.reading.naming import gives_name, is_called
from kbpack.reading.needs import has_what_it_needs
from kbpack.reading.orders import (
    headline,
    inverted,
    is_behind_quotation,
    is_trailing,
    is_unmarked,
    leads_on,
    quoted,
    trailing,
)
from kbpack.reading.parted import parted_subject
from kbpack.reading.participles import by_gerund, main_subject, shared_subject
from kbpack.reading.passives import by_passive, is_joined
from kbpack.reading.questions import asked, make_question
from kbpack.reading.saying import (
    Saying,
    antecedent,
    around,
    group_start,
    is_copula,
    is_main,
    is_relative_that,
    is_spokesman,
    leads,
    publication_act,
    subject_of,
    with_holder,
)
from kbpack.reading.speakers import can_say
from kbpack.reading.unreal import is_anybody, is_unreal
from kbpack.reading.unspoken import by_clause, is_impersonal
from kbpack.reading.wordhood import HELPERS, can_be_verb, in_relative, is_capital, is_noun, is_reduced

_HELD = frozenset({"believe", "assess", "doubt", "agree", "hope", "promise", "recall"})
"""Acts that one still does by denying them: not to believe that Y is to hold an opinion on Y."""
_RELATIVES = frozenset({"relative", "complementizer"})
_NOBODY = frozenset({"no", "none", "nobody", "neither", "nothing"})
_BEFORE_INFINITIVE = frozenset({"to", "me", "us"})


class _Speaker(NamedTuple):
    """Who says it: the words, where their clause starts, and whether they are known to be the document's own voice."""

    words: Span
    start: int
    own: bool = False


def by_verb(line: Line, place: Span, cue: Cue) -> Saying | None:
    """The saying that a verb tells, or none; one that is negated holds its content neither true nor false."""
    named = cue.form == "third" and is_capital(line, place.first)
    if named and line.word_class(place.after) != "complementizer":
        return None
    group = group_start(line, place.first)
    if cue.form == "past" and is_predicate(line.tokens, place.first) and _is_adjective(line, place.first):
        return None
    saying = _by_verb(line, place, cue, group) or by_clause(line, place, cue, group)
    if saying is not None:
        saying.negator = grammar.is_negated(line.tokens, group, place.first)
        if saying.negator is None and saying.holder and line.low(saying.holder.first) in _NOBODY:
            saying.negator = saying.holder.first
        if saying.negator is not None and not _can_be_negated(line, saying):
            return None
        if saying.negator is None and saying.holder and is_unreal(line, group, place.first):
            saying.own = saying.own or is_anybody(line, saying.holder)
            if not saying.own:
                return None
        if not can_say(line, cue, saying):
            return None
        if "question" in cue.needs:
            make_question(line, saying)
    return saying


def _can_be_negated(line: Line, saying: Saying) -> bool:
    """Whether a saying that is denied still tells of one: where its content is a clause, or an attitude is told."""
    first = saying.content.first
    before = first and line.word_class(first - 1) == "complementizer"
    return bool(before) or saying.act in _HELD or opens_content(line, first) or opens_clause(line, first)


def _by_verb(line: Line, place: Span, cue: Cue, group: int) -> Saying | None:
    tokens = line.tokens
    auxiliaries = [token.word_class for token in tokens[group : place.first]]
    if cue.form == "gerund" and "be" not in auxiliaries:
        return by_gerund(line, place, cue, group)
    bare = cue.form == "base" and HELPERS.isdisjoint(auxiliaries)
    if group and bare and (tokens[group - 1].low in _BEFORE_INFINITIVE or is_let(line, group)):
        return _invited(line, place, cue, group)
    if HELPERS.isdisjoint(auxiliaries) and not can_be_verb(line, place, cue, group):
        return None
    if cue.form == "past" and (
        ("be" in auxiliaries and not _is_short(line, place, group)) or is_joined(line, place, cue, group)
    ):
        return by_passive(line, place, cue)
    return _active(line, place, cue, group)


def _is_short(line: Line, place: Span, group: int) -> bool:
    """Whether «'s» behind a pronoun is short for «has»: before what is said."""
    short = line.tokens[group].text[0] in "'’" and grammar.is_subject(line.low(group - 1))
    return short and (opens_content(line, place.after) or opens_clause(line, place.after))


def _active(line: Line, place: Span, cue: Cue, group: int) -> Saying | None:
    if cue.form in {"base", "third"} and is_noun(line, place.first, group, cue.form):
        return None
    if cue.form == "past" and _stands_apart(line, place, group):
        return reduced(line, place, cue, group)
    subject, start = subject_of(line, place.first, group)
    if line.word_class(subject.first) == "preposition":
        subject = main_subject(line, group) or subject
    if subject.first < subject.after and not _can_hold(line, subject):
        return None
    if subject.first >= subject.after or _is_quoted(line, subject, group):
        return _without_subject(line, place, cue, group)
    if is_reduced(line, place, cue, subject, group) or (gives_name(line, place, cue) and not is_called(line, subject)):
        return None
    aside = as_clause(line, place, cue, subject, start)
    if aside is not None or (start and line.low(start - 1) == "as" and line.low(place.after) == "it"):
        return aside
    unmarked = is_unmarked(line, place, cue, subject)
    if is_trailing(line, place, subject) and not unmarked and not in_relative(line, subject):
        near = subject.after == group
        return trailing(line, place, cue, subject if near else parted_subject(line, group) or subject, group)
    impersonal = line.low(subject.first) == "it" and _is_led_to(line, place.first)
    said = _leading(line, place, cue, _Speaker(subject, start, own=impersonal))
    if said is not None and impersonal:
        said.holder = None
    return said


def _is_quoted(line: Line, subject: Span, group: int) -> bool:
    """Whether a phrase is the subject inside the quotation that ends right before a verb: «"They won", said X»."""
    if subject.after >= group - 1 or not is_behind_quotation(line, group):
        return False
    return sum(token.is_quote for token in line.tokens[subject.first : group]) % 2 == 1


def _stands_apart(line: Line, place: Span, group: int) -> bool:
    """Whether a participle has no subject: behind «as», or before «by» but not behind a pronoun or a comma."""
    before = line.low(group - 1)
    return before == "as" or (line.low(place.after) == "by" and before != "," and not grammar.is_subject(before))


def _is_led_to(line: Line, verb: int) -> bool:
    """Whether an infinitive follows a word that leads to one: «appropriate to recall», «fair today to say»."""
    before = verb - 2
    while before > 0 and line.tokens[before].is_adverb:
        before -= 1
    return line.low(verb - 1) == "to" and leads(line.low(before))


def _can_hold(line: Line, subject: Span) -> bool:
    """Whether a phrase can be a subject: it starts with no auxiliary, and is no article alone."""
    opener = line.word_class(subject.first)
    alone = subject.after == subject.first + 1 and line.low(subject.first) not in grammar.words_of("pronominal")
    return opener not in HELPERS and not (alone and opener in {"determiner", "possessive"})


def _is_adjective(line: Line, place: int) -> bool:
    """Whether a participle stands as an adjective does: «is convinced», «X left, convinced that»."""
    if line.low(place - 1) == ",":
        return True
    before, floating = place - 1, grammar.words_of("floating")
    while before > 0 and (line.tokens[before].is_adverb or line.low(before) in floating):
        before -= 1
    return before >= 0 and is_copula(line, before)


def _without_subject(line: Line, place: Span, cue: Cue, group: int) -> Saying | None:
    content = after_cue(line, place.after, cue)[1]
    marked = opens_quotation(line, place.after) or opens_content(line, content)
    opens = marked or opens_clause(line, content)
    shown = "record" in cue.needs
    before = line.word_class(group - 1)
    if before == "coordinator":
        farther = _shared_subject(line, place, cue, group)
    else:
        farther = around(line, group, far=marked or shown) if opens or shown or before in _RELATIVES else None
    bare = cue.form == "base" and group == place.first and before == "relative"
    if bare and farther is not None and not _is_many(line, farther):
        return None
    owned = line.word_class(place.after) == "possessive" and not is_behind_quotation(line, group)
    if farther is None and line.low(group - 1) == "," and owned:
        farther = main_subject(line, group - 1)
    if farther is not None:
        return _leading(line, place, cue, _Speaker(farther, group if before == "coordinator" else farther.first))
    found = headline(line, place, cue) or inverted(line, place, cue) or asked(line, place, cue, group)
    if found is None and (opens or place.after >= line.end or (group and line.tokens[group - 1].is_mark)):
        return _behind_aside(line, place, cue, group)
    return found


def _agrees(line: Line, subject: Span, cue: Cue) -> bool:
    """Whether a phrase can be the subject of a form: a plural of a plain one, a name or a singular of one in -s."""
    if cue.form == "third":
        return line.tokens[subject.after - 1].text[0].isupper() or not _is_many(line, subject)
    return cue.form != "base" or _is_many(line, subject)


def _behind_aside(line: Line, place: Span, cue: Cue, group: int) -> Saying | None:
    """«X, a pilot who came, said Y» and «"Y," X, a pilot, said»."""
    subject = parted_subject(line, group)
    if subject is None or (group == place.first and not _agrees(line, subject, cue)):
        return None
    if is_behind_quotation(line, subject.first) and not opens_quotation(line, place.after):
        return quoted(line, place, cue, subject)
    return _leading(line, place, cue, _Speaker(subject, subject.first))


def _shared_subject(line: Line, place: Span, cue: Cue, group: int) -> Span | None:
    """The subject that a verb behind «and» shares with the one before it; none where that may be an infinitive."""
    subject = shared_subject(line, group - 1)
    if cue.form == "third" and line.low(place.after) in {"to", "for", "of"}:
        return None
    if subject is None or (cue.form == "base" and group == place.first and not _may_be_plain(line, subject, group)):
        return None
    return subject


def _may_be_plain(line: Line, subject: Span, group: int) -> bool:
    plural = grammar.is_plural(line.low(subject.after - 1)) or grammar.is_subject(line.low(subject.first))
    return plural and all(line.low(at) != "to" for at in range(subject.after, group))


def _is_many(line: Line, subject: Span) -> bool:
    """Whether a phrase takes a plural verb."""
    if line.low(subject.first - 1) == "and":
        return True
    return grammar.is_plural(line.low(subject.after - 1)) or line.low(subject.first) in grammar.words_of("pronominal")


def _invited(line: Line, place: Span, cue: Cue, group: int) -> Saying | None:
    """«Allow me to say that Y», «let me thank X», «it is my duty to recall Y»: the document's own."""
    speaker = invited(line, group)
    if speaker is not None:
        return _leading(line, place, cue, _Speaker(*speaker, own=True))
    if line.low(group - 1) != "to" or "complementizer" in cue.needs:
        return None
    that = line.word_class(place.after) == "complementizer" and not is_relative(line, place.after)
    told = "any" in cue.needs and (opens_quotation(line, place.after) or opens_clause(line, place.after))
    return _unspoken(line, place, cue, group) if that or told else None


def _unspoken(line: Line, place: Span, cue: Cue, group: int) -> Saying | None:
    """«It is wrong to think that Y», «X met to say that Y»: a speaker is named only by a verb right before «to»."""
    content = min(skip_that(line, place.after), line.end - 1)
    saying = Saying(Span(group, line.end), Span(content, line.end), cue.act, cue=place)
    before = group - 2
    if before > 0 and grammar.is_finite(line.tokens, before) and line.word_class(before) not in HELPERS:
        subject, _ = subject_of(line, before)
        if subject.first < subject.after:
            return with_holder(line, saying, subject)
    speaker = main_subject(line, group - 1) if "any" in cue.needs else None
    if speaker is not None and line.low(speaker.first) != "it":
        return with_holder(line, saying, speaker)
    saying.own = is_impersonal(line, group, cue)
    return saying


def _leading(line: Line, place: Span, cue: Cue, speaker: _Speaker) -> Saying | None:
    """Holder, cue, content: «X said that Y», «X told Z that Y», «we reject Y»."""
    subject = speaker.words
    addressee, content = after_cue(line, place.after, cue)
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


def _fronted(line: Line, place: Span, speaker: _Speaker, cue: Cue, *, own: bool) -> Span | None:
    """What stands before a relative as the object: «the acts which we condemn», «the rules to which we referred»."""
    relative = speaker.start - 1
    if line.word_class(relative) != "relative" or speaker.words.after != group_start(line, place.first):
        return None
    if line.low(relative - 1) == "to":
        return antecedent(line, relative - 1) if "fronted" in cue.needs else None
    return antecedent(line, relative) if "object" in cue.needs or (own and "own" in cue.needs) else None


def _is_thought_aside(line: Line, place: Span, speaker: _Speaker, cue: Cue) -> bool:
    """Whether «I think» stands inside its content: «which X thinks can be», «Moved I think by»."""
    subject = speaker.words
    relative = line.word_class(speaker.start - 1) == "relative" or is_relative_that(line, speaker.start - 1)
    if relative and line.word_class(place.after) in HELPERS:
        return line.word_class(speaker.start - 2) != "preposition" and subject.after == group_start(line, place.first)
    own_thought = cue.act == "believe" and cue.form == "base" and is_own(line, subject, None)
    return (
        own_thought
        and subject.after == place.first
        and line.word_class(place.after)
        in {
            "be",
            "have",
            "modal",
            "preposition",
        }
        and line.low(place.after) not in {"of", "about", "to", "in"}
    )
