"""Drift: the package is what a rebuild gives, byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbpack.checks.files import UnopenedError, open_file
from kbpack.content import first_difference
from kbpack.report import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kbpack.content import Data

BUILD = "run kbpack build and commit what it writes"


def check_drift(root: Path, expected: Mapping[str, Data]) -> Iterator[Issue]:
    """Tell of each path of the package whose bytes are not those that a rebuild gives."""
    for path, wanted in expected.items():
        try:
            with open_file(root, path) as file:
                line = first_difference(file, wanted)
        except (UnopenedError, OSError) as failure:
            reason = f"cannot be read ({failure.strerror})" if isinstance(failure, OSError) else failure
            yield Issue("stale", "error", f"{path}: {reason}, but a rebuild gives it", BUILD, path=path)
            continue
        if line is not None:
            message = f"{path}:{line}: differs from what a rebuild gives"
            yield Issue("stale", "error", message, BUILD, line=line, path=path, path_line=line)
