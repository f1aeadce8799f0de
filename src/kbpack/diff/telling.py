"""A difference as text, as JSON and as Markdown, and as an entry of a data changelog."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kbpack.diff.difference import WHY, Difference
from kbpack.errors import PackageError
from kbpack.report import plain
from kbpack.transaction import replace_files

if TYPE_CHECKING:
    from kbpack.diff.rows import CellChange, RowChange, Words

FEW = 20
"""How many rows of a kind a changelog names; the others are counted."""
HEAD = "# Data changelog\n"
_MARKS = {"added": "+", "withdrawn": "-", "changed": "~"}
_SECTIONS = {"added": "Added", "changed": "Changed", "withdrawn": "Withdrawn"}
_UNTOLD = ("char_start", "char_end", "quote", "text")
"""The cells of an added or withdrawn row that its key and quote tell already."""


def as_text(found: Difference) -> Iterator[str]:
    """Give a line for each change of form, each row and each cell, then the counts and the version that follows."""
    for change in found.schema:
        yield f"schema: {change} ({change.level})"
    for row in found.rows:
        yield f"{_MARKS[row.kind]} {row.table} {row.key}{_quoted(row.quote)}"
        for cell in row.cells:
            if row.kind == "changed":
                yield f"    {cell.field}: {_shown(cell.before)} -> {_shown(cell.after)}{_read(cell)}"
            elif cell.field not in _UNTOLD:
                yield f"    {cell.field}: {_shown(cell.after or cell.before)}{_read(cell)}"
    for (table, kind), count in sorted(found.counts.items()):
        yield f"{table}: {count} {kind}"
    yield _version(found)


def as_json(found: Difference) -> Iterator[str]:
    """Give one JSON object, a line for each row."""
    head = {
        "old": dict(zip(("name", "version"), found.old, strict=True)),
        "new": dict(zip(("name", "version"), found.new, strict=True)),
        "step": found.step or None,
        "next_version": found.next_version or None,
        "schema": [change._asdict() for change in found.schema],
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": ['
    last = len(found.rows) - 1
    for at, row in enumerate(found.rows):
        one: dict[str, Any] = {"change": row.kind, "table": row.table, "key": row.key, "quote": row.quote}
        one["cells"] = [
            {
                "field": cell.field,
                "before": cell.before,
                "after": cell.after,
                "evidence_before": cell.words_before and cell.words_before._asdict(),
                "evidence_after": cell.words_after and cell.words_after._asdict(),
            }
            for cell in row.cells
        ]
        yield json.dumps(one, ensure_ascii=False) + ("," if at < last else "")
    yield "]}"


def as_markdown(found: Difference) -> Iterator[str]:
    """Give the entry of a changelog with every row."""
    yield entry(found, len(found.rows)).rstrip("\n")


def entry(found: Difference, most: int = FEW) -> str:
    """Write the entry of a data changelog: what changed in the form, then rows by kind, at most so many of each."""
    lines = [f"## {found.next_version or found.new[1] or 'unversioned'}", ""]
    lines += [f"From {' '.join(found.old).strip()} to {' '.join(found.new).strip()}: {WHY[found.step]}.", ""]
    if found.schema:
        lines += ["### Schema", "", *(f"- {_escaped(str(change))} ({change.level})" for change in found.schema), ""]
    for kind, title in _SECTIONS.items():
        rows = [row for row in found.rows if row.kind == kind]
        if rows:
            lines += [f"### {title}", "", *_items(rows, most), ""]
    return "\n".join(lines)


def with_entry(changelog: str, found: Difference) -> str | None:
    """Put the entry of a difference on top of a changelog; None where it has another one for that version."""
    new = entry(found)
    title = new.partition("\n")[0]
    text = (changelog or HEAD).replace("\r\n", "\n")
    same = re.search(rf"^{re.escape(title)}$.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if same:
        return changelog if same[0].split() == new.split() else None
    first = re.search("^## ", text, re.MULTILINE)
    at = first.start() if first else len(text)
    gap = "" if text[:at].endswith("\n\n") else "\n" if text[:at].endswith("\n") else "\n\n"
    whole = text[:at] + gap + new + ("\n" if text[at:] else "") + text[at:]
    return whole.replace("\n", "\r\n") if "\r\n" in changelog else whole


def write_entry(path: Path, found: Difference) -> bool:
    """Put the entry of a difference into a changelog, which is made where it is missing; False where nothing changed.

    Raises PackageError where the file cannot be read or written; what it held is then still there.
    """
    if not found.step:
        return False
    try:
        before = path.read_bytes().decode() if path.exists() else ""
    except UnicodeDecodeError as error:
        raise PackageError(f"{path}: is not UTF-8; save it as UTF-8, or name another file") from error
    after = with_entry(before, found)
    if after is None:
        raise PackageError(f"{path}: says something else of {found.next_version}; take that entry out first")
    try:
        replace_files(path.parent, {path.name: after.encode()})
    except ValueError as error:
        raise PackageError(f"{path}: cannot be the name of a changelog; take one such as DATA-CHANGELOG.md") from error
    return True


def _items(rows: list[RowChange], most: int) -> Iterator[str]:
    for row in rows[:most]:
        if row.kind == "changed":
            for cell in row.cells:
                what = f"{_escaped(_shown(cell.before))} is now {_escaped(_shown(cell.after))}{_escaped(_read(cell))}"
                yield f"- {row.table} `{row.key}` {cell.field}: {what}"
        else:
            yield f"- {row.table} `{row.key}`{_escaped(_quoted(row.quote))}"
    if len(rows) > most:
        yield f"- and {len(rows) - most} more rows"


def _version(found: Difference) -> str:
    if not found.next_version:
        return f"{WHY[found.step]}; the old version {found.old[1]!r} has no number that could go up"
    if not found.step:
        return WHY[found.step]
    told = f"{WHY[found.step]}: the version after {found.old[1]} is {found.next_version}"
    return told if found.new[1] == found.next_version else f"{told}; the new package says {found.new[1] or 'none'!r}"


def _read(cell: CellChange) -> str:
    """Say what words a cell is, or was, read from."""
    words = [_place(one) for one in (cell.words_before, cell.words_after) if one]
    return f" (read from {', then '.join(dict.fromkeys(words))})" if words else ""


def _place(words: Words) -> str:
    return f'"{plain(words.quote, 60)}" in {words.document_id}:{words.char_start}-{words.char_end} by {words.rule}'


def _quoted(quote: str | None) -> str:
    return f' "{plain(quote, 80)}"' if quote else ""


def _shown(cell: str | None) -> str:
    return "nothing" if cell is None else repr(plain(cell))


def _escaped(text: str) -> str:
    """Text of a package in Markdown, where none of it may be markup."""
    return re.sub(r"([\\`*_{}\[\]<>#|~!])", r"\\\1", text)


def lines(found: Difference, form: str) -> Iterable[str]:
    """Give the lines of a difference in a form: text, json or markdown."""
    return {"text": as_text, "json": as_json, "markdown": as_markdown}[form](found)
