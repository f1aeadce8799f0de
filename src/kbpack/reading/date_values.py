"""What the forms of `date_forms` mean: a match to EDTF and its precision, or nothing where there is no such date."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from kbpack.reading.date_words import MONTHS, months, nth_days, roman_months
from kbpack.reading.long_dates import century_of, decade_in_words, era_of, season_of

DAY_FIRST, MONTH_FIRST = "_day_first", "_month_first"
_LEAP_YEAR = 2000


class DateMention(NamedTuple):
    """A date in the text: offsets, EDTF (empty where relative), and its precision.

    `manner` names what the rest of the document told of how to read it: which of two numbers is the day.
    """

    start: int
    end: int
    edtf: str
    precision: str
    manner: str = ""


Value = tuple[str, str]
Match = re.Match[str]


def value(match: Match, order: str = "") -> Value | None:
    """EDTF and precision of a date; `order` says what comes first in a date in numbers that leaves it open."""
    return _numeric(match, order) if match.lastgroup == "numeric" else _READ[match.lastgroup or ""](match)


def _month_day(month: int, day: int, year: str | None) -> Value | None:
    year = plain_year(year)
    longest = calendar.monthrange(int(year) if year else _LEAP_YEAR, month)[1]
    if day > longest:
        return None
    if year:
        return f"{int(year):04d}-{month:02d}-{day:02d}", "day"
    return f"XXXX-{month:02d}-{day:02d}", "no year"


_LOOKS = str.maketrans("lIiOoB", "111008", " ")


def plain_year(words: str | None) -> str:
    """A year in digits, of which a scan may have misread some: 1983 for «l983» and «19 83»."""
    return (words or "").translate(_LOOKS)


def _between(first: Value | None, last: Value | None) -> Value | None:
    """From one date to a later one; none where the words do not give such a stretch."""
    if first is None or last is None or not first[0] < last[0]:
        return None
    return f"{first[0]}/{last[0]}", "no year" if first[0].startswith("XXXX") else "interval"


def is_open(match: Match) -> bool:
    """Whether either of the two numbers may be the month, and they differ; with full stops the day is first."""
    one, two = int(match["one"]), int(match["two"])
    return match["sep"] != "." and one <= MONTHS and two <= MONTHS and one != two


def _numeric(match: Match, manner: str) -> Value | None:
    one, two = int(match["one"]), int(match["two"])
    if not one or not two or min(one, two) > MONTHS:
        return None
    year = match["y9"] if len(match["y9"]) > len("92") else None
    if is_open(match) and not manner:
        return (year, "year") if year else None
    month_first = manner == MONTH_FIRST or two > MONTHS
    return _month_day(*((one, two) if month_first else (two, one)), year)


def _years(match: Match) -> Value | None:
    first, second = match["y10"], match["z10"]
    last = first[: -len(second)] + second
    if len(second) == 1 and int(last) != int(first) + 1:
        return None
    if first[2:] >= second and "-" in match[0] and 1 <= int(second) <= MONTHS and len(match[0]) == len("1992-05"):
        return f"{first}-{second}", "month"
    return (f"{first}/{last}", "interval") if int(first) < int(last) else None


def _split_years(match: Match) -> Value | None:
    last = match["z15"][:2] + match["w15"]
    return _between((match["y15"], "year"), (last, "year"))


def _years_in_words(match: Match) -> Value | None:
    if match["p11"] and not match["b11"]:
        return None
    return _between((match["y11"], "year"), (match["z11"], "year"))


def _stretch(match: Match, number: int, first: Value | None, last: Value | None) -> Value | None:
    """From the first to the last day or month; of two joined by «and», only where nothing lies between them."""
    pair, between = bool(match[f"p{number}"]), bool(match[f"b{number}"])
    if pair != between and not (pair and first and last and _adjacent(first[0], last[0])):
        return None
    return _between(first, last)


def _month_to_next(match: Match) -> Value | None:
    """From a month to another, in one year that is not told or over its end; both have their capitals."""
    names = match["m17"], match["n17"]
    first, last = map(month_number, names)
    pair, between = bool(match["p17"]), bool(match["b17"])
    if first == last or not all(name[0].isupper() for name in names):
        return None
    if pair != between and not (pair and last - first in {1, 1 - MONTHS}):
        return None
    return f"XXXX-{first:02d}/XXXX-{last:02d}", "no year"


def _adjacent(first: str, last: str) -> bool:
    """Whether two days, or two months of a year, follow each other."""
    if first.count("-") == 1:
        (year, month), (last_year, last_month) = (map(int, edtf.split("-")) for edtf in (first, last))
        return last_year * MONTHS + last_month - year * MONTHS - month == 1
    one, other = (date.fromisoformat(edtf.replace("XXXX", str(_LEAP_YEAR))) for edtf in (first, last))
    return (other - one).days == 1


def month_number(name: str) -> int:
    """The number of a month by its name or its short name; 0 where there is no such month."""
    return months().get(name.lower().rstrip("."), 0)


def _month_days(match: Match) -> Value | None:
    month, year = month_number(match["m1"]), match["y1"]
    return _stretch(match, 1, *(_month_day(month, int(match[day]), year) for day in ("d1", "e1")))


def _days_month(match: Match) -> Value | None:
    month, year = month_number(match["m4"]), match["y4"]
    return _stretch(match, 4, *(_month_day(month, int(match[day]), year) for day in ("d4", "e4")))


def _day_to_day(match: Match, number: int) -> Value | None:
    last_year = match[f"y{number}"]
    first_year = match[f"x{number}"] or last_year
    if first_year and not last_year:
        return None
    return _stretch(
        match,
        number,
        _month_day(month_number(match[f"m{number}"]), int(match[f"d{number}"]), first_year),
        _month_day(month_number(match[f"n{number}"]), int(match[f"e{number}"]), last_year),
    )


def _month_to_month(match: Match) -> Value | None:
    last_year = plain_year(match["y3"])
    first = f"{plain_year(match['x3']) or last_year}-{month_number(match['m3']):02d}"
    return _stretch(match, 3, (first, "month"), (f"{last_year}-{month_number(match['n3']):02d}", "month"))


def _named_day(match: Match, number: int) -> Value | None:
    """A day with its month in letters; a word like «may» or «march» in small letters is a month only with a year."""
    name, year = match[f"m{number}"], match[f"y{number}"]
    if not year and name[0].islower():
        return None
    return _month_day(month_number(name), int(match[f"d{number}"]), year)


def _parted_day(match: Match) -> Value | None:
    month = roman_months()[match["m16"]] if match["m16"] else month_number(match["n16"])
    return _month_day(month, int(match["d16"]), match["y16"])


def _nth_month(match: Match) -> Value | None:
    """A day in words: «the fourth of July 1990»; the month has its capital."""
    day = nth_days()["-".join(re.split(r"[\s-]+", match["nth_day"].lower()))]
    name = match["m18"]
    return _month_day(month_number(name), day, match["y18"]) if name[0].isupper() else None


def _lead_month(match: Match) -> Value | None:
    name = match["m13"]
    return (f"XXXX-{month_number(name):02d}", "no year") if name[0].isupper() else None


_READ: dict[str, Callable[[Match], Value | None]] = {
    "iso": lambda match: _month_day(int(match["iso_month"]), int(match["iso_day"]), match["iso_year"]),
    "nth_month": _nth_month,
    "month_short_year": lambda match: (f"XXXX-{month_number(match['m20']):02d}", "no year"),
    "parted_short": lambda match: _month_day(month_number(match["m19"]), int(match["d19"]), None),
    "month_short": lambda match: (f"XXXX-{month_number(match['m21']):02d}", "no year"),
    "number_year": lambda match: (f"{match['y22']}-{int(match['m22']):02d}", "month"),
    "decade_in_words": decade_in_words,
    "misread_year": lambda match: (plain_year(match[0]), "year"),
    "month_days": _month_days,
    "month_day_month_day": lambda match: _day_to_day(match, 2),
    "month_month_year": _month_to_month,
    "month_month": _month_to_next,
    "days_month": _days_month,
    "day_month_day_month": lambda match: _day_to_day(match, 5),
    "month_day": lambda match: _named_day(match, 6),
    "day_month": lambda match: _named_day(match, 7),
    "month_year": lambda match: (f"{plain_year(match['y8'])}-{month_number(match['m8']):02d}", "month"),
    "parted_day": _parted_day,
    "split_years": _split_years,
    "years": _years,
    "years_in_words": _years_in_words,
    "decade": lambda match: (f"{match['tens']}X", "interval"),
    "tens_in_words": lambda _: ("", "relative"),
    "century": century_of,
    "season": season_of,
    "era": era_of,
    "lead_month": _lead_month,
    "year": lambda match: (match["y14"], "year"),
    "relative": lambda _: ("", "relative"),
}
