"""Baselines for dates and quantities: plain expressions, and libraries where they are installed.

A reader takes a text and gives what it finds there. Libraries are imported when they read, so that one that is missing
is told and left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain

from measures.labels import Found

Reader = Callable[[str], Iterator[Found]]

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_YEAR = r"\b(?:1[5-9]|20)\d\d\b"
_DATE = re.compile(
    rf"\b(?:(?P<before>\d{{1,2}})\s+)?(?P<month>{MONTHS})\b\.?(?:\s+(?P<after>\d{{1,2}})\b)?(?:,?\s+(?P<year>{_YEAR}))?"
    rf"|(?P<only>{_YEAR})"
)
_NUMBER = re.compile(
    r"(?P<money>[$£€]\s?)?(?P<digits>\d[\d,]*(?:\.\d+)?)(?:\s+(?P<scale>thousand|million|billion)\b)?"
    r"(?:(?P<ordinal>st|nd|rd|th)\b|\s*(?P<share>%|per\s?cent\b)"
    r"|\s*(?P<area>km2|square\s+(?:kilomet|met|mile)\w*|hectares?\b|acres?\b))?"
)
_SCALES = {None: 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_TIMEX = re.compile(r"(?:\d{4}|XXXX)(?:-\d\d){0,2}$")
_YEARS = re.compile(r"\((\d{4})-01-01,(\d{4})-01-01,P\d+Y\)$")
_KINDS = {"area": "area", "time": "duration", "currency": "money"}


def plain_dates(text: str) -> Iterator[Found]:
    """Month names with a day or a year, and years of four digits."""
    for match in _DATE.finditer(text):
        day, year = match["before"] or match["after"], match["only"] or match["year"]
        if day or year:
            yield Found(match.start(), match.end(), "date", edtf(year, match["month"], day))


def edtf(year: str | None, month: str | None, day: str | None) -> str:
    """Give a date as EDTF from its words."""
    if not month:
        return year or ""
    number = [name[:3] for name in MONTHS.split("|")].index(month[:3].title()) + 1
    return f"{year or 'XXXX'}-{number:02d}" + (f"-{int(day):02d}" if day else "")


def dateparser_dates(text: str) -> Iterator[Found]:
    """What `dateparser.search` finds, in order; it tells the words, not where they stand."""
    from dateparser.search import search_dates  # noqa: PLC0415

    place = 0
    for words, _ in search_dates(text, languages=["en"]) or []:
        start = text.find(words, place)
        if start >= 0:
            place = start + len(words)
            yield Found(start, place, "date", _in_words(words))


def datefinder_dates(text: str) -> Iterator[Found]:
    """What datefinder finds."""
    import datefinder  # noqa: PLC0415

    for _, words, span in datefinder.find_dates(text, source=True, index=True):
        yield Found(span[0], span[1], "date", _in_words(words))


def _in_words(words: str) -> str:
    """Give only the year, month and day that words name: the libraries fill up what is missing."""
    found = next(plain_dates(words), None)
    month = re.search(rf"\b(?:{MONTHS})\b", words, re.IGNORECASE)
    return found.value if found else edtf(None, month[0], None) if month else ""


def recognizers_dates(text: str) -> Iterator[Found]:
    """What Recognizers-Text finds, but for durations, times of day and what it leaves open: «now», «Friday»."""
    from recognizers_date_time import Culture, recognize_datetime  # noqa: PLC0415

    for one in recognize_datetime(text, Culture.English):
        values = (one.resolution or {}).get("values") or [{}]
        timex = str(values[0].get("timex", ""))
        years = _YEARS.match(timex)
        if years or _TIMEX.match(timex):
            yield Found(one.start, one.end + 1, "date", "/".join(years.groups()) if years else timex)


def plain_quantities(text: str) -> Iterator[Found]:
    """Numbers in digits with the units of share and area."""
    for match in _NUMBER.finditer(text):
        kind = next((name for name in ("share", "area", "ordinal", "money") if match[name]), "count")
        value = float(match["digits"].replace(",", "")) * _SCALES[match["scale"]]
        yield Found(match.start(), match.end(), kind, f"{value:.15g}")


def quantulum_quantities(text: str) -> Iterator[Found]:
    """What quantulum3 finds, without its classifier."""
    from quantulum3 import classifier, parser  # noqa: PLC0415

    classifier.USE_CLF = False  # its stored models fit one version of scikit-learn

    for one in parser.parse(text):
        unit, entity = one.unit.name, one.unit.entity.name
        kind = "share" if unit in {"per cent", "percentage"} else _KINDS.get(entity, "count")
        if one.value is not None:
            yield Found(one.span[0], one.span[1], kind, f"{one.value:.15g}")


def recognizers_quantities(text: str) -> Iterator[Found]:
    """What Recognizers-Text finds; of numbers that overlap, the one with a unit."""
    with_unit = list(chain(_measured(text), _shares(text)))
    yield from with_unit
    for one in _bare_numbers(text):
        if not any(one.start < other.end and other.start < one.end for other in with_unit):
            yield one


def _measured(text: str) -> Iterator[Found]:
    from recognizers_number_with_unit import Culture, recognize_currency, recognize_dimension  # noqa: PLC0415

    for recognize, other in ((recognize_dimension, "other"), (recognize_currency, "money")):
        for one in recognize(text, Culture.English):
            unit, value = (str(one.resolution.get(name) or "") for name in ("unit", "value"))
            kind = "area" if unit.startswith("Square") or unit == "Acre" else other
            if value:
                yield Found(one.start, one.end + 1, kind, value)


def _shares(text: str) -> Iterator[Found]:
    from recognizers_number import Culture, recognize_percentage  # noqa: PLC0415

    for one in recognize_percentage(text, Culture.English):
        yield Found(one.start, one.end + 1, "share", one.resolution["value"].rstrip("%"))


def _bare_numbers(text: str) -> Iterator[Found]:
    from recognizers_number import Culture, recognize_number, recognize_ordinal  # noqa: PLC0415

    for recognize, kind in ((recognize_ordinal, "ordinal"), (recognize_number, "count")):
        for one in recognize(text, Culture.English):
            yield Found(one.start, one.end + 1, kind, str(one.resolution["value"]))


PACKAGES: dict[Callable[..., object], str] = {
    dateparser_dates: "dateparser",
    datefinder_dates: "datefinder",
    recognizers_dates: "recognizers_date_time",
    quantulum_quantities: "quantulum3",
    recognizers_quantities: "recognizers_number_with_unit",
}
DATES: dict[str, Reader] = {
    "plain expression": plain_dates,
    "dateparser": dateparser_dates,
    "datefinder": datefinder_dates,
    "Recognizers-Text": recognizers_dates,
}
QUANTITIES: dict[str, Reader] = {
    "plain expression": plain_quantities,
    "quantulum3": quantulum_quantities,
    "Recognizers-Text": recognizers_quantities,
}
