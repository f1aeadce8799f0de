"""Blocks of a CSV file -> frames of strings, a row a record, and what is wrong with the form of the file.

A block that counts as polars has parsed it is well-formed. Any other is read by Python's csv module, record by record,
which is twenty times slower and says where it is wrong.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import polars as pl

from kbpack.checks.generic.blocks import LONGEST, Block
from kbpack.checks.generic.dialect import Dialect

_SHOWN = 20
WIDEST = 20_000
"""Columns of a table that are read."""


class Fault(NamedTuple):
    """What is wrong with the form of a file from a line on."""

    line: int
    message: str


class Batch:
    """Some rows of a table: cells as strings in the columns `c0`, `c1`, ..., null where they are empty."""

    def __init__(self, frame: pl.DataFrame, first: int, starts: list[int] | None, *, spans: bool) -> None:
        """Keep the rows; `first` is the line of the first, `starts` the lines of all where they are known."""
        self.frame, self.first, self.starts, self.spans = frame, first, starts, spans

    @cached_property
    def lines(self) -> pl.Series:
        """The line on which each row starts."""
        if self.starts is not None:
            return pl.Series("#line", self.starts, pl.Int64)
        plain = pl.int_range(self.first, self.first + self.frame.height, eager=True, dtype=pl.Int64).alias("#line")
        if not self.spans:
            return plain
        breaks = pl.sum_horizontal(pl.all().str.count_matches("\n", literal=True).fill_null(0))
        extra = self.frame.select(breaks.cast(pl.Int64).cum_sum().shift(1, fill_value=0).alias("#line"))["#line"]
        return plain + extra


def names_of(width: int) -> list[str]:
    """Name columns by their place."""
    return [f"c{number}" for number in range(width)]


def header(block: Block, dialect: Dialect) -> tuple[list[str], Block, list[Fault]]:
    """Take the first record off a block: its labels, and the block without it."""
    end = block.data.find(b"\n") + 1 or len(block.data)
    mark = dialect.quote.encode()
    if mark and mark in block.data[:end]:
        while block.data.count(mark, 0, end) % 2 and end < len(block.data):
            end = block.data.find(b"\n", end) + 1 or len(block.data)
    feeds = block.data.count(b"\n", 0, end)
    records = list(_slow(Block(block.line, block.data[:end], feeds), dialect))
    faults = [record for record in records if isinstance(record, Fault)]
    labels = next((record[1] for record in records if not isinstance(record, Fault)), [])
    return labels, Block(block.line + feeds, block.data[end:], block.feeds - feeds), faults


def read(block: Block, dialect: Dialect, width: int) -> tuple[Batch, list[Fault]]:
    """Read the records of a block; a row that has cells too few or too many is told, and filled or cut."""
    batch = _fast(block, dialect, width) if dialect.plain else None
    if batch is None:
        return _exact(block, dialect, width)
    first = batch.frame.get_column("c0") if width else None
    if first is not None and first.null_count():
        blank = batch.frame.select(pl.all_horizontal(pl.all().is_null())).to_series()
        if blank.any():
            faults = [Fault(line, "is a blank row") for line in batch.lines.filter(blank)]
            starts = batch.lines.filter(~blank).to_list()
            return Batch(batch.frame.filter(~blank), block.line, starts, spans=False), faults
    return batch, []


def _fast(block: Block, dialect: Dialect, width: int) -> Batch | None:
    data, mark = block.data, dialect.quote.encode()
    quoted = bool(mark) and mark in data
    if b"\0" in data or not width:
        return None
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
        if quoted or b"\r" in data:
            return None
    try:
        frame = pl.read_csv(
            data,
            has_header=False,
            schema=dict.fromkeys(names_of(width), pl.String),
            separator=dialect.delimiter,
            quote_char=dialect.quote if quoted else None,
        )
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
        return None
    ends = block.feeds + (not data.endswith(b"\n"))
    if not quoted and frame.height == ends and not frame.to_series(-1).null_count():
        return Batch(frame, block.line, None, spans=False)  # polars refuses cells too many, and fills cells too few
    commas = data.count(dialect.delimiter.encode())
    if not quoted:
        sound = frame.height == ends and commas == ends * (width - 1)
        return Batch(frame, block.line, None, spans=False) if sound else None
    if frame.height == ends and _quoted_lines(data, dialect, width):
        return Batch(_filled(frame), block.line, None, spans=False)
    if _counts(frame, dialect) == (commas, ends, data.count(mark)):
        return Batch(_filled(frame), block.line, None, spans=True)
    return None


def _filled(frame: pl.DataFrame) -> pl.DataFrame:
    """Take an empty cell in quotation marks for one without."""
    return frame.with_columns(pl.when(pl.all() != "").then(pl.all()))


def _quoted_lines(data: bytes, dialect: Dialect, width: int) -> bool:
    """Whether each line is a record with its cells, some of them in quotation marks."""
    mark, comma = re.escape(dialect.quote), re.escape(dialect.delimiter)
    cell = f"(?:{mark}(?:[^{mark}]|{mark}{mark})*{mark}|[^{mark}{comma}]*)"
    pattern = f"^{cell}(?:{comma}{cell}){{{width - 1}}}$"
    try:
        lines = pl.read_csv(data, has_header=False, separator="\x01", quote_char=None, schema={"line": pl.String})
        return bool(lines.select(pl.col("line").str.contains(pattern).fill_null(value=False).all()).item())
    except pl.exceptions.PolarsError:
        return False


def _counts(frame: pl.DataFrame, dialect: Dialect) -> tuple[int, int, int]:
    """Count delimiters, line feeds and quotation marks of a file that holds these cells and quotes where it must."""
    text = pl.all().str
    marks = (dialect.delimiter, "\n", dialect.quote)
    special = "[" + "".join(map(re.escape, marks)) + "]"
    counts = [*(text.count_matches(mark, literal=True) for mark in marks), text.contains(special)]
    sums = [pl.sum_horizontal(count.sum()).alias(str(number)) for number, count in enumerate(counts)]
    commas, breaks, quotes, quoted = frame.select(sums).row(0)
    return (frame.width - 1) * frame.height + commas, frame.height + breaks, 2 * (quotes + quoted)


def _exact(block: Block, dialect: Dialect, width: int) -> tuple[Batch, list[Fault]]:
    rows: list[Sequence[str | None]] = []
    starts: list[int] = []
    faults: list[Fault] = []
    for record in _slow(block, dialect):
        if isinstance(record, Fault):
            faults.append(record)
            continue
        line, cells = record
        if not any(cells):
            faults.append(Fault(line, "is a blank row"))
            continue
        if len(cells) < width:
            faults.append(Fault(line, f"lacks cells: {len(cells)} of {width}"))
        elif len(cells) > width:
            faults.append(Fault(line, f"has cells too many: {len(cells)}, not {width}"))
        rows.append([cell or None for cell in cells[:width]] + [None] * (width - len(cells)))
        starts.append(line)
    frame = pl.DataFrame(rows, schema=dict.fromkeys(names_of(width), pl.String), orient="row")
    return Batch(frame, block.line, starts, spans=False), faults


def _slow(block: Block, dialect: Dialect) -> Iterator[Fault | tuple[int, list[str]]]:
    """Read records one by one; after a fault go on with the next line."""
    try:
        text = block.data.decode("utf-8")
    except UnicodeDecodeError as failure:
        yield Fault(block.line + block.data.count(b"\n", 0, failure.start), "is not UTF-8")
        text = block.data.decode("utf-8", "replace")
    if "\0" in text:
        yield Fault(block.line + text.count("\n", 0, text.index("\0")), "holds a NUL byte")
        text = text.replace("\0", "\ufffd")
    csv.field_size_limit(LONGEST)
    reader = csv.reader(
        (line.removesuffix("\n").removesuffix("\r") + "\n" for line in _lines(text)),
        delimiter=dialect.delimiter,
        quotechar=dialect.quote or None,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        doublequote=dialect.double_quote,
        escapechar=dialect.escape or None,
        skipinitialspace=dialect.skip_space,
        strict=True,
    )
    while True:
        start = block.line + reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as failure:
            yield Fault(start, _reason(str(failure)))
            continue
        if not (dialect.comment and cells and cells[0].startswith(dialect.comment)):
            yield start, cells


def _lines(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        yield text[at:end]
        at = end


def _reason(failure: str) -> str:
    if "new-line" in failure:
        return "has a carriage return outside of quotation marks"
    if "end of data" in failure:
        return "opens a quotation mark that nothing closes"
    if "limit" in failure:
        return f"has a cell of more than {LONGEST} characters"
    return "has text after a closing quotation mark"
