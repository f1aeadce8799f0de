"""The page of a document: its text with every reading in place, and the rows; long documents have several pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kbpack.site.markup import Markup, folded, page, safe, script, shown
from kbpack.site.pages import IN_PLACE, Stretch
from kbpack.site.segments import Mark, saying, segments
from kbpack.site.view import Row, View

if TYPE_CHECKING:
    from kbpack.parts import Part

OF_FIGURES = {"date": "date", "area": "area"}
"""The kinds of figures that have marks of their own."""
TYPES = ("speech_act", "event_type", "kind", "place_id")
"""The fields that say in a word what a row is, the first that is filled."""
LEGEND = (
    ("statement", "s1", "Statement", "an act of saying in the document's own voice"),
    ("", "s2", "Saying within it", "somebody else's, reported by the document"),
    ("", "s3", "A level deeper", "a saying within that saying, and so on"),
    ("holder", "holder", "Holder", "whose saying begins here, where it is not the document's own"),
    ("event", "event", "Event", "a mention of a happening"),
    ("district", "district", "District", "a place with its figures"),
    ("date", "date", "Date", ""),
    ("area", "area", "Area", ""),
    ("figure", "figure", "Other number", "a share, count, ordinal, duration"),
    ("name", "name", "Name", "a place or an actor that the vocabulary knows"),
    ("ignored", "ignored", "Passed over", "with the reason"),
    ("unread", "unread", "Unread", "what no rule understood"),
)
"""What is switched on and off together, the mark, its label and what it says."""


def pages(view: View) -> Iterator[tuple[str, bytes]]:
    """Give the pages of all documents and their scripts, by their paths in the site."""
    for part, rows in view.documents():
        yield from _pages(view, part, rows)


def _pages(view: View, part: Part, rows: list[Row]) -> Iterator[tuple[str, bytes]]:
    text = view.built.corpus.document(part.document_id).text
    stretches = view.stretches(part.document_id)
    passed = [*((one.start, one.end, one.reason.replace("_", " ")) for one in part.ignored)]
    passed += [(start, end, "") for start, end in part.unread]
    holders = {(row.start, row.end): _reported(row) for row in rows if row.depth > 1}
    marks = list(_marks(view, rows, passed))
    for number, stretch in enumerate(stretches):
        here = [row for row in rows if stretch.start <= row.start < max(stretch.end, stretch.start + 1)]
        name = stretch.path.rpartition("/")[2].removesuffix(".html")
        near = [one for one in marks if one.start < stretch.end and one.end > stretch.start]
        yield (
            stretch.path,
            page(
                "document",
                view=view,
                root="../",
                here="documents.html",
                part=part,
                name=name,
                text=Markup("".join(_text(text, near, holders, stretch))),
                groups=[(table, _listed(here, table)) for table in IN_PLACE],
                passed=[
                    (start, end, folded(text[start:end]), why or "unread")
                    for start, end, why in sorted(passed, key=lambda one: (bool(one[2]), one))
                    if stretch.start <= start < stretch.end
                ],
                unread=any(not why for *_, why in passed),
                findings=[one for row in here for one in view.findings_by_side.get(row.row_id, ())],
                legend=LEGEND,
                stretches=stretches,
                number=number,
            ),
        )
        others = [(one.start, one.end, one.path.rpartition("/")[2]) for one in stretches]
        findings = {row.row_id: found for row in here if (found := view.findings_by_side.get(row.row_id))}
        data = script("document", part.document_id, number, others, *_data(view, text, here), findings)
        yield f"documents/{name}.js", data.encode()


def _marks(view: View, rows: list[Row], passed: list[tuple[int, int, str]]) -> Iterator[Mark]:
    for row in rows:
        yield Mark(row.start, row.end, _kind(row))
        for field, (start, end, _) in row.words.items():
            yield Mark(start, end, "name" if field in view.naming[row.table] else "")
    for start, end, why in passed:
        yield Mark(start, end, "ignored" if why else "unread", why or "unread")


def _reported(row: Row) -> str:
    """Whose saying a row is, but for the voice of the document."""
    return row.holder.partition(" > ")[2] or row.holder


def _kind(row: Row) -> str:
    if row.table == "statements":
        return saying(row.depth)
    if row.table == "figures":
        return OF_FIGURES.get(row.cells.get("kind", ""), "figure")
    return row.table[:-1]


def _text(text: str, marks: list[Mark], holders: Mapping[tuple[int, int], str], stretch: Stretch) -> Iterator[str]:
    """The text as HTML: flat segments, and before each the address of every span that begins there, and its holder."""
    addresses: dict[int, set[int]] = defaultdict(set)
    for mark in marks:
        if mark.start >= stretch.start:
            addresses[mark.start].add(mark.end)
    for segment in segments(marks, stretch.start, stretch.end):
        for end in sorted(addresses.get(segment.start, ()), reverse=True):
            holder = holders.get((segment.start, end))
            whose = f' data-holder="{safe(folded(holder, 60))}"' if holder else ""
            yield f'<a id="char={segment.start},{end}"{whose}></a>'
        words = shown(text[segment.start : segment.end])
        note = f' title="{segment.note}"' if segment.note else ""
        kinds = f' class="{" ".join(segment.kinds)}"' if segment.kinds else ""
        yield f"<span{kinds}{note}>{words}</span>"


def _listed(rows: list[Row], table: str) -> list[dict[str, Any]]:
    """The rows of a table as a list shows them."""
    return [
        {
            "place": f"{row.start},{row.end}",
            "words": folded(row.cells["quote"]),
            "type": next((row.cells[name] for name in TYPES if row.cells.get(name)), ""),
            "status": row.cells.get("status", row.cells.get("value", "")),
            "holder": folded(row.holder, 120),
            "depth": row.depth,
        }
        for row in rows
        if row.table == table
    ]


def _data(view: View, text: str, rows: list[Row]) -> tuple[list[str], list[list[Any]]]:
    """Rules, and rows with their cells: number of the field, value, and where it was read from, by which rule.

    A value that is its words is left out (null), and so are the cells that say where the row is.
    """
    rules = sorted({words.rule for row in rows for words in row.words.values()})
    numbers = {rule: number for number, rule in enumerate(rules)}
    found = []
    for table, same in groupby(sorted(rows, key=lambda row: row.table), key=lambda row: row.table):
        fields = {one["name"]: number for number, one in enumerate(view.fields[table])}
        for row in same:
            cells: list[list[Any]] = []
            for name, value in row.cells.items():
                if name in {"quote", "document_id", "char_start", "char_end"}:
                    continue
                if words := row.words.get(name):
                    own = None if text[words.start : words.end] == value else value
                    cells.append([fields[name], own, words.start, words.end, numbers[words.rule]])
                else:
                    cells.append([fields[name], value])
            found.append([table, row.row_id, row.start, row.end, row.holder, row.depth, cells])
    return rules, sorted(found, key=lambda row: (row[2], -row[3], row[5]))
