"""What any Data Package declares: well-formed by version 1 or 2 of the standard, and nothing outside its folder."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from kbpack.checks.generic.dialect import Dialect, read_dialect
from kbpack.checks.generic.schema import ForeignKey, Schema, read_schema
from kbpack.checks.generic.text import plain
from kbpack.checks.json_file import Problem

V1 = re.compile(r"https?://(datapackage\.org/profiles/1\.0/.*|specs\.frictionlessdata\.io/schemas/.*)\.json")
V2 = re.compile(r"https?://datapackage\.org/profiles/2\.\d/(datapackage|dataresource)\.json")
PROFILES = {"data-package", "tabular-data-package", "fiscal-data-package", "data-resource", "tabular-data-resource"}
NAME = re.compile(r"[-a-z0-9._/]+")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_TEXTS = ("title", "description", "homepage", "image", "version", "created", "id", "profile", "$schema")
_RESOURCE_TEXTS = ("title", "description", "homepage", "format", "mediatype", "encoding", "scheme", "profile")
_LISTS = {
    "licenses": ("name", "path", "title"),
    "sources": ("title", "path", "email", "version"),
    "contributors": ("title", "path", "email", "role", "organization", "organisation", "givenName", "familyName"),
}
_DIGITS = {"md5": 32, "sha1": 40, "sha256": 64, "sha512": 128}

Load = Callable[[str], tuple[Any, list[Problem]]]
"""Reads a JSON file of the package by its path."""


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


class Reader:
    """Reads a descriptor and notes what is wrong with it."""

    def __init__(self, load: Load) -> None:
        """Take what reads the JSON files that the descriptor names."""
        self.load = load
        self.problems: list[Problem] = []
        self.v1 = True

    def tell(self, where: str, message: str, table: str = "", code: str = "descriptor") -> None:
        """Note a problem."""
        self.problems.append(Problem(where, message, table, code=code))

    def package(self, descriptor: dict[str, Any]) -> list[Resource]:
        """Read the descriptor of a package."""
        self.version(descriptor)
        self.properties(descriptor, "", _TEXTS)
        if "name" in descriptor:
            self.name(descriptor["name"], "name")
        created = descriptor.get("created")
        if isinstance(created, str) and not _is_moment(created):
            self.tell("created", f"created {plain(created)} is not a date and time")
        keywords = descriptor.get("keywords", [])
        if not isinstance(keywords, list) or not all(isinstance(word, str) for word in keywords):
            self.tell("keywords", "keywords is not a list of texts")
        entries = descriptor.get("resources")
        if not isinstance(entries, list) or not entries:
            what = "has no resources" if "resources" not in descriptor or entries == [] else "resources is not a list"
            self.tell("resources", what)
            return []
        resources = [self.resource(entry, f"resources[{number}]") for number, entry in enumerate(entries)]
        found = [one for one in resources if one is not None]
        self.names(found)
        for one in found:
            for key in one.schema.foreign_keys if one.schema else ():
                self.reference(one, key, found)
        return found

    def version(self, descriptor: dict[str, Any]) -> None:
        """Find the version of the standard; a profile of another is not fetched."""
        schema, profile = descriptor.get("$schema"), descriptor.get("profile", "data-package")
        self.v1 = schema is None or (isinstance(schema, str) and bool(V1.fullmatch(schema)))
        if isinstance(schema, str) and not self.v1 and not V2.fullmatch(schema):
            self.tell("$schema", f"$schema {plain(schema)} is not known; no profile is fetched")
        if (
            isinstance(profile, str)
            and profile not in PROFILES
            and not (V1.fullmatch(profile) or V2.fullmatch(profile))
        ):
            self.tell("profile", f"profile {plain(profile)} is not known; no profile is fetched")

    def names(self, resources: list[Resource]) -> None:
        """Tell of each name that a second resource has."""
        seen: set[str] = set()
        for one in resources:
            if one.name in seen:
                self.tell(f"{one.where}.name", f"{one.where} has the name {plain(one.name)} again", one.name)
            seen.add(one.name)

    def name(self, value: Any, where: str) -> str:  # noqa: ANN401  JSON of any shape
        """Read a name: in version 1 small letters, digits and `-._/`; in version 2 text without control characters."""
        if not isinstance(value, str) or not value:
            self.tell(where, f"{where} is not a name")
        elif (self.v1 and not NAME.fullmatch(value)) or not value.isprintable():
            self.tell(where, f"{where} {plain(value)} has other characters than a-z, 0-9, '-', '.', '_' and '/'")
        return value if isinstance(value, str) else ""

    def properties(self, entry: dict[str, Any], where: str, texts: tuple[str, ...]) -> None:
        """Check the properties that packages and resources share."""
        prefix = f"{where}." if where else ""
        for name in texts:
            if name in entry and not isinstance(entry[name], str):
                self.tell(f"{prefix}{name}", f"{prefix}{name} is not text")
        for name, inner in _LISTS.items():
            items = entry.get(name, [])
            at = f"{prefix}{name}"
            if not isinstance(items, list):
                self.tell(at, f"{at} is not a list")
                continue
            for number, item in enumerate(items):
                self.item(item, f"{at}[{number}]", inner, licence=name == "licenses")

    def item(self, item: Any, where: str, inner: tuple[str, ...], *, licence: bool) -> None:  # noqa: ANN401  JSON
        """Check a licence, a source or a contributor."""
        if not isinstance(item, dict):
            self.tell(where, f"{where} is not an object")
            return
        for name in inner:
            if name in item and not isinstance(item[name], str):
                self.tell(f"{where}.{name}", f"{where}.{name} is not text")
        if licence and not (item.get("name") or item.get("path")):
            self.tell(where, f"{where} has neither name nor path")
        email = item.get("email")
        if isinstance(email, str) and not _EMAIL.fullmatch(email):
            self.tell(f"{where}.email", f"{where}.email {plain(email)} is not an address")

    def resource(self, entry: Any, where: str) -> Resource | None:  # noqa: ANN401  JSON of any shape
        """Read a resource; None where it is no object."""
        if not isinstance(entry, dict):
            self.tell(where, f"{where} is not an object")
            return None
        if "name" not in entry:
            self.tell(where, f"{where} has no name")
        name = self.name(entry["name"], f"{where}.name") if "name" in entry else ""
        self.properties(entry, where, _RESOURCE_TEXTS)
        resource = Resource(name or where, where)
        if ("path" in entry) == ("data" in entry):
            self.tell(where, f"{where} has {'both' if 'path' in entry else 'neither'} path and data", name)
        if "path" in entry:
            resource.paths = self.paths(entry["path"], f"{where}.path", name)
        else:
            resource.data = entry.get("data")
        self.integrity(entry, resource)
        self.encoding(entry, resource)
        resource.is_csv = _is_csv(entry, resource)
        tabular = resource.is_csv or (resource.data is not None and "schema" in entry)
        if resource.is_csv and PurePosixPath(resource.paths[0]).suffix.lower() == ".tsv":
            resource.dialect = Dialect(delimiter="\t")
        for what in ("dialect", "schema"):
            value = self.given(entry.get(what), f"{where}.{what}", name) if what in entry else None
            if value is not None and tabular and what == "dialect":
                resource.dialect, problems = read_dialect(value, f"{where}.dialect", name)
                self.problems += problems
            elif value is not None and what == "schema" and (tabular or isinstance(value, dict)):
                resource.schema, problems = read_schema(value, f"{where}.schema", name, v1=self.v1)
                self.problems += problems
        self.unread(entry, resource)
        return resource

    def unread(self, entry: dict[str, Any], resource: Resource) -> None:
        """Tell of a table that kbpack cannot read."""
        tables = (entry.get("type"), entry.get("profile"))
        is_table = "table" in tables or "tabular-data-resource" in tables or "schema" in entry
        compressed = entry.get("compression") not in {None, "", "no"}
        if resource.paths and is_table and (compressed or not resource.is_csv):
            message = f"{resource.where} is a table that is no plain CSV file: its values are not checked"
            self.tell(resource.where, message, resource.name, "unsupported")
        resource.is_csv = resource.is_csv and not compressed
        if "tabular-data-resource" in tables and "schema" not in entry:
            self.tell(resource.where, f"{resource.where} has no schema, which its profile asks for", resource.name)

    def paths(self, value: Any, where: str, table: str) -> tuple[str, ...]:  # noqa: ANN401  JSON of any shape
        """Read the path, or the list of paths, of a resource; each lies in the folder of the package."""
        paths = value if isinstance(value, list) else [value]
        if not paths or not all(isinstance(path, str) for path in paths):
            self.tell(where, f"{where} is neither a path nor a list of paths", table)
            return ()
        sound = []
        for path in paths:
            why = unsafe(path)
            if why:
                self.tell(where, f"{where} {plain(path)} {why}", table)
            else:
                sound.append(path)
        return tuple(sound) if len(sound) == len(paths) else ()

    def integrity(self, entry: dict[str, Any], resource: Resource) -> None:
        """Read the size and the digest that the file must have."""
        stats = entry.get("stats")
        given = {**stats, **entry} if isinstance(stats, dict) else entry
        for name in ("bytes", "rows"):
            value = given.get(name)
            if value is None:
                continue
            if not isinstance(value, int) or isinstance(value, bool) or value < 0:
                where = f"{resource.where}.{name}"
                self.tell(where, f"{where} is not a whole number from 0", resource.name)
            else:
                setattr(resource, name, value)
        value = given.get("hash")
        for name in ("sha256", "md5"):
            if value is None and isinstance(given.get(name), str):
                value = f"{name}:{given[name]}"
        if value is not None:
            resource.hash = self.digest(value, f"{resource.where}.hash", resource.name)

    def digest(self, value: Any, where: str, table: str) -> tuple[str, str] | None:  # noqa: ANN401  JSON
        """Read a hash: the algorithm and a colon, md5 without them, and the digest in hexadecimal."""
        if not isinstance(value, str):
            self.tell(where, f"{where} is not text", table)
            return None
        algorithm, _, digits = value.rpartition(":")
        algorithm = algorithm or "md5"
        if algorithm not in _DIGITS:
            self.tell(
                where, f"{where} has the algorithm {plain(algorithm)}, none of {', '.join(_DIGITS)}", table, "hash"
            )
        elif len(digits) != _DIGITS[algorithm] or re.search("[^0-9a-f]", digits):
            message = f"{where} is not {_DIGITS[algorithm]} digits 0-9 and a-f, as {algorithm} has"
            self.tell(where, message, table, "hash")
        else:
            return algorithm, digits
        return None

    def encoding(self, entry: dict[str, Any], resource: Resource) -> None:
        """Find the encoding: UTF-8 unless another is declared that Python knows."""
        name = entry.get("encoding")
        if not isinstance(name, str) or not name:
            return
        try:
            codec = codecs.lookup(name)
            "".encode(codec.name)
        except (LookupError, ValueError, TypeError):
            self.tell(
                f"{resource.where}.encoding", f"{resource.where}.encoding {plain(name)} is not known", resource.name
            )
        else:
            resource.encoding = codec.name

    def given(self, value: Any, where: str, table: str) -> Any:  # noqa: ANN401  JSON of any shape
        """Give a schema or a dialect that stands in the descriptor or in a JSON file of the package."""
        if not isinstance(value, str):
            return value
        why = unsafe(value)
        if why:
            self.tell(where, f"{where} {plain(value)} {why}", table)
            return None
        found, problems = self.load(value)
        self.problems += [one._replace(where=where, table=table) for one in problems]
        return found

    def reference(self, resource: Resource, key: ForeignKey, resources: list[Resource]) -> None:
        """Check that a foreign key names a resource and fields that are there."""
        target = next((one for one in resources if one.name == (key.resource or resource.name)), None)
        where = f"{key.where}.reference"
        if target is None:
            self.tell(
                where, f"{where} names the resource {plain(key.resource)}, which is none", resource.name, "schema"
            )
        elif target.schema is not None:
            names = [column.name for column in target.schema.columns]
            for name in (name for name in key.keys if name not in names):
                message = f"{where} names {plain(name)}, which is no field of {plain(target.name)}"
                self.tell(where, message, resource.name, "schema")


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


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
