"""A release as CSV on the Web (W3C): what each column holds, its constraints and its keys."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kbpack.release.edition import Edition

_BOUNDS = ("minimum", "maximum", "minLength", "maxLength")


def csvw(edition: Edition) -> str:
    """Write csv-metadata.json, which describes all tables as one group."""
    about = edition.about
    group = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": about["title"],
        "dc:description": about["description"],
        "dc:license": [{"@id": one["path"]} if one.get("path") else one["title"] for one in edition.licences],
        "dc:creator": [one["title"] for one in edition.creators],
        "dc:hasVersion": about["version"],
        "tables": [_table(resource, about["resources"]) for resource in about["resources"]],
    }
    return json.dumps(group, indent=2, ensure_ascii=False) + "\n"


def _table(resource: dict[str, Any], resources: list[dict[str, Any]]) -> dict[str, Any]:
    schema = resource["schema"]
    paths = {one["name"]: one["path"] for one in resources}
    targets = {
        key["fields"][0]: (paths[key["reference"]["resource"] or resource["name"]], key["reference"]["fields"][0])
        for key in schema.get("foreignKeys", ())
    }
    keys = [
        {"columnReference": field["name"], "reference": {"resource": path, "columnReference": key}}
        for field in schema["fields"]
        if _is_required(field) and field["name"] in targets
        for path, key in [targets[field["name"]]]
    ]
    return {
        "url": resource["path"],
        "dc:title": resource["title"],
        "dc:description": resource["description"],
        "tableSchema": {
            "columns": [_column(field, targets.get(field["name"])) for field in schema["fields"]],
            "primaryKey": schema["primaryKey"],
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _column(field: dict[str, Any], target: tuple[str, str] | None) -> dict[str, Any]:
    """Describe a column; a reference that may be empty is named, since a foreign key here may not hold a null."""
    found = {
        "name": field["name"],
        "titles": field["name"],
        "dc:title": field["title"],
        "dc:description": field["description"],
        "required": _is_required(field),
        "datatype": _datatype(field["type"], field.get("constraints", {})),
    }
    if target and not _is_required(field):
        found["dc:references"] = "#".join(target)
    return found


def _is_required(field: dict[str, Any]) -> bool:
    return bool(field.get("constraints", {}).get("required"))


def _datatype(base: str, constraints: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"base": base}
    if base == "date":
        found["format"] = "yyyy-MM-dd"
    elif "enum" in constraints:
        found["format"] = "|".join(map(re.escape, constraints["enum"]))
    elif "pattern" in constraints:
        found["format"] = constraints["pattern"]
    return found | {name: constraints[name] for name in _BOUNDS if name in constraints}
