"""Sayings by a verb: before its content, after it, between, in the passive, in a headline."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.asides import as_clause, reduced
from kbpack.reading.clauses import is_relative, opens_clause
from kbpack.reading.content import opens_content, opens_quotation, skip_that
from kbpack.reading.cues import Cue, is_predicate
from kbpack.reading.far_subjects import without_subject
from kbpack.reading.invited import invited, is_let
from kbpack.reading.leading import Speaker, leading
from kbpack.reading.lines import Line, Span
from kbpack.reading.main_subjects import main_subject
from kbpack.reading.naming import gives_name, is_called
from kbpack.reading.not_verbs import in_relative, is_reduced
from kbpack.reading.orders import is_behind_quotation, is_trailing, is_unmarked, trailing
from kbpack.reading.parted import parted_subject
from kbpack.reading.participles import by_gerund
from kbpack.reading.passives import by_passive, is_joined
from kbpack.reading.questions import make_question
from kbpack.reading.relatives import antecedent, whole_start
from kbpack.reading.saying import Saying, with_holder
from kbpack.reading.speakers import can_say
from kbpack.reading.subjects import around, group_start, is_copula, leads, subject_of
from kbpack.reading.unreal import is_anybody, is_unreal
from kbpack.reading.unspoken import by_clause, is_impersonal
from kbpack.reading.verb_groups import is_negated
from kbpack.reading.wordhood import can_be_verb, is_capital, is_noun
from kbpack.reading.words import AUXILIARIES

_HELD = frozenset({"believe", "assess", "doubt", "agree", "hope", "promise", "recall"})
"""Acts that one still does by denying them: not to believe that Y is to hold an opinion on Y."""
_SUPERFLUOUS = frozenset({"assert", "emphasize", "recall", "report", "welcome", "thank"})
"""Acts that «there is no need to do it», «suffice it to do it» and «it is an honour to do it» do."""
_NOBODY = frozenset({"no", "none", "nobody", "neither", "nothing"})
_BEFORE_INFINITIVE = frozenset({"to", "me", "us"})


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
        saying.negator = _negator(line, place, group, saying)
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


def _negator(line: Line, place: Span, group: int, saying: Saying) -> int | None:
    """The token that denies an act, in its verb or its holder; none in «we cannot stress too strongly»."""
    negator = is_negated(line.tokens, group, place.first)
    enough = grammar.words_of("enough")
    if negator is not None and (line.low(place.after) in enough or line.low(place.first) in enough):
        return None
    if negator is None and saying.holder and line.low(saying.holder.first) in _NOBODY:
        return saying.holder.first
    return negator


def _can_be_negated(line: Line, saying: Saying) -> bool:
    """Whether a saying that is denied still tells of one: where its content is a clause, or an attitude is told."""
    first = saying.content.first
    before = first and line.word_class(first - 1) == "complementizer"
    return bool(before) or saying.act in _HELD or opens_content(line, first) or opens_clause(line, first)


def _by_verb(line: Line, place: Span, cue: Cue, group: int) -> Saying | None:
    tokens = line.tokens
    auxiliaries = [token.word_class for token in tokens[group : place.first]]
    if cue.form == "gerund" and line.low(group - 1) in grammar.words_of("unavoidable"):
        return _active(line, place, cue, group_start(line, group - 1))
    if cue.form == "gerund" and "be" not in auxiliaries:
        return by_gerund(line, place, cue, group)
    bare = cue.form == "base" and AUXILIARIES.isdisjoint(auxiliaries)
    if group and bare and (tokens[group - 1].low in _BEFORE_INFINITIVE or is_let(line, group)):
        return _invited(line, place, cue, group)
    if AUXILIARIES.isdisjoint(auxiliaries) and not can_be_verb(line, place, cue, group):
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
    subject, start = _subject(line, place.first, group)
    if subject.first < subject.after and not _can_hold(line, subject):
        return None
    if subject.first >= subject.after or _is_quoted(line, subject, group):
        return without_subject(line, place, cue, group)
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
    said = leading(line, place, cue, Speaker(subject, start, own=impersonal))
    if said is not None and impersonal:
        said.holder = None
    return said


def _subject(line: Line, verb: int, group: int) -> tuple[Span, int]:
    """The subject of a verb and the start of its clause, where what stands there is no place and no time."""
    subject, start = subject_of(line, verb, group)
    if line.word_class(subject.first) == "preposition":
        return main_subject(line, group) or subject, start
    dated = any(date.first <= subject.first and subject.after <= date.after for date in line.dates)
    return _before_date(line, subject) if dated else subject, start


def _before_date(line: Line, date: Span) -> Span:
    """The subject before a date and the participle that it belongs to: «a poll released on Monday shows»."""
    last = date.first - 1 - (line.word_class(date.first - 1) == "preposition")
    last -= last > 0 and line.is_verb(last)
    if last > 0 and line.word_class(last) == "relative":
        return antecedent(line, last) or Span(date.after, date.after)
    if last < 0 or line.tokens[last].text == ",":
        return around(line, date.first) or Span(date.after, date.after)
    token = line.tokens[last]
    named = token.is_word and not token.word_class
    return Span(whole_start(line, line.phrase_start(last)), last + 1) if named else Span(date.after, date.after)


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
    return opener not in AUXILIARIES and not (alone and opener in {"determiner", "possessive"})


def _is_adjective(line: Line, place: int) -> bool:
    """Whether a participle stands as an adjective does: «is convinced», «X left, convinced that»."""
    if line.low(place - 1) == ",":
        return True
    before, floating = place - 1, grammar.words_of("floating")
    while before > 0 and (line.tokens[before].is_adverb or line.low(before) in floating):
        before -= 1
    return before >= 0 and is_copula(line, before)


def _invited(line: Line, place: Span, cue: Cue, group: int) -> Saying | None:
    """«Allow me to say that Y», «let me thank X», «it is my duty to recall Y»: the document's own."""
    speaker = invited(line, group)
    if speaker is not None and speaker[0].first == speaker[0].after and cue.act not in _SUPERFLUOUS:
        return None
    if speaker is not None:
        return leading(line, place, cue, Speaker(*speaker, own=True))
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
    if before > 0 and grammar.is_finite(line.tokens, before) and line.word_class(before) not in AUXILIARIES:
        subject, _ = subject_of(line, before)
        if subject.first < subject.after:
            return with_holder(line, saying, subject)
    speaker = main_subject(line, group - 1) if "any" in cue.needs else None
    if speaker is not None and line.low(speaker.first) != "it":
        return with_holder(line, saying, speaker)
    saying.own = is_impersonal(line, group, cue)
    return saying
