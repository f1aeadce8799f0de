"""The pages that lead to the others: home, the documents, the findings, and what the site is made with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kbpack.content import measured
from kbpack.errors import CorpusError
from kbpack.package import Package
from kbpack.paths import DESCRIPTOR
from kbpack.release.citation import cite
from kbpack.release.edition import edition
from kbpack.site.markup import page
from kbpack.site.pages import IN_PLACE
from kbpack.site.view import MOST_FINDINGS

if TYPE_CHECKING:
    from kbpack.content import Data
    from kbpack.site.view import View

FEW = 24
"""Documents that the home page lists."""
MOST_DOCUMENTS = 4_000
"""Documents of one page."""
AROUND = 90
"""Characters of the document that are shown on each side of a finding's words."""


def pages(view: View, sources: Mapping[str, Data]) -> Iterator[tuple[str, bytes]]:
    """Give the pages by their paths in the site; `sources` are the documents in it."""
    documents = [_document(view, document_id) for document_id in view.parts]
    findings = [_finding(view, number, row) for number, row in enumerate(view.findings)]
    counts = [(view.resources[name], view.heights[name]) for name in (*IN_PLACE, "findings", "evidence")]
    yield (
        "index.html",
        page(
            "home",
            view=view,
            root="",
            here="index.html",
            documents=documents[:FEW],
            findings=findings[:FEW],
            files=[(path, *measured(data)) for path, data in view.built.files.items()],
            sources=[(path, *measured(data)) for path, data in sources.items()],
            counts=counts,
            citation=_citation(view),
        ),
    )
    yield from _paged(view, "documents", documents, MOST_DOCUMENTS)
    yield from _paged(view, "findings", findings, MOST_FINDINGS)
    yield "about.html", page("about", view=view, root="", here="about.html")


def _paged(view: View, name: str, entries: Sequence[Any], most: int) -> Iterator[tuple[str, bytes]]:
    starts = range(0, max(len(entries), 1), most)
    paths = [f"{name}.html" if not start else f"{name}.part{start // most + 1}.html" for start in starts]
    for path, start in zip(paths, starts, strict=True):
        yield (
            path,
            page(
                name,
                view=view,
                root="",
                here=f"{name}.html",
                entries=entries[start : start + most],
                total=len(entries),
                paths=paths,
                path=path,
            ),
        )


def _document(view: View, document_id: str) -> dict[str, Any]:
    part = view.parts[document_id]
    return {
        "id": document_id,
        "title": view.document_title(document_id),
        "link": view.address(document_id),
        "kind": part.row["kind"],
        "voice": view.names.get(part.row["holder_id"], part.row["holder_id"]),
        "date": part.row["date"],
        "counts": [part.counts.get(name, 0) for name in IN_PLACE],
        "covered": f"{part.covered * 100:.1f} %",
    }


def _finding(view: View, number: int, row: Mapping[str, str]) -> dict[str, Any]:
    """A finding with both its sides: what is said there, who says it, and the words with some around them."""
    sides = [
        {"value": row[f"{side}_value"], "ref": row[f"{side}_ref"], **_side(view, row[f"{side}_ref"])}
        for side in ("left", "right")
        if row[f"{side}_ref"] or row[f"{side}_value"]
    ]
    return {
        "id": view.finding_address(number).partition("#")[2],
        "link": view.finding_address(number),
        "kind": row["kind"].replace("_", " "),
        "message": row["message"],
        "sides": sides,
    }


def _side(view: View, ref: str) -> dict[str, str]:
    place = view.place(ref)
    link = view.link(ref)
    if place is None:
        return {"link": link, "before": "", "words": "", "after": "", "holder": ""}
    document_id, start, end = place
    text = _text(view, document_id)
    return {
        "link": link,
        "before": text[max(0, start - AROUND) : start].partition(" ")[2],
        "words": text[start:end],
        "after": text[end : end + AROUND].rpartition(" ")[0],
        "holder": view.holder(ref),
    }


@lru_cache(8)
def _text(view: View, document_id: str) -> str:
    return view.built.corpus.document(document_id).text


def _citation(view: View) -> str:
    """How to cite the package; empty where it does not say its version or who made it, or is not there yet."""
    if not (view.built.root / DESCRIPTOR).is_file():
        return ""
    try:
        return cite(edition(Package(view.built.root)))
    except CorpusError:
        return ""
