"""How surely a saying puts what it mentions: status, factuality, and acts that only the content gives away."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kbpack import lexicon
from kbpack.reading.cues import acts
from kbpack.reading.grammar import classes_of
from kbpack.reading.happening import Happening
from kbpack.reading.lines import Line, Span
from kbpack.reading.saying import Saying

HARM = frozenset({"ASSAULT", "COERCE"})


class Standing(NamedTuple):
    """Status and factuality of a mention, and the words and rule behind the status (none where it is the default)."""

    status: str
    factuality: str
    words: Span | None = None
    rule: str = ""


@cache
def hedges() -> dict[str, tuple[str, str]]:
    """Status and factuality by the words of `lexicon/hedges.csv`."""
    return {row["word"]: (row["status"], row["factuality"]) for row in lexicon.table("hedges")}


def innermost(said: list[Saying], words: Span) -> Saying:
    """The saying with the smallest content that holds some words; the sentence's own where none does."""
    inside = [one for one in said if one.content.holds(words)]
    if len(inside) > 1:
        return min(inside, key=lambda one: (one.content.after - one.content.first, -one.depth))
    return inside[0] if inside else said[0]


def standing(line: Line, happening: Happening, saying: Saying) -> Standing:
    """The status of a mention inside its innermost saying."""
    hedge = _hedge_on(line, happening)
    if hedge is not None:
        return Standing(*hedges()[line.low(hedge)], Span(hedge, hedge + 1), "hedge")
    if happening.ground == "known":
        return Standing("presupposed", "CT+", happening.ground_words, "known")
    if happening.ground in {"any", "purpose"}:
        return Standing("generic", "Uu", happening.ground_words, "generic")
    if saying.is_doubt and saying.cue is not None:
        return Standing("unconfirmed", "Uu", saying.cue, "doubt")
    hedge = _hedge(line, happening, saying)
    if hedge is not None:
        status, factuality = hedges()[line.low(hedge)]
        return Standing(status, factuality, Span(hedge, hedge + 1), "hedge")
    if happening.negator is not None:
        factuality = "CT-"
        if saying.act == "deny" and happening.coded[0] in HARM:
            return Standing("denied", factuality, Span(happening.negator, happening.term.after), "denied")
    else:
        factuality = "CT+" if saying.own else acts()[saying.act].factuality
    if _has_modal(line, happening):
        factuality = "PS+"
    if saying.own or saying.cue is None:
        return Standing("asserted", factuality)
    return Standing(
        acts()[saying.act].status, factuality, saying.act_words or saying.cue, f"status_of_{saying.act_rule}"
    )


def _hedge(line: Line, happening: Happening, saying: Saying) -> int | None:
    """The hedge nearest before the word of happening: on it, or on the evidence that the saying gives for it."""
    first = happening.span.first if saying.own else saying.content.first
    return _last_hedge(line, first, happening.term.first)


def _hedge_on(line: Line, happening: Happening) -> int | None:
    """A hedge on the word of happening itself: «the alleged attack»."""
    first = happening.span.first if happening.ground in {"known", "noun"} else happening.term.first
    return _last_hedge(line, first, happening.term.first)


def _last_hedge(line: Line, first: int, after: int) -> int | None:
    """The last hedge in a stretch of tokens."""
    known = hedges()
    for place in range(after - 1, first - 1, -1):
        if line.tokens[place].low in known:
            return place
    return None


def _has_modal(line: Line, happening: Happening) -> bool:
    return happening.code.part == "verb" and any(
        line.word_class(place) == "modal"
        for place in range(max(happening.term.first - 4, happening.span.first), happening.term.first)
    )


def revise_acts(line: Line, said: list[Saying], happened: list[Happening]) -> None:
    """Set the acts that the content gives away.

    To say that one's own side never did harm is to deny it; to say that another did is to accuse.
    """
    for happening in happened:
        if happening.code.type not in HARM or happening.ground != "clause":
            continue
        saying = innermost(said, happening.term)
        if saying.cue is None or saying.act != "assert":
            continue
        actor = _actor(line, happening)
        own_side = saying.holder is not None and _same_side(line, happening, saying)
        if happening.negator is not None and own_side:
            saying.act, saying.act_words, saying.act_rule = (
                "deny",
                Span(happening.negator, happening.core.after),
                "denial",
            )
        elif happening.negator is None and not saying.own and actor and not own_side:
            saying.act, saying.act_words, saying.act_rule = "accuse", happening.core, "accusation"


def _actor(line: Line, happening: Happening) -> str:
    if happening.actor is None:
        return ""
    return next(
        (
            name.entry.id
            for name in line.names
            if name.entry.table == "actors" and happening.actor.holds(Span(name.first, name.after))
        ),
        "",
    )


def _same_side(line: Line, happening: Happening, saying: Saying) -> bool:
    """Whether who did it is the holder, or a part of it."""
    if happening.actor is None:
        return False
    if saying.own and "first person" in classes_of(line.low(happening.actor.first)):
        return True
    holders = line.own_ids if saying.own else {saying.holder_id} - {""}
    return any(
        {name.entry.id, name.entry.part_of} & holders
        for name in line.names
        if name.entry.table == "actors" and happening.actor.holds(Span(name.first, name.after))
    )
