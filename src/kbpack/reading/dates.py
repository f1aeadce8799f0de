"""Dates in running text, as EDTF (ISO 8601-2) with no more than the words give."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import cache
from typing import NamedTuple

from kbpack import lexicon


class DateMention(NamedTuple):
    """A date in the text: offsets, EDTF (empty where relative), and its precision."""

    start: int
    end: int
    edtf: str
    precision: str


@cache
def _months() -> dict[str, int]:
    return {row["word"]: int(row["month"]) for row in lexicon.table("months")}


@cache
def _counted() -> str:
    """What may follow a number of four digits that is no year: a unit, or people."""
    words = {row["word"] for row in lexicon.table("units")}
    words |= {row["word"] for row in lexicon.table("classes") if row["class"] in {"person", "force"}}
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return rf"(?!\s*(?:{alternatives})(?!\w))"


@cache
def _pattern() -> re.Pattern[str]:
    month = rf"(?P<{{}}>{'|'.join(sorted(_months(), key=len, reverse=True))})\b\.?"
    day = r"(?P<{}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"
    year = r"(?P<{}>1\d{{3}}|20\d{{2}})(?![\d,.]*\d)(?!\s*%)"
    gap = r"[\s,]{1,3}"
    relative = lexicon.table("relative_dates")
    alone = "|".join(row["word"] for row in relative if row["alone"])
    beside = "|".join(row["word"] for row in relative if not row["alone"])
    return re.compile(
        r"(?<![\w.,/-])(?:"
        r"(?P<iso>(?:1\d{3}|20\d{2})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)"
        r"|(?P<y1>1\d{3}|20\d{2})\s?[-\u2013\u2014/]\s?(?P<y2>(?:1\d{3}|20\d{2})|\d{2})(?![\d-])"
        rf"|{month.format('m1')}\s+{day.format('d1')}(?:{gap}{year.format('y3')})?"
        rf"|{day.format('d2')}\s+(?:of\s+)?{month.format('m2')}(?:{gap}{year.format('y4')})?"
        rf"|{month.format('m3')}(?:,?\s+(?:of\s+)?){year.format('y5')}"
        r"|(?P<dd>0?[1-9]|[12]\d|3[01])(?P<sep>[./])(?P<mm>0?[1-9]|1[0-2])(?P=sep)(?P<y6>1\d{3}|20\d{2})(?!\d)"
        r"|(?P<decade>(?:1\d|20)\d)0['’]?s\b"
        rf"|(?P<lead>(?:in|since|of|during|until|till|by|from|last|next|this|early|mid|late)\s+){month.format('m4')}(?!,?\s+\d)"
        rf"|{year.format('y7')}{_counted()}"
        rf"|(?P<relative>{alone}|(?:{beside})\s+"
        r"(?:year|month|week|night|decade|century|summer|winter|spring|autumn))\b"
        r")",
        re.IGNORECASE,
    )


_PRECEDES_YEAR = re.compile(
    r"(?:\b(?:in|since|by|of|until|till|from|the|to|during|before|after|and|or|year|early|late|mid|between|around|about"
    r"|circa|through)\s+|[(\[,:;-]\s*|^\s*)$",
    re.IGNORECASE,
)


def _month_day(month: int, day: int, year: str | None) -> tuple[str, str] | None:
    longest = calendar.monthrange(int(year) if year else 2000, month)[1]
    if day > longest:
        return None
    if year:
        return f"{int(year):04d}-{month:02d}-{day:02d}", "day"
    return f"XXXX-{month:02d}-{day:02d}", "no year"


@cache
def date_words() -> frozenset[str]:
    """Words without which, and without digits, a text states no date."""
    return (
        frozenset(_months())
        | {name.title() for name in _months()}
        | {row["word"] for row in lexicon.table("relative_dates")}
    )


def _value(text: str, match: re.Match[str]) -> tuple[str, str] | None:
    groups = match.groupdict()
    if groups["iso"]:
        year, month, day = groups["iso"].split("-")
        return _month_day(int(month), int(day), year)
    if groups["y1"]:
        first, second = groups["y1"], groups["y2"]
        last = first[: -len(second)] + second
        return (f"{first}/{last}", "interval") if int(first) < int(last) else None
    for month, day, year in (("m1", "d1", "y3"), ("m2", "d2", "y4")):
        if groups[month]:
            return _month_day(_months()[groups[month].lower()], int(groups[day]), groups[year])
    if groups["m3"]:
        return f"{groups['y5']}-{_months()[groups['m3'].lower()]:02d}", "month"
    if groups["mm"]:
        return _month_day(int(groups["mm"]), int(groups["dd"]), groups["y6"])
    if groups["decade"]:
        return f"{groups['decade']}X", "interval"
    if groups["m4"]:
        name = groups["m4"]
        return (f"XXXX-{_months()[name.lower()]:02d}", "no year") if name[0].isupper() else None
    if groups["y7"]:
        return (
            (groups["y7"], "year") if _PRECEDES_YEAR.search(text, max(0, match.start() - 12), match.start()) else None
        )
    return "", "relative"


def dates(text: str, start: int = 0, end: int | None = None) -> list[DateMention]:
    """The dates that `text[start:end]` states; nothing is taken from a clock or another date."""
    found = []
    for match in _pattern().finditer(text, start, len(text) if end is None else end):
        value = _value(text, match)
        if value is None:
            continue
        stray_stop = text[match.end() - 1] == "." and not _is_short(match, text)
        found.append(DateMention(match.start(), match.end() - bool(stray_stop), *value))
    return found


def _is_short(match: re.Match[str], text: str) -> bool:
    """Whether the full stop behind a month is that of its short form, and not of the sentence."""
    name = next((match[group] for group in ("m1", "m2", "m3", "m4") if match[group]), "").lower()
    rest = text[match.end() : match.end() + 2].lstrip()
    return name in _months() and len(name) <= len("sept") and name != "may" and rest[:1].islower()


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
    for year in range(int(last[:4]), int(last[:4]) - _LEAP_GAP, -1):
        found = f"{year:04d}-{edtf[5:]}"
        if bounds(found)[0] and found <= last:
            return found
    return ""


_LEAP_GAP = 9
"""In so many years there is a 29 February at least once."""
