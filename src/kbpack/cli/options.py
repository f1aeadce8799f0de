"""The arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

CorpusPath = Annotated[
    Path, typer.Argument(metavar="[CORPUS]", help="The folder that holds seeds/.", show_default="this folder")
]
Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, help="Workers that read documents.", show_default="by size")
]
