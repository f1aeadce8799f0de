"""What the descriptor declares: readable, well-formed, and the tables of this version of kbpack."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from kbpack import descriptor as written
from kbpack.report import Issue
from kbpack.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbpack.table import Table

BUILD = "run kbpack build"

ROOT = {
    "name": str,
    "title": str,
    "description": str,
    "version": str,
    "homepage": str,
    "licenses": list,
    "contributors": list,
    "sources": list,
    "keywords": list,
    "resources": list,
}
"""The properties of a package that kbpack writes, and their types; frictionless checks all of them at the build."""


class Resource(NamedTuple):
    """A table as the descriptor declares it; `bytes` and `hash` are as they stand there, whatever their type."""

    name: str
    path: str
    bytes: object
    hash: object
    table: Table


def read_descriptor(raw: bytes) -> tuple[dict[str, Any] | None, list[Issue]]:
    """Read the descriptor; None where it is no JSON object that can be written again."""
    try:
        descriptor = json.loads(raw.decode("utf-8"))
        json.dumps(descriptor, ensure_ascii=False, allow_nan=False).encode()
    except UnicodeDecodeError as failure:
        return None, [_issue(f"is not UTF-8 at byte {failure.start}")]
    except json.JSONDecodeError as failure:
        message = f"{written.PATH}:{failure.lineno}: is not JSON: {failure.msg}"
        return None, [Issue("descriptor", "error", message, BUILD, line=failure.lineno, column=failure.colno)]
    except (ValueError, RecursionError):
        return None, [_issue("holds a number or a character that JSON has not, or is nested too deep")]
    if not isinstance(descriptor, dict):
        return None, [_issue("is not a JSON object")]
    return descriptor, list(_root(descriptor))


def declared_resources(descriptor: dict[str, Any]) -> tuple[list[Resource], list[Issue]]:
    """Find the tables among the resources, and all in which their declaration differs from what kbpack writes."""
    tables = {table.name: table for table in TABLES}
    resources: dict[str, Resource] = {}
    issues: list[Issue] = []
    entries = descriptor.get("resources")
    for number, entry in enumerate(entries if isinstance(entries, list) else []):
        name = entry.get("name") if isinstance(entry, dict) else None
        table = tables.get(name) if isinstance(name, str) else None
        if table is None:
            issues.append(_issue(f"resources[{number}] is {name!r}, which is no table of kbpack"))
        elif table.name in resources:
            issues.append(_issue(f"resources[{number}] declares {name} again", table.name))
        else:
            resources[table.name] = Resource(table.name, table.path, entry.get("bytes"), entry.get("hash"), table)
            issues += _differences(table, entry)
    issues += [_issue(f"declares no table {name}", name, code="missing") for name in tables if name not in resources]
    return [resources[name] for name in tables if name in resources], issues


def _root(descriptor: dict[str, Any]) -> Iterator[Issue]:
    if descriptor.get("$schema") != written.PROFILE:
        yield _issue(f"$schema is not {written.PROFILE}")
    for name, kind in ROOT.items():
        if name not in descriptor:
            if name in written.REQUIRED or name == "resources":
                yield _issue(f"has no {name}")
        elif not isinstance(descriptor[name], kind):
            yield _issue(f"{name} is not {'a list' if kind is list else 'text'}")


def _differences(table: Table, entry: dict[str, Any]) -> Iterator[Issue]:
    model = written.resource(table, b"")
    for name, value in model.items():
        if name in {"bytes", "hash"} or entry.get(name) == value:
            continue
        code = "schema" if name == "schema" else "descriptor"
        where = _first_difference(value, entry.get(name), name)
        yield _issue(f"{table.name}: {where} differs from the model of the table", table.name, code=code)


def _first_difference(model: object, found: object, path: str) -> str:
    """Give the path of the first place where two JSON values differ."""
    if isinstance(model, dict) and isinstance(found, dict):
        for key in [*model, *(key for key in found if key not in model)]:
            if key not in model or key not in found or model[key] != found[key]:
                return _first_difference(model.get(key), found.get(key), f"{path}.{key}")
    if isinstance(model, list) and isinstance(found, list):
        for number, (left, right) in enumerate(zip(model, found, strict=False)):
            if left != right:
                return _first_difference(left, right, f"{path}[{number}]")
    return path


def _issue(message: str, table: str = "", *, code: str = "descriptor") -> Issue:
    return Issue(code, "error", f"{written.PATH}: {message}", BUILD, table)
