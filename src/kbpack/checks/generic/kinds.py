"""The types of Table Schema, by their names.

Cells are taken as they stand: no blanks, no `_`, no digits but 0 to 9.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any

import polars as pl

from kbpack.checks.generic.geo import is_geojson, is_topojson
from kbpack.checks.generic.kind import ANY, Kind, Make, UnknownKindError, matching
from kbpack.checks.generic.moments import MOMENTS

INTEGER = re.compile(r"[+-]?[0-9]{1,4000}")
NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,6})?")
_SPECIAL = {"NaN": Decimal("NaN"), "INF": Decimal("Infinity"), "-INF": Decimal("-Infinity")}
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
STRING_FORMATS = {
    "email": rf"^{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]$",
    "uri": r"^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+$",
    "binary": "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
    "uuid": "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$",
}
TRUE, FALSE = ["true", "True", "TRUE", "1"], ["false", "False", "FALSE", "0"]


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
    return Kind(f"text of the format {form}", "string", lambda _: None, lambda text: matching(text, pattern))


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


_KINDS: dict[str, Make] = MOMENTS | {
    "any": lambda _, __: ANY,
    "array": _array,
    "boolean": _boolean,
    "geojson": _geojson,
    "geopoint": _geopoint,
    "integer": _integer,
    "list": _list,
    "number": _number,
    "object": _object,
    "string": _string,
}
