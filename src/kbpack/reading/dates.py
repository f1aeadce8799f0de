"""Dates in running text, as EDTF (ISO 8601-2) with no more than the words give."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from kbpack import lexicon
from kbpack.reading.date_forms import RANGES, opening, pattern
from kbpack.reading.date_values import DAY_FIRST, MONTH_FIRST, DateMention, is_open, value
from kbpack.reading.date_words import MONTHS, any_of, is_label, months, places_in, words
from kbpack.reading.shared_dates import sharing

_ABOUT = any_of(words("about"))
_SURE = re.compile(
    rf"(?i)(?:\b(?:in|for|since|by|until|till|during|before|after|year|years|{_ABOUT})\s+|[(\[]\s*|\b(?:{_ABOUT}))$"
)
_LIKELY = re.compile(
    r"(?i)(?:\b(?:of|from|the|to|and|or|early|late|mid|between|around|about|through)\s+|[,:;\u2013\u2014-]\s*|^\s*)$"
)
_LONGEST_SURE = max(map(len, ["before", *words("about")]))
"""Characters before the last white space within which such words start."""
_MANY = re.compile(r"\s+([a-z]{2,}[^\Wsiu]s)\b(?:\s+([a-z]+))?")
_VOLUME = re.compile(r"[\d)]\s?:\s?$")
"""The volume or the number of a journal, behind which pages stand."""
_CONTEXT = 80
_NOUN = re.compile(r"\s+([a-z]{3,})\b")
_LATELY, _LONG_AGO = 1800, 1700


def numeric_order(text: str) -> str:
    """Whether the dates in numbers of a text put the day or the month first; empty where they do not tell.

    A first number above 12 is a day, and so is a second.
    """
    if not any(known.search(text) for known in _IN_NUMBERS):
        return ""
    orders = {
        DAY_FIRST if int(match[1]) > MONTHS else MONTH_FIRST
        for match in _NUMERIC.finditer(text)
        if (int(match[1]) > MONTHS) != (int(match[3]) > MONTHS)
    }
    return orders.pop() if len(orders) == 1 else ""


_IN_NUMBERS = [re.compile(rf"{mark}(?<=\d{mark})\d\d?[/-]\d\d") for mark in "/-"]
"""Two numbers and a year; patterns that start with one letter pass a text at once."""
_NUMERIC = re.compile(
    r"(?<![\w.,/-])(0?[1-9]|[12]\d|3[01])([/-])(0?[1-9]|[12]\d|3[01])\2(?:1\d{3}|20\d{2}|(?<=/)\d\d)(?![\w/-])"
)


def dates(
    text: str, start: int = 0, end: int | None = None, order: str = "", places: Iterable[int] | None = None
) -> list[DateMention]:
    """The dates that `text[start:end]` states; nothing is taken from a clock or another date.

    `order` is what `numeric_order` found for the document: it reads `08/05/1992`, of which else only the year is sure.
    `places` are those of the words before which a date may begin, where they are known.
    """
    found: list[DateMention] = []
    place, stop = start, len(text) if end is None else end
    for begin in places_in(opening(), text, start, stop) if places is None else places:
        if begin < place or (places is not None and not opening().match(text, begin, stop)):
            continue
        match = pattern().match(text, begin, stop)
        if match is None:
            continue
        mention = _mention(text, match, order)
        if mention is None and match.lastgroup in RANGES:
            match = pattern(ranges=False).match(text, match.start(), stop) or match
            mention = _mention(text, match, order)
        place = mention.end if mention else _go_on_at(text, match)
        if mention:
            before, behind = sharing(text, match, mention, start)
            while before and found and found[-1].end > before[0].start:
                found.pop()
            found += [*before, mention, *behind]
            place = found[-1].end
    return found


def _go_on_at(text: str, match: re.Match[str]) -> int:
    """Where to look on after words that looked like a date: behind a day that there is not, else their first word."""
    if match.lastgroup in _WHOLE or (match.lastgroup == "month_day" and match["m6"][0].isupper()):
        return match.end()
    place = match.start() + 1
    while place < match.end() and (text[place].isalnum()):
        place += 1
    return place


_WHOLE = frozenset({"iso", "numeric", "day_month", "years", "year"})


def _mention(text: str, match: re.Match[str], order: str) -> DateMention | None:
    form = match.lastgroup or ""
    manner = order if form == "numeric" and is_open(match) else ""
    read = value(match, manner)
    if read is None or (form in {"year", "years"} and not _stands_alone(text, match)):
        return None
    if form == "number_year" and is_label(text, match.start()):
        return None
    if form == "misread_year" and not _leads(text, match.start()):
        return None
    if form == "tens_in_words" and not _the_tens().search(text, max(0, match.start() - _CONTEXT), match.start()):
        return None
    if form == "century" and _owned().search(text, max(0, match.start() - _CONTEXT), match.start()):
        return None
    stray_stop = text[match.end() - 1] == "." and form not in {"era", "century"} and not _is_short(match, text)
    return DateMention(match.start(), match.end() - bool(stray_stop), *read, manner)


def _leads(text: str, place: int) -> bool:
    """Whether words before a place lead to a year and to nothing else: «in», «(», or nothing at all."""
    before = text[max(0, place - _CONTEXT) : place]
    return not before or bool(_SURE.search(before) or _LEAD_YEAR.search(before))


_LEAD_YEAR = re.compile(r"(?i)\b(?:of|year)\s+$")


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether four digits are a year: not after a word that numbers things, nor before the many that they count."""
    before = text[max(0, match.start() - _CONTEXT) : match.start()]
    near = max(0, len(before.rstrip()) - _LONGEST_SURE)
    year, many = int(match["y14"] or match["y10"]), _MANY.match(text, match.end())
    counts = many is not None and _is_plural(many)
    if _VOLUME.search(before, near):
        return False
    if _SURE.search(before, near):
        return year >= _LATELY or not counts
    if (is_label(text, match.start()) and not _titled().search(before)) or (
        counts and not _determined().search(before)
    ):
        return False
    noun = _NOUN.match(text, match.end()) if year < _LATELY else None
    if noun is not None and noun[1] not in _function_words():
        return False
    return year >= _LONG_AGO or bool(_LIKELY.search(before))


@cache
def _titled() -> re.Pattern[str]:
    """The end of the title of a law, behind which four digits are its year: «the Islands Act 1958»."""
    laws = any_of(row["word"].capitalize() for row in lexicon.table("numbered") if row["dated"])
    return re.compile(rf"[A-Z][a-z]+\)?\s+(?:{laws})\s+$")


@cache
def _the_tens() -> re.Pattern[str]:
    """The end of words before a decade that is none of somebody's life: «the sixties and early seventies»."""
    part = rf"(?:(?:{any_of(words('prefix'))})[\s-]+)?"
    tens = rf"{part}(?:{any_of(words('tens'))})(?:,|,?\s+(?:and|or|to))\s+"
    return re.compile(rf"(?i)(?:\A|\bthe\s+(?:{tens})*){part}\Z")


@cache
def _owned() -> re.Pattern[str]:
    """The end of words behind which a century is counted, and is none of the calendar: «its fifth century»."""
    owners = any_of(row["word"] for row in lexicon.table("function_words") if row["class"] == "possessive")
    return re.compile(rf"(?i)\b(?:{owners}|an?)\s+$")


def _is_plural(many: re.Match[str]) -> bool:
    """Whether a word in -s is what is counted, and not the verb of a year: «1980 marks the end»."""
    if many[1] in _function_words() or many[1] in words("not counted") or many[1].endswith("wards"):
        return False
    classes = {"determiner", "possessive", "complementizer", "negator", "relative"}
    return many[2] != "to" and _function_words().get(many[2], "") not in classes


@cache
def _determined() -> re.Pattern[str]:
    """The end of what stands before a year that tells which one: «the», «its», «the early», «pre-»."""
    rows = lexicon.table("function_words")
    known = any_of(row["word"] for row in rows if row["class"] in {"determiner", "possessive"})
    return re.compile(rf"(?:(?i:\b(?:{known}))|['’]s?)(?:\s+[a-z]+)?(?:[\s,]+\d{{4}}(?:,?\s+and)?)*+\s+$|\w-$")


@cache
def _function_words() -> dict[str, str]:
    return {row["word"]: row["class"] for row in lexicon.table("function_words")}


def _is_short(match: re.Match[str], text: str) -> bool:
    """Whether the full stop behind a month is that of its short form, and not of the sentence."""
    name = re.split(r"[\s\d]", match[0].rstrip("."))[-1].lower()
    rest = text[match.end() : match.end() + 2].lstrip()
    return name in months() and len(name) <= len("sept") and name != "may" and rest[:1].islower()


def is_anchor(word: str) -> bool:
    """Whether a word ties a date to another happening."""
    return word in {"since", "until", "till"}


def bounds(edtf: str) -> tuple[str, str]:
    """The first and last ISO day of an EDTF date with a year, or two empty strings.

    Qualifiers (`?`, `~`, `%`) do not move the bounds; an open or unknown end gives an empty string.
    """
    first, slash, last = edtf.partition("/")
    if slash:
        return _edge(first, first=True), _edge(last, first=False)
    return _edge(edtf, first=True), _edge(edtf, first=False)


_PARTS = re.compile(r"^(?:(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?|-(2[1-4]))?|(\d{3}X|\d{2}XX))$")
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}


