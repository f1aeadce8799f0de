"""Dates whose month, year or century stands with another: «4 and 8 May», «May or June 1980», «the 1960s and 70s»."""

from __future__ import annotations

import calendar
import re
from functools import cache

from kbpack.reading.date_values import DateMention, month_number
from kbpack.reading.date_words import any_of, months

IN = "_in_"
_CONTEXT = 80
_LEAP_YEAR = 2000
_DAY = re.compile(r"\d+")
_DAYS = re.compile(r"(?i)\b(?:on|of|the|dated|since|by|from)\s+(\d{1,2}(?:,\s+\d{1,2})*),?\s+(?:and|or)\s+$")
_TENS = re.compile(
    r"(?:(?:,|,?\s+(?:and|or)|\s+to)\s+|\s?[-–—]\s?)(?:the\s+)?(?:(?:early|late|mid)[\s-]+)?(?P<tens>['’‘]?[2-9]0['’]?s)\b"
)
_DAYS_BEFORE = re.compile(r"(?i)\b(?:on|of|the|dated|since|by|from)\s+(\d{1,2}(?:,\s+\d{1,2})*),\s+$")
"""Days before two that «and» joins: «on 4, 5 and 6 May»."""
_MONTH = re.compile(r"(?:\d{4}|XXXX)-(?:0[1-9]|1[0-2])")

Mentions = list[DateMention]


def sharing(text: str, match: re.Match[str], one: DateMention, start: int) -> tuple[Mentions, Mentions]:
    """The dates before and behind one that share its month, its year or its century."""
    form = match.lastgroup or ""
    if form == "decade":
        return [], _behind(text, one)
    if form not in _KEPT:
        return [], []
    manner = f"{IN}{one.edtf[: _KEPT[form]]}"
    row, each = _rows()[form]
    listed = row.search(text, max(start, one.start - _CONTEXT), one.start)
    places = each.finditer(text, listed.start(1), one.start) if listed else ()
    found = [DateMention(*place.span(), *completed(place[0], manner), manner) for place in places]
    edtfs = [before.edtf for before in (*found, one)]
    return (found if all(edtfs) and edtfs == sorted(set(edtfs)) else []), []


_KEPT = {
    "day_month": len("1990-05"),
    "days_month": len("1990-05"),
    "month_year": len("1990"),
    "month_month_year": len("1990"),
}
"""How much of its EDTF a date of a form shares with those listed before it."""


@cache
def _rows() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """By form, what may stand before the last date of a row, and each date in it: 4 and 8 in «on 4, 8 and 12 May»."""
    month = rf"(?:{any_of(name.capitalize() for name in months())})\b"
    listed = re.compile(rf"\b({month}(?:,\s+{month})*),?\s+(?:and|or)\s+$")
    before = re.compile(rf"\b({month}(?:,\s+{month})*),\s+$")
    one = re.compile(month)
    return {
        "day_month": (_DAYS, _DAY),
        "days_month": (_DAYS_BEFORE, _DAY),
        "month_year": (listed, one),
        "month_month_year": (before, one),
    }


def _behind(text: str, first: DateMention) -> Mentions:
    """The later decades of the same century: 70s in «the 1960s and 70s»."""
    found = [first]
    while match := _TENS.match(text, found[-1].end):
        manner = f"{IN}{first.edtf[:2]}"
        edtf, precision = completed(match["tens"], manner)
        if not found[-1].edtf < edtf:
            break
        found.append(DateMention(*match.span("tens"), edtf, precision, manner))
    return found[1:]


def completed(words: str, manner: str) -> tuple[str, str]:
    """EDTF and precision of a day, a month or a decade with what its manner names; two empty strings if it is none."""
    rest = manner.removeprefix(IN)
    if rest.isdigit():
        tens, month = words.strip("'’‘s"), month_number(words)
        if len(rest) == len("19"):
            return (f"{rest}{tens[0]}X", "interval") if re.fullmatch("[1-9]0", tens) else ("", "")
        return (f"{rest}-{month:02d}", "month") if month and len(rest) == len("1992") else ("", "")
    year, _, number = rest.partition("-")
    if not (words.isdigit() and len(words) <= len("31") and _MONTH.fullmatch(rest)):
        return "", ""
    longest = calendar.monthrange(_LEAP_YEAR if year == "XXXX" else int(year), int(number))[1]
    fits = 1 <= int(words) <= longest
    return (f"{rest}-{int(words):02d}", "no year" if year == "XXXX" else "day") if fits else ("", "")
