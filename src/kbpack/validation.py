"""A package -> a Report: every check of a package's form, each problem told with its place.

A package that kbpack built is judged by its own models, with its documents; any other Data Package by what its
descriptor declares.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbpack.checks import drift, files
from kbpack.checks.json_file import read_json
from kbpack.checks.origin import is_own
from kbpack.errors import PackageError
from kbpack.paths import DESCRIPTOR
from kbpack.report import Issue, Report

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kbpack.checks.rereading import Reread
    from kbpack.content import Data

BUILD = "run kbpack build"


def validate(
    root: Path,
    *,
    reread: Reread | None = None,
    expected: Mapping[str, Data] | None = None,
    sources: bool = True,
) -> Report:
    """Check the package in a folder, which may also be named by its datapackage.json.

    `reread` takes a rule and a quote and gives the cell again, or None: with it, every cell that has evidence is read
    again. `expected` has the bytes that a rebuild gives by their path in the package: with it, drift is told. Without
    `sources` the documents are not opened: their digests, and whether quotes are at their offsets, stay unchecked.
    Raises PackageError where there is no package; anything wrong inside one is an Issue.
    """
    folder = root.parent if root.name == DESCRIPTOR and not root.is_dir() else root
    raw = files.read(folder, DESCRIPTOR)
    if isinstance(raw, str):
        message = f"{folder / DESCRIPTOR}: {raw}; name the folder of a package, or run kbpack build"
        raise PackageError(message)
    report = Report()
    descriptor, issues = read_json(raw, DESCRIPTOR, BUILD)
    report.extend(issues)
    if isinstance(descriptor, dict):
        if is_own(descriptor, folder):
            from kbpack.checks.own import check_own  # noqa: PLC0415  Pandera, which no other package needs

            report.extend(check_own(folder, descriptor, raw, reread, sources=sources))
        else:
            from kbpack.checks.generic.check import check_package  # noqa: PLC0415  what no package of kbpack needs

            check_package(folder, descriptor, raw, DESCRIPTOR, report)
    elif not issues:
        report.add(Issue("descriptor", "error", f"{DESCRIPTOR}: is not a JSON object", BUILD, path=DESCRIPTOR))
    if expected is not None:
        report.extend(drift.check_drift(folder, expected))
    return report
