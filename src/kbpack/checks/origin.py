"""Who made a package: kbpack, or somebody else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kbpack.paths import TABLE_NAMES

PREFIX = "kbpack:"
_OWN = ("data/documents.csv", "data/evidence.csv")
_ENOUGH = 3


def is_own(descriptor: Mapping[str, Any], root: Path) -> bool:
    """Whether kbpack made the package, also where much of its descriptor is lost.

    One sign is enough: a property of kbpack at the root, in a resource or in its schema; three resources with names of
    its tables; or the files of documents and of evidence.
    """
    if any(name.startswith(PREFIX) for name in descriptor):
        return True
    entries = descriptor.get("resources")
    own = 0
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict):
            schema = entry.get("schema")
            properties = [*entry, *(schema if isinstance(schema, dict) else ())]
            if any(name.startswith(PREFIX) for name in properties):
                return True
            own += isinstance(entry.get("name"), str) and entry["name"] in TABLE_NAMES
    return own >= _ENOUGH or all((root / path).exists() for path in _OWN)
