"""Acts of saying in a sentence: who holds what, and by which words."""

from __future__ import annotations

from kbpack.reading import grammar, marks
from kbpack.reading.cues import Cue, cues
from kbpack.reading.lines import Line, Span, actor_of, is_own
from kbpack.reading.nouns_of_saying import by_noun
from kbpack.reading.phrases import Hit
from kbpack.reading.predicates import by_predicate
from kbpack.reading.saying import Saying, is_main
from kbpack.reading.sources import according, behind_colon, credited, label
from kbpack.reading.subjects import HOLDER_LINKS, around
from kbpack.reading.verb_groups import verb_group_start
from kbpack.reading.verbs_of_saying import by_verb

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
    quoted = (behind_colon(line, unique) or credited(line, unique)) if line.is_quoting else None
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
        return according(line, place, cue)
    if "predicate" in cue.needs:
        return by_predicate(line, place, cue)
    return label(line, place, cue) if "label" in cue.needs else _phrase(line, place, cue)


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


def _phrase(line: Line, place: Span, cue: Cue) -> Saying | None:
    """Set phrases: of the first person, of standing («is a State Party»), of existence («there is no evidence»)."""
    tokens = line.tokens
    start = grammar.clause_start(tokens, verb_group_start(tokens, place.first))
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
