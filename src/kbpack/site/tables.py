"""The pages of the tables: rows that anyone can read, and scripts with all of them for search, filters, download."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from kbpack.explain import constraints
from kbpack.site.markup import Markup, page, safe, script, visible

if TYPE_CHECKING:
    from kbpack.site.view import View

PAGED = ("districts", "statements", "events", "figures", "findings", "places", "actors", "documents")
"""The tables with pages; the evidence is shown with the rows, in the documents."""
MOST_ROWS = 100_000
"""Rows of a volume: what a browser searches at once."""
FIRST_BYTES, MOST_BYTES = 200_000, 1_000_000
"""Bytes of the rows that the first page of a table has without scripts, so that it opens at once, and a further one."""
TYPES = ("event_type", "speech_act", "kind")
STATUSES = ("status", "factuality")
DAYS = ("date_start", "date_end")
REFERENCES = frozenset({"document_id", "statement_id", "district_id", "parent_id"})
"""The fields that name other rows by their places."""
HELD = frozenset({"statement_id", "holder_id"})
"""The fields that say in whose saying a row stands."""
LONG = 60
"""A cell of more characters gets a wide column."""


Cells = list[str]


class Volume(NamedTuple):
    """What a browser searches at once: a whole table, or of a large one the rows of some documents."""

    path: str
    first: str
    last: str
    height: int


@dataclass(frozen=True)
class Shown:
    """A table as its pages show it."""

    name: str
    columns: list[dict[str, Any]]
    empty: list[str]
    volumes: list[Volume]


def pages(view: View) -> Iterator[tuple[str, bytes]]:
    """Give the pages of all tables and their scripts, by their paths in the site."""
    yield "assets/schema.js", _schema(view)
    listed = []
    for name in PAGED:
        filled = {field for row in view.rows(name) for field, cell in row.items() if cell}
        empty = {field["name"] for field in view.fields[name]} - filled if view.heights[name] else set()
        table = Shown(name, _columns(view.fields[name], empty), sorted(empty), list(_volumes(view, name)))
        rows = (_cells(view, name, row) for row in view.rows(name))
        for volume in table.volumes:
            yield from _pages(view, table, volume, islice(rows, volume.height))
        listed.append((view.resources[name], table.volumes, view.heights[name]))
    yield "tables.html", page("tables", view=view, root="", here="tables.html", listed=listed)


def _volumes(view: View, table: str) -> Iterator[Volume]:
    """The volumes of a table; one ends between two documents, unless one document alone has more rows."""
    counts = [(key, part.counts[table]) for key, part in view.parts.items() if part.counts.get(table)]
    found: list[tuple[str, str, int]] = []
    for key, count in counts or [("", view.heights[table])]:
        if found and found[-1][2] + count <= MOST_ROWS:
            first, _, height = found[-1]
            found[-1] = (first, key, height + count)
        else:
            starts = range(0, max(count, 1), MOST_ROWS)
            found += [(key, key, min(MOST_ROWS, count - start)) for start in starts]
    for number, one in enumerate(found, 1):
        yield Volume(f"tables/{table}.html" if number == 1 else f"tables/{table}.part{number}.html", *one)


def _pages(view: View, table: Shown, volume: Volume, rows: Iterator[Cells]) -> Iterator[tuple[str, bytes]]:
    """The page of a volume with its first rows, plain pages with the others, and the scripts that give it all rows."""
    stem = volume.path.removesuffix(".html")
    shared = {"view": view, "root": "../", "here": "tables.html", "table": table, "volume": volume}
    first: list[Cells] = []
    count = 0
    for held, others in pairwise(chain(_parted(rows, table.columns), [None])):
        count += 1
        yield f"{stem}.rows{count}.js", script("rows", [_brief(cells) for cells in held or ()]).encode()
        if count == 1:
            first = held or []
            continue
        plain = page("table", **shared, rows=_shown(view, table, held or ()), number=count, more=others is not None)
        yield f"{stem}.rows{count}.html", plain
    config = {
        "table": table.name,
        "fields": [field["name"] for field in view.fields[table.name]],
        "scripts": [f"{stem.rpartition('/')[2]}.rows{number}.js" for number in range(1, count + 1)],
        "columns": table.columns,
        "filters": _filters(view.fields[table.name]),
        "slugs": view.odd_slugs,
        "starts": view.starts,
        "height": volume.height,
    }
    yield (
        volume.path,
        page("table", **shared, rows=_shown(view, table, first), number=1, more=count > 1, count=count, config=config),
    )


def _parted(rows: Iterable[Cells], columns: Sequence[Mapping[str, Any]]) -> Iterator[list[Cells]]:
    """Rows by the page that shows them; there is one page at least."""
    held: list[Cells] = []
    size, most = 0, FIRST_BYTES
    for cells in rows:
        length = sum(len(cells[column["at"]].encode()) + 20 for column in columns) + 100
        if held and size + length > most:
            yield held
            held, size, most = [], 0, MOST_BYTES
        held.append(cells)
        size += length
    yield held


def _shown(view: View, table: Shown, rows: Iterable[Cells]) -> Iterator[Markup]:
    """Rows as a page shows them, the first cell with the address of its words; a template would take much longer."""
    for cells in rows:
        head, *rest = [visible(cells[column["at"]]) for column in table.columns]
        link = view.link(cells[0])
        first = f'<a href="../{safe(link)}">{safe(head)}</a>' if link else safe(head)
        yield Markup("".join([f"<tr><td>{first}</td>", *map(_cell, rest), "</tr>\n"]))


def _cell(text: str) -> str:
    if not text:
        return "<td></td>"
    return f'<td class="long">{safe(text)}</td>' if len(text) > LONG else f"<td>{safe(text)}</td>"


def _brief(cells: Cells) -> list[str | None]:
    """A row as a script has it: a cell that is the same as the one before it is null."""
    return [None if at and cell and cell == cells[at - 1] else cell for at, cell in enumerate(cells)]


def _cells(view: View, table: str, row: Mapping[str, str]) -> Cells:
    holders = view.chain(table, row)
    return [*row.values(), holders[-1] if holders else ""]


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
