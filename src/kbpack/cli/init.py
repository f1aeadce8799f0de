"""`kbpack init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the new corpus.")],
) -> None:
    """Make a new corpus: a folder with seeds/, to put documents into, and files for what a curator knows of them."""
    from kbpack.initial import init as make

    for path in make(folder):
        typer.echo(folder / path)
    seeds = folder / "seeds"
    step = "move the .txt documents" if any(folder.glob("*.txt")) else "put plain UTF-8 .txt documents"
    typer.echo(f"kbpack: {step} into {seeds}, then run: kbpack build {folder}", err=True)
