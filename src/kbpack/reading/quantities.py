"""Numbers in running text, with what they measure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from kbpack.reading.date_words import is_label, places_in
from kbpack.reading.manners import LABEL, MANNER, Quantity, with_tail
from kbpack.reading.numbers import (
    DOTS_DECIMAL,
    canonical,
    depends,
    is_open_comma,
    number,
    number_roles,
    quotient,
    roman,
    spelled,
    times,
)
from kbpack.reading.parts_of_one import fraction, is_joined, is_no_part, is_ordinal, of_one, whole_number, with_part
from kbpack.reading.quantity_forms import multiplier_of, opening, pattern
from kbpack.reading.ranges import with_shared_units
from kbpack.reading.units import Unit, currencies, folded, multipliers, units

Match = re.Match[str]


_IDIOMS = re.compile(
    r"(?i)(?:first(?=\s+of\s+all|,)|(?<=at\s)first|(?<=for\sthe\s)first|second(?=\s+only|\s+to\s+none)"
    r"|one(?=-sided|\s+(?:another|of|can|cannot|could|may|might|must|should|would|is|was|has|who|which|that|where|or)\b)"
    r"|one(?=\s*[.,;:)])"
    r"|(?<=no\s)one|(?<=this\s)one|(?<=that\s)one|(?<=each\s)one|(?<=every\s)one|(?<=any\s)one|(?<=which\s)one)\b"
)


def quantities(
    text: str, start: int = 0, end: int | None = None, taken: Sequence[tuple[int, int]] = (), dots: str = ""
) -> list[Quantity]:
    """The numbers of `text[start:end]` outside the `taken` spans (dates are read by `dates`).

    `dots` is what `numbers.dots` found for the document: it reads `1.840`, which else has no value.
    """
    free = list(outside(taken, start, len(text) if end is None else end))
    matches = (match for span in free for match in _matches(text, span, places_in(opening(), text, *span)))
    return with_shared_units(text, [one for match in matches for one in _read(text, match, dots, start)])


def quantities_at(places: Sequence[int], text: str, free: Sequence[tuple[int, int]], dots: str = "") -> list[Quantity]:
    """The numbers of some stretches of a text, given all places of words with which a number may begin."""
    found: list[Quantity] = []
    opens = opening().match
    for first, last in free:
        begins = [at for at in places if first <= at and opens(text, at, last)]
        for match in _matches(text, (first, last), begins):
            found += _read(text, match, dots, free[0][0])
    return with_shared_units(text, found)


def outside(taken: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of `start` to `end` between some spans."""
    for first, last in [*taken, (end, end)]:
        yield start, first
        start = max(start, last)


def _matches(text: str, span: tuple[int, int], places: Iterable[int]) -> Iterator[Match]:
    place, stop = span
    fits = pattern().match
    for begin in places:
        match = fits(text, begin, stop) if begin >= place else None
        if match:
            yield match
            place = match.end()


def _read(text: str, match: Match, dots: str, start: int) -> Iterator[Quantity]:
    first, last = match.span()
    if match["roman"] or match["numeral"]:
        label = match["numeral"] is not None
        if not label or is_label(text, first):
            value = roman()[match["roman"] or match["numeral"]]
            yield Quantity(first, last, "other" if label else "ordinal", value, "", LABEL if label else "")
        return
    quantity = _behind_point(text, match, _quantity(text, match, dots))
    words = match["words"] or ""
    if quantity is None and (match["over"] or (" " in words and spelled(words) is None)):
        yield from _one_by_one(text, first, last, dots)
        return
    if quantity is None or (match["digits"] and quantity.is_plain and _is_paragraph(text, match, start)):
        return
    if match["misread"] and quantity.is_plain and is_label(text, first):
        return
    labelled = match["digits"] and (_SESSION.match(text, last) or is_label(text, first))
    if labelled and quantity.is_plain:
        yield from _labels(match)
    else:
        yield quantity


def _behind_point(text: str, match: Match, quantity: Quantity | None) -> Quantity | None:
    """A number whose full stop may be the point of a decimal, which it is in an area or a share: «.5 per cent»."""
    first = match.start()
    if quantity is None or text[first - 1 : first] != "." or text[max(0, first - 2)].isalpha():
        return quantity
    if quantity.kind not in {"area", "share"} or not (match["digits"] or "").isdigit():
        return None
    value = canonical(Decimal(quantity.value) / 10 ** len(match["digits"]))
    return quantity._replace(start=first - 1, value=value)


def _one_by_one(text: str, first: int, last: int, dots: str) -> Iterator[Quantity]:
    """The numbers of words that make no number together: two thirds and two in «two thirds of both»."""
    words = list(_WORD.finditer(text, first, last))
    for after in range(len(words) - 1, 0, -1):
        head = pattern().fullmatch(text, first, words[after - 1].end())
        if head and (after == 1 or (head["words"] and spelled(head["words"]))):
            yield from quantities(text, *head.span(), dots=dots)
            yield from quantities(text, head.end(), last, dots=dots)
            return
    yield from quantities(text, words[0].end(), last, dots=dots)


def _is_paragraph(text: str, match: Match, start: int) -> bool:
    """Whether a number stands before a sentence, as that of a paragraph."""
    opens = match.start() - start <= _LONGEST_OPENING and not text[start : match.start()].strip("([ \t\r\n")
    opens = opens and not text[max(0, start - 2) : start].strip(" ").isalnum()
    return opens and match["digits"].isdigit() and _PARAGRAPH.match(text, match.end()) is not None


