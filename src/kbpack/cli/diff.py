"""`kbpack diff`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Telling(StrEnum):
    """How a difference is written."""

    text = "text"
    json = "json"
    markdown = "markdown"


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A package: a folder, a zip or an http(s) address.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The package that it became.")],
    *,
    form: Annotated[Telling, typer.Option("--format", help="How the difference is written.")] = Telling.text,
    changelog: Annotated[
        Path | None, typer.Option(help="A Markdown file that gets an entry for the version that follows.")
    ] = None,
) -> None:
    """Show what changed from one package to another, row by row and cell by cell, and the version that follows."""
    from kbpack.diff.difference import difference
    from kbpack.diff.telling import lines, write_entry
    from kbpack.package import Package

    found = difference(Package(old), Package(new))
    for line in lines(found, form):
        typer.echo(line)
    if changelog is not None and write_entry(changelog, found):
        typer.echo(f"kbpack: wrote the entry for {found.next_version} to {changelog}", err=True)
