"""The data dictionary: every table, field, unit, code and rule, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Described = Mapping[str, Any]

_BOUNDS = {"minimum": "At least", "maximum": "At most"}


def dictionary(resources: Iterable[Described]) -> str:
    """Write what resources of a descriptor say of themselves; a table is a section, a field a row."""
    sections = ["\n".join(_section(resource)) for resource in resources]
    return "# Data dictionary\n\n" + "\n\n".join(sections) + "\n"


def _section(resource: Described) -> Iterator[str]:
    schema = resource["schema"]
    yield f"## {resource['name']}"
    yield ""
    yield f"{resource['description']} File: `{resource['path']}`."
    yield ""
    yield "| field | type | unit | what it holds |"
    yield "| --- | --- | --- | --- |"
    yield from map(_row, schema["fields"])
    yield ""
    yield f"Primary key: {_names(schema['primaryKey'])}."
    for key in schema.get("foreignKeys", ()):
        target = key["reference"]
        table = target["resource"] or resource["name"]
        yield f"`{key['fields'][0]}` is empty or the `{target['fields'][0]}` of a row of `{table}`."
    codes = {field["name"]: field for field in schema["fields"] if "enum" in field.get("constraints", {})}
    if codes:
        yield ""
        yield "Codes:"
        yield ""
        for name, field in codes.items():
            yield f"- `{name}`{_source(field)}: {_names(field['constraints']['enum'])}"
    rules = schema.get("kbpack:rules")
    if rules:
        yield ""
        yield "Rules that `kbpack validate` checks beyond this:"
        yield ""
        for rule in rules:
            yield f"- {_cell(rule['description'])} (`{rule['name']}`)"


def _row(field: Described) -> str:
    constraints = field.get("constraints", {})
    needs = [words for name, words in (("required", "Never empty."), ("unique", "Unique.")) if constraints.get(name)]
    bounds = [f"{words} {constraints[name]}." for name, words in _BOUNDS.items() if name in constraints]
    named = "kbpack:source" in field and "enum" not in constraints
    notation = [f"Notation: {field['kbpack:source']}."] if named else []
    words = " ".join([field["description"], *needs, *bounds, *notation])
    return f"| `{field['name']}` | {field['type']} | {field.get('kbpack:unit', '')} | {_cell(words)} |"


def _source(field: Described) -> str:
    return f" ({field['kbpack:source']})" if "kbpack:source" in field else ""


def _names(values: Iterable[str]) -> str:
    return ", ".join(f"`{value}`" for value in values)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
