"""Mentions of happenings in a sentence: what, by whom, to whom, where and when, as the words give it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kbpack import lexicon
from kbpack.reading import grammar
from kbpack.reading.forms import noun_forms, verb_forms
from kbpack.reading.grammar import word_class
from kbpack.reading.phrases import Hit, Phrases
from kbpack.reading.sayings import Line, Span
from kbpack.reading.tokens import HYPHENS

_NOUN_LINKS = frozenset(
    {"of", "by", "between", "in", "on", "against", "among", "from", "with", "over", "around", "at", "under"}
)
_PARTICIPANT_LINKS = frozenset({"of"})
_BACKGROUND = frozenset({"during", "amid", "after", "before", "throughout", "following"})


class Code(NamedTuple):
    """PLOVER type and mode and CAMEO code of a word of happening, and what kind of word it is.

    `needs` is a class of `lexicon/classes.csv` that must stand beside the word; `kind` is act, happening, state or duty.
    """

    lemma: str
    part: str
    form: str
    needs: str
    kind: str
    type: str
    mode: str
    cameo: str
    negated: tuple[str, str, str]


@dataclass(slots=True)
class Happening:
    """A mention of a happening. `core` holds the word and what it needs; `ground` says how it is mentioned."""

    span: Span
    term: Span
    core: Span
    code: Code
    ground: str
    ground_words: Span | None = None
    actor: Span | None = None
    target: Span | None = None
    negator: int | None = None

    @property
    def coded(self) -> tuple[str, str, str]:
        """Type, mode and CAMEO code: those of the word, or of not doing what it says."""
        return (
            self.code.negated
            if self.negator is not None and self.code.negated[0]
            else (self.code.type, self.code.mode, self.code.cameo)
        )


@cache
def words_of_happening() -> Phrases[Code]:
    """Every form of every word of `lexicon/happenings.csv`."""
    pairs = []
    for row in lexicon.table("happenings"):
        verb = row["part"] == "verb"
        forms = (
            verb_forms(row["lemma"], row["irregular"])
            if verb
            else dict.fromkeys(noun_forms(row["lemma"], row["irregular"]), "noun")
        )
        negated = (row["negated_type"], row["negated_mode"], row["negated_cameo"])
        for form, which in forms.items():
            code = Code(
                row["lemma"],
                row["part"],
                which,
                row["object"],
                row["kind"],
                row["event_type"],
                row["event_mode"],
                row["cameo_code"],
                negated,
            )
            pairs.append((form, code))
    return Phrases(pairs)


@cache
def words_in_classes() -> Phrases[str]:
    """The words of `lexicon/classes.csv`, by class."""
    return Phrases((row["word"], row["class"]) for row in lexicon.table("classes"))


def happenings(line: Line, masked: list[Span]) -> list[Happening]:
    """The happenings a sentence mentions, by their place; none inside the `masked` spans (names of other things)."""
    found: list[Happening] = []
    for hit in words_of_happening().everywhere(line.tokens):
        if any(span.first < hit.after and hit.first < span.after for span in masked):
            continue
        happening = _verb(line, hit) if hit.value.part == "verb" else _noun(line, hit)
        if happening is not None and happening.span.first < happening.span.after:
            found.append(happening)
    return _merged(line, found)


def _merged(line: Line, found: list[Happening]) -> list[Happening]:
    """One row for one mention: coordinated words, a noun inside its light verb, a word and its synonym in one clause."""
    kept: list[Happening] = []
    for happening in sorted(found, key=lambda one: (one.code.part != "verb", one.term.first, -one.term.after)):
        rival = next((one for one in kept if _same(line, one, happening)), None)
        if rival is None:
            kept.append(happening)
        elif happening.term.first == rival.term.after + 1:
            rival.term = Span(rival.term.first, happening.term.after)
            rival.span = Span(rival.span.first, max(rival.span.after, happening.span.after))
    return sorted(kept, key=lambda one: (one.span.first, -one.span.after, one.term.first))


def _same(line: Line, one: Happening, other: Happening) -> bool:
    if one.term.first < other.term.after and other.term.first < one.term.after:
        return True
    if one.code.type == other.code.type and one.code.part == other.code.part and other.term.first == one.term.after + 1:
        return word_class(line.low(one.term.after)) == "coordinator"
    return (
        one.code.part == "verb"
        and one.span.holds(other.span)
        and (one.code.type, one.code.mode) == (other.code.type, other.code.mode)
        and one.code.kind == "state"
    ) or (one.core.holds(other.term) and one.ground != "ending")


def _find_class(line: Line, name: str, first: int, after: int) -> Span | None:
    """The nearest words of a class in a stretch of tokens."""
    for place in range(max(first, 0), after):
        for hit in words_in_classes().at(line.tokens, place):
            if hit.value == name and hit.after <= after:
                return Span(hit.first, hit.after)
    return None


def _verb(line: Line, hit: Hit[Code]) -> Happening | None:
    tokens = line.tokens
    code, verb = hit.value, hit.first
    group = grammar.verb_group_start(tokens, verb)
    auxiliaries = {word_class(token.low) for token in tokens[group:verb] if not grammar.is_adverb(token)}
    passive = code.form == "past" and "be" in auxiliaries
    if code.form in {"base", "third"} and _noun_like(line, hit, auxiliaries):
        return None
    if code.form == "past" and not any(auxiliaries):
        attributive = _attributive(line, hit)
        if attributive is not None:
            return attributive
        if line.low(hit.after) == "by" or code.needs == "publication" or _follows_noun_before_finite(line, hit):
            return _reduced(line, hit)
    end = _clause_end(line, hit.after)
    infinitive = line.low(verb - 1) == "to" and group == verb
    start = grammar.clause_start(tokens, group)
    gerund = code.form == "gerund" and "be" not in auxiliaries
    if infinitive or (gerund and not _progress(line, start, group)):
        start = verb - 1 if infinitive else verb
    antecedent = _antecedent(line, start) if start == group and not infinitive else None
    subject = Span(start, group) if antecedent is None else Span(antecedent, start - 1)
    core = Span(verb, hit.after)
    if code.needs:
        beside = _find_class(line, code.needs, *((subject.first, group) if passive else (hit.after, end)))
        beside = beside or (_find_class(line, code.needs, hit.after, end) if passive else None)
        if beside is None:
            return None
        core = Span(min(verb, beside.first), max(hit.after, beside.after))
    span = Span(
        antecedent if antecedent is not None and tokens[start - 2].text != "," else _with_pronoun(line, start), end
    )
    negator = grammar.is_negated(tokens, start, verb)
    if infinitive:
        ground, words = "purpose", Span(verb - 1, verb)
    elif code.lemma.count(" ") > 1:
        ground, words = "ending", None
    else:
        ground, words = "clause", None
    happening = Happening(span, Span(hit.first, hit.after), core, code, ground, words, negator=negator)
    _verb_participants(line, happening, subject, passive=passive, verb_after=hit.after)
    return happening


def _noun_like(line: Line, hit: Hit[Code], auxiliaries: set[str]) -> bool:
    """Whether a base or third-person form is rather a noun: no auxiliary, no «to», and no object that opens after it."""
    if auxiliaries & {"modal", "do"} or (line.low(hit.first - 1) == "to" and hit.value.form == "base"):
        return False
    if (
        word_class(line.low(hit.first - 1)) in {"determiner", "possessive", "preposition", ""}
        and hit.value.form == "base"
    ):
        before = line.tokens[hit.first - 1] if hit.first else None
        if before is None or not before.low.endswith("s"):
            return word_class(line.low(hit.first - 1)) != "coordinator"
    if hit.after >= line.end:
        return True
    following = line.tokens[hit.after]
    opens = (
        word_class(following.low) in {"determiner", "possessive", "pronoun"}
        or following.kind == "number"
        or following.text[:1].isupper()
    )
    return not opens and word_class(line.low(hit.first - 1)) != "coordinator"


def _with_pronoun(line: Line, start: int) -> int:
    """A relative clause is quoted with its pronoun, and the preposition before it."""
    return (
        start - 1
        if start and word_class(line.low(start - 1)) == "relative" and word_class(line.low(start - 2)) != "preposition"
        else start
    )


def _antecedent(line: Line, start: int) -> int | None:
    """The start of the noun phrase that a relative clause starting at `start` is about."""
    if start < 2 or word_class(line.low(start - 1)) not in {"relative", "complementizer"}:
        return None
    head = start - 2 if line.tokens[start - 2].text != "," else start - 3
    if (
        head < 0
        or grammar.is_mark(line.tokens[head])
        or word_class(line.low(head)) == "preposition"
        or line.tokens[head].low in grammar.verb_words()
    ):
        return None
    return line.phrase_start(head)


def _progress(line: Line, start: int, group: int) -> bool:
    """Whether a gerund goes on with the clause before it: «is in the process of withdrawing»."""
    return line.low(group - 1) == "of" and any(word_class(line.low(place)) == "be" for place in range(start, group))


def _clause_end(line: Line, place: int) -> int:
    """The end of a verb's clause, before another happening that a preposition or «to» brings in."""
    end = grammar.clause_end(line.tokens, place - 1, line.end)
    for at in range(place, end):
        if line.low(at) == "to" and any(
            hit.value.part == "verb" for hit in words_of_happening().at(line.tokens, at + 1) if at + 1 < end
        ):
            return at
        if (
            line.low(at) in _BACKGROUND
            and not any(date.first == at or date.first == at + 1 for date in line.dates)
            and at > place
        ):
            return at
        if word_class(line.low(at)) == "preposition" and at + 1 < end:
            head = _head(line, at + 1, end)
            codes = words_of_happening().at(line.tokens, head) if head < end else []
            if any(hit.value.part == "noun" and hit.value.kind in {"act", "duty"} for hit in codes) and at > place:
                return at
    return end


