"""The bytes of a CSV file in blocks of whole records: memory is bounded whatever the size of the file."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

BLOCK = 16_000_000
"""Bytes that are read at once."""
_FIRST = 1 << 16
LONGEST = 16_000_000
"""Bytes of the longest record; a file with a longer one is read no further."""


class Block(NamedTuple):
    """Whole records of a file as UTF-8, the line on which they start, and the number of their line feeds."""

    line: int
    data: bytes
    feeds: int


class UnreadableError(Exception):
    """A file that cannot be read on from a line; the message says why."""

    def __init__(self, line: int, message: str) -> None:
        """Keep the line."""
        super().__init__(message)
        self.line = line


def blocks(file: BinaryIO, encoding: str, quote: str, size: int = BLOCK) -> Iterator[Block]:
    """Cut a file at line ends outside of quotation marks, after about `size` bytes. Raises UnreadableError.

    The first block is short, so that a header is taken off it at little cost.
    """
    line, kept = 1, b""
    mark = quote.encode()
    for data in _decoded(file, encoding, size):
        whole = kept + data if kept else data
        end = _record_end(whole, mark)
        if end:
            feeds = whole.count(b"\n", 0, end)
            yield Block(line, whole[:end], feeds)
            line += feeds
        kept = whole[end:]
        if len(kept) > LONGEST:
            message = f"has a record of more than {LONGEST} bytes, or a quotation mark that nothing closes"
            raise UnreadableError(line, message)
    if kept:
        yield Block(line, kept, kept.count(b"\n"))


def _record_end(data: bytes, mark: bytes) -> int:
    """Give the end of the last line that ends outside of quotation marks; 0 where there is none."""
    end = data.rfind(b"\n") + 1
    if not mark or not end or mark not in data:
        return end
    odd = data.count(mark, 0, end) % 2
    while end and odd:
        before = data.rfind(b"\n", 0, end - 1) + 1
        odd ^= data.count(mark, before, end) % 2
        end = before
    return end


def _decoded(file: BinaryIO, encoding: str, size: int) -> Iterable[bytes]:
    if encoding in {"utf-8", "ascii", "utf-8-sig"}:
        return _lines(file, size)
    return _transcoded(file, encoding, size)


def _lines(file: BinaryIO, size: int) -> Iterator[bytes]:
    """Read bytes to the end of a line, which leaves nothing to move to the next block."""
    asked = min(_FIRST, size)
    while data := file.read(asked):
        yield data if data.endswith(b"\n") else data + file.readline(LONGEST)
        asked = size


def _transcoded(file: BinaryIO, encoding: str, size: int) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    while True:
        data = file.read(size)
        try:
            text = decoder.decode(data, final=not data)
        except UnicodeDecodeError as failure:
            line += failure.object[: failure.start].count(b"\n")
            raise UnreadableError(line, f"is not {encoding} at byte {failure.start} of the block") from failure
        line += text.count("\n")
        if text:
            yield text.encode()
        if not data:
            return
