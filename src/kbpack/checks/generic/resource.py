"""A resource of a data package as its descriptor declares it: where its data are, their size, digest and form."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from kbpack.checks.generic.dialect import Dialect, read_dialect
from kbpack.checks.generic.notes import Notes
from kbpack.checks.generic.schema import Schema, read_schema
from kbpack.checks.generic.text import plain

_TEXTS = ("title", "description", "homepage", "format", "mediatype", "encoding", "scheme", "profile")
_DIGITS = {"md5": 32, "sha1": 40, "sha256": 64, "sha512": 128}


@dataclass
class Resource:
    """A resource as it is declared; `paths` is empty where its data stand in the descriptor."""

    name: str
    where: str
    paths: tuple[str, ...] = ()
    data: Any = None
    bytes: int | None = None
    hash: tuple[str, str] | None = None
    rows: int | None = None
    encoding: str = "utf-8"
    is_csv: bool = False
    dialect: Dialect = field(default_factory=Dialect)
    schema: Schema | None = None


def read_resource(notes: Notes, entry: Any, where: str) -> Resource | None:  # noqa: ANN401  JSON of any shape
    """Read a resource; None where it is no object."""
    if not isinstance(entry, dict):
        notes.tell(where, f"{where} is not an object")
        return None
    if "name" not in entry:
        notes.tell(where, f"{where} has no name")
    name = notes.name(entry["name"], f"{where}.name") if "name" in entry else ""
    notes.properties(entry, where, _TEXTS)
    resource = Resource(name or where, where)
    if ("path" in entry) == ("data" in entry):
        notes.tell(where, f"{where} has {'both' if 'path' in entry else 'neither'} path and data", name)
    if "path" in entry:
        resource.paths = _paths(notes, entry["path"], f"{where}.path", name)
    else:
        resource.data = entry.get("data")
    _integrity(notes, entry, resource)
    _encoding(notes, entry, resource)
    resource.is_csv = _is_csv(entry, resource)
    tabular = resource.is_csv or (resource.data is not None and "schema" in entry)
    if resource.is_csv and PurePosixPath(resource.paths[0]).suffix.lower() == ".tsv":
        resource.dialect = Dialect(delimiter="\t")
    for what in ("dialect", "schema"):
        value = _given(notes, entry.get(what), f"{where}.{what}", name) if what in entry else None
        if value is not None and tabular and what == "dialect":
            resource.dialect, problems = read_dialect(value, f"{where}.dialect", name)
            notes.problems += problems
        elif value is not None and what == "schema" and (tabular or isinstance(value, dict)):
            resource.schema, problems = read_schema(value, f"{where}.schema", name, v1=notes.v1)
            notes.problems += problems
    _unread(notes, entry, resource)
    return resource


def _unread(notes: Notes, entry: dict[str, Any], resource: Resource) -> None:
    """Tell of a table that kbpack cannot read."""
    tables = (entry.get("type"), entry.get("profile"))
    is_table = "table" in tables or "tabular-data-resource" in tables or "schema" in entry
    compressed = entry.get("compression") not in {None, "", "no"}
    if resource.paths and is_table and (compressed or not resource.is_csv):
        message = f"{resource.where} is a table that is no plain CSV file: its values are not checked"
        notes.tell(resource.where, message, resource.name, "unsupported")
    resource.is_csv = resource.is_csv and not compressed
    if "tabular-data-resource" in tables and "schema" not in entry:
        notes.tell(resource.where, f"{resource.where} has no schema, which its profile asks for", resource.name)


def _paths(notes: Notes, value: Any, where: str, table: str) -> tuple[str, ...]:  # noqa: ANN401  JSON of any shape
    """Read the path, or the list of paths, of a resource; each lies in the folder of the package."""
    paths = value if isinstance(value, list) else [value]
    if not paths or not all(isinstance(path, str) for path in paths):
        notes.tell(where, f"{where} is neither a path nor a list of paths", table)
        return ()
    sound = []
    for path in paths:
        why = unsafe(path)
        if why:
            notes.tell(where, f"{where} {plain(path)} {why}", table)
        else:
            sound.append(path)
    return tuple(sound) if len(sound) == len(paths) else ()


def _integrity(notes: Notes, entry: dict[str, Any], resource: Resource) -> None:
    """Read the size and the digest that the file must have."""
    stats = entry.get("stats")
    given = {**stats, **entry} if isinstance(stats, dict) else entry
    for name in ("bytes", "rows"):
        value = given.get(name)
        if value is None:
            continue
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            where = f"{resource.where}.{name}"
            notes.tell(where, f"{where} is not a whole number from 0", resource.name)
        else:
            setattr(resource, name, value)
    value = given.get("hash")
    for name in ("sha256", "md5"):
        if value is None and isinstance(given.get(name), str):
            value = f"{name}:{given[name]}"
    if value is not None:
        resource.hash = _digest(notes, value, f"{resource.where}.hash", resource.name)


def _digest(notes: Notes, value: Any, where: str, table: str) -> tuple[str, str] | None:  # noqa: ANN401  JSON
    """Read a hash: the algorithm and a colon, md5 without them, and the digest in hexadecimal."""
    if not isinstance(value, str):
        notes.tell(where, f"{where} is not text", table)
        return None
    algorithm, _, digits = value.rpartition(":")
    algorithm = algorithm or "md5"
    if algorithm not in _DIGITS:
        notes.tell(where, f"{where} has the algorithm {plain(algorithm)}, none of {', '.join(_DIGITS)}", table, "hash")
    elif len(digits) != _DIGITS[algorithm] or re.search("[^0-9a-f]", digits):
        message = f"{where} is not {_DIGITS[algorithm]} digits 0-9 and a-f, as {algorithm} has"
        notes.tell(where, message, table, "hash")
    else:
        return algorithm, digits
    return None


def _encoding(notes: Notes, entry: dict[str, Any], resource: Resource) -> None:
    """Find the encoding: UTF-8 unless another is declared that Python knows."""
    name = entry.get("encoding")
    if not isinstance(name, str) or not name:
        return
    try:
        codec = codecs.lookup(name)
        "".encode(codec.name)
    except (LookupError, ValueError, TypeError):
        notes.tell(f"{resource.where}.encoding", f"{resource.where}.encoding {plain(name)} is not known", resource.name)
    else:
        resource.encoding = codec.name


def _given(notes: Notes, value: Any, where: str, table: str) -> Any:  # noqa: ANN401  JSON of any shape
    """Give a schema or a dialect that stands in the descriptor or in a JSON file of the package."""
    if not isinstance(value, str):
        return value
    why = unsafe(value)
    if why:
        notes.tell(where, f"{where} {plain(value)} {why}", table)
        return None
    found, problems = notes.load(value)
    notes.problems += [one._replace(where=where, table=table) for one in problems]
    return found


def unsafe(path: str) -> str:
    """Say why a path may not be followed; nothing where it is relative and stays in the folder."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path):
        return "is a URL; nothing is fetched, so put the file into the package"
    parts = PurePosixPath(path)
    if not path or parts.is_absolute() or ".." in parts.parts or "\\" in path or path.startswith("~"):
        return "is not a relative path inside the package"
    return "" if path.isprintable() else "has characters that cannot be seen"


def _is_csv(entry: dict[str, Any], resource: Resource) -> bool:
    if not resource.paths:
        return False
    form = str(entry.get("format") or PurePosixPath(resource.paths[0]).suffix.lstrip(".")).lower()
    return form in {"csv", "tsv"} or (entry.get("mediatype") == "text/csv" and form == "")
