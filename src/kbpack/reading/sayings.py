"""Acts of saying in a sentence: who holds what, and by which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kbpack.reading import grammar
from kbpack.reading.cues import Cue, cues
from kbpack.reading.grammar import word_class
from kbpack.reading.names import Name
from kbpack.reading.phrases import Hit
from kbpack.reading.tokens import Token

_HOLDER_LINKS = frozenset({"of", "for", "from", "in", "at"})
_TOPIC_LINKS = frozenset({"on", "about", "of", "regarding", "concerning", "against", "over", "that"})


class Span(NamedTuple):
    """Tokens of a sentence from `first` up to, not including, `after`."""

    first: int
    after: int

    def holds(self, other: Span) -> bool:
        return self.first <= other.first and other.after <= self.after


class Actor(NamedTuple):
    """An actor that words name: its id and the characters of the name."""

    id: str
    start: int
    end: int


@dataclass(slots=True)
class Saying:
    """An act of saying. `own` is set where the document's holder speaks, `main` where it is the sentence's own clause."""

    span: Span
    content: Span
    act: str
    own: bool = False
    main: bool = False
    cue: Span | None = None
    holder: Span | None = None
    actor: Actor | None = None
    addressee: Span | None = None
    target: Span | None = None
    negator: int | None = None
    act_words: Span | None = None
    act_rule: str = "speech_act"
    parent: Saying | None = None

    @property
    def holder_id(self) -> str:
        """The actor of the holder's words, or an empty string."""
        return self.actor.id if self.actor else ""

    @property
    def depth(self) -> int:
        return 1 if self.parent is None else self.parent.depth + 1


@dataclass(slots=True)
class Line:
    """A sentence: its tokens, its names, and what the document's other sentences tell about holders."""

    tokens: Sequence[Token]
    names: Sequence[Name]
    dates: Sequence[Span] = ()
    own_ids: frozenset[str] = frozenset()
    last_holders: dict[str, Actor] = field(default_factory=dict)

    @property
    def end(self) -> int:
        """The token after the last that is not a closing mark."""
        after = len(self.tokens)
        while after and self.tokens[after - 1].text in ".!?,;:…":
            after -= 1
        return after

    def low(self, place: int) -> str:
        return self.tokens[place].low if 0 <= place < len(self.tokens) else ""

    def phrase_start(self, head: int) -> int:
        """The start of the noun phrase of `head`; a name is never cut in two."""
        start = grammar.phrase_start(self.tokens, head)
        for name in self.names:
            if name.first < start < name.after:
                start = grammar.phrase_start(self.tokens, name.first)
        return start

    def in_class(self, name: str, first: int, after: int) -> int | None:
        """The first token of a class of `lexicon/classes.csv` in a span, or none."""
        return next(
            (place for place in range(first, after) if name in grammar.classes_of(self.tokens[place].low)), None
        )


def actor_of(line: Line, span: Span) -> Actor | None:
    """The actor a noun phrase names: as its head, as the owner of a publication, or where the publication stands."""
    first = span.first
    while first < span.after and word_class(line.low(first)) in {"determiner", "possessive"}:
        first += 1
    inside = [name for name in line.names if name.entry.table == "actors" and span.holds(Span(name.first, name.after))]
    publication = line.in_class("publication", span.first, span.after)
    for name in inside:
        if name.first == first and _is_head(line, Span(name.after, span.after), publication):
            return _actor(line, name)
    if publication is None or publication > first + 2:
        return None
    return _actor(line, inside[0]) if inside else line.last_holders.get(line.low(publication))


def _actor(line: Line, name: Name) -> Actor:
    return Actor(name.entry.id, line.tokens[name.first].start, line.tokens[name.after - 1].end)


def _is_head(line: Line, rest: Span, publication: int | None) -> bool:
    """Whether a name is what its phrase is about, given the rest of the phrase: nothing, «side», or «'s report»."""
    if rest.first >= rest.after:
        return True
    if line.tokens[rest.first].kind == "genitive":
        return publication is not None
    single = rest.after == rest.first + 1
    return single and any(line.in_class(kind, *rest) is not None for kind in ("side", "media"))


def is_own(line: Line, span: Span | None, actor: Actor | None) -> bool:
    """Whether a phrase is the document's holder: the first person, or one of its names."""
    if actor:
        return actor.id in line.own_ids
    return span is not None and span.first < span.after and "first person" in grammar.classes_of(line.low(span.first))


def explicit_sayings(line: Line) -> list[Saying]:
    """The acts of saying that a word of saying gives, in order; inverted ones narrow what stands in their content."""
    found: list[Saying] = []
    for hit in cues().everywhere(line.tokens):
        found.extend(_from_hit(line, hit))
    unique: list[Saying] = []
    for saying in sorted(found, key=lambda one: (one.span.first, -one.span.after)):
        rivals = (
            one
            for one in unique
            if one.own == saying.own and "medium" not in {one.act_rule, (saying.parent or one).act_rule}
        )
        if not any(_overlap(one.cue, saying.cue) for one in rivals if one.cue and saying.cue):
            unique.append(saying)
    for outer in unique:
        if outer.cue and outer.content.after <= outer.cue.first:
            for inner in unique:
                if inner is not outer and inner.cue and outer.content.holds(inner.cue):
                    inner.content = Span(inner.content.first, min(inner.content.after, outer.content.after))
                    inner.span = Span(inner.span.first, min(inner.span.after, outer.content.after))
    return unique


