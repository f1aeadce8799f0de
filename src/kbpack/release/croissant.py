"""A release as Croissant 1.1 with schema.org Dataset (JSON-LD), for those who search for data and load it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kbpack.release.citation import cite, doi
from kbpack.release.edition import OF_DOCUMENTS

if TYPE_CHECKING:
    from kbpack.release.edition import Edition

CONFORMS_TO = "http://mlcommons.org/croissant/1.1"
TYPES = {"string": "sc:Text", "integer": "sc:Integer", "number": "sc:Float", "date": "sc:Date"}
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that the specification asks for."""


def croissant(edition: Edition) -> str:
    """Write croissant.json: the files with their digests, and for each table a record set with its fields."""
    about = edition.about
    licence = edition.licences[0]
    dataset = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS_TO,
        "name": about["name"],
        "alternateName": about["title"],
        "description": about["description"],
        "version": about["version"],
        "license": licence.get("path") or licence["title"],
        "copyrightNotice": OF_DOCUMENTS,
        "creator": [
            {"@type": "sc:Person" if one.get("familyName") else "sc:Organization", "name": one["title"]}
            for one in edition.creators
        ],
        "keywords": about.get("keywords"),
        "url": about.get("homepage"),
        "sameAs": f"https://doi.org/{doi(about)}" if doi(about) else None,
        "datePublished": edition.day,
        "citeAs": cite(edition),
        "isLiveDataset": False,
        "distribution": [
            *(_table_file(resource) for resource in about["resources"]),
            *(_document_file(document) for document in about.get("kbpack:documents", ())),
        ],
        "recordSet": [_record_set(resource) for resource in about["resources"]],
    }
    kept = {name: value for name, value in dataset.items() if value is not None and value != ""}
    return json.dumps(kept, indent=2, ensure_ascii=False) + "\n"


def _table_file(resource: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": resource["path"],
        "name": resource["path"],
        "description": resource["description"],
        "contentUrl": resource["path"],
        "contentSize": f"{resource['bytes']} B",
        "encodingFormat": "text/csv",
        "sha256": resource["hash"].removeprefix("sha256:"),
    }


def _document_file(document: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": document["path"],
        "name": document["path"],
        "contentUrl": document["path"],
        "encodingFormat": "text/plain",
        "sha256": document["sha256"],
    }


def _record_set(resource: dict[str, Any]) -> dict[str, Any]:
    """Describe a table; foreign keys are left to the other descriptions, since loaders take one for a join to make."""
    name, schema = resource["name"], resource["schema"]
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": resource["description"],
        "key": [{"@id": f"{name}/{field}"} for field in schema["primaryKey"]],
        "field": [_field(resource, field) for field in schema["fields"]],
    }


def _field(resource: dict[str, Any], field: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{resource['name']}/{field['name']}",
        "name": field["name"],
        "description": field["description"],
        "dataType": TYPES[field["type"]],
        "source": {"fileObject": {"@id": resource["path"]}, "extract": {"column": field["name"]}},
    }
