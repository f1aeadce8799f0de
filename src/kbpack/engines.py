"""The published validator's word on a package, as a Report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kbpack.checks import files
from kbpack.checks.generic.notes import Notes
from kbpack.checks.generic.package import read_version
from kbpack.checks.generic.resource import unsafe
from kbpack.checks.json_file import read_json
from kbpack.descriptor import PATH
from kbpack.errors import PackageError
from kbpack.report import Issue, Report

CODES = {
    "package-error": "descriptor",
    "resource-error": "descriptor",
    "metadata-error": "descriptor",
    "dialect-error": "descriptor",
    "schema-error": "schema",
    "field-error": "schema",
    "hash-count": "hash",
    "byte-count": "bytes",
    "row-count": "rows",
    "field-count": "rows",
    "scheme-error": "missing",
    "source-error": "structure",
    "encoding-error": "structure",
    "format-error": "structure",
    "blank-header": "structure",
    "blank-label": "structure",
    "duplicate-label": "structure",
    "extra-label": "structure",
    "incorrect-label": "structure",
    "missing-label": "structure",
    "unmatched-header": "structure",
    "blank-row": "structure",
    "extra-cell": "structure",
    "missing-cell": "structure",
    "type-error": "type",
    "unique-error": "unique",
    "primary-key": "unique",
    "foreign-key": "reference",
}
"""The code of kbpack for each kind of error that frictionless has; of constraints, see CONSTRAINTS."""
CONSTRAINTS = {
    "required": "required",
    "minimum": "bound",
    "maximum": "bound",
    "exclusiveMinimum": "bound",
    "exclusiveMaximum": "bound",
    "minLength": "length",
    "maxLength": "length",
    "pattern": "pattern",
    "enum": "code",
}


def validate_with_frictionless(root: Path) -> Report:
    """Give what frictionless says of the package in a folder, or named by its datapackage.json.

    Paths that lead out of the folder, or that are no plain files, are told and not given to it: it would fetch what is
    a URL and wait for what is a pipe. Raises PackageError where there is no package, or frictionless itself fails.
    """
    folder = root.parent if root.name == PATH and not root.is_dir() else root
    raw = files.read(folder, PATH)
    if isinstance(raw, str):
        message = f"{folder / PATH}: {raw}; name the folder of a package"
        raise PackageError(message)
    report = Report()
    descriptor, issues = read_json(raw, PATH, "mend datapackage.json")
    if not isinstance(descriptor, dict):
        report.extend(issues)
        if not issues:
            report.add(Issue("descriptor", "error", f"{PATH}: is not a JSON object", path=PATH))
        return report
    refused = list(_unsafe(folder, descriptor))
    report.extend(refused or _asked(folder, descriptor))
    return report


def _unsafe(folder: Path, descriptor: dict[str, Any]) -> Iterator[Issue]:
    for where, path in _paths(descriptor):
        why = unsafe(path) if path else ""
        if not why:
            try:
                files.open_file(folder, path).close()
            except files.UnopenedError as failure:
                why = str(failure)
        if why:
            code = "missing" if why == "is missing" else "descriptor"
            yield Issue(code, "error", f"{PATH}: {where} {path[:200]!r} {why}", "mend datapackage.json", path=PATH)


def _paths(descriptor: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name in ("profile", "$schema"):
        value = descriptor.get(name)
        notes = Notes(lambda _: (None, []))
        read_version(notes, {name: value} if value is not None else {})
        if notes.problems and isinstance(value, str):
            yield name, value
    entries = descriptor.get("resources")
    for number, entry in enumerate(entries if isinstance(entries, list) else []):
        for name in ("path", "schema", "dialect", "extrapaths"):
            value = entry.get(name) if isinstance(entry, dict) else None
            for path in value if isinstance(value, list) else [value]:
                if isinstance(path, str):
                    yield f"resources[{number}].{name}", path


def _asked(folder: Path, descriptor: dict[str, Any]) -> Iterator[Issue]:
    from frictionless import FrictionlessException, Package, system  # noqa: PLC0415  a third of a second

    with system.use_context(trusted=False):
        try:
            package = Package.from_descriptor(descriptor, basepath=str(folder))
            answer = package.validate()
        except FrictionlessException as failure:
            yield from map(_translated, failure.reasons or [failure.error])
            return
        except Exception as failure:
            message = f"{folder / PATH}: frictionless itself fails on this package ({type(failure).__name__})"
            raise PackageError(message) from failure
    yield from map(_translated, answer.errors)
    for task in answer.tasks:
        for error in task.errors:
            yield _translated(error, task.name, task.place)


def _translated(error: Any, table: str = "", place: str = "") -> Issue:  # noqa: ANN401  frictionless has many classes
    code = CODES.get(error.type, error.type)
    if error.type == "constraint-error":
        name = error.note.partition('constraint "')[2].partition('"')[0]
        code = CONSTRAINTS.get(name, "rule")
    if error.type == "primary-key" and "None" in error.note:
        code = "required"
    line = getattr(error, "row_number", None)
    path = place if place.endswith((".csv", ".tsv")) else PATH
    where = f"{path}:{line}" if line else path
    return Issue(
        code,
        "error",
        f"{where}: {' '.join(str(error.message).split())}",
        table=table,
        field=str(getattr(error, "field_name", "") or ""),
        line=line,
        path=path,
        path_line=line,
    )
