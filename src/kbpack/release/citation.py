"""How to cite a release, and how Zenodo takes it in: CITATION.cff and .zenodo.json."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import yaml

from kbpack.release.edition import OF_DOCUMENTS

if TYPE_CHECKING:
    from kbpack.release.edition import Edition

_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.[0-9]{4,9}/\S+)")
_SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*-[0-9][A-Za-z0-9.+-]*|MIT|ISC|Zlib|Unlicense|curl")


def citation(edition: Edition) -> str:
    """Write CITATION.cff, Citation File Format 1.2.0."""
    about = edition.about
    licence = edition.licences[0]
    found: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "Please cite this dataset as below, and say whose claims its rows are.",
        "type": "dataset",
        "title": about["title"],
        "abstract": about["description"],
        "version": about["version"],
        "authors": [_author(person) for person in edition.creators],
        "keywords": about.get("keywords"),
        "license": licence.get("name") if _SPDX.fullmatch(licence.get("name", "")) else None,
        "license-url": None if _SPDX.fullmatch(licence.get("name", "")) else licence.get("path"),
        "url": about.get("homepage"),
        "doi": doi(about),
        "date-released": edition.moment.date() if edition.moment else None,
    }
    kept = {name: value for name, value in found.items() if value}
    return yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=1 << 16)


def zenodo(edition: Edition) -> str:
    """Write .zenodo.json, the metadata that Zenodo takes for a deposit."""
    about = edition.about
    found = {
        "upload_type": "dataset",
        "title": about["title"],
        "description": about["description"],
        "version": about["version"],
        "creators": [_creator(person) for person in edition.creators],
        "keywords": about.get("keywords"),
        "license": edition.licences[0].get("name"),
        "access_right": "open",
        "notes": OF_DOCUMENTS,
        "publication_date": edition.day,
        "doi": doi(about),
    }
    kept = {name: value for name, value in found.items() if value}
    return json.dumps(kept, indent=2, ensure_ascii=False) + "\n"


def cite(edition: Edition) -> str:
    """Write how to cite a release, in one line."""
    about = edition.about
    people = ", ".join(one["title"] for one in edition.creators)
    year = f" ({edition.moment.year})" if edition.moment else ""
    where = f" https://doi.org/{doi(about)}" if doi(about) else f" {about['homepage']}" if "homepage" in about else ""
    return f"{people}{year}. {about['title']}. Version {about['version']}.{where}"


def doi(about: dict[str, Any]) -> str:
    """Give the DOI that a descriptor has as its id; empty where it has none."""
    found = _DOI.fullmatch(str(about.get("id", "")))
    return found[1] if found else ""


def _author(person: dict[str, Any]) -> dict[str, str]:
    if person.get("familyName"):
        names = {"family-names": person["familyName"], "given-names": person.get("givenName")}
        return {key: value for key, value in (names | {"affiliation": person.get("organization")}).items() if value}
    return {"name": person["title"]}


def _creator(person: dict[str, Any]) -> dict[str, str]:
    given = ", ".join(part for part in (person.get("familyName"), person.get("givenName")) if part)
    found = {"name": given or person["title"], "affiliation": person.get("organization")}
    return {key: value for key, value in found.items() if value}