def _head(line: Line, first: int, after: int) -> int:
    """The first token of a phrase that is a word of happening, past its adjectives."""
    place = first
    while (
        place < after
        and word_class(line.low(place)) in {"", "determiner", "possessive"}
        and not grammar.breaks_phrase(line.tokens[place])
    ):
        if any(hit.value.part == "noun" for hit in words_of_happening().at(line.tokens, place)):
            return place
        place += 1
    return after


def _attributive(line: Line, hit: Hit[Code]) -> Happening | None:
    """A participle before its noun: «the occupied territories»."""
    tokens = line.tokens
    place = hit.first
    opened = place > 0 and (
        word_class(line.low(place - 1)) in {"determiner", "possessive"}
        or tokens[place - 1].text in HYPHENS
        or (place > 1 and tokens[place - 2].text in HYPHENS)
    )
    if not opened or hit.after >= len(tokens) or word_class(line.low(hit.after)) or grammar.is_mark(tokens[hit.after]):
        return None
    start = place
    while start > 0 and (_hyphenated(line, start) or word_class(line.low(start - 1)) in {"determiner", "possessive"}):
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
    end = grammar.phrase_end(line.tokens, hit.after - 1, line.end, _NOUN_LINKS)
    return (
        end < line.end
        and end > hit.after
        and line.low(end) in grammar.verb_words()
        and not any(word_class(line.low(place)) in {"coordinator"} for place in range(hit.after, end))
    )


