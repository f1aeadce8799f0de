"""The tables as one workbook (XLSX): a sheet for each, a sheet of what the fields hold, nothing that is a formula."""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter

from kbpack.content import content_of
from kbpack.release.archive import archive
from kbpack.release.citation import cite
from kbpack.release.fields import Field, fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from xlsxwriter.worksheet import Worksheet

    from kbpack.release.edition import Edition

MOST_ROWS = 1_048_575
"""The rows that a sheet holds below its header."""
MOST_CHARACTERS = 32_767
CUT = " … (cut; whole in the CSV)"
_FIRST_DAY = date(1900, 3, 1)
"""Before this day spreadsheets disagree on the calendar, so dates are written as text."""
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
_WIDEST = 60


def write(edition: Edition, folder: Path) -> None:
    """Write the workbook, packed anew so that its bytes depend on the tables alone."""
    path = folder / f"{edition.stem}.xlsx"
    draft = path.with_suffix(".draft")
    _fill(edition, draft)
    with zipfile.ZipFile(draft) as packed, archive(path, edition.moment) as add:
        for name in sorted(packed.namelist()):
            with packed.open(name) as entry:
                add(name, content_of(entry))
    draft.unlink()


def _fill(edition: Edition, path: Path) -> None:
    package = edition.package
    settings: dict[str, Any] = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    settings |= {"default_date_format": "yyyy-mm-dd", "constant_memory": True}
    with xlsxwriter.Workbook(path, settings) as book:
        book.set_properties({"title": edition.about["title"], "created": edition.moment or _EPOCH})
        bold = book.add_format({"bold": True})
        left_out = [name for name in package.tables if package.rows(name) > MOST_ROWS]
        _about(book.add_worksheet("about"), edition, left_out)
        for name in package.tables:
            if name not in left_out:
                frame = package.read(name)
                _sheet(book.add_worksheet(name), frame.columns, frame.iter_rows(), bold)
        _sheet(book.add_worksheet("fields"), Field._fields, fields(package), bold)


def _about(sheet: Worksheet, edition: Edition, left_out: list[str]) -> None:
    about = edition.about
    lines = [
        ("title", about["title"]),
        ("description", about["description"]),
        ("version", about["version"]),
        ("cite as", cite(edition)),
        *(("licence", one["title"]) for one in edition.licences),
        ("note", "The tables record what a document says and who says it, never what is true."),
        ("note", "Dates before 1900-03-01 are text, since spreadsheets disagree on the calendar before."),
        *(("left out", f"{name}: has more rows than a sheet holds; it is in the other formats") for name in left_out),
    ]
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 100)
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            sheet.write_string(row, column, text)


def _sheet(sheet: Worksheet, columns: Sequence[str], rows: Iterable[Sequence[Any]], bold: Any) -> None:  # noqa: ANN401  a format
    widths = [len(name) + 3 for name in columns]
    for column, name in enumerate(columns):
        sheet.write_string(0, column, name, bold)
    last = 0
    for last, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells):
            widths[column] = max(widths[column], _write(sheet, last, column, cell))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, _WIDEST))


def _write(sheet: Worksheet, row: int, column: int, cell: Any) -> int:  # noqa: ANN401  text, a number or a date
    """Write one cell; give its length in characters."""
    if cell is None:
        return 0
    if isinstance(cell, date) and cell >= _FIRST_DAY:
        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day))  # noqa: DTZ001  a day has no zone
    elif isinstance(cell, (int, float)):
        sheet.write_number(row, column, cell)
    else:
        text = str(cell)
        if len(text) > MOST_CHARACTERS:
            text = text[: MOST_CHARACTERS - len(CUT)] + CUT
        sheet.write_string(row, column, text)
    return len(str(cell))