_RATE = re.compile(r"(?i)(?:\d\S*|\b(?:per|dollars?|euros?|pounds?|cents?|tons?|tonnes?|kilograms?|kilos?|kg))\s+\Z")
"""What makes «a hectare» the measure of a rate: «two tons a hectare»."""
_RATE_WORDS = 20
"""Characters within which the end of such words stands."""
_LONGEST_OPENING = 8
_SESSION = re.compile(r"\s*\((?:(?:19|20)\d\d|[IVXL]+)\)")
"""The year or the session behind the number of a resolution."""
_PARAGRAPH = re.compile(r"[.)]\s{1,8}[^\W\d_\"“‘'«(]|[.)]\s{1,8}[\"“‘'«(]")


def _labels(match: Match) -> Iterator[Quantity]:
    """The numbers of resolutions, articles or pages, also where commas stand between them without blanks."""
    place = match.start()
    for part in re.split("([,.])", match["digits"]) if "," in match["digits"] else [match["digits"]]:
        if part[:1].isdigit():
            yield Quantity(place, place + len(part), "other", number(part, ""), "", LABEL)
        place += len(part)


def _quantity(text: str, match: Match, dots: str) -> Quantity | None:
    """What the words of a match give by themselves."""
    if match.lastgroup == "measured":
        measured = _measured(text, match, dots)
        return of_one(measured, match, "of_one") if measured else None
    first, last = match.span()
    if match["code"]:
        return Quantity(first, last, "other", "", "")
    over, under = match["over"] or match["one"], match["under"] or match["many"] or match["round"]
    if over:
        over, under = whole_number(over), whole_number(under)
        return Quantity(first, last, "share", quotient(over, under), "") if over < under else None
    if match["half"]:
        part, named = number_roles()[match["half"].lower()][1], match["half_many"] or "one"
        unit = units().get(folded(match["half_unit"] or ""))
        kind, of_unit = (unit.kind, unit.unit) if unit else ("count", "")
        return Quantity(first, last, kind, times(part, number_roles()[named.lower()][1]), of_unit)
    part = match["part"] or match["near"]
    if part:
        share = quotient(Decimal(1), whole_number(part.split()[1]))
        return of_one(Quantity(first, last, "share", share, ""), match, "part_of")
    unit = units()[folded(match["single_unit"])]
    is_rate = _RATE.search(text, max(0, first - _RATE_WORDS), first)
    return None if is_rate else Quantity(first, last, unit.kind, "1", unit.unit)


def _measured(text: str, match: Match, dots: str) -> Quantity | None:
    """A number with its multiplier and its unit."""
    first = match.start()
    unit = units().get(folded(match["unit"])) if match["unit"] else None
    multiplier = multipliers().get(multiplier_of(match), "")
    manner = ""
    if match["misread"]:
        kind, value = "count", ""
    elif match["digits"]:
        sure = bool(multiplier) or (unit is not None and unit.kind == "share")
        manner = dots if not sure and depends(match["digits"], dots) else ""
        kind = "ordinal" if match["th"] else "count"
        value = "" if match["broken"] else number(match["digits"], DOTS_DECIMAL if sure else manner)
        if not sure and unit is None and not match["money"] and not manner and is_open_comma(match["digits"]):
            value = ""
    elif match["bare"]:
        value = fraction(match["bare"])
        kind = "count" if unit or multiplier else "share" if value else "other"
    else:
        in_head = match["words"].lower() in multipliers() and _IN_HEAD.search(text, max(0, first - 5), first)
        if in_head or is_ordinal(text, first):
            return None
        read = spelled(match["words"]) or (with_part(match["words"]) if unit else None)
        if read is None or (not unit and (_IDIOMS.match(text, match.start()) or is_no_part(text, match))):
            return None
        kind, value = read
    if value and (match["power"] or match["raised"]):
        value = times(value, str(10 ** int(unicodedata.normalize("NFKC", match["power"] or match["raised"]))))
    if value and (match["fraction"] or match["and_half"]):
        part = fraction(match["fraction"]) if match["fraction"] else times("0.5", _scale(match["words"] or ""))
        value = canonical(Decimal(value) + Decimal(part)) if part else ""
    return _with_unit(match, Quantity(*match.span(), kind, times(value, multiplier), "", manner), unit)


_IN_HEAD = re.compile(r"(?:[(\[/]|\bin)\s*\Z")
"""What makes a multiplier a part of the unit in a head: «(thousand hectares)»."""


def _scale(words: str) -> str:
    """What the last word of a number multiplies by, which «and a half» is a half of: «a million and a half»."""
    last = re.split(r"[\s-]+", words.lower())[-1]
    value = multipliers().get(last, "1")
    return value if Decimal(value) > _HUNDRED else "1"


_HUNDRED = 100
_WORD = re.compile(r"[^\s-]+")


def _with_unit(match: Match, quantity: Quantity, unit: Unit | None) -> Quantity:
    if match["money"]:
        return quantity._replace(kind="money", unit=currencies()[match["money"]])
    fits = quantity.kind == "count" or (quantity.kind == "share" and is_joined(match))
    return quantity._replace(kind=unit.kind, unit=unit.unit) if unit and fits else quantity


@lru_cache(1 << 12)
def read_in_manner(quote: str, manner: str) -> Quantity | None:
    """The only number of a quote, read in a manner that `Quantity` names; none where it does not fit."""
    parts = MANNER.fullmatch(manner)
    if parts is None:
        return None
    found = quantities(quote, dots=parts["dots"] or "")
    if len(found) != 1:
        return None
    (one,) = found
    if parts["label"]:
        plain = one.is_plain or one.kind == "ordinal"
        return one._replace(kind="other", manner=manner) if plain else None
    return with_tail(one, manner)