def _edge(edtf: str, *, first: bool) -> str:
    match = _PARTS.match(edtf.strip("?~%"))
    if not match:
        return ""
    year = int((match[1] or match[5]).replace("X", "0" if first else "9"))
    months = _SEASON_MONTHS[int(match[4])] if match[4] else (int(match[2] or 1), int(match[2] or 12))
    month = months[0 if first else 1]
    if year < 1:
        return ""
    longest = calendar.monthrange(year, month)[1]
    day = int(match[3] or (1 if first else longest))
    return date(year, month, day).isoformat() if day <= longest else ""


def with_year(edtf: str, document_date: str) -> str:
    """A date without a year, in the last such month or day that is not after the document's date.

    Empty where the document's date gives no last day.
    """
    last = bounds(document_date)[1]
    if not last or not edtf.startswith("XXXX-"):
        return ""
    begin, _, end = edtf.partition("/")
    for year in range(int(last[:4]), int(last[:4]) - _LEAP_GAP, -1):
        found = begin.replace("XXXX", f"{year:04d}")
        found += end and "/" + end.replace("XXXX", f"{year + (end < begin):04d}")
        if all(bounds(found)) and bounds(found)[0] <= last:
            return found
    return ""


_LEAP_GAP = 9
"""In so many years there is a 29 February at least once."""
