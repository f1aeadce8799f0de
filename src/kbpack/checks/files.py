"""The files of a package: read where they are plain files inside its folder, and nothing undeclared beside them."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kbpack.report import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kbpack.checks.declared import Resource

BUILD = "run kbpack build"


def read(root: Path, path: str) -> bytes | str:
    """Read a file of the package; where that cannot or may not be done, give the reason as text.

    `path` is relative with `/`. A symbolic link is followed only within the package, and only a plain file is opened.
    """
    parts = PurePosixPath(path)
    if not parts.parts or parts.is_absolute() or ".." in parts.parts or "\\" in path or "://" in path:
        return "is not a path inside the package"
    try:
        target = (root / parts).resolve()
        if not target.is_relative_to(root.resolve()):
            return "leads out of the package"
        if not stat.S_ISREG(target.stat().st_mode):
            return "is not a file"
        return target.read_bytes()
    except FileNotFoundError:
        return "is missing"
    except (OSError, ValueError, RuntimeError) as failure:
        return f"cannot be read ({getattr(failure, 'strerror', None) or failure})"


def check_files(root: Path, resources: Iterable[Resource]) -> tuple[dict[str, bytes], list[Issue]]:
    """Read the file of each resource, by the name of the resource, and compare its size and digest."""
    data: dict[str, bytes] = {}
    issues: list[Issue] = []
    for resource in resources:
        content = read(root, resource.path)
        if isinstance(content, str):
            issues.append(Issue("missing", "error", f"{resource.path}: {content}", BUILD, resource.name))
            continue
        data[resource.name] = content
        issues += _integrity(resource, content)
    return data, issues


def check_undeclared(root: Path, resources: Iterable[Resource]) -> Iterator[Issue]:
    """Tell of each file in `data/` that no resource names; hidden files are let be."""
    declared = {resource.path for resource in resources}
    for folder, folders, names in os.walk(root / "data"):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = (Path(folder) / name).relative_to(root).as_posix()
            if path not in declared and not name.startswith("."):
                message = f"{_plain(path)}: the descriptor does not declare this file"
                yield Issue("undeclared", "error", message, f"remove it, or {BUILD}")


def _integrity(resource: Resource, content: bytes) -> Iterator[Issue]:
    if resource.bytes != len(content):
        message = f"{resource.path}: has {len(content)} bytes, the descriptor says {resource.bytes}"
        yield Issue("bytes", "error", message, BUILD, resource.name)
    digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
    if resource.hash != digest:
        message = f"{resource.path}: has the hash {digest}, the descriptor says {resource.hash}"
        yield Issue("hash", "error", message, BUILD, resource.name)


def _plain(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode()
