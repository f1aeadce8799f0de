"""Documents and quotes: the documents are those that were read, and each quote is at its place in one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbpack.checks import files
from kbpack.faults import Fault, issues
from kbpack.report import Issue, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import polars as pl

    from kbpack.table import Table

BUILD = "run kbpack build"
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Document:
    """A document as rows quote it: decoded, line ends kept, without a leading byte-order mark."""

    path: str
    text: str

    def place(self, start: int) -> tuple[int, int]:
        """Give the line and the column, from 1, of an offset in code points."""
        return self.text.count("\n", 0, start) + 1, start - self.text.rfind("\n", 0, start)


def read_documents(root: Path, frame: pl.DataFrame) -> tuple[dict[str, Document], list[Issue]]:
    """Read the documents that the table lists, by id, and compare their sizes and digests with it."""
    documents: dict[str, Document] = {}
    found: list[Issue] = []
    for row in frame.iter_rows(named=True):
        name, path = row["document_id"], row["path"]
        if name is None or path is None:
            continue
        raw = files.read(root, path)
        if isinstance(raw, str):
            found.append(_issue(name, path, "path", raw))
            continue
        found += [_issue(name, path, field, message) for field, message in _changes(row, raw)]
        try:
            text = raw.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError as failure:
            found.append(_issue(name, path, "encoding", f"is not UTF-8 at byte {failure.start}"))
            continue
        if row["characters"] not in {None, len(text)}:
            message = f"has {len(text)} characters, the table says {row['characters']}"
            found.append(_issue(name, path, "characters", message))
        documents.setdefault(name, Document(path, text))
    return documents, found


def check_quotes(table: Table, frame: pl.DataFrame, documents: Mapping[str, Document]) -> list[Issue]:
    """Tell of each quote that is not at its offsets; rows without offsets or a readable document are passed over."""
    faults = []
    spans = (frame[name].to_list() for name in ("document_id", "char_start", "char_end", "quote"))
    for row, (name, start, end, quote) in enumerate(zip(*spans, strict=True)):
        document = documents.get(name)
        if document and start is not None and end is not None and document.text[start:end] != quote:
            faults.append(Fault(row, "quote", "quote", _elsewhere(document, start, end, quote)))
    return issues(table, frame, faults)


def check_contents(table: Table, frame: pl.DataFrame, documents: Mapping[str, Document]) -> list[Issue]:
    """Tell of each content that ends outside its document."""
    faults = []
    spans = (frame[name].to_list() for name in ("document_id", "content_end"))
    for row, (name, end) in enumerate(zip(*spans, strict=True)):
        document = documents.get(name)
        if document and end is not None and end > len(document.text):
            message = f"content_end {end} is outside {document.path}, which has {len(document.text)} characters"
            faults.append(Fault(row, "content_end", "quote", message))
    return issues(table, frame, faults)


def shortened(quote: str) -> str:
    """Write a quote for a message: white space folded, and cut where it is long."""
    words = plain(" ".join(quote.split()), len(quote) * 8)
    return f'"{words}"' if len(words) <= _SHOWN else f'"{words[: _SHOWN - 3]}..."'


def _elsewhere(document: Document, start: int, end: int, quote: str | None) -> str:
    size = len(document.text)
    if not 0 <= start < end <= size:
        return f"the span {start}-{end} is not in {document.path}, which has {size} characters"
    line, column = document.place(start)
    there = f"{shortened(document.text[start:end])} ({document.path}:{line}:{column})"
    return f"quote {shortened(quote or '')} is not at {start}-{end}; the document has {there}"


def _changes(row: Mapping[str, object], raw: bytes) -> Iterator[tuple[str, str]]:
    if row["sha256"] not in {None, hashlib.sha256(raw).hexdigest()}:
        yield "sha256", "has changed since the build: its sha256 is another"
    if row["bytes"] not in {None, len(raw)}:
        yield "bytes", f"has {len(raw)} bytes, the table says {row['bytes']}"


def _issue(name: str, path: str, field: str, message: str) -> Issue:
    return Issue("document", "error", f"{plain(path)}: {message}", BUILD, "documents", name, field, path, path=path)
