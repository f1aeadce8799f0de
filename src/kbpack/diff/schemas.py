"""What changed in the form of a package, and how much that asks of those who use it.

The classes are those of the recipe of Data Package (https://datapackage.org/recipes/data-package-version): what readers
must follow is breaking; what they may ignore is compatible; words about the data are descriptive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

Level = Literal["breaking", "compatible", "descriptive"]
Described = Mapping[str, Any]

_WORDS = ("title", "description", "homepage", "keywords", "licenses", "contributors", "sources", "id")
_FIELD_WORDS = ("title", "description", "kbpack:source")
_NARROWER: dict[str, Callable[[Any, Any], bool]] = {
    "minimum": lambda old, new: new > old,
    "maximum": lambda old, new: new < old,
    "minLength": lambda old, new: new > old,
    "maxLength": lambda old, new: new < old,
    "enum": lambda old, new: bool(set(old) - set(new)),
    "required": lambda _, new: new is True,
    "unique": lambda _, new: new is True,
    "pattern": lambda _old, _new: True,
}
"""Whether a constraint with another value admits less than before; of two patterns nobody can tell, so it may."""


class SchemaChange(NamedTuple):
    """One change of form: how much it asks, where, and what."""

    level: Level
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what


def schema_changes(old: Described, new: Described) -> Iterator[SchemaChange]:
    """Compare two descriptors; sizes and digests, which follow from the data, are left out."""
    if old["name"] != new["name"]:
        yield SchemaChange("breaking", "", f"the package's name was {old['name']!r} and is {new['name']!r}")
    yield from _words("", old, new, _WORDS)
    before, after = ({one["name"]: one for one in package["resources"]} for package in (old, new))
    for name in (name for name in before if name not in after):
        yield SchemaChange("breaking", name, "the table is gone")
    for name, resource in after.items():
        if name not in before:
            yield SchemaChange("compatible", name, "the table is new")
        else:
            yield from _table(name, before[name], resource)


def _table(name: str, old: Described, new: Described) -> Iterator[SchemaChange]:
    yield from _words(name, old, new, ("title", "description"))
    before, after = old["schema"], new["schema"]
    fields, others = ({one["name"]: one for one in schema["fields"]} for schema in (before, after))
    for field in (field for field in fields if field not in others):
        yield SchemaChange("breaking", f"{name}.{field}", "the field is gone")
    for field in (field for field in others if field not in fields):
        yield SchemaChange("breaking", f"{name}.{field}", "the field is new")
    kept = [field for field in fields if field in others]
    if kept != [field for field in others if field in fields]:
        yield SchemaChange("breaking", name, "the fields are in another order")
    for field in kept:
        yield from _field(f"{name}.{field}", fields[field], others[field])
    for key, what in (("primaryKey", "the primary key"), ("missingValues", "what stands for a missing value")):
        if before.get(key) != after.get(key):
            yield SchemaChange("breaking", name, f"{what} was {before.get(key)!r} and is {after.get(key)!r}")
    yield from _set(name, "foreign key", _keys(before), _keys(after))
    yield from _set(name, "rule", _rules(before), _rules(after))


def _field(where: str, old: Described, new: Described) -> Iterator[SchemaChange]:
    yield from _words(where, old, new, _FIELD_WORDS)
    for key in ("type", "format", "kbpack:unit", "kbpack:form"):
        if old.get(key) != new.get(key):
            what = f"{key.removeprefix('kbpack:')} was {old.get(key)!r} and is {new.get(key)!r}"
            yield SchemaChange("breaking", where, what)
    before, after = old.get("constraints", {}), new.get("constraints", {})
    for name in sorted(before.keys() | after.keys()):
        then, now = before.get(name), after.get(name)
        if then == now:
            continue
        narrower = now is not None and (then is None or _NARROWER.get(name, lambda *_: True)(then, now))
        yield SchemaChange("breaking" if narrower else "compatible", where, f"{name} was {then!r} and is {now!r}")


def _words(where: str, old: Described, new: Described, names: tuple[str, ...]) -> Iterator[SchemaChange]:
    for name in names:
        if old.get(name) != new.get(name):
            what = f"{name.removeprefix('kbpack:')} was {old.get(name)!r} and is {new.get(name)!r}"
            yield SchemaChange("descriptive", where, what)


def _set(name: str, what: str, old: set[str], new: set[str]) -> Iterator[SchemaChange]:
    for one in sorted(new - old):
        yield SchemaChange("breaking", name, f"the {what} {one} is new")
    for one in sorted(old - new):
        yield SchemaChange("compatible", name, f"the {what} {one} is gone")


def _keys(schema: Described) -> set[str]:
    targets = [(key["fields"], key["reference"]) for key in schema.get("foreignKeys", ())]
    return {
        f"{', '.join(fields)} to {', '.join(target['fields'])} of {target['resource'] or 'itself'}"
        for fields, target in targets
    }


def _rules(schema: Described) -> set[str]:
    return {rule["name"] for rule in schema.get("kbpack:rules", ())}
