"""The checks of a package that kbpack built: by its own models, with its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kbpack.checks import declared, files, rows, sliced
from kbpack.checks.json_file import located
from kbpack.paths import DESCRIPTOR

if TYPE_CHECKING:
    from pathlib import Path

    from kbpack.checks.rereading import Reread
    from kbpack.report import Issue

SLICED_FROM = 32_000_000
"""Bytes of tables from which they are checked some documents at a time, so that memory does not grow with them."""


def check_own(
    folder: Path, descriptor: dict[str, Any], raw: bytes, reread: Reread | None, *, sources: bool
) -> list[Issue]:
    """Check the package in a folder, whose descriptor was read from `raw`; the arguments are those of `validate`."""
    resources, problems = declared.declared_resources(descriptor)
    problems = [*declared.check_root(descriptor), *problems]
    of_undeclared = list(files.check_undeclared(folder, [resource.path for resource in resources]))
    asked = rows.Asked(folder, reread, sources)
    if files.total_size(folder, resources) < SLICED_FROM:
        data, of_files = files.check_files(folder, resources)
        tables = [resource.table for resource in resources if resource.name in data]
        texts, of_structure = rows.read_tables(tables, data)
        found = rows.check_rows(asked, tables, texts)
    else:
        of_files, of_structure, found = sliced.check_sliced(asked, resources)
    if found.documents is not None:
        problems += declared.check_documents(descriptor, found.documents)
    of_descriptor = located(problems, raw, DESCRIPTOR, declared.BUILD)
    return [*of_descriptor, *of_files, *of_undeclared, *of_structure, *found.issues]