def _overlap(one: Span, other: Span) -> bool:
    return one.first < other.after and other.first < one.after


def _from_hit(line: Line, hit: Hit[Cue]) -> Iterator[Saying]:
    cue = hit.value
    place = Span(hit.first, hit.after)
    if cue.needs == "holder" and cue.part == "phrase":
        saying = _according(line, place, cue)
    elif cue.part == "phrase":
        saying = _phrase(line, place, cue)
    elif cue.part == "noun":
        saying = _noun(line, place, cue)
    else:
        saying = _verb(line, place, cue)
    if saying is None:
        return
    passing_on = _medium(line, saying)
    if passing_on:
        saying.parent = passing_on
        yield passing_on
    yield saying


def _medium(line: Line, saying: Saying) -> Saying | None:
    """The agency that somebody told: what it passes on is a saying of its own."""
    if saying.addressee is None or line.in_class("media", *saying.addressee) is None:
        return None
    return Saying(
        saying.span,
        saying.span,
        "report",
        cue=saying.cue,
        holder=saying.addressee,
        main=saying.main,
        actor=actor_of(line, saying.addressee),
        act_words=saying.addressee,
        act_rule="medium",
    )


def _subject(line: Line, verb: int) -> tuple[Span, int]:
    """The subject phrase of the verb at `verb` and the start of its clause."""
    tokens = line.tokens
    group = grammar.verb_group_start(tokens, verb)
    start = grammar.clause_start(tokens, group)
    if start >= group:
        return Span(group, group), start
    return Span(start, grammar.phrase_end(tokens, start, group, _HOLDER_LINKS)), start


def _is_main(line: Line, start: int) -> bool:
    return start == 0 or word_class(line.low(start - 1)) not in {"relative", "complementizer", "subordinator"}


def _verb(line: Line, place: Span, cue: Cue) -> Saying | None:
    tokens = line.tokens
    before = tokens[place.first - 1] if place.first else None
    group = grammar.verb_group_start(tokens, place.first)
    if before is not None and (
        (before.low == "to" and group == place.first)
        or before.kind == "genitive"
        or word_class(before.low) in {"determiner", "possessive", "preposition"}
        and before.low != "to"
    ):
        return None
    auxiliaries = [word_class(token.low) for token in tokens[group : place.first]]
    if cue.form == "gerund" and "be" not in auxiliaries:
        return None
    if cue.form == "past" and "be" in auxiliaries:
        return _passive(line, place, cue)
    subject, start = _subject(line, place.first)
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
    act, words, rule = _publication_act(line, subject, cue.act)
    return Saying(
        Span(subject.first, line.end),
        Span(min(_skip_that(line, content), line.end), line.end),
        act,
        own=is_own(line, subject, actor),
        main=_is_main(line, start),
        cue=place,
        holder=subject,
        actor=actor,
        addressee=addressee,
        act_words=words,
        act_rule=rule,
    )


def _publication_act(line: Line, holder: Span, act: str) -> tuple[str, Span | None, str]:
    """What a publication merely says it reports."""
    publication = line.in_class("publication", *holder)
    if act != "assert" or publication is None:
        return act, None, "speech_act"
    return "report", Span(publication, publication + 1), "publication"


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
    act, words, rule = _publication_act(line, holder, cue.act)
    content = Span(0, before if line.tokens[before].text == "," else place.first)
    return _with_holder(
        line, Saying(Span(0, after), content, act, main=True, cue=place, act_words=words, act_rule=rule), holder
    )


def _trailing(line: Line, place: Span, cue: Cue, subject: Span) -> Saying | None:
    """Content, holder, cue: «Y, X said»."""
    before = subject.first - 1
    if before < 1 or not (line.tokens[before].text == "," or grammar.closes_quote(line.tokens[before])):
        return None
    return _with_holder(line, Saying(Span(0, place.after), Span(0, before), cue.act, main=True, cue=place), subject)


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
        Span(place.after + 1, grammar.phrase_end(line.tokens, place.after + 1, line.end, _HOLDER_LINKS))
        if by and place.after + 1 < line.end
        else None
    )
    rest = holder.after if holder else place.after
    start = grammar.clause_start(line.tokens, place.first)
    if rest < line.end and word_class(line.low(rest)) == "complementizer":
        content = Span(rest + 1, line.end)
    elif line.low(rest) == "to" or holder or cue.needs in {"object"}:
        content = (
            Span(start, grammar.verb_group_start(line.tokens, place.first))
            if line.low(rest) != "to"
            else Span(start, line.end)
        )
    else:
        return None
    if content.first >= content.after:
        return None
    saying = Saying(Span(start, max(rest, content.after)), content, cue.act, main=_is_main(line, start), cue=place)
    return _with_holder(line, saying, holder) if holder else saying


