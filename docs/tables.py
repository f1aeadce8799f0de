"""Write the data dictionary, docs/tables.md, from the models of the tables: python docs/tables.py [--check]."""

from __future__ import annotations

import sys
from pathlib import Path

from kbpack.descriptor import resource
from kbpack.dictionary import dictionary
from kbpack.tables import TABLES

PAGE = Path(__file__).with_suffix(".md")


def page() -> str:
    """Write the page as it must be."""
    return dictionary(resource(table, b"") for table in TABLES)


if __name__ == "__main__":
    if "--check" not in sys.argv:
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
    elif not PAGE.is_file() or PAGE.read_bytes() != page().encode():
        sys.exit(f"{PAGE}: is stale; run python docs/tables.py")
