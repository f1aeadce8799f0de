"""The pages of the tables: rows that anyone can read, and scripts with all rows for search, filters and download."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from kbpack.explain import constraints
from kbpack.site.markup import page, script

if TYPE_CHECKING:
    from kbpack.site.view import View

PAGED = ("districts", "statements", "events", "figures", "findings", "places", "actors", "documents")
"""The tables with pages; the evidence is shown with the rows, in the documents."""
MOST_ROWS = 100_000
"""Rows of a volume: what a browser searches at once."""
MOST_BYTES = 1_000_000
"""Bytes of a script, and of a table that a page has whole without one."""
FIRST_BYTES = 200_000
"""Bytes of the first rows of a larger table that its page has without scripts."""
TYPES = ("event_type", "speech_act", "kind")
STATUSES = ("status", "factuality")
DAYS = ("date_start", "date_end")
REFERENCES = frozenset({"document_id", "statement_id", "district_id", "parent_id"})
"""The fields that name other rows by their places."""
HELD = frozenset({"statement_id", "holder_id"})
"""The fields that say in whose saying a row stands."""
LONG = 60
"""A cell of more characters gets a wide column."""


class Volume(NamedTuple):
    """A page of a table: all of it, or the rows of some documents; its scripts, and the rows that it has without."""

    path: str
    first: str
    last: str
    height: int
    scripts: list[str]
    rows: list[tuple[str, list[str]]]


def pages(view: View) -> Iterator[tuple[str, bytes]]:
    """Give the pages of all tables and their scripts, by their paths in the site."""
    yield "assets/schema.js", _schema(view)
    listed = []
    for table in PAGED:
        frame = view.frame(table)
        empty = {name for name in frame.columns if frame.height and not (frame[name] != "").any()}
        columns = _columns(view.fields[table], empty)
        volumes: list[Volume] = []
        for first, last, rows in _parted(view, table):
            path = _path(table, len(volumes) + 1)
            scripts = dict(_scripts(path, rows))
            yield from scripts.items()
            names = [name.rpartition("/")[2] for name in scripts]
            volumes.append(Volume(path, first, last, len(rows), names, _first(view, rows, columns)))
        for volume in volumes:
            yield volume.path, _page(view, table, columns, empty, volume, volumes)
        listed.append((view.resources[table], volumes, frame.height))
    yield "tables.html", page("tables", view=view, root="", here="tables.html", listed=listed)


def _page(  # noqa: PLR0913, PLR0917  what a page shows
    view: View, table: str, columns: list[dict[str, Any]], empty: set[str], volume: Volume, volumes: list[Volume]
) -> bytes:
    fields = view.fields[table]
    config = {
        "table": table,
        "fields": [field["name"] for field in fields],
        "scripts": volume.scripts,
        "columns": columns,
        "filters": _filters(fields),
        "slugs": view.odd_slugs,
        "height": volume.height,
    }
    return page(
        "table",
        view=view,
        root="../",
        here="tables.html",
        resource=view.resources[table],
        columns=columns,
        empty=sorted(empty),
        volume=volume,
        volumes=volumes,
        long=LONG,
        config=config,
    )


def _parted(view: View, table: str) -> Iterator[tuple[str, str, list[list[str]]]]:
    """The rows of a table in parts of no more than a page may have, each with its first and last document.

    A part ends between two documents, unless one document alone has more rows.
    """
    named = "document_id" in view.frame(table).columns and table != "documents"
    held: list[list[str]] = []
    first, last = "", ""
    for document, group in groupby(view.rows(table), key=lambda row: row["document_id"] if named else ""):
        rows = [_cells(view, table, row) for row in group]
        if held and len(held) + len(rows) > MOST_ROWS:
            yield first, last, held
            held = []
        first, last = (first if held else document), document
        held += rows
        while len(held) > MOST_ROWS:
            yield first, last, held[:MOST_ROWS]
            held = held[MOST_ROWS:]
    yield first, last, held


def _path(table: str, number: int) -> str:
    return f"tables/{table}.html" if number == 1 else f"tables/{table}.part{number}.html"


def _cells(view: View, table: str, row: Mapping[str, str]) -> list[str]:
    chain = view.chain(table, row)
    return [*row.values(), chain[-1] if chain else ""]


def _columns(fields: Sequence[Mapping[str, Any]], empty: set[str]) -> list[dict[str, Any]]:
    """The columns that a page shows: id, holder, words, then the rest, with the ids of other rows last.

    What is empty throughout or stands in another column is left out.
    """
    names = {field["name"] for field in fields}
    words = "text" if "text" in names else "quote"
    left_out = empty | {"char_start", "char_end"} | ({"quote"} - {words})
    shown = [
        {"at": at, "name": one["name"], "title": one["title"], "description": one["description"], "type": one["type"]}
        for at, one in enumerate(fields)
        if one["name"] not in left_out
    ]
    first, *rest = shown
    rest.sort(key=lambda column: (column["name"] != words, column["name"] in REFERENCES))
    if HELD & names:
        about = "Whose claim the row is: the innermost holder of the saying, or the voice of the document."
        holder = {"at": len(fields), "name": "", "title": "According to", "description": about, "type": "string"}
        return [first, holder, *rest]
    return [first, *rest]


def _filters(fields: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The columns that have a filter: where each stands among the cells, and what it is called."""
    at = {field["name"]: number for number, field in enumerate(fields)}
    titles = {field["name"]: field["title"] for field in fields}
    found: dict[str, Any] = {}
    if HELD & at.keys():
        found["holder"] = (len(fields), "According to")
    for kind, names in (("type", TYPES), ("status", STATUSES)):
        name = next((name for name in names if name in at), None)
        if name:
            found[kind] = (at[name], titles[name])
    if "document_id" in at and "char_start" in at:
        found["document"] = (at["document_id"], "Document")
    if at.keys() >= set(DAYS):
        found["days"] = [at[name] for name in DAYS]
    return found


