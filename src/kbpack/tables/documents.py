"""Documents: what the rows of every other table quote."""

import math

import polars as pl

from kbpack import codes, columns
from kbpack.reading.date_values import DateMention
from kbpack.reading.date_words import words
from kbpack.rules import Rows, only_with, rule
from kbpack.sheet import Sheet
from kbpack.source import Source
from kbpack.table import Table


class Documents(Rows):
    """Documents.

    The texts that the package reads, byte for byte as received, with what a curator knows about each.
    """

    document_id: str = columns.key("Document id", "The name of the file without its ending.", columns.DOCUMENT_ID)
    path: str = columns.name("Path", "Where the document lies in the package.", nullable=False)
    sha256: str = columns.notation(
        "SHA-256", "The digest of the document's bytes.", "^[0-9a-f]{64}$", source="FIPS 180-4", nullable=False
    )
    bytes: int = columns.count("Bytes", "The size of the file.", "bytes")
    characters: int = columns.count(
        "Characters", "The length of the decoded text, without a leading byte-order mark.", "code points"
    )
    lines: int = columns.count("Lines", "The lines of the decoded text.", "lines")
    encoding: str = columns.code("Encoding", "The character encoding.", ["utf-8"], source="IANA character sets")
    title: str = columns.name("Title", "The title of the document.")
    kind: str = columns.name("Kind", "What sort of text it is.")
    holder_id: str = columns.reference("Holder", "The actor whose voice the document is.", "actors", "actor_id")
    holder_basis: str = columns.code(
        "Basis of the holder",
        "How the holder is known: stated in the text, added by a curator, or the document standing for its holder.",
        codes.HOLDER_BASIS,
        nullable=True,
    )
    date: str = columns.edtf("Date", "The date of the document.")
    date_basis: str = columns.code(
        "Basis of the date",
        "How the date is known: stated in the text or added by a curator; empty without a date.",
        codes.DATE_BASIS,
        nullable=True,
    )
    language: str = columns.notation(
        "Language", "The language of the text.", "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", source=codes.BCP_47
    )
    origin: str = columns.name("Origin", "Where the document was taken from.")
    licence: str = columns.name("Licence", "The terms under which the document may be used.")
    coverage: float = columns.number(
        "Coverage",
        "The share of characters other than white space that a row covers or that are ignored with a reason.",
        unit="1",
        nullable=False,
        ge=0,
        le=1,
    )

    @rule
    @classmethod
    def holder_has_basis(cls) -> pl.Expr:
        """Fill holder_id only where holder_basis is filled."""
        return only_with("holder_id", "holder_basis")

    @rule
    @classmethod
    def date_has_basis(cls) -> pl.Expr:
        """Fill date_basis where date is filled, and only there."""
        return pl.col("date_basis").is_null() == pl.col("date").is_null()


TABLE = Table("documents", Documents)


def write(sheet: Sheet, coverage: float) -> None:
    """Write the row of a document: what was received, what a curator knows, and how much of it was accounted for."""
    source, document = sheet.source, sheet.source.document
    about = document.about
    row = sheet.row(document.document_id)
    row |= {
        "path": document.path,
        "sha256": document.sha256,
        "bytes": str(document.size),
        "characters": str(len(document.text)),
        "lines": str(_lines(document.text)),
        "encoding": "utf-8",
        "title": about.get("title", ""),
        "kind": about.get("kind", ""),
        "holder_id": document.holder_id,
        "holder_basis": "curated" if about.get("holder") else "document",
        "date": about.get("date", ""),
        "date_basis": "curated" if about.get("date") else "",
        "language": about.get("language", ""),
        "origin": about.get("origin", ""),
        "licence": about.get("licence", ""),
        "coverage": f"{math.floor(coverage * 10_000) / 10_000:.4f}".rstrip("0").rstrip("."),
    }
    if not row["title"] and source.reading.title:
        sheet.words("title", *source.reading.title)
    stated = None if row["date"] else _dateline(source)
    if stated is not None:
        row["date_basis"] = "stated"
        sheet.read("date", stated.edtf, stated.start, stated.end, f"edtf{stated.manner}")


def _lines(text: str) -> int:
    """Count the lines of a text, which end with LF, CRLF or CR; the last may have no end."""
    ends = text.count("\n") + text.count("\r") - text.count("\r\n")
    return ends + bool(text) - text.endswith(("\n", "\r"))


def _dateline(source: Source) -> DateMention | None:
    """The day of the first line that is a day and nothing more, with the day of the week or without."""
    for part in source.reading.unsaid:
        days = [date for date in part.dates if date.precision == "day"]
        spans = [part.line.span(date.start, date.end) for date in part.dates]
        taken = {place for span in spans for place in range(*span)}
        rest = [token for place, token in enumerate(part.line.tokens) if place not in taken and token.kind != "mark"]
        if len(days) == 1 and all(token.low in words("weekday") for token in rest):
            return days[0]
    return None
