"""A little package about a made-up document, valid in every cell, for tests to spoil."""

from __future__ import annotations

import csv
import hashlib
import io
from typing import TYPE_CHECKING

from kbpack.descriptor import PATH, describe, dump
from kbpack.tables import TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from kbpack.table import Table

Rows = dict[str, list[dict[str, str]]]

DOCUMENT = "harbour"
DOCUMENT_PATH = "seeds/harbour.txt"
TEXT = (
    "Harbour news\n"
    'The board said on 4 May 2001 that the storm, as "some" feared,\nclosed the port.\n'
    "North Quay: 4 May 2001, area 12.5 km2; South Quay: June 2001, area 7 km2.\n"
)
INFO = {
    "name": "made-up",
    "title": "A made-up package",
    "description": "Tables about a document that nobody wrote.",
    "version": "1.0.0",
    "licenses": [{"name": "CC0-1.0", "title": "CC0 1.0"}],
    "contributors": [{"title": "A person", "roles": ["editor"]}],
    "sources": [{"title": "A made-up document"}],
    "keywords": ["made up"],
}
STATEMENT = 'The board said on 4 May 2001 that the storm, as "some" feared,\nclosed the port.'
NORTH = "North Quay: 4 May 2001, area 12.5 km2"
SOUTH = "South Quay: June 2001, area 7 km2"


def span(words: str, key: str = "") -> dict[str, str]:
    """Place words in the document: the columns of a span, and its place as the key."""
    start = TEXT.index(words)
    place = {"document_id": DOCUMENT, "char_start": str(start), "char_end": str(start + len(words)), "quote": words}
    return place | ({key: f"{DOCUMENT}:{start}-{start + len(words)}"} if key else {})


def row_id(words: str) -> str:
    """Give the id of the row that quotes these words."""
    return span(words, "id")["id"]


def rows() -> Rows:
    """Give the rows of every table; each call gives new ones."""
    raw = TEXT.encode()
    said = {
        "depth": "1",
        "holder_id": "board",
        "holder_chain": "board",
        "speech_act": "report",
        "cameo_code": "010",
        "polarity": "+",
        "factuality": "CT+",
        "quotation": "own voice",
        "text": " ".join(STATEMENT.split()),
    }
    reported = {
        "parent_id": row_id(STATEMENT),
        "depth": "2",
        "holder_text": "The board",
        "holder_chain": "board > The board",
        "cue_text": "said",
        "speech_act": "assert",
        "quotation": "indirect",
        "content_start": str(TEXT.index("the storm")),
        "content_end": str(TEXT.index("closed the port") + 15),
        "text": "The board said on 4 May 2001",
    }
    day = {"date": "2001-05-04", "date_start": "2001-05-04", "date_end": "2001-05-04", "date_precision": "day"}
    month = {"date": "2001-06", "date_start": "2001-06-01", "date_end": "2001-06-30", "date_precision": "month"}
    closing = {
        "date_text": "4 May 2001",
        "event_type": "COERCE",
        "event_mode": "restrict",
        "cameo_code": "172",
        "term_text": "closed",
        "status": "reported",
        "factuality": "CT+",
    }
    return {
        "documents": [
            {
                "document_id": DOCUMENT,
                "path": DOCUMENT_PATH,
                "sha256": hashlib.sha256(raw).hexdigest(),
                "bytes": str(len(raw)),
                "characters": str(len(TEXT)),
                "lines": "4",
                "encoding": "utf-8",
                "title": "Harbour news",
                "holder_id": "board",
                "holder_basis": "curated",
                "date": "2001-05~",
                "date_basis": "curated",
                "language": "en",
                "coverage": "0.9",
            }
        ],
        "places": [
            {"place_id": "north", "name": "North Quay", "part_of": "port", "iso_3166": "AA-NQ", "wikidata": "Q1"},
            {"place_id": "port", "name": "Port", "geonames": "1", "latitude": "-1.5", "longitude": "170"},
            {"place_id": "south", "name": "South Quay", "part_of": "port", "reference_area_km2": "7", "country": "AA"},
        ],
        "actors": [{"actor_id": "board", "name": "The board", "kind": "body", "place_id": "port"}],
        "districts": [
            {
                **span(NORTH, "district_id"),
                **day,
                "place_id": "north",
                "name_text": "North Quay",
                "date_text": "4 May 2001",
                "area_km2": "12.5",
                "area_text": "12.5 km2",
                "holder_id": "board",
                "status": "asserted",
            },
            {
                **span(SOUTH, "district_id"),
                **month,
                "place_id": "south",
                "name_text": "South Quay",
                "date_text": "June 2001",
                "area_km2": "7",
                "area_text": "7 km2",
                "status": "asserted",
            },
        ],
        "statements": [
            {**span(STATEMENT, "statement_id"), **said},
            {**span("The board said on 4 May 2001", "statement_id"), **said, **reported},
        ],
        "events": [
            {
                **span("closed the port", "event_id"),
                **closing,
                **day,
                "statement_id": row_id("The board said on 4 May 2001"),
                "target_text": "the port",
                "place_id": "port",
                "place_text": "the port",
            },
            {**span(NORTH, "event_id"), **closing, **day, "district_id": row_id(NORTH), "event_mode": ""},
        ],
        "figures": [
            {**span("2001", "figure_id"), "kind": "date", "value": "2001", "value_text": "2001"},
            {
                **span("12.5 km2", "figure_id"),
                "kind": "area",
                "value": "12.5",
                "unit": "km2",
                "value_text": "12.5 km2",
                "of_text": "North Quay",
            },
        ],
        "evidence": [
            {**span("12.5 km2"), "table": "districts", "row_id": row_id(NORTH), "field": "area_km2", "rule": "area"},
            {**span("7 km2"), "table": "districts", "row_id": row_id(SOUTH), "field": "area_km2", "rule": "area"},
        ],
        "findings": [
            {
                "finding_id": "two-dates",
                "kind": "two_values",
                "message": "two dates for one thing",
                "left_ref": row_id(NORTH),
                "left_value": "2001-05-04",
                "right_ref": row_id(SOUTH),
                "right_value": "2001-06",
            }
        ],
    }


def reread(rule: str, quote: str) -> str | None:
    """Read an area again, the only rule of this package."""
    return quote.removesuffix(" km2") if rule == "area" else None


def csv_bytes(table: Table, table_rows: list[dict[str, str]]) -> bytes:
    """Write rows as the contract has it: UTF-8, LF, a header, quotation marks where they must be."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, table.columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(table_rows)
    return buffer.getvalue().encode()


def files(tables: Rows) -> dict[str, bytes]:
    """Give the files of a package with these rows, by path; the descriptor goes with them."""
    data = {table.name: csv_bytes(table, tables[table.name]) for table in TABLES}
    documents = [{name: row.get(name) or None for name in ("path", "sha256")} for row in tables["documents"]]
    descriptor = describe({**INFO, "documents": documents}, data)
    return {table.path: data[table.name] for table in TABLES} | {PATH: dump(descriptor)}


def write(root: Path, tables: Rows | None = None) -> Path:
    """Write a package with these rows, or the valid one, and its document; give its folder back."""
    for path, content in (files(tables or rows()) | {DOCUMENT_PATH: TEXT.encode()}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root
