"""The CSV dialect of a resource."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from kbpack.checks.json_file import Problem

_TEXT = {"delimiter", "quoteChar", "lineTerminator", "escapeChar", "commentChar", "nullSequence", "headerJoin"}
_FLAGS = {"header", "doubleQuote", "skipInitialSpace", "caseSensitiveHeader", "skipBlankRows"}
_UNSUPPORTED = {"commentRows", "property", "itemType", "itemKeys", "sheetNumber", "sheetName", "table"}


class Dialect(NamedTuple):
    """How a CSV file is written; what a descriptor leaves out is as in RFC 4180."""

    delimiter: str = ","
    quote: str = '"'
    double_quote: bool = True
    escape: str | None = None
    skip_space: bool = False
    header: bool = True
    comment: str = ""
    null: str = ""

    @property
    def plain(self) -> bool:
        """Whether polars reads it as it is meant: quotation marks are doubled, nothing is skipped or escaped."""
        usual = self.double_quote and not (self.escape or self.skip_space or self.comment)
        return usual and self.delimiter.isascii() and self.quote.isascii()


def read_dialect(value: Any, where: str, table: str) -> tuple[Dialect, list[Problem]]:  # noqa: ANN401  JSON
    """Read a dialect; what is wrong with it is told, and the usual taken in its place."""
    problems = list(_problems(value, where, table))
    if problems:
        return Dialect(), problems
    inner = value.get("csv")
    given = {**value, **inner} if isinstance(inner, dict) else value
    rows = given.get("headerRows")
    found = Dialect(
        given.get("delimiter", ","),
        given.get("quoteChar", '"'),
        given.get("doubleQuote", True) or not given.get("escapeChar"),
        given.get("escapeChar"),
        given.get("skipInitialSpace", False),
        given.get("header", True) and rows != [],
        given.get("commentChar", ""),
        given.get("nullSequence", ""),
    )
    return found, []


def _problems(value: Any, where: str, table: str) -> Iterator[Problem]:  # noqa: ANN401  JSON
    if not isinstance(value, dict):
        yield Problem(where, f"{where} is not an object", table)
        return
    for name, one in value.items():
        at = f"{where}.{name}"
        wrong = _wrong(name, one)
        unread = "" if wrong else _unread(name, one)
        if wrong:
            yield Problem(at, f"{at} {wrong}", table)
        elif unread:
            yield Problem(at, f"{at} {unread}", table, code="unsupported")
    if value.get("delimiter", ",") == value.get("quoteChar", '"'):
        yield Problem(f"{where}.quoteChar", f"{where}.quoteChar is the delimiter", table)


def _wrong(name: str, one: Any) -> str:  # noqa: ANN401  JSON
    if name in _TEXT and not isinstance(one, str):
        return "is not text"
    if name in _FLAGS and not isinstance(one, bool):
        return "is not true or false"
    if name in {"delimiter", "escapeChar", "commentChar"} and len(one) != 1:
        return "is not one character"
    if name == "quoteChar" and len(one) > 1:
        return "is not one character"
    if name in {"delimiter", "quoteChar", "commentChar"} and one in {"\n", "\r", "\0"}:
        return "cannot be a line end"
    return ""


def _unread(name: str, one: Any) -> str:  # noqa: ANN401  JSON
    if name == "lineTerminator" and one not in {"\n", "\r\n", "\r"}:
        return "is none of LF, CR LF and CR, which are read"
    if name == "headerRows" and one not in ([], [1]):
        return "is neither [] nor [1], which are read"
    return "is not supported" if name in _UNSUPPORTED else ""
