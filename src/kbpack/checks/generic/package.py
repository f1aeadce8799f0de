"""What any Data Package declares: well-formed by version 1 or 2 of the standard, and nothing outside its folder."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from kbpack.checks.generic.notes import Notes
from kbpack.checks.generic.resource import Resource, read_resource
from kbpack.checks.generic.schema import ForeignKey
from kbpack.checks.generic.text import plain

_V1 = re.compile(r"https?://(datapackage\.org/profiles/1\.0/.*|specs\.frictionlessdata\.io/schemas/.*)\.json")
_V2 = re.compile(r"https?://datapackage\.org/profiles/2\.\d/(datapackage|dataresource)\.json")
_PROFILES = {"data-package", "tabular-data-package", "fiscal-data-package", "data-resource", "tabular-data-resource"}
_TEXTS = ("title", "description", "homepage", "image", "version", "created", "id", "profile", "$schema")


def read_package(notes: Notes, descriptor: dict[str, Any]) -> list[Resource]:
    """Read the descriptor of a package."""
    read_version(notes, descriptor)
    notes.properties(descriptor, "", _TEXTS)
    if "name" in descriptor:
        notes.name(descriptor["name"], "name")
    created = descriptor.get("created")
    if isinstance(created, str) and not _is_moment(created):
        notes.tell("created", f"created {plain(created)} is not a date and time")
    keywords = descriptor.get("keywords", [])
    if not isinstance(keywords, list) or not all(isinstance(word, str) for word in keywords):
        notes.tell("keywords", "keywords is not a list of texts")
    entries = descriptor.get("resources")
    if not isinstance(entries, list) or not entries:
        what = "has no resources" if "resources" not in descriptor or entries == [] else "resources is not a list"
        notes.tell("resources", what)
        return []
    resources = [read_resource(notes, entry, f"resources[{number}]") for number, entry in enumerate(entries)]
    found = [one for one in resources if one is not None]
    _names(notes, found)
    for one in found:
        for key in one.schema.foreign_keys if one.schema else ():
            _reference(notes, one, key, found)
    return found


def read_version(notes: Notes, descriptor: dict[str, Any]) -> None:
    """Find the version of the standard; a profile of another is not fetched."""
    schema, profile = descriptor.get("$schema"), descriptor.get("profile", "data-package")
    notes.v1 = schema is None or (isinstance(schema, str) and bool(_V1.fullmatch(schema)))
    if isinstance(schema, str) and not notes.v1 and not _V2.fullmatch(schema):
        notes.tell("$schema", f"$schema {plain(schema)} is not known; no profile is fetched")
    if isinstance(profile, str) and profile not in _PROFILES and not (_V1.fullmatch(profile) or _V2.fullmatch(profile)):
        notes.tell("profile", f"profile {plain(profile)} is not known; no profile is fetched")


def _names(notes: Notes, resources: list[Resource]) -> None:
    """Tell of each name that a second resource has."""
    seen: set[str] = set()
    for one in resources:
        if one.name in seen:
            notes.tell(f"{one.where}.name", f"{one.where} has the name {plain(one.name)} again", one.name)
        seen.add(one.name)


def _reference(notes: Notes, resource: Resource, key: ForeignKey, resources: list[Resource]) -> None:
    """Check that a foreign key names a resource and fields that are there."""
    target = next((one for one in resources if one.name == (key.resource or resource.name)), None)
    where = f"{key.where}.reference"
    if target is None:
        notes.tell(where, f"{where} names the resource {plain(key.resource)}, which is none", resource.name, "schema")
    elif target.schema is not None:
        names = [column.name for column in target.schema.columns]
        for name in (name for name in key.keys if name not in names):
            message = f"{where} names {plain(name)}, which is no field of {plain(target.name)}"
            notes.tell(where, message, resource.name, "schema")


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
