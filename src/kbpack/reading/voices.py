"""The sayings of a sentence put in order: the document's own voice first, the others inside it."""

from __future__ import annotations

from kbpack.reading import grammar, marks
from kbpack.reading.grammar import word_class
from kbpack.reading.lines import Line, Span
from kbpack.reading.saying import Saying
from kbpack.reading.sayings import explicit_sayings


def sayings(line: Line, *, heading: bool = False) -> list[Saying]:
    """The sayings of a sentence, outermost first; the first is what the document's holder does by writing it."""
    explicit = explicit_sayings(line)
    others = [one for one in explicit if not one.own or _inside_other(one, explicit)]
    for one in others:
        one.own = False
    claims = _claims_in_relative_clauses(line, others) if line.flags & marks.RELATIVE else []
    if not (explicit or claims):
        return [] if heading else [_asserted(line)]
    own = [one for one in explicit if one.own]
    root = _root(line, own, others)
    further = [one for one in own if one is not root and (not one.main or one.span.first > 0)]
    further += claims
    for one in others:
        if one.parent is None:
            one.parent = _parent(one, others) or root
    found = [root, *(one for one in further if (one.span, one.cue) != (root.span, root.cue)), *others]
    for one in found:
        if further:
            _close_at_claims(line, one, further)
        if one.content.first >= one.content.after:
            one.content = one.span
        if one.negator is None and line.flags & marks.NEGATOR:
            one.negator = _negator(line, one, found)
    if heading and not others:
        return []
    return sorted(found, key=Saying.order) if len(found) > 1 else found


def _inside_other(one: Saying, explicit: list[Saying]) -> bool:
    return any(not other.own and other is not one and one.cue and other.content.holds(one.cue) for other in explicit)


def _asserted(line: Line) -> Saying:
    """What the document's holder says with a sentence without any word of saying."""
    said = Saying(Span(0, line.size), Span(0, line.end), "assert", own=True, main=True)
    if line.flags & marks.NEGATOR:
        said.negator = _negator(line, said, [said])
    return said


def _root(line: Line, own: list[Saying], others: list[Saying]) -> Saying:
    whole = Span(0, line.size)
    main_own = next((one for one in own if one.main), None)
    main_other = next((one for one in others if (one.main and one.parent is None) or one.main), None)
    if main_own is not None and (main_other is None or main_own.span.first <= main_other.span.first):
        main_own.span = whole
        return main_own
    act = "assert" if main_other is None else "report"
    root = Saying(whole, Span(0, line.end), act, own=True, main=True)
    if main_other is not None:
        root.act_words, root.act_rule = main_other.cue, "passed_on"
    return root


def _claims_in_relative_clauses(line: Line, others: list[Saying]) -> list[Saying]:
    """Relative clauses in the document's own voice that claim a lasting state: «which still holds ...»."""
    found = []
    tokens = line.tokens
    for place in line.marked_as(marks.RELATIVE):
        if place and tokens[place - 1].word_class == "preposition":
            continue
        verb = place + 1
        while verb < len(tokens) and tokens[verb].is_adverb:
            verb += 1
        if verb >= line.end or not _is_state(line, verb):
            continue
        end = grammar.clause_end(tokens, verb, line.end)
        inside = [
            one for one in others if one.content.first <= place < one.content.after and not _is_tail(line, one, end)
        ]
        if not inside:
            found.append(Saying(Span(place, end), Span(place, end), "assert", own=True))
    return found


def _is_tail(line: Line, one: Saying, end: int) -> bool:
    """Whether a relative clause closes an infinitive content, as after «appealed to X to do Y»."""
    return end == one.content.after and line.low(one.content.first) == "to"


def _is_state(line: Line, verb: int) -> bool:
    tokens = line.tokens
    if tokens[verb].word_class == "be":
        following = verb + 1
        while following < len(tokens) and (tokens[following].is_adverb or tokens[following].word_class == "negator"):
            following += 1
        word = tokens[following].low if following < len(tokens) else ""
        return not word.endswith(("ed", "ing")) and word not in grammar.verb_words() and word_class(word) != "be"
    return any("state" in one.kind and one.form != "gerund" for one in grammar.common_verbs().values_at(tokens, verb))


def _close_at_claims(line: Line, one: Saying, claims: list[Saying]) -> None:
    """A content ends where a claim of the document's own begins at its tail: «which were ...», «, as there is ...»."""
    for claim in claims:
        at_tail = claim.span.after == one.content.after and one.content.first < claim.span.first
        if one is claim or one.cue is None or not at_tail or (one.own and claim.cue is None):
            continue
        end = claim.span.first
        while end > one.content.first + 1 and (
            line.tokens[end - 1].text == "," or line.word_class(end - 1) == "subordinator"
        ):
            end -= 1
        one.content = Span(one.content.first, end)
        if not one.own:
            one.span = Span(one.span.first, max(end, one.cue.after))


def _parent(one: Saying, others: list[Saying]) -> Saying | None:
    """The smallest other saying whose content holds this one's cue."""
    outer = [
        other
        for other in others
        if other is not one
        and one.cue
        and other.content.holds(one.cue)
        and other.cue != one.cue
        and not one.content.holds(other.cue or one.cue)
    ]
    return min(outer, key=lambda other: other.content.after - other.content.first) if outer else None


def _negator(line: Line, one: Saying, found: list[Saying]) -> int | None:
    """The negator of a saying's content outside the sayings and claims inside it; «no» only where it is the cue."""
    inside = [
        place
        for place in line.marked_as(marks.NEGATOR)
        if one.content.first <= place < one.content.after
        and (line.tokens[place].low != "no" or (one.cue is not None and one.cue.first == place))
    ]
    if not inside:
        return None
    inner = [
        other.span for other in found if other is not one and one.span.holds(other.span) and other.span != one.span
    ]
    return next((place for place in inside if not any(span.first <= place < span.after for span in inner)), None)
