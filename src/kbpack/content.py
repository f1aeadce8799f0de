"""The bytes of a file that is made or compared: short ones in memory, long ones in a file."""

from __future__ import annotations

import hashlib
import weakref
from functools import cached_property
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

IN_MEMORY = 4_000_000
"""Bytes of a file that are held in memory."""
_BLOCK = 1 << 20


class Content:
    """Bytes that are written once, from start to end, and read any number of times; their digest is kept."""

    def __init__(self) -> None:
        """Make an empty one."""
        self._file = SpooledTemporaryFile(IN_MEMORY, prefix="kbpack-")  # noqa: SIM115  it lives as long as this does
        weakref.finalize(self, self._file.close)
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> None:
        """Add bytes at the end."""
        self._file.write(data)
        self._digest.update(data)
        self.size += len(data)

    @property
    def sha256(self) -> str:
        """The digest in hexadecimal."""
        return self._digest.hexdigest()

    def chunks(self) -> Iterator[bytes]:
        """Give the bytes in blocks; no more may be written after this."""
        for place in range(0, self.size, _BLOCK):
            self._file.seek(place)
            yield self._file.read(_BLOCK)

    def __bytes__(self) -> bytes:
        return b"".join(self.chunks())


class Stored:
    """The bytes of a file that lies somewhere already and does not change; none of them is held in memory."""

    def __init__(self, path: Path) -> None:
        """Take a file for its bytes."""
        self._path = path
        self.size = path.stat().st_size

    @cached_property
    def sha256(self) -> str:
        """The digest in hexadecimal."""
        with self._path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def chunks(self) -> Iterator[bytes]:
        """Give the bytes in blocks."""
        with self._path.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block

    def __bytes__(self) -> bytes:
        return self._path.read_bytes()


Data = bytes | Content | Stored


def content_of(file: IO[bytes]) -> Content:
    """Take in the bytes of a file, from where it stands to its end."""
    content = Content()
    while block := file.read(_BLOCK):
        content.write(block)
    return content


def chunks(data: Data) -> Iterator[bytes]:
    """Give bytes in blocks of one size."""
    if isinstance(data, bytes):
        return (data[place : place + _BLOCK] for place in range(0, len(data), _BLOCK))
    return data.chunks()


def measured(data: Data) -> tuple[int, str]:
    """Give the size and the SHA-256 digest in hexadecimal."""
    if isinstance(data, bytes):
        return len(data), hashlib.sha256(data).hexdigest()
    return data.size, data.sha256


def first_difference(file: BinaryIO, data: Data) -> int | None:
    """Give the line, from 1, of the first byte in which a file and some bytes differ; None where they are the same."""
    line = 1
    for block in chunks(data):
        found = file.read(len(block))
        if found != block:
            pairs = zip(found, block, strict=False)
            same = next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(found), len(block)))
            return line + block.count(b"\n", 0, same)
        line += block.count(b"\n")
    return line if file.read(1) else None