def _with_holder(line: Line, saying: Saying, holder: Span) -> Saying:
    saying.holder = holder
    saying.actor = actor_of(line, holder)
    saying.own = is_own(line, holder, saying.actor)
    return saying


def _according(line: Line, place: Span, cue: Cue) -> Saying | None:
    """«According to X, Y» and «Y, according to X»."""
    end = next((at for at in range(place.after, len(line.tokens)) if grammar.is_mark(line.tokens[at])), line.end)
    if end <= place.after:
        return None
    holder = Span(place.after, end)
    content = Span(end + 1, line.end) if place.first <= 1 and end + 1 < line.end else Span(0, max(place.first - 1, 1))
    act, words, rule = _publication_act(line, holder, cue.act)
    span = Span(min(place.first, content.first), max(end, content.after))
    return _with_holder(line, Saying(span, content, act, main=True, cue=place, act_words=words, act_rule=rule), holder)


def _phrase(line: Line, place: Span, cue: Cue) -> Saying | None:
    """Set phrases: of the first person, of standing («is a State Party»), of existence («there is no evidence»)."""
    tokens = line.tokens
    start = grammar.clause_start(tokens, grammar.verb_group_start(tokens, place.first))
    finite = [
        at
        for at in range(start, place.first)
        if word_class(line.low(at)) == "be" and line.low(at) not in {"be", "been", "being"}
    ]
    if cue.needs == "first":
        own = start < place.first and is_own(line, Span(start, start + 1), None)
        holder: Span | None = Span(start, start + 1)
    elif cue.needs == "status":
        own = bool(finite) and all(
            word_class(line.low(at)) in {"determiner", "negator", "adverb", ""}
            for at in range(finite[-1] + 1, place.first)
        )
        holder = Span(start, grammar.phrase_end(tokens, start, finite[-1], _HOLDER_LINKS)) if own else None
    else:
        own = bool(finite) and line.low(start) == "there"
        holder = None
    if not own:
        return None
    end = line.end
    return Saying(
        Span(start, end),
        Span(start if cue.needs != "first" else min(place.after, end - 1), end),
        cue.act,
        own=True,
        main=_is_main(line, start),
        cue=place,
        holder=holder,
        actor=actor_of(line, holder) if holder else None,
    )


def _noun(line: Line, place: Span, cue: Cue) -> Saying | None:
    """Nouns of saying with their holder: «allegations made by X», «our assessment that», «X made claims against Y»."""
    tokens = line.tokens
    head = place.after - 1
    start = line.phrase_start(place.first)
    holder, rest = _noun_holder(line, start, place)
    that = word_class(line.low(rest)) == "complementizer"
    if holder is None and not (that and word_class(line.low(start)) != "pronoun"):
        return None
    if cue.needs == "that" and not that:
        return None
    target: Span | None = None
    if that:
        content = Span(rest + 1, line.end)
    elif rest < line.end and line.low(rest) in _TOPIC_LINKS:
        end = next((at for at in range(rest, line.end) if grammar.ends_clause(tokens[at])), line.end)
        content = Span(rest + 1, end)
        target = content if line.low(rest) == "against" else None
    else:
        content = Span(start, head + 1)
    if content.first >= content.after:
        return None
    first = min(start, holder.first if holder else start)
    cue_span = Span(_light_verb(line, start) or place.first, place.after)
    saying = Saying(Span(first, max(content.after, rest)), content, cue.act, cue=cue_span, target=target)
    if holder:
        _with_holder(line, saying, holder)
    saying.main = False
    return saying


def _noun_holder(line: Line, start: int, place: Span) -> tuple[Span | None, int]:
    """The holder of a noun of saying, and the token after both."""
    tokens = line.tokens
    after = place.after
    genitive = next((at for at in range(start, place.first) if tokens[at].kind == "genitive"), None)
    if genitive is not None:
        return Span(start, genitive), after
    if word_class(line.low(start)) == "possessive":
        return Span(start, start + 1), after
    light = _light_verb(line, start)
    if light is not None:
        subject, _ = _subject(line, light)
        if subject.first < subject.after:
            return subject, after
    by = next((at for at in range(after, min(after + 4, line.end)) if line.low(at) == "by"), None)
    if by is not None and all(
        grammar.is_adverb(tokens[at]) or tokens[at].low in grammar.verb_words() for at in range(after, by)
    ):
        end = grammar.phrase_end(tokens, by + 1, line.end, _HOLDER_LINKS) if by + 1 < line.end else by + 1
        return Span(by + 1, end), end
    return None, after


def _light_verb(line: Line, start: int) -> int | None:
    """The token of a light verb just before a noun phrase: «made claims», «expressed concern»."""
    for width in (1, 2):
        first = start - width
        if first >= 0:
            for hit in grammar.common_verbs().at(line.tokens, first):
                if "light" in hit.value.kind and hit.after == start and line.low(first - 1) != "to":
                    return first
    return None
