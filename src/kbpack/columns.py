"""The columns that tables have in common: Pandera fields with their patterns, bounds and metadata.

Metadata keys: `form` (a rule of form, see `rules`), `references` (a table and its key), `unit`, `source` (the
standard behind a code list or a notation).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandera.polars as pa

from kbpack import codes
from kbpack.rules import CANONICAL, FOLDED, FORM, VERBATIM

if TYPE_CHECKING:
    from collections.abc import Sequence

Declared = Any
"""What Pandera's Field gives stands for a column of any type."""

DOCUMENT_ID = "^[^,#/]+$"
ROW_ID = "^[^,#/]+:(0|[1-9][0-9]*)-[1-9][0-9]*(~([2-9]|[1-9][0-9]+))?$"
CODE_ID = "^[A-Za-z0-9][A-Za-z0-9._-]*$"
NAME = "^[a-z][a-z0-9_]*$"

_MONTH = "(0[1-9]|1[0-2])"
_MONTH_DAY = "((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|02-29|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
_YEAR_AND_PARTS = f"([0-9]{{4}}|XXXX)-({_MONTH}|{_MONTH_DAY}|2[1-4])"
_MOMENT = f"({_YEAR_AND_PARTS}|[0-9]{{4}}|[0-9]{{3}}X|[0-9]{{2}}XX)[~?%]?"
EDTF = rf"^({_MOMENT}(/({_MOMENT}|\.\.))?|\.\./{_MOMENT})$"
"""A day, month (21 to 24: a season), year, decade or century, X for what is unsaid, or an interval of two of them."""

DECIMAL = r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$"


def column(title: str, description: str, *, metadata: dict[str, str] | None = None, **checks: Declared) -> Declared:
    """Declare a column with a title, a description and Pandera's own checks."""
    return pa.Field(title=title, description=description, metadata=metadata or None, **checks)


def name(title: str, description: str, *, nullable: bool = True, **metadata: str) -> Declared:
    """Declare text that a curator or a rule wrote, canonical."""
    return column(title, description, nullable=nullable, metadata={FORM: CANONICAL, **metadata})


def words(title: str, description: str, *, nullable: bool = True) -> Declared:
    """Declare words of the document, white space folded."""
    return column(title, description, nullable=nullable, metadata={FORM: FOLDED})


def key(title: str, description: str, pattern: str) -> Declared:
    """Declare the primary key of a table."""
    return column(title, description, unique=True, str_matches=pattern, metadata={FORM: CANONICAL})


def row_key(what: str) -> Declared:
    """Declare the primary key of a table of spans."""
    return key(
        f"{what} id",
        "The place of the row: document_id:char_start-char_end, as in the RFC 5147 fragment #char=start,end; "
        "a second row on the same span adds ~2.",
        ROW_ID,
    )


def reference(title: str, description: str, table: str, field: str, *, nullable: bool = True) -> Declared:
    """Declare a foreign key: the value is in `field` of `table`, or the cell is empty."""
    return column(title, description, nullable=nullable, metadata={"references": f"{table}.{field}"})


def code(
    title: str, description: str, values: Sequence[str], *, nullable: bool = False, source: str = codes.KBPACK
) -> Declared:
    """Declare a value of a closed list."""
    return column(title, description, nullable=nullable, isin=list(values), metadata={"source": source})


def notation(title: str, description: str, pattern: str, *, source: str, nullable: bool = True) -> Declared:
    """Declare text of a published notation: the pattern admits nothing that is not canonical."""
    return column(title, description, nullable=nullable, str_matches=pattern, metadata={"source": source})


def edtf(title: str, description: str) -> Declared:
    """Declare a date in EDTF, as text: nothing is added to what is said."""
    return notation(title, description, EDTF, source=codes.EDTF)


def day(title: str, description: str) -> Declared:
    """Declare a calendar date, ISO 8601."""
    return column(title, description, nullable=True, metadata={"source": codes.ISO_8601})


def count(title: str, description: str, unit: str) -> Declared:
    """Declare a whole number from 0."""
    return column(title, description, ge=0, metadata={"unit": unit})


def number(title: str, description: str, *, unit: str, nullable: bool = True, **bounds: float) -> Declared:
    """Declare a number within bounds."""
    return column(title, description, nullable=nullable, metadata={"unit": unit}, **bounds)


def offset(title: str, description: str, *, nullable: bool = False) -> Declared:
    """Declare a position in the decoded document."""
    return column(title, description, nullable=nullable, ge=0, metadata={"unit": "code points"})


def document_reference() -> Declared:
    """Declare the document that the row quotes."""
    return reference("Document", "The document that the row quotes.", "documents", "document_id", nullable=False)


def span_start() -> Declared:
    """Declare the start of the row's span."""
    return offset("Start", "Unicode code points of the decoded document before the quote; the start is inclusive.")


def span_end() -> Declared:
    """Declare the end of the row's span."""
    return offset("End", "Unicode code points of the decoded document before the end of the quote, which is exclusive.")


def quote() -> Declared:
    """Declare the words of the row's span."""
    return verbatim("Quote", "The text of the document from char_start to char_end, to the letter.")


def verbatim(title: str, description: str) -> Declared:
    """Declare text of the document as it is."""
    return column(title, description, metadata={FORM: VERBATIM})
