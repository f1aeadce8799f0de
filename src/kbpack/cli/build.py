"""`kbpack build`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kbpack.cli.exits import WRONG, fail
from kbpack.cli.options import CorpusPath, Jobs

if TYPE_CHECKING:
    from kbpack.pipeline import Built


def build(  # noqa: PLR0913  as many as the command has options
    corpus: CorpusPath = Path(),
    *,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; show what a build would change.")] = False,
    jobs: Jobs = None,
    min_coverage: Annotated[float, typer.Option(min=0, max=1, help="Fail where a document is covered less.")] = 0.0,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Leave out documents that cannot be read, and name them.")
    ] = False,
    cache: Annotated[bool, typer.Option(help="Take what unchanged documents gave before from the cache.")] = True,
) -> None:
    """Read seeds/ and write data/ and datapackage.json, all or nothing."""
    from kbpack import pipeline, show
    from kbpack.cache import folder_of
    from kbpack.workers import Options

    with show.progress() as tell:
        cache_in = folder_of(corpus) if cache and not check else None
        options = Options(jobs, min_coverage, keep_going, cache_in, tell=tell)
        package = pipeline.build(corpus, options) if check else pipeline.build_and_write(corpus, options)
    if check:
        _check(package)
    else:
        out = show.console()
        out.print(show.built(package))
        out.print(f"Wrote {len(package.files)} files: data/ and datapackage.json.")
    for failure in package.failures:
        typer.echo(f"kbpack: left out: {failure.message}", err=True)
    if package.failures:
        raise typer.Exit(WRONG)


def _check(package: Built) -> None:
    from kbpack.compare import changes

    found = list(changes(package.root, package.files))
    for change in found:
        typer.echo(change)
    if found:
        paths = len({change.path for change in found})
        fail(f"{len(found)} differences in {paths} files; run kbpack build and commit what it writes", WRONG)
    typer.echo(f"{len(package.files)} files are what the build gives.")
