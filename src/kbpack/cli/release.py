"""`kbpack release`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kbpack.cli.exits import WRONG, fail
from kbpack.cli.options import CorpusPath
from kbpack.errors import PackageError


class Kind(StrEnum):
    """A format that a release has."""

    zip = "zip"
    parquet = "parquet"
    sqlite = "sqlite"
    duckdb = "duckdb"
    xlsx = "xlsx"


def release(
    corpus: CorpusPath = Path(),
    *,
    out: Annotated[Path, typer.Option(help="The folder that the files go into.")] = Path("dist"),
    formats: Annotated[
        list[Kind] | None, typer.Option("--format", help="A format to write; may be given again.", show_default="all")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; show which files a release changes.")] = False,
) -> None:
    """Check the package, then write it as one zip that anyone can verify, and as Parquet, SQLite, DuckDB and XLSX."""
    from kbpack.audit import audit
    from kbpack.compare import changes
    from kbpack.content import measured
    from kbpack.formats import as_text
    from kbpack.release.publish import FORMATS, made, publish

    if not corpus.is_dir():
        raise PackageError(f"{corpus}: is no folder; name the folder of a corpus")
    report = audit(corpus)
    if not report.good:
        typer.echo(as_text(report), nl=False, err=True)
        fail("the package has errors, so nothing was released; run kbpack build", WRONG)
    wanted = list(dict.fromkeys(formats or FORMATS))
    if not check:
        for path, content in publish(corpus, out, wanted).items():
            typer.echo(f"{out / path}  {measured(content)[0]:,} bytes")
        return
    files = made(corpus, out, wanted)
    found = list(changes(out, files, "release"))
    for change in found:
        typer.echo(change)
    if found:
        fail(f"{len(found)} files of {len(files)} are not what the release gives; run kbpack release", WRONG)
    typer.echo(f"{len(files)} files are what the release gives.")
