"""The evidence as W3C Web Annotations: one page for each document, a note on the words that each cell was read from."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import polars as pl

from kbpack.content import Content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kbpack.content import Data
    from kbpack.package import Package
    from kbpack.release.edition import Edition

FOLDER = "annotations"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""How many characters before and after the words help to find them again where a text has changed."""


def pages(edition: Edition) -> dict[str, Callable[[], Data]]:
    """Give an AnnotationPage for each document that was quoted, by its path, each made when it is asked for."""
    package = edition.package
    paths = dict(package.read("documents").select("document_id", "path").rows())
    evidence = package.read("evidence")
    evidence = evidence.with_columns(cell=_cells(package, evidence))
    return {
        f"{FOLDER}/{document_id}.jsonld": partial(_page, package, paths[document_id], rows)
        for (document_id,), rows in evidence.group_by("document_id", maintain_order=True)
    }


def _cells(package: Package, evidence: pl.DataFrame) -> pl.Series:
    """The cell that each row of evidence is for, as its table has it."""
    evidence = evidence.with_row_index("#")
    found = []
    for (table,), of_table in evidence.group_by("table"):
        key = package.schema(str(table))["primaryKey"][0]
        text = package.text(str(table))
        for (field,), rows in of_table.group_by("field"):
            cells = text.select(row_id=pl.col(key), cell=pl.col(str(field)))
            found.append(rows.select("#", "row_id").join(cells, on="row_id", how="left").select("#", "cell"))
    return pl.concat(found).sort("#")["cell"] if found else pl.Series("cell", [], pl.String)


def _page(package: Package, path: str, rows: pl.DataFrame) -> Content:
    """One document's annotations, a line for each."""
    text = (package.root / path).read_bytes().decode().removeprefix("\ufeff")
    page = Content()
    head = {
        "@context": CONTEXT,
        "id": f"urn:kbpack:{package.name}:{quote(path)}",
        "type": "AnnotationPage",
        "startIndex": 0,
    }
    page.write((json.dumps(head, ensure_ascii=False)[:-1] + ', "items": [\n').encode())
    page.write(",\n".join(_notes(package, path, text, rows)).encode())
    page.write(b"\n]}\n")
    return page


def _notes(package: Package, path: str, text: str, rows: pl.DataFrame) -> Iterator[str]:
    source = quote(f"../{path}")
    names = ("table", "row_id", "field", "char_start", "char_end", "quote", "rule", "cell")
    for table, row_id, field, start, end, words, rule, cell in rows.select(names).iter_rows():
        note: dict[str, Any] = {
            "id": f"urn:kbpack:{package.name}:{quote(f'{table}:{row_id}:{field}', safe=':~')}",
            "type": "Annotation",
            "motivation": "describing",
            "body": [
                {"type": "TextualBody", "format": "text/plain", "purpose": "describing", "value": cell},
                {"type": "TextualBody", "format": "text/plain", "purpose": "tagging", "value": f"{table}.{field}"},
                {"type": "TextualBody", "format": "text/plain", "purpose": "tagging", "value": f"rule {rule}"},
            ],
            "target": {
                "source": source,
                "selector": [
                    {"type": "TextPositionSelector", "start": start, "end": end},
                    {
                        "type": "TextQuoteSelector",
                        "exact": words,
                        "prefix": text[max(start - AROUND, 0) : start],
                        "suffix": text[end : end + AROUND],
                    },
                ],
            },
        }
        yield json.dumps(note, ensure_ascii=False)
