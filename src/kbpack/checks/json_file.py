"""JSON of a package, read strictly: UTF-8, no key twice in an object, nothing that JSON has not, bounded depth."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from kbpack.report import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LARGEST = 64_000_000
"""The size in bytes from which a descriptor is not read: Python objects take a multiple of it."""

_TOKEN = re.compile(r'[{}\[\],:]|"(?:[^"\\]|\\.)*"|[^\s{}\[\],:"]+')


class Problem(NamedTuple):
    """What is wrong at a place of a JSON file, which is written like `resources[3].schema.fields[0].name`."""

    where: str
    message: str
    table: str = ""
    field: str = ""
    code: str = "descriptor"


class _Open(NamedTuple):
    """An object or a list that is not closed yet: its place, and the key or the number of what is read in it."""

    place: str
    keys: list[str] | None
    number: list[int]


def read_json(raw: bytes, path: str, remedy: str) -> tuple[Any, list[Issue]]:
    """Read a JSON file; None with one Issue where it is none. A key that stands twice in an object is an Issue too."""

    def told(message: str, line: int | None = None, column: int | None = None) -> Issue:
        where = f"{path}:{line}" if line else path
        return Issue(
            "descriptor",
            "error",
            f"{where}: {message}",
            remedy,
            line=line,
            column=column,
            path=path,
            path_line=line,
            path_column=column,
        )

    if len(raw) > LARGEST:
        return None, [told(f"has {len(raw)} bytes, more than the {LARGEST} that are read")]
    twice: list[str] = []

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(found)
        if len(made) < len(found):
            twice.append("")
        return made

    try:
        text = raw.decode("utf-8")
        value = json.loads(text, object_pairs_hook=pairs)
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except UnicodeDecodeError as failure:
        return None, [told(f"is not UTF-8 at byte {failure.start}")]
    except json.JSONDecodeError as failure:
        return None, [told(f"is not JSON: {failure.msg}", failure.lineno, failure.colno)]
    except (ValueError, RecursionError):
        return None, [told("holds a number or a character that JSON has not, or is nested too deep")]
    if not twice:
        return value, []
    found = [(key, at) for key, at, again in _places(text) if again]
    return value, [told(f"{key} stands twice", *_line(text, at)) for key, at in found]


def located(problems: Iterable[Problem], raw: bytes, path: str, remedy: str) -> list[Issue]:
    """Make Issues of problems, with the line and column of the nearest place that the file has."""
    found = list(problems)
    if not found:
        return []
    text = raw.decode()
    places = {place: at for place, at, again in _places(text) if not again}
    return [_located(one, text, places, path, remedy) for one in found]


def _located(problem: Problem, text: str, places: dict[str, int], path: str, remedy: str) -> Issue:
    message = f"{path}: {problem.message}"
    issue = Issue(problem.code, "error", message, remedy, problem.table, field=problem.field, path=path)
    where = problem.where
    while where and where not in places:
        where = where[: max(where.rfind("."), where.rfind("["), 0)]
    line, column = _line(text, places[where]) if where else (1, 1)
    return replace(issue, line=line, column=column, path_line=line, path_column=column)


def _line(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _places(text: str) -> Iterator[tuple[str, int, bool]]:
    """Give each key and list item of valid JSON: its place, its offset, and whether its object has that key already."""
    stack: list[_Open] = []
    awaits_key = False
    place = ""
    for token in _TOKEN.finditer(text):
        mark = token.group()
        if mark == ":":
            awaits_key = False
            continue
        if mark in "]}":
            stack.pop()
            awaits_key = False
            continue
        if mark == ",":
            stack[-1].number[0] += 1
            awaits_key = stack[-1].keys is not None
            continue
        inside = stack[-1] if stack else None
        if awaits_key and inside is not None and inside.keys is not None:
            key = json.loads(mark)
            place = f"{inside.place}.{key}" if inside.place else key
            yield place, token.start(), key in inside.keys
            inside.keys.append(key)
            continue
        if inside is not None and inside.keys is None:
            place = f"{inside.place}[{inside.number[0]}]"
            yield place, token.start(), False
        if mark in "{[":
            stack.append(_Open(place, [] if mark == "{" else None, [0]))
            awaits_key = mark == "{"