def _first(view: View, rows: list[list[str]], columns: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """The rows that a page has without scripts, with the address of each: all of a small table, else the first."""
    found: list[tuple[str, list[str]]] = []
    size, fitting = 0, 0
    for row in rows:
        cells = [row[column["at"]] for column in columns]
        size += sum(len(cell.encode()) + 20 for cell in cells) + 100
        if size > MOST_BYTES:
            return found[:fitting]
        found.append((view.link(row[0]), cells))
        if size <= FIRST_BYTES:
            fitting += 1
    return found


def _scripts(path: str, rows: list[list[str]]) -> Iterator[tuple[str, bytes]]:
    """Scripts with rows, by their paths; a cell that is the same as the one before it is null."""
    stem = path.removesuffix(".html")
    held: list[list[str | None]] = []
    size, number = 0, 1
    for row in rows:
        cells = [None if at and cell and cell == row[at - 1] else cell for at, cell in enumerate(row)]
        length = sum(len(cell.encode()) + 3 if cell else 4 for cell in cells)
        if held and size + length > MOST_BYTES:
            yield f"{stem}.rows{number}.js", script("rows", held).encode()
            held, size, number = [], 0, number + 1
        held.append(cells)
        size += length
    yield f"{stem}.rows{number}.js", script("rows", held).encode()


def _schema(view: View) -> bytes:
    """What the pages know of the tables: their fields with the checks that each cell passed, and the rules of rows."""
    found = {
        name: {
            "title": one["title"],
            "one": one["title"].removesuffix("s"),
            "fields": [
                {
                    "name": field["name"],
                    "title": field["title"],
                    "description": field["description"],
                    "checks": list(constraints(field)),
                }
                for field in one["schema"]["fields"]
            ],
            "rules": [rule["description"] for rule in one["schema"]["kbpack:rules"]],
        }
        for name, one in view.resources.items()
    }
    return script("describe", found).encode()
