"""Numbers whose unit stands with another: «20-25 per cent», «5, 10 or 20 hectares», «of 20 hectares, 5 are dry»."""

from __future__ import annotations

import re
from functools import cache

from kbpack.reading.manners import IN, Quantity, in_unit, with_tail
from kbpack.reading.quantity_forms import multiplier_of, pattern
from kbpack.reading.units import Unit, folded, multipliers, units
from kbpack.reading.words import words_in_class, words_of_class

_LINK = re.compile(r"\s*[-\u2010-\u2015]\s*|,?\s+(?:to|or)\s+(?:even\s+)?|\s+and\s+|,\s+")
_NUMBER_BEFORE = re.compile(r"\d,\s+\Z")


def with_shared_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """Numbers with the unit that another gives them: the other end of their range, or the area that they are of."""
    if len(found) > 1:
        _share_ranges(text, found)
        _share_areas(text, found)
    return found


def _share_ranges(text: str, found: list[Quantity]) -> None:
    """Give numbers the unit and the multiplier of the other end of their range: «20-25 per cent»."""
    for place in range(len(found) - 2, -1, -1):
        one, other = found[place], found[place + 1]
        if not one.is_plain or one.manner or (other.is_plain and not other.value):
            continue
        link = _LINK.fullmatch(text, one.end, other.start)
        if link is None or ("and" in link[0] and not _opens_row(text[max(0, one.start - _LONGEST) : one.start])):
            continue
        if link[0][:1].isspace() and not link[0].strip().isalpha() and other.kind not in {"share", "duration"}:
            continue
        tail = other.manner if other.manner.startswith(IN) else ""
        if tail or (not link[0].isspace() and link[0].strip() != ","):
            found[place] = with_tail(one, tail or _tail(text, other, alone=not _multiplier(text, one))) or one


def _opens_row(before: str) -> bool:
    """Whether a number behind some words, with another behind «and», counts what that counts: «of 5 and 6 hectares»."""
    return bool(_NUMBER_BEFORE.search(before) or _preposition().search(before))


_LONGEST = 12


@cache
def _preposition() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?:\A|\s)(?:{'|'.join(sorted(words_of_class('preposition')))})\s+\Z")


def _share_areas(text: str, found: list[Quantity]) -> None:
    """Give numbers the unit of the area that they are part of: «of 20 hectares, 5 are dry»."""
    for place in range(1, len(found)):
        whole, part = found[place - 1 : place + 1]
        if whole.kind == "area" and part.is_plain and not part.manner and _is_part(text, whole, part):
            found[place] = with_tail(part, in_unit("", _unit(text, whole))) or part


def _is_part(text: str, whole: Quantity, part: Quantity) -> bool:
    """Whether a number without a noun is so much of the area before it: «of 20 hectares, 5 are», «, of which 5 are»."""
    if not _verb().match(text, part.end):
        return False
    between = text[whole.end : part.start]
    opens = _of().search(text, max(0, whole.start - _NEAR), whole.start)
    return len(between) <= _NEAR and bool(_OF_WHICH.search(between) or (opens and not _STOP.search(between)))


_NEAR = 80
_OF_WHICH = re.compile(r"\bof\s+which\s+(?:\w+\s+)?\Z")
_STOP = re.compile(r"[.;:?!]\s")


@cache
def _of() -> re.Pattern[str]:
    """«Of» where a clause opens, with what may stand before the number of the whole: «of the total 20 hectares»."""
    before = "|".join(sorted({*words_of_class("determiner"), *words_of_class("possessive")}))
    opens = "|".join(sorted({*words_of_class("coordinator"), *words_of_class("complementizer")}))
    return re.compile(rf"(?i)(?:\A|[^\w\s]\s*|\b(?:{opens})\s+)of\s+(?:(?:{before})\s+)?(?:\w+\s+)?\Z")


@cache
def _verb() -> re.Pattern[str]:
    """A verb, in front of which a number alone is a subject: an auxiliary, or a word in no -s before a preposition."""
    auxiliaries = "|".join(sorted({word for name in ("be", "have", "modal") for word in words_of_class(name)}))
    prepositions = "|".join(sorted(words_of_class("preposition")))
    people = "|".join(sorted(words_in_class("person")))
    return re.compile(rf"\s+(?:(?:{auxiliaries})\b|(?!(?:{people})\b)[a-z]{{2,}}[^\Ws]\s+(?:{prepositions})\b)")


def _tail(text: str, quantity: Quantity, *, alone: bool) -> str:
    """The manner that gives another number the unit of this one, and its multiplier where it is `alone`."""
    match = pattern().fullmatch(text, quantity.start, quantity.end)
    if match is None or match["code"] or match["half"] or match["money"] or not (match["digits"] or match["words"]):
        return ""
    multiplies = alone and (match["digits"] or len(match["words"].split()) > 1)
    return in_unit(_multiplier(text, quantity) if multiplies else "", _unit(text, quantity))


def _multiplier(text: str, quantity: Quantity) -> str:
    """The word that multiplies a number, which may be the last of its words: «two million»."""
    match = pattern().fullmatch(text, quantity.start, quantity.end)
    if match is None:
        return ""
    word = multiplier_of(match) or (match["words"] or " ").lower().rpartition(" ")[2]
    return word if word in multipliers() else ""


def _unit(text: str, quantity: Quantity) -> Unit | None:
    """The unit whose words end a number."""
    match = pattern().fullmatch(text, quantity.start, quantity.end)
    return units().get(folded(match["unit"] or "")) if match else None
