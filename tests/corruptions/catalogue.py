"""What a corruption is, and the helpers that make one."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kbpack.tables import TABLES

Change = Callable[[Path], object]
COLUMNS = {table.name: table.columns for table in TABLES}


@dataclass(frozen=True)
class Corruption:
    """One kind of damage: what is done to the folder, and the issue that must tell of it.

    `line` is that of the CSV file or the descriptor. Where `rehash` is set, sizes and digests in the descriptor may be
    put in keeping with the damaged files afterwards, and it is still told. `stale` ones show only against a rebuild.
    """

    name: str
    change: Change
    code: str
    table: str = ""
    field: str = ""
    line: int | None = None
    rehash: bool = True
    stale: bool = False


def cell(  # noqa: PLR0913  a row of a table in the form of a call
    table: str, field: str, value: str, code: str, row: int = 0, *, blame: str = ""
) -> Corruption:
    """Write another value into a cell; `blame` is the field that is told where it is another one."""

    def change(root: Path) -> None:
        edit_rows(root, table, lambda rows: rows[row].update({field: value}))

    shown = value.encode("unicode_escape").decode()[:30] or "empty"
    return Corruption(f"{table}.{field}[{row}] = {shown}", change, code, table, blame or field)


def rows(name: str, table: str, change: Callable[[list[dict[str, str]]], object], code: str, field: str) -> Corruption:
    """Change the rows of a table."""
    return Corruption(name, lambda root: edit_rows(root, table, change), code, table, field)


def raw(
    name: str, table: str, change: Callable[[bytes], bytes], code: str = "structure", line: int | None = None
) -> Corruption:
    """Change the bytes of a table."""

    def apply(root: Path) -> None:
        path = root / f"data/{table}.csv"
        before = path.read_bytes()
        after = change(before)
        assert after != before, name
        path.write_bytes(after)

    return Corruption(name, apply, code, table, line=line)


def described(
    name: str, change: Callable[[dict[str, Any]], object], code: str = "descriptor", table: str = ""
) -> Corruption:
    """Change the descriptor."""

    def apply(root: Path) -> None:
        about = json.loads((root / "datapackage.json").read_bytes())
        change(about)
        (root / "datapackage.json").write_text(json.dumps(about, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")

    return Corruption(name, apply, code, table, rehash=False)


def edit_rows(root: Path, table: str, change: Callable[[list[dict[str, str]]], object]) -> None:
    """Read a table, change its rows and write it again in the same form."""
    path = root / f"data/{table}.csv"
    found = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    change(found)
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, COLUMNS[table], lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    path.write_text(buffer.getvalue(), encoding="utf-8", newline="")


def rehash(root: Path) -> None:
    """Put the sizes and digests of the descriptor in keeping with the files."""
    path = root / "datapackage.json"
    about = json.loads(path.read_bytes())
    for entry in about["resources"]:
        file = root / entry["path"]
        if file.is_file():
            data = file.read_bytes()
            entry.update(bytes=len(data), hash=f"sha256:{hashlib.sha256(data).hexdigest()}")
    path.write_text(json.dumps(about, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
