"""`kbpack validate`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from kbpack.cli.exits import WRONG


class Form(StrEnum):
    """How a report is written."""

    text = "text"
    json = "json"
    junit = "junit"
    sarif = "sarif"
    github = "github"


class Engine(StrEnum):
    """Who judges a package."""

    kbpack = "kbpack"
    frictionless = "frictionless"


PackagePlace = Annotated[
    str,
    typer.Argument(
        metavar="[PACKAGE]",
        help="A folder with datapackage.json, that file, a zip of either, or an http(s) address.",
        show_default="this folder",
    ),
]


def validate(
    package: PackagePlace = ".",
    *,
    form: Annotated[Form, typer.Option("--format", help="How the report is written.")] = Form.text,
    engine: Annotated[Engine, typer.Option(help="Who judges: kbpack, or the published frictionless.")] = Engine.kbpack,
    sources: Annotated[bool, typer.Option(help="Check the documents that the package quotes.")] = True,
    rebuild: Annotated[bool, typer.Option(help="In a corpus, also prove that a build gives the same bytes.")] = True,
) -> None:
    """Check a package: form, values, keys, quotes, evidence, and in a corpus that a build gives it again."""
    from kbpack.audit import audit
    from kbpack.formats import FORMATS, tables_of
    from kbpack.opening import is_address, opened

    with opened(package) as folder:
        if engine is Engine.frictionless:
            from kbpack.engines import validate_with_frictionless

            report = validate_with_frictionless(folder)
        else:
            report = audit(folder, rebuild=rebuild and not is_address(package), sources=sources)
        tables = tables_of(folder)
    typer.echo(FORMATS[form](report, tables), nl=False)
    if not report.good:
        raise typer.Exit(WRONG)
