"""The types of Table Schema: how a cell is read.

Each kind has two readers that agree. `parse` reads a column in polars and may leave a cell unread (null); `read` is
exact, in Python, and is asked about each distinct text that `parse` left. Cells are taken as they stand: no blanks,
no `_`, no digits but 0 to 9. Slow kinds have no `parse`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

import polars as pl

from kbpack.checks.generic.geo import is_geojson, is_topojson

Read = Callable[[str], Any]
"""Gives the value of a text, or None where it is none of the type."""
Parse = Callable[[pl.Expr], pl.Expr]

INTEGER = re.compile(r"[+-]?[0-9]{1,4000}")
NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,6})?")
_SPECIAL = {"NaN": Decimal("NaN"), "INF": Decimal("Infinity"), "-INF": Decimal("-Infinity")}
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
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
STRING_FORMATS = {
    "email": rf"^{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]$",
    "uri": r"^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+$",
    "binary": "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
    "uuid": "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$",
}
TRUE, FALSE = ["true", "True", "TRUE", "1"], ["false", "False", "FALSE", "0"]


class Kind(NamedTuple):
    """A type: the words for it, how it is read, and the family in which its values compare equal."""

    words: str
    family: str
    read: Read
    parse: Parse | None = None
    dtype: type[pl.DataType] = pl.String


class UnknownKindError(Exception):
    """A type or format that Table Schema has not; the message says which."""


def kind_of(field: dict[str, Any]) -> Kind:
    """Give the kind of a field descriptor. Raises UnknownKindError."""
    name, form = str(field.get("type", "string")), str(field.get("format") or "default")
    form = form.removeprefix("fmt:")
    if name not in _KINDS:
        raise UnknownKindError(f"type {name} is none of Table Schema")
    return _KINDS[name](field, form)


def _string(_: dict[str, Any], form: str) -> Kind:
    if form == "default":
        return Kind("text", "string", str, lambda text: text)
    if form not in STRING_FORMATS:
        raise UnknownKindError(f"format {form} of string is none of Table Schema")
    pattern = STRING_FORMATS[form]
    return Kind(f"text of the format {form}", "string", lambda _: None, lambda text: _matching(text, pattern))


def _any(_: dict[str, Any], __: str) -> Kind:
    return Kind("any text", "string", str, lambda text: text)


def _matching(text: pl.Expr, pattern: str) -> pl.Expr:
    return pl.when(text.str.contains(pattern)).then(text)


def _integer(field: dict[str, Any], _: str) -> Kind:
    group = str(field.get("groupChar") or "")
    bare = field.get("bareNumber") is not False

    def read(text: str) -> int | None:
        text = text if bare else _bared(text)
        text = text.replace(group, "") if group else text
        return int(text) if INTEGER.fullmatch(text) else None

    def parse(text: pl.Expr) -> pl.Expr:
        return (text.str.replace_all(group, "", literal=True) if group else text).cast(pl.Int128, strict=False)

    return Kind("an integer", "number", read, parse if bare else None, pl.Int128)


def _number(field: dict[str, Any], _: str) -> Kind:
    group, point = str(field.get("groupChar") or ""), str(field.get("decimalChar") or ".")
    bare = field.get("bareNumber") is not False

    def read(text: str) -> Decimal | None:
        text = text if bare else _bared(text)
        text = text.replace(group, "") if group else text
        if point != ".":
            text = "" if "." in text else text.replace(point, ".")
        if text in _SPECIAL:
            return _SPECIAL[text]
        try:
            return Decimal(text) if NUMBER.fullmatch(text) else None
        except InvalidOperation:
            return None

    def parse(text: pl.Expr) -> pl.Expr:
        cell = text.str.replace_all(group, "", literal=True) if group else text
        if point != ".":
            cell = pl.when(~cell.str.contains(".", literal=True)).then(cell.str.replace(point, ".", literal=True))
        value = cell.cast(pl.Float64, strict=False)
        return pl.when(value.is_finite()).then(value)

    return Kind("a number", "number", read, parse if bare else None, pl.Float64)


def _bared(text: str) -> str:
    """Take off what stands around a number, as `bareNumber: false` lets it: currency signs, units, percent."""
    start = re.search("[-0-9]", text)
    digits = [at for at, mark in enumerate(text) if mark in "0123456789"]
    return text[start.start() : digits[-1] + 1] if start and digits else ""


def _boolean(field: dict[str, Any], _: str) -> Kind:
    true, false = (field.get(name) or usual for name, usual in (("trueValues", TRUE), ("falseValues", FALSE)))
    known = dict.fromkeys(map(str, true), True) | dict.fromkeys(map(str, false), False)

    def parse(text: pl.Expr) -> pl.Expr:
        yes, no = ([text_ for text_, value in known.items() if value is wanted] for wanted in (True, False))
        return pl.when(text.is_in(yes)).then(statement=True).when(text.is_in(no)).then(statement=False)

    return Kind(f"a boolean ({', '.join(known)})", "boolean", known.get, parse, pl.Boolean)


def _date(_: dict[str, Any], form: str) -> Kind:
    if form != "default":
        return _by_format("a date", "date", form, date)

    def read(text: str) -> date | None:
        try:
            return date.fromisoformat(text) if re.fullmatch(_DAY, text) else None
        except ValueError:
            return None

    return Kind("a date YYYY-MM-DD", "date", read, lambda text: _matching(text, _REAL_DAY))


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

    return Kind("a year YYYY", "number", read, lambda text: _matching(text, _YEAR).cast(pl.Int128), pl.Int128)


def _yearmonth(_: dict[str, Any], __: str) -> Kind:
    def read(text: str) -> str | None:
        return text if re.fullmatch(_MONTH[1:-1], text, re.ASCII) else None

    return Kind("a month YYYY-MM", "yearmonth", read, lambda text: _matching(text, _MONTH))


def _duration(_: dict[str, Any], __: str) -> Kind:
    return Kind("a duration as in ISO 8601", "duration", lambda text: text if _DURATION.fullmatch(text) else None)


def _loaded(text: str) -> Any:  # noqa: ANN401  JSON of any shape
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _geopoint(_: dict[str, Any], form: str) -> Kind:
    def read(text: str) -> tuple[Decimal, Decimal] | None:
        pair: list[Any]
        if form == "default":
            pair = [part.strip(" ") for part in text.split(",")]
        else:
            found = _loaded(text)
            if form == "object":
                found = list(map(found.get, ("lon", "lat"))) if isinstance(found, dict) and len(found) == 2 else None  # noqa: PLR2004
            if not isinstance(found, list) or any(isinstance(part, bool) for part in found):
                return None
            pair = [str(part) for part in found]
        if len(pair) != 2 or not all(NUMBER.fullmatch(part) for part in pair):  # noqa: PLR2004
            return None
        longitude, latitude = map(Decimal, pair)
        return (longitude, latitude) if abs(longitude) <= 180 and abs(latitude) <= 90 else None  # noqa: PLR2004

    if form not in {"default", "array", "object"}:
        raise UnknownKindError(f"format {form} of geopoint is none of Table Schema")
    return Kind("a point lon, lat", "geopoint", read)


def _object(_: dict[str, Any], __: str) -> Kind:
    return Kind("a JSON object", "object", lambda text: found if isinstance(found := _loaded(text), dict) else None)


def _array(_: dict[str, Any], __: str) -> Kind:
    return Kind("a JSON array", "array", lambda text: found if isinstance(found := _loaded(text), list) else None)


def _geojson(_: dict[str, Any], form: str) -> Kind:
    if form not in {"default", "topojson"}:
        raise UnknownKindError(f"format {form} of geojson is none of Table Schema")
    sound = is_topojson if form == "topojson" else is_geojson
    return Kind("GeoJSON", "geojson", lambda text: found if sound(found := _loaded(text)) else None)


def _list(field: dict[str, Any], _: str) -> Kind:
    delimiter, item = str(field.get("delimiter") or ","), str(field.get("itemType") or "string")
    if item not in {"string", "integer", "boolean", "number", "datetime", "date", "time"}:
        raise UnknownKindError(f"itemType {item} of list is none of Table Schema")
    one = kind_of({"type": item}).read

    def read(text: str) -> list[Any] | None:
        items = [one(part) for part in text.split(delimiter)]
        return None if None in items else items

    return Kind(f"a list of {item}", "list", read)


_KINDS: dict[str, Callable[[dict[str, Any], str], Kind]] = {
    "any": _any,
    "array": _array,
    "boolean": _boolean,
    "date": _date,
    "datetime": _datetime,
    "duration": _duration,
    "geojson": _geojson,
    "geopoint": _geopoint,
    "integer": _integer,
    "list": _list,
    "number": _number,
    "object": _object,
    "string": _string,
    "time": _time,
    "year": _year,
    "yearmonth": _yearmonth,
}
