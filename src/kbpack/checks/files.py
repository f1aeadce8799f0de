"""The files of a package: read where they are plain files inside its folder, and nothing undeclared beside them."""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from kbpack.report import Issue, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kbpack.checks.declared import Resource

BUILD = "run kbpack build"
LONGEST = 16_000_000
"""Bytes of the longest line of a table of kbpack; a table with a longer one is compared by size and digest alone."""
_BLOCK = 1 << 20


class UnopenedError(Exception):
    """A file that cannot or may not be opened; the message says why."""


class Content(NamedTuple):
    """What was read of a file: its size and digest, and its bytes unless a line is too long."""

    size: int
    sha256: str
    raw: bytes | None
    long_line: int


def open_file(root: Path, path: str) -> BinaryIO:
    """Open a file of the package, whose path is relative with `/`. Raises UnopenedError.

    A symbolic link is followed only within the package, and only a plain file is opened.
    """
    parts = PurePosixPath(path)
    if not parts.parts or parts.is_absolute() or ".." in parts.parts or "\\" in path or "://" in path:
        raise UnopenedError("is not a path inside the package")
    try:
        target = (root / parts).resolve()
        if not target.is_relative_to(root.resolve()):
            raise UnopenedError("leads out of the package")
        if not stat.S_ISREG(target.stat().st_mode):
            raise UnopenedError("is not a file")
        return target.open("rb")
    except FileNotFoundError:
        raise UnopenedError("is missing") from None
    except (OSError, ValueError, RuntimeError) as failure:
        reason = getattr(failure, "strerror", None) or failure
        raise UnopenedError(f"cannot be read ({reason})") from failure


def read(root: Path, path: str) -> bytes | str:
    """Read a file of the package; where that cannot or may not be done, give the reason as text."""
    try:
        with open_file(root, path) as file:
            return file.read()
    except UnopenedError as failure:
        return str(failure)
    except OSError as failure:
        return f"cannot be read ({failure.strerror})"


def total_size(root: Path, resources: Iterable[Resource]) -> int:
    """Give the bytes of the files that are there."""
    size = 0
    for resource in resources:
        with suppress(UnopenedError, OSError), open_file(root, resource.path) as file:
            size += os.fstat(file.fileno()).st_size
    return size


def check_files(root: Path, resources: Iterable[Resource]) -> tuple[dict[str, bytes], list[Issue]]:
    """Read the file of each resource, by the name of the resource, and compare its size and digest."""
    data: dict[str, bytes] = {}
    issues: list[Issue] = []
    for resource in resources:
        content, found = _read(root, resource, keep=True)
        issues += found
        if content is None:
            continue
        if content.raw is not None:
            data[resource.name] = content.raw
            continue
        line = content.long_line
        message = f"{resource.path}:{line}: has a line of more than {LONGEST} bytes; its values are not checked"
        place = {"line": line, "path": resource.path, "path_line": line}
        issues.append(Issue("structure", "error", message, BUILD, resource.name, **place))  # type: ignore[arg-type]
    return data, issues


def check_file(root: Path, resource: Resource) -> list[Issue]:
    """Compare the size and digest of the file of a resource, of which nothing is kept."""
    return _read(root, resource, keep=False)[1]


def _read(root: Path, resource: Resource, *, keep: bool) -> tuple[Content | None, list[Issue]]:
    try:
        with open_file(root, resource.path) as file:
            content = _content(file, keep=keep)
    except (UnopenedError, OSError) as failure:
        message = f"{resource.path}: {failure}"
        return None, [Issue("missing", "error", message, BUILD, resource.name, path=resource.path)]
    return content, list(_integrity(resource, content))


def check_undeclared(root: Path, declared: Iterable[str]) -> Iterator[Issue]:
    """Tell of each file in `data/` that is none of the declared; hidden files are let be."""
    known = {str(PurePosixPath(path)) for path in declared}
    for folder, folders, names in os.walk(root / "data"):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted([*names, *links]):
            path = (Path(folder) / name).relative_to(root).as_posix()
            if path not in known and not name.startswith("."):
                message = f"{plain(path)}: the descriptor does not declare this file"
                yield Issue("undeclared", "error", message, f"remove it, or {BUILD}", path=plain(path))


def _content(file: BinaryIO, *, keep: bool) -> Content:
    """Read a file in blocks; its bytes are kept where that is asked for, as long as no line is too long."""
    kept: list[bytes] = []
    digest, size, line, run, long_line = hashlib.sha256(), 0, 1, 0, 0
    while block := file.read(_BLOCK):
        digest.update(block)
        size += len(block)
        first, last = block.find(b"\n"), block.rfind(b"\n")
        if not long_line and run + (len(block) if first < 0 else first) > LONGEST:
            long_line, kept = line, []
        run = run + len(block) if first < 0 else len(block) - last - 1
        line += block.count(b"\n")
        if keep and not long_line:
            kept.append(block)
    return Content(size, digest.hexdigest(), None if long_line else b"".join(kept), long_line)


def _integrity(resource: Resource, content: Content) -> Iterator[Issue]:
    if resource.bytes != content.size or isinstance(resource.bytes, bool | float):
        message = f"{resource.path}: has {content.size} bytes, the descriptor says {resource.bytes}"
        yield Issue("bytes", "error", message, BUILD, resource.name, path=resource.path)
    digest = f"sha256:{content.sha256}"
    if resource.hash != digest:
        message = f"{resource.path}: has the hash {digest}, the descriptor says {str(resource.hash)[:200]}"
        yield Issue("hash", "error", message, BUILD, resource.name, path=resource.path)
