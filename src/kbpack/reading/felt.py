"""Feelings that a noun tells: «the rain is of concern to X», «a matter of regret that Y», «X views Y with concern»."""

from __future__ import annotations

from kbpack.reading import grammar
from kbpack.reading.clauses import is_relative
from kbpack.reading.content import past_adverbial, past_adverbs
from kbpack.reading.cues import Cue
from kbpack.reading.invited import is_object
from kbpack.reading.lines import Line, Span
from kbpack.reading.saying import Saying, is_main, with_holder
from kbpack.reading.subjects import is_copula, subject_of

_FEELINGS = frozenset({"express_concern", "welcome", "apologize"})
_GIVEN = _FEELINGS | {"hope"}
_CONCERNS = frozenset({"express_concern"})
"""Those of which a thing is «a problem of concern», whatever it is."""
_NEAR = 16
"""Tokens before «with» within which a verb stands whose object ends there."""
_INSIDE = frozenset({"of", "in", "for", "between", "on"})
"""Prepositions inside such an object."""
_MATTER = 4
"""Tokens of «a most welcome source» and the like."""


def felt(line: Line, start: int, place: Span, cue: Cue) -> Saying | None:
    """The saying that a noun behind «is of» or «is a matter of» tells; the document's own where nobody is named."""
    with_it = line.low(start - 1) == "with"
    told = _with_feeling(line, start, place, cue) if with_it else _given(line, start, place, cue)
    if told is not None or (with_it and cue.act not in _FEELINGS):
        return told
    if line.word_class(start - 1) == "coordinator" and start < place.first:
        start = line.phrase_start(start - 2)
    copula = _copula(line, start - 1, of_any=cue.act in _CONCERNS) if cue.act in _FEELINGS else None
    if copula is None:
        return None
    subject, first = subject_of(line, copula)
    if subject.first >= subject.after:
        subject = Span(first, copula)
    rest = past_adverbs(line, place.after)
    rest = past_adverbial(line, rest) if line.low(rest) == "," else rest
    holder = None
    if line.low(rest) in {"to", "for"} and rest + 1 < line.end:
        holder = Span(rest + 1, grammar.phrase_end(line.tokens, rest + 1, line.end))
        rest = holder.after
    if line.word_class(rest) == "complementizer" and not is_relative(line, rest) and copula != start - 1:
        content = Span(rest + 1, line.end)
    elif (
        (holder is not None or copula == start - 2)
        and subject.first < subject.after
        and line.low(subject.first) != "it"
    ):
        content = subject
    else:
        return None
    span = Span(min(first, content.first), max(content.after, rest))
    saying = Saying(span, content, cue.act, main=is_main(line, first), cue=place)
    if holder is not None:
        with_holder(line, saying, holder)
    saying.own = saying.own or holder is None or is_object(line.low(holder.first))
    return saying


def _given(line: Line, start: int, place: Span, cue: Cue) -> Saying | None:
    """«The war causes us concern», «it gives my delegation hope that Y»: whoever it is given to feels it."""
    side = line.word_class(start) == "possessive" and "side" in line.tokens[start + 1].classes
    holder = Span(start, start + 2) if side else Span(start - 1, start)
    verb = holder.first - 1
    if cue.act not in _GIVEN or line.low(verb) not in grammar.words_of("giving"):
        return None
    if not side and not is_object(line.low(holder.first)):
        return None
    subject, first = subject_of(line, verb)
    if line.word_class(place.after) == "complementizer" and not is_relative(line, place.after):
        content = Span(place.after + 1, line.end)
    elif subject.first < subject.after and line.low(subject.first) != "it":
        content = subject
    else:
        return None
    span = Span(min(first, content.first), max(content.after, place.after))
    saying = Saying(span, content, cue.act, main=is_main(line, first), cue=Span(verb, place.after))
    with_holder(line, saying, holder)
    saying.own = saying.own or not side
    return saying


def _with_feeling(line: Line, start: int, place: Span, cue: Cue) -> Saying | None:
    """What a feeling behind «with» tells: «we view with concern Y», «it is with joy that we Y»."""
    if is_copula(line, start - 2) and line.low(start - 3) == "it":
        return _cleft(line, start - 3, place, cue)
    return _beheld(line, start, place, cue) if cue.act in _FEELINGS else None


def _cleft(line: Line, it: int, place: Span, cue: Cue) -> Saying | None:
    """«It is with joy that we greet Y»: the document's own, where the first person does something so."""
    that = past_adverbs(line, place.after)
    speaker = past_adverbs(line, that + 1)
    if line.low(that) != "that" or speaker >= line.end or "first person" not in line.tokens[speaker].classes:
        return None
    alone = grammar.is_subject(line.low(speaker))
    holder = Span(speaker, speaker + 1 if alone else grammar.phrase_end(line.tokens, speaker, line.end))
    saying = Saying(Span(it, line.end), Span(that + 1, line.end), cue.act, main=is_main(line, it), cue=place)
    return with_holder(line, saying, holder)


def _beheld(line: Line, start: int, place: Span, cue: Cue) -> Saying | None:
    """«We view with concern Y», «X has followed with satisfaction Y», «X views Y with concern»."""
    verb, content = start - 2, past_adverbs(line, place.after)
    content += 2 * (line.word_class(content) == "coordinator")
    if line.low(verb) not in grammar.words_of("behold"):
        return _beheld_so(line, start - 1, place, cue)
    if content >= line.end or line.tokens[content].is_mark:
        return None
    subject, first = subject_of(line, verb)
    passive = not line.low(verb).endswith("ing") and any(line.word_class(at) == "be" for at in range(first, verb))
    if passive or subject.first >= subject.after:
        return None
    saying = Saying(Span(first, line.end), Span(content, line.end), cue.act, main=is_main(line, first), cue=place)
    return with_holder(line, saying, subject)


def _beheld_so(line: Line, with_: int, place: Span, cue: Cue) -> Saying | None:
    """«X views Y with concern»: the nearest word of beholding whose object ends at «with»."""
    beholds = grammar.words_of("behold")
    near = range(with_ - 2, max(with_ - _NEAR, 0), -1)
    verb = next((at for at in near if line.low(at) in beholds), None)
    if (
        verb is None
        or line.tokens[verb + 1].is_mark
        or grammar.phrase_end(line.tokens, verb + 1, with_, _INSIDE) != with_
    ):
        return None
    subject, first = subject_of(line, verb)
    if subject.first >= subject.after or line.word_class(verb - 1) == "be":
        return None
    saying = Saying(Span(first, place.after), Span(verb + 1, with_), cue.act, main=is_main(line, first), cue=place)
    return with_holder(line, saying, subject)


def _stands(line: Line, subject: Span, rest: int) -> bool:
    """Whether a subject is what is told of: «it» only where no clause or infinitive follows."""
    return line.low(subject.first) != "it" or rest >= line.end or line.tokens[rest].is_mark


def _copula(line: Line, of: int, *, of_any: bool) -> int | None:
    """The copula of «is of», «is also a matter of», «remains a source of»."""
    if of_any and is_copula(line, of) and line.word_class(of + 1) == "determiner":
        return of  # «is a concern»
    if line.low(of) not in {"of", "for"}:
        return None
    place = of - 1
    if line.low(place) in grammar.words_of("matter"):
        floor = max(place - _MATTER, 0)
        while place > floor and not is_copula(line, place):
            place -= 1
    elif of_any and not is_copula(line, place):
        place = line.phrase_start(place) - 1
    while place > 0 and line.tokens[place].is_adverb:
        place -= 1
    return place if place > 0 and is_copula(line, place) else None