def _reduced(line: Line, hit: Hit[Code]) -> Happening | None:
    """A participle after its noun: «the region occupied by X», «a report released in May»."""
    tokens = line.tokens
    if hit.first == 0 or grammar.is_mark(tokens[hit.first - 1]) or word_class(line.low(hit.first - 1)):
        return None
    start = line.phrase_start(hit.first - 1)
    code = hit.value
    if code.needs and _find_class(line, code.needs, start, hit.first) is None:
        return None
    end = grammar.phrase_end(tokens, hit.after - 1, line.end, _NOUN_LINKS)
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
        happening.actor = Span(hit.after + 1, grammar.phrase_end(tokens, hit.after + 1, line.end, _PARTICIPANT_LINKS))
    return happening


def _verb_participants(line: Line, happening: Happening, subject: Span, *, passive: bool, verb_after: int) -> None:
    tokens, end = line.tokens, happening.span.after
    first = _past_date(line, subject)
    phrase = (
        Span(first, grammar.phrase_end(tokens, first, subject.after, _PARTICIPANT_LINKS))
        if first < subject.after
        else None
    )
    if phrase is not None and (
        word_class(line.low(phrase.first)) in {"preposition", "relative", "subordinator"}
        or happening.ground == "purpose"
    ):
        phrase = None
    if passive:
        links = frozenset({"by"}) | ({"from"} if happening.code.needs == "fire" else frozenset())
        happening.actor = _after_link(line, links, verb_after, end)
        if happening.code.needs == "weapon":
            happening.target = _after_link(line, frozenset({"against"}), verb_after, end)
        elif happening.code.type in {"ASSAULT", "COERCE"}:
            happening.target = _passive_subject(line, subject)
        return
    if happening.ground not in {"purpose", "ending"} and happening.code.form != "gerund":
        happening.actor = phrase
    happening.target = _after_link(line, frozenset({"against"}), verb_after, end)
    if (
        happening.target is None
        and happening.code.type in {"ASSAULT", "COERCE"}
        and happening.code.needs in {"", "person", "territory"}
        and happening.ground != "ending"
        and verb_after < end
    ):
        after = grammar.phrase_end(tokens, verb_after, end, _PARTICIPANT_LINKS)
        if not word_class(line.low(verb_after)) or word_class(line.low(verb_after)) in {"determiner", "possessive"}:
            happening.target = Span(verb_after, after)


