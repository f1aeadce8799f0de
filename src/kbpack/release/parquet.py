"""Tables as Parquet, with what each column holds in the metadata of its field."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from pathlib import Path

    from kbpack.release.edition import Edition

TYPES = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "date": pa.date32()}


def write(edition: Edition, folder: Path) -> None:
    """Write a file for each table into a folder of their own.

    The metadata of the file hold title, description and `table_schema` (JSON) of the table, those of a field its title,
    description and unit.
    """
    package = edition.package
    target = folder / f"{edition.stem}-parquet"
    target.mkdir()
    for name in package.tables:
        table = package.read(name).to_arrow().cast(_schema(edition, name))
        pq.write_table(table, target / f"{name}.parquet", compression="zstd", store_schema=True)


def _schema(edition: Edition, name: str) -> pa.Schema:
    resource = edition.package.resources[name]
    fields = []
    for field in resource["schema"]["fields"]:
        told = {"title": field["title"], "description": field["description"], "unit": field.get("kbpack:unit")}
        nullable = not field.get("constraints", {}).get("required", False)
        fields.append(
            pa.field(field["name"], TYPES[field["type"]], nullable, {key: one for key, one in told.items() if one})
        )
    about = {
        "title": resource["title"],
        "description": resource["description"],
        "package": edition.stem,
        "table_schema": json.dumps(resource["schema"], ensure_ascii=False),
    }
    return pa.schema(fields, about)
