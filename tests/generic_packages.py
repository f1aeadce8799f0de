"""Little Data Packages that kbpack did not build, for tests to spoil."""

from __future__ import annotations

import hashlib
import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

V2 = "https://datapackage.org/profiles/2.0/datapackage.json"
PLACES = b"id,region,code,area,day\n1,north,ID-1,2.5,2020-01-31\n2,south,ID-2,0,\n3,north,ID-33,1000,2019-12-01\n"
VISITS = b'id,place_id,kind,value,note\n10,1,a,-5,one\n11,3,b,5,"two, three"\n12,,a,0,\n'
DESCRIPTOR: dict[str, Any] = {
    "$schema": V2,
    "name": "trips",
    "resources": [
        {
            "name": "places",
            "type": "table",
            "path": "places.csv",
            "schema": {
                "fields": [
                    {"name": "id", "type": "integer", "constraints": {"required": True, "minimum": 1}},
                    {"name": "region", "type": "string", "constraints": {"enum": ["north", "south"]}},
                    {"name": "code", "type": "string", "constraints": {"pattern": "ID-[0-9]+", "unique": True}},
                    {"name": "area", "type": "number", "constraints": {"minimum": 0, "maximum": 1000}},
                    {"name": "day", "type": "date"},
                ],
                "primaryKey": ["id"],
            },
        },
        {
            "name": "visits",
            "type": "table",
            "path": "visits.csv",
            "schema": {
                "fields": [
                    {"name": "id", "type": "integer", "constraints": {"required": True}},
                    {"name": "place_id", "type": "integer"},
                    {"name": "kind", "type": "string", "constraints": {"enum": ["a", "b"]}},
                    {"name": "value", "type": "integer", "constraints": {"minimum": -50, "maximum": 50}},
                    {"name": "note", "type": "string", "constraints": {"maxLength": 20}},
                ],
                "primaryKey": ["id"],
                "foreignKeys": [{"fields": ["place_id"], "reference": {"resource": "places", "fields": ["id"]}}],
            },
        },
    ],
}


def descriptor() -> dict[str, Any]:
    """Give the descriptor; each call gives a new one."""
    return deepcopy(DESCRIPTOR)


def write(root: Path, files: dict[str, bytes] | None = None, about: dict[str, Any] | None = None) -> Path:
    """Write a package: some of its files changed, its sizes and digests in keeping unless they are given."""
    content = {"places.csv": PLACES, "visits.csv": VISITS} | (files or {})
    about = about or descriptor()
    for entry in about.get("resources") or []:
        path = entry.get("path") if isinstance(entry, dict) else None
        if isinstance(path, str) and path in content:
            entry.setdefault("bytes", len(content[path]))
            entry.setdefault("hash", f"sha256:{hashlib.sha256(content[path]).hexdigest()}")
    root.mkdir(parents=True, exist_ok=True)
    for path, data in content.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    (root / "datapackage.json").write_text(json.dumps(about, indent=1), encoding="utf-8")
    return root


def one_column(root: Path, field: dict[str, Any], cells: list[str], **about: Any) -> Path:  # noqa: ANN401  JSON
    """Write a package of one table with a number and one more column, a row for each cell."""
    rows = ["id,it", *(f"{number},{_quoted(cell)}" for number, cell in enumerate(cells))]
    schema = {"fields": [{"name": "id", "type": "integer"}, {"name": "it", **field}]}
    resource = {"name": "table", "path": "table.csv", "schema": {**schema, **about.pop("schema", {})}}
    package = {"$schema": V2, "name": "one", "resources": [resource], **about}
    data = ("\n".join(rows) + "\n").encode()
    root.mkdir(parents=True, exist_ok=True)
    (root / "table.csv").write_bytes(data)
    (root / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return root


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set(',"\r\n') else cell
