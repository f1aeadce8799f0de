"""The program: its commands, and how it starts and stops."""

from __future__ import annotations

import gc
import io
import os
import sys
from contextlib import suppress
from typing import Annotated, NoReturn

import typer

from kbpack import __version__
from kbpack.cli.build import build
from kbpack.cli.coverage import coverage
from kbpack.cli.diff import diff
from kbpack.cli.exits import Commands
from kbpack.cli.explain import explain
from kbpack.cli.init import init
from kbpack.cli.release import release
from kbpack.cli.site import site
from kbpack.cli.validate import validate

app = typer.Typer(
    name="kbpack",
    cls=Commands,
    help="Turn a folder of plain-text documents into a checked data package in which every value points to its words.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:  # noqa: FBT001  typer gives it so
    if wanted:
        typer.echo(f"kbpack {__version__}")
        raise typer.Exit


@app.callback()
def top(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Turn documents into data that others can trust."""


for command in (init, build, validate, coverage, explain, release, site, diff):
    app.command()(command)


def main() -> None:
    """Run a command; what a user can cause is one line on standard error, never a traceback."""
    gc.set_threshold(100_000, 50, 50)  # a short process that imports much: collecting early only costs
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    app(prog_name="kbpack")


def run() -> NoReturn:
    """Run a command and leave at once: Python takes a tenth of a second to take down all that was loaded."""
    code: object = None
    try:
        main()
    except SystemExit as stopped:
        code = stopped.code
    with suppress(OSError):  # a reader that has gone
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))
