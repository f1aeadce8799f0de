"""Acts of saying in a sentence: who holds what, and by which words."""

from __future__ import annotations

from kbpack.reading import grammar, marks
from kbpack.reading.content import opens_quotation
from kbpack.reading.cues import Cue, cues
from kbpack.reading.lines import Line, Span, actor_of, is_own
from kbpack.reading.nouns_of_saying import by_noun
from kbpack.reading.participles import main_subject
from kbpack.reading.phrases import Hit
from kbpack.reading.predicates import by_predicate
from kbpack.reading.saying import HOLDER_LINKS, Saying, around, is_main, publication_act, with_holder
from kbpack.reading.verbs_of_saying import by_verb

_FINITE = frozenset({"be", "have", "do", "modal"})
_APOSTROPHES = frozenset("'’")
_FAR = 60
"""Tokens within which a source's name ends."""
_CREDIT = 12
"""Tokens of a source behind a dash at most."""
_MOST = 100
"""Words of saying of one sentence that are looked at; no sentence that anybody wrote has as many."""


def explicit_sayings(line: Line) -> list[Saying]:
    """The acts of saying that a word of saying gives, in order; inverted ones narrow what stands in their content."""
    hits = _hits(line)
    if not (hits or line.is_quoting):
        return []
    unique: list[Saying] = []
    for saying in sorted(_told(line, hits), key=lambda one: (one.span.first, -one.span.after)):
        if not any(_is_same(one, saying) for one in unique):
            unique.append(saying)
    quoted = (_behind_colon(line, unique) or _credited(line, unique)) if line.is_quoting else None
    if quoted is not None:
        unique.append(quoted)
    for outer in unique:
        for inner in unique:
            if inner is not outer and outer.cue and inner.cue and outer.content.holds(inner.cue):
                _part(line, outer, inner)
    return unique


def _hits(line: Line) -> list[Hit[Cue]]:
    """The words of saying of a sentence, but for those in a name and those that can say nothing in it."""
    flags = line.flags
    if not flags & marks.SAYING:
        return []
    hits = cues().everywhere(line.tokens, line.marked_as(marks.SAYING))[:_MOST]
    hits = [hit for hit in hits if not hit.value.marks or hit.value.marks & flags]
    masked = [(name.first, name.after) for name in line.names if name.after - name.first > 1]
    if flags & marks.SET_APART:
        apart = grammar.set_apart().everywhere(line.tokens, line.marked_as(marks.SET_APART))
        masked += [(hit.first, hit.after) for hit in apart]
    if not masked:
        return hits
    return [hit for hit in hits if not any(first <= hit.first < after for first, after in masked)]


def _behind_colon(line: Line, found: list[Saying]) -> Saying | None:
    """«X did Y: "Z"» without a word of saying: Z is what X says."""
    tokens = line.tokens
    if not tokens[-1].closes_quote:
        return None
    colon = next((at for at in range(1, line.end - 1) if tokens[at].text == ":"), 0)
    if not colon or not opens_quotation(line, colon):
        return None
    if line.word_class(colon - 1) == "preposition":
        return None
    content = Span(colon + 1, len(tokens))
    if any(one.content.holds(Span(colon + 1, line.end)) for one in found):
        return None
    holder = main_subject(line, colon)
    return with_holder(line, Saying(Span(0, line.end), content, "assert", main=True), holder) if holder else None


def _credited(line: Line, found: list[Saying]) -> Saying | None:
    """«"Y." - X»: a quotation with its source behind a dash."""
    if found:
        return None
    tokens = line.tokens
    dash = next((at for at in range(len(tokens) - 1, 1, -1) if tokens[at].is_hyphen), 0)
    if not dash or not tokens[dash - 1].closes_quote or not 0 < line.end - dash - 1 <= _CREDIT:
        return None
    if not tokens[dash + 1].text[0].isupper() or any(grammar.is_finite(tokens, at) for at in range(dash, line.end)):
        return None
    saying = Saying(Span(0, line.end), Span(0, dash), "assert", main=True)
    return with_holder(line, saying, Span(dash + 1, line.end))


def _part(line: Line, outer: Saying, inner: Saying) -> None:
    """Keep what one saying says apart from another: after «, and X said», and inside what «, said X» closes."""
    if outer.cue is not None and outer.content.after <= outer.cue.first:
        inner.content = Span(inner.content.first, min(inner.content.after, outer.content.after))
        inner.span = Span(inner.span.first, min(inner.span.after, outer.content.after))
        return
    before = inner.span.first - 1
    joined = before > outer.content.first and line.word_class(before) == "coordinator"
    parted = line.tokens[before - 1].text == ","
    if joined and ((inner.main and parted) or (inner.holder is not None and inner.holder == outer.holder)):
        outer.content = Span(outer.content.first, before - parted)
        outer.span = Span(outer.span.first, max(before - parted, outer.cue.after if outer.cue else 0))


def _told(line: Line, hits: list[Hit[Cue]]) -> list[Saying]:
    """What words of saying tell, each behind what it passes on."""
    found = []
    for hit in hits:
        saying = _from_hit(line, hit)
        if saying is not None:
            passing_on = _medium(line, saying)
            if passing_on is not None:
                saying.parent = passing_on
                found.append(passing_on)
            found.append(saying)
    return found


def _is_same(one: Saying, other: Saying) -> bool:
    """Whether two sayings in one voice share words of saying, or all that tells the other stands in one's words.

    What a medium passes on is a saying of its own.
    """
    if one.cue is None or other.cue is None:
        return False
    if one.own != other.own and one.cue != other.cue and not one.cue.holds(other.holder or other.cue):
        return False
    passes_on = "medium" in {one.act_rule, (other.parent or one).act_rule}
    return not passes_on and one.cue.first < other.cue.after and other.cue.first < one.cue.after


