"""The types of Table Schema for dates, times and durations."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import polars as pl

from kbpack.checks.generic.kind import Kind, Make, Read, UnknownKindError, matching

_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_FROM_YEAR_1 = "(?:[0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)"
_LEAP_YEAR = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
_REAL_DAY = (
    f"^(?:{_FROM_YEAR_1}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    f"|02-(?:0[1-9]|1[0-9]|2[0-8]))|{_LEAP_YEAR}-02-29)$"
)
"""A day that the calendar has, for polars: a pattern is read three times as fast as a date."""
_ZONE = r"(Z|[+-][0-9]{2}:[0-9]{2})?"
_TIME = re.compile(rf"[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(\.[0-9]{{1,9}})?{_ZONE}")
_DATETIME = re.compile(rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T{_TIME.pattern}")
_YEAR = "^[0-9]{4}$"
_MONTH = "^[0-9]{4}-(0[1-9]|1[0-2])$"
_N = r"[0-9]+([.,][0-9]+)?"
_DURATION = re.compile(
    rf"[+-]?P(?=[0-9T])({_N}Y)?({_N}M)?({_N}W)?({_N}D)?(T(?=[0-9])({_N}H)?({_N}M)?({_N}S)?)?", re.ASCII
)


def _date(_: dict[str, Any], form: str) -> Kind:
    if form != "default":
        return _by_format("a date", "date", form, date)

    def read(text: str) -> date | None:
        try:
            return date.fromisoformat(text) if re.fullmatch(_DAY, text) else None
        except ValueError:
            return None

    return Kind("a date YYYY-MM-DD", "date", read, lambda text: matching(text, _REAL_DAY))


def _datetime(_: dict[str, Any], form: str) -> Kind:
    if form != "default":
        return _by_format("a date and time", "datetime", form, datetime)
    return Kind("a date and time YYYY-MM-DDThh:mm:ss", "datetime", _iso(_DATETIME, datetime.fromisoformat))


def _time(_: dict[str, Any], form: str) -> Kind:
    if form != "default":
        return _by_format("a time", "time", form, time)
    return Kind("a time hh:mm:ss", "time", _iso(_TIME, time.fromisoformat))


def _iso(pattern: re.Pattern[str], make: Callable[[str], Any]) -> Read:
    def read(text: str) -> Any:  # noqa: ANN401  a date or a time
        if not pattern.fullmatch(text):
            return None
        try:
            return make(re.sub(r"(\.[0-9]{6})[0-9]+", r"\1", text))
        except ValueError:
            return None

    return read


def _by_format(words: str, family: str, form: str, wanted: type) -> Kind:
    """Read by a format of strptime, or `any`, which is what dateutil makes of it."""

    def read(text: str) -> Any:  # noqa: ANN401  a date or a time
        try:
            if form == "any":
                from dateutil.parser import parse  # type: ignore[import-untyped]  # noqa: PLC0415

                found = parse(text)
            else:
                found = datetime.strptime(text, form)  # noqa: DTZ007  the format may have no zone
        except Exception:  # noqa: BLE001  dateutil raises what it will for odd text
            return None
        return found.date() if wanted is date else found.timetz() if wanted is time else found

    if form != "any" and "%" not in form:
        raise UnknownKindError(f"format {form} of {family} is none of Table Schema")
    return Kind(f"{words} of the format {form}", family, read)


def _year(_: dict[str, Any], __: str) -> Kind:
    def read(text: str) -> int | None:
        return int(text) if re.fullmatch(_YEAR[1:-1], text, re.ASCII) else None

    return Kind("a year YYYY", "number", read, lambda text: matching(text, _YEAR).cast(pl.Int128), pl.Int128)


def _yearmonth(_: dict[str, Any], __: str) -> Kind:
    def read(text: str) -> str | None:
        return text if re.fullmatch(_MONTH[1:-1], text, re.ASCII) else None

    return Kind("a month YYYY-MM", "yearmonth", read, lambda text: matching(text, _MONTH))


def _duration(_: dict[str, Any], __: str) -> Kind:
    return Kind("a duration as in ISO 8601", "duration", lambda text: text if _DURATION.fullmatch(text) else None)


MOMENTS: dict[str, Make] = {
    "date": _date,
    "datetime": _datetime,
    "duration": _duration,
    "time": _time,
    "year": _year,
    "yearmonth": _yearmonth,
}