def _past_date(line: Line, subject: Span) -> int:
    """The first token of a subject, past a date before it: «in 1992 ...»."""
    for date in line.dates:
        if date.first in {subject.first, subject.first + 1} and word_class(line.low(subject.first)) == "preposition":
            return min(date.after, subject.after)
    return subject.first


def _passive_subject(line: Line, subject: Span) -> Span | None:
    """The noun phrase just before a passive verb group, without an adjunct before it."""
    after = subject.after
    determiners = [
        place
        for place in range(subject.first, after)
        if word_class(line.low(place)) in {"determiner", "possessive"}
        and word_class(line.low(place - 1)) != "preposition"
    ]
    first = determiners[-1] if determiners else subject.first
    while first > subject.first and word_class(line.low(first - 1)) == "determiner":
        first -= 1
    if first >= after or word_class(line.low(first)) in {
        "preposition",
        "pronoun",
        "relative",
        "subordinator",
        "complementizer",
    }:
        return None
    return Span(first, after)


def _after_link(line: Line, links: frozenset[str], first: int, after: int) -> Span | None:
    """The noun phrase after the first of some prepositions."""
    for place in range(first, after - 1):
        if line.low(place) in grammar.verb_words() and place > first and line.low(place + 1) == "by":
            return None
        if line.low(place) in links:
            return Span(place + 1, grammar.phrase_end(line.tokens, place + 1, after, _PARTICIPANT_LINKS))
    return None


def _noun(line: Line, hit: Hit[Code]) -> Happening | None:
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
        beside = _find_class(line, code.needs, hit.after, end)
        if beside is None:
            return None
        core = Span(hit.first, beside.after)
    outer = _aspect_start(line, start)
    happening = Happening(Span(outer, end), Span(hit.first, hit.after), core, code, "noun")
    _noun_participants(line, happening, hit.after, end)
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
        and not word_class(token.low)
        and token.low not in grammar.verb_words()
        and not grammar.is_adverb(token)
        and not grammar.common_verbs().at(line.tokens, place)
    )