def _from_hit(line: Line, hit: Hit[Cue]) -> Saying | None:
    cue = hit.value
    place = Span(hit.first, hit.after)
    if cue.part == "verb":
        return by_verb(line, place, cue)
    if cue.part == "noun":
        return by_noun(line, place, cue)
    if "holder" in cue.needs:
        return _according(line, place, cue)
    if "predicate" in cue.needs:
        return by_predicate(line, place, cue)
    return _label(line, place, cue) if "label" in cue.needs else _phrase(line, place, cue)


def _medium(line: Line, saying: Saying) -> Saying | None:
    """The agency that somebody told: what it passes on is a saying of its own."""
    if saying.addressee is None or not _is_medium(line, saying.addressee):
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


def _is_medium(line: Line, span: Span) -> bool:
    """Whether words are a news agency, a newspaper or the like, by a noun of theirs or by the vocabulary."""
    kinds = [
        name.entry.kind
        for name in line.names
        if name.entry.table == "actors" and span.holds(Span(name.first, name.after))
    ]
    words = {word for kind in kinds for word in kind.lower().split()}
    return line.in_class("media", *span) is not None or any("media" in grammar.classes_of(word) for word in words)


def _according(line: Line, place: Span, cue: Cue) -> Saying | None:
    """«According to X, Y», «Y, according to X» and «in the view of X, Y»."""
    end = _end_of_source(line, place.after)
    if end <= place.after or _is_standard(line, place.after, end):
        return None
    verb = next((at for at in range(place.after, end) if line.word_class(at) in _FINITE), end)
    if verb < end or (end >= line.end and place.first <= 1):
        end = grammar.phrase_end(line.tokens, place.after, verb, HOLDER_LINKS)
    holder = Span(place.after, end)
    after = end + (end < line.end and line.tokens[end].text == ",")
    before = place.first - 1 if place.first and line.tokens[place.first - 1].is_mark else place.first
    told = place.first > 1 and (after >= line.end or any(grammar.is_finite(line.tokens, at) for at in range(before)))
    told = told and (after >= line.end or line.word_class(before - 1) != "complementizer")
    content = Span(0, max(before, 1)) if told or after >= line.end else Span(after, line.end)
    act, words, rule = publication_act(line, holder, cue.act)
    span = Span(min(place.first, content.first), max(end, content.after))
    return with_holder(line, Saying(span, content, act, main=True, cue=place, act_words=words, act_rule=rule), holder)


def _end_of_source(line: Line, place: int) -> int:
    """The mark that ends a source's name: not its apostrophe, and not its abbreviation in parentheses."""
    after = min(place + _FAR, len(line.tokens))
    while place < after:
        token = line.tokens[place]
        if token.text == "(":
            closing = (at for at in range(place, min(place + 8, after)) if line.tokens[at].text == ")")
            place = next(closing, place)
        elif token.is_mark and token.text not in _APOSTROPHES:
            return place
        place += 1
    return min(place, line.end)


def _is_standard(line: Line, first: int, after: int) -> bool:
    """Whether what something accords with says nothing: a plan, a law, a need, but not «the law office»."""
    standards = grammar.words_of("standard")
    return any(line.tokens[at].text in standards and not _goes_on(line, at + 1) for at in range(first, after))


def _goes_on(line: Line, place: int) -> bool:
    """Whether another noun stands at a token."""
    return place < line.end and line.tokens[place].is_plain and not line.tokens[place].is_verb


def _label(line: Line, place: Span, cue: Cue) -> Saying | None:
    """«Image: X», «Reports: Y»: the source that a label names, or the label as the source."""
    if place.first > (line.tokens[0].text == "(") or place.after >= line.end:
        return None
    rest = Span(place.after, line.end)
    if "credit" in cue.needs:
        return with_holder(line, Saying(Span(0, line.end), rest, cue.act, main=True, cue=place), rest)
    return with_holder(line, Saying(Span(0, line.end), rest, cue.act, main=True, cue=place), Span(0, place.after - 1))


def _phrase(line: Line, place: Span, cue: Cue) -> Saying | None:
    """Set phrases: of the first person, of standing («is a State Party»), of existence («there is no evidence»)."""
    tokens = line.tokens
    start = grammar.clause_start(tokens, grammar.verb_group_start(tokens, place.first))
    finite = [
        at
        for at in range(start, place.first)
        if line.word_class(at) == "be" and line.low(at) not in {"be", "been", "being"}
    ]
    if "first" in cue.needs:
        speaker = next((at for at in range(start, place.after) if is_own(line, Span(at, at + 1), None)), None)
        own = speaker is not None and speaker - start <= 1
        holder: Span | None = Span(speaker, speaker + 1) if speaker is not None else None
    elif "status" in cue.needs:
        own = bool(finite) and all(
            line.word_class(at) in {"determiner", "negator", "adverb", ""} for at in range(finite[-1] + 1, place.first)
        )
        holder = Span(start, grammar.phrase_end(tokens, start, finite[-1], HOLDER_LINKS)) if own else None
        holder = around(line, start) if own and start == finite[-1] else holder
    else:
        own = bool(finite) and line.low(start) == "there"
        holder = None
    if not own:
        return None
    end = line.end
    return Saying(
        Span(start, end),
        Span(start if "first" not in cue.needs else min(place.after, end - 1), end),
        cue.act,
        own=True,
        main=is_main(line, start),
        cue=place,
        holder=holder,
        actor=actor_of(line, holder) if holder else None,
        is_doubt="existence" in cue.needs,
    )
