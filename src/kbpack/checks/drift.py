"""Drift: the package is what a rebuild gives, byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbpack.checks.files import read
from kbpack.report import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

BUILD = "run kbpack build and commit what it writes"


def check_drift(root: Path, expected: Mapping[str, bytes]) -> Iterator[Issue]:
    """Tell of each path of the package whose bytes are not those that a rebuild gives."""
    for path, wanted in expected.items():
        found = read(root, path)
        if isinstance(found, str):
            yield Issue("stale", "error", f"{path}: {found}, but a rebuild gives it", BUILD, path=path)
        elif found != wanted:
            line = _first_difference(found, wanted)
            message = f"{path}:{line}: differs from what a rebuild gives"
            yield Issue("stale", "error", message, BUILD, line=line, path=path, path_line=line)


def _first_difference(found: bytes, wanted: bytes) -> int:
    """Give the line, from 1, of the first byte in which two contents differ."""
    left, right = found.splitlines(keepends=True), wanted.splitlines(keepends=True)
    pairs = zip(left, right, strict=False)
    same = next((number for number, (one, other) in enumerate(pairs) if one != other), min(len(left), len(right)))
    return same + 1