def _noun_end(line: Line, hit: Hit[Code]) -> int:
    """The end of a noun of happening with its complements, and with «during ...» after an adverb-marked agent."""
    tokens = line.tokens
    end = grammar.phrase_end(tokens, hit.after - 1, line.end, _NOUN_LINKS)
    while end < line.end and (grammar.is_adverb(tokens[end]) and line.low(end + 1) in {"by", "against", "in"}):
        end = grammar.phrase_end(tokens, end, line.end, _NOUN_LINKS)
    for at in range(hit.after, end - 1):
        if word_class(line.low(at)) == "preposition":
            head = _head(line, at + 1, end)
            if head < end:
                return _before_timing(line, at)
    return end


def _before_timing(line: Line, of: int) -> int:
    """Where «in the course of» starts, given its «of»; otherwise the place itself."""
    if line.in_class("timing", of - 1, of) is None:
        return of
    start = line.phrase_start(of - 1)
    return start - 1 if word_class(line.low(start - 1)) == "preposition" else start


def _aspect_start(line: Line, start: int) -> int:
    """The start of «the escalation of» before a noun phrase of happening."""
    before = start - 1
    if line.low(before) == "of" and before > 0 and line.in_class("aspect", before - 1, before) is not None:
        return line.phrase_start(before - 1)
    return start


def _noun_participants(line: Line, happening: Happening, first: int, after: int) -> None:
    tokens = line.tokens
    happening.actor = _after_link(line, frozenset({"by"}), first, after)
    between = next((place for place in range(first, after) if line.low(place) == "between"), None)
    joined = next((place for place in range(between or first, after) if line.low(place) == "and"), None)
    if between is not None and joined is not None:
        happening.actor = Span(between + 1, joined)
        happening.target = Span(joined + 1, grammar.phrase_end(tokens, joined + 1, after, frozenset({"of"})))
        return
    links = {"against"} if happening.code.needs else {"against", "of", "among"}
    happening.target = _after_link(line, frozenset(links), first, after)
    if happening.target is None and happening.code.needs == "weapon":
        happening.target = _after_link(line, frozenset({"on"}), first, after)


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
    evaded = start > 0 and any("evading" in found.value.kind for found in grammar.common_verbs().at(tokens, start - 1))
    named = (
        any(start <= name.first < hit.first for name in line.names)
        or (hit.first > start and tokens[hit.first - 1].text[:1].isupper())
        or tokens[hit.first].text[:1].isupper()
    )
    known: Span | None = None
    if opener in {"the", "this", "these", "that", "those"} or word_class(opener) == "possessive":
        known = Span(start, start + 1)
    elif (
        before in _BACKGROUND
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
    tokens = line.tokens
    after = happening.span.after
    group = after
    while group < line.end and (
        word_class(line.low(group)) in {"be", "have", "modal"} or grammar.is_adverb(tokens[group])
    ):
        group += 1
    if group < line.end:
        for found in grammar.common_verbs().at(tokens, group):
            if "onset" in found.value.kind and found.value.form in {"past", "third"}:
                return Span(start, grammar.clause_end(tokens, found.after - 1, line.end))
            if "light" in found.value.kind and group > after:
                end = grammar.clause_end(tokens, found.after - 1, line.end)
                happening.actor = _after_link(line, frozenset({"by"}), found.after, end)
                return Span(start, end)
    for width in (1, 2):
        if start - width >= 0:
            for found in grammar.common_verbs().at(tokens, start - width):
                if "light" in found.value.kind and found.after == start:
                    verb = grammar.verb_group_start(tokens, start - width)
                    subject = grammar.clause_start(tokens, verb)
                    if subject < verb:
                        happening.actor = Span(subject, grammar.phrase_end(tokens, subject, verb, _PARTICIPANT_LINKS))
                    return Span(subject, after)
    return None
