"""Where things lie in a package, for those who need not know what is in them."""

from __future__ import annotations

import os
from pathlib import Path

DESCRIPTOR = "datapackage.json"
HIDDEN = ".kbpack"
"""The folder that is there only while a command writes."""
TABLE_NAMES = (
    "documents",
    "places",
    "actors",
    "districts",
    "statements",
    "events",
    "figures",
    "evidence",
    "findings",
)
"""The names of the tables of kbpack, in their order."""


def named(place: Path) -> str:
    """Give a place as messages name it: a folder ends in a slash."""
    is_folder = os.path.isdir(place)  # noqa: PTH112 - Path.is_dir raises in a folder that may not be searched
    return f"{place}{os.sep}" if is_folder else str(place)
