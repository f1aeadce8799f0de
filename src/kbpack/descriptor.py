"""The Data Package descriptor (version 2): what the package is, and of what tables it consists."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from kbpack.content import measured
from kbpack.errors import PackageError
from kbpack.schema import table_schema, title_and_description
from kbpack.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbpack.content import Data
    from kbpack.table import Table

PATH = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

REQUIRED = ("name", "title", "description")
OPTIONAL = ("id", "version", "licenses", "homepage", "keywords", "contributors", "sources")


def describe(corpus_info: Mapping[str, Any], csv_bytes: Mapping[str, Data]) -> dict[str, Any]:
    """Describe a package, from what its curator says of it and the bytes of each table by its name.

    `corpus_info` has name, title and description, may have id, version, licenses, homepage, keywords, contributors and
    sources, and under `documents` a list of mappings (path, sha256) that becomes `kbpack:documents`; all else in it
    is left out. Raises PackageError where a property is missing.
    """
    missing = [name for name in REQUIRED if not corpus_info.get(name)]
    if missing:
        message = f"the package cannot be described without {', '.join(missing)}; add it to corpus.toml"
        raise PackageError(message)
    unknown = csv_bytes.keys() - {table.name for table in TABLES}
    if unknown:
        message = f"there is no table {', '.join(sorted(unknown))}"
        raise PackageError(message)
    descriptor: dict[str, Any] = {"$schema": PROFILE}
    descriptor |= {name: deepcopy(corpus_info[name]) for name in (*REQUIRED, *OPTIONAL) if corpus_info.get(name)}
    if corpus_info.get("documents"):
        descriptor["kbpack:documents"] = [dict(document) for document in corpus_info["documents"]]
    descriptor["resources"] = [resource(table, csv_bytes[table.name]) for table in TABLES if table.name in csv_bytes]
    return descriptor


def judge_form(descriptor: Mapping[str, Any], before: bytes | None = None) -> None:
    """Have frictionless judge a descriptor. Raises PackageError with all that it says.

    `before` is the descriptor of the package in place. Where the new one differs from it in sizes and hashes alone,
    its form was judged when that was written, and frictionless is not loaded again.
    """
    try:
        in_place = json.loads(before) if before else None
    except ValueError:
        in_place = None
    if in_place is not None and _form(in_place) == _form(descriptor):
        return
    errors = metadata_errors(descriptor)
    if errors:
        message = f"{PATH} would not be a valid Data Package: {'; '.join(errors)}"
        raise PackageError(message)


def _form(descriptor: Any) -> Any:  # noqa: ANN401  JSON of any shape
    """Leave out the sizes and hashes of the resources, which change with the data."""
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
        return descriptor
    resources = [
        {name: value for name, value in one.items() if name not in {"bytes", "hash"}} if isinstance(one, dict) else one
        for one in descriptor["resources"]
    ]
    return {**descriptor, "resources": resources, "kbpack:documents": None}


def resource(table: Table, data: Data) -> dict[str, Any]:
    """Describe one table, whose file has these bytes."""
    title, description = title_and_description(table)
    size, sha256 = measured(data)
    return {
        "name": table.name,
        "type": "table",
        "title": title,
        "description": description,
        "path": table.path,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\n"},
        "bytes": size,
        "hash": f"sha256:{sha256}",
        "schema": table_schema(table),
    }


def metadata_errors(descriptor: Mapping[str, Any]) -> list[str]:
    """Ask frictionless what is wrong with a descriptor, without opening the files it names; none is good."""
    from frictionless import FrictionlessException, Package  # noqa: PLC0415  a third of a second, where it is needed

    try:
        Package.from_descriptor(dict(descriptor))
    except FrictionlessException as failure:
        return [error.message for error in failure.reasons or [failure.error]]
    return []


def dump(descriptor: Mapping[str, Any]) -> bytes:
    """Write a descriptor as the package holds it: UTF-8 JSON, two blanks of indent, a final line feed."""
    return (json.dumps(descriptor, indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode()
