"""Evidence: the words behind every cell that was read from a document."""

from kbpack import columns
from kbpack.rules import SpanRows
from kbpack.table import Table

READ_TABLES = ("documents", "places", "actors", "districts", "statements", "events", "figures")


class Evidence(SpanRows):
    """Evidence.

    One row for each filled cell that was read from text: reading the quote again with the rule gives the cell.
    """

    table: str = columns.code("Table", "The table of the cell.", READ_TABLES)
    row_id: str = columns.name("Row", "The primary key of the cell's row.", nullable=False)
    field: str = columns.notation(
        "Field", "The field of the cell.", columns.NAME, source="the columns of the table", nullable=False
    )
    document_id: str = columns.document_reference()
    char_start: int = columns.span_start()
    char_end: int = columns.span_end()
    quote: str = columns.quote()
    rule: str = columns.name("Rule", "The name of the reader that gives the cell from the quote.", nullable=False)

    class Config:
        """A cell has one row of evidence."""

        unique = ("table", "row_id", "field")


TABLE = Table("evidence", Evidence)
