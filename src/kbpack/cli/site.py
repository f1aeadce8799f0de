"""`kbpack site`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kbpack.cli.options import CorpusPath, Jobs


def site(
    corpus: CorpusPath = Path(),
    *,
    out: Annotated[Path, typer.Option(help="The folder that the pages go into.")] = Path("dist/site"),
    jobs: Jobs = None,
    serve: Annotated[bool, typer.Option("--serve", help="Show the pages on this machine; follow changes.")] = False,
    port: Annotated[int, typer.Option(min=0, max=65_535, help="The port of --serve; 0 takes a free one.")] = 8000,
) -> None:
    """Write pages that show the documents with every reading in its place, the tables, pictures and findings."""
    from kbpack import show
    from kbpack.content import measured
    from kbpack.site.publish import publish

    with show.progress() as tell:
        files = publish(corpus, out, jobs=jobs, tell=tell, preview=serve)
    size = sum(measured(data)[0] for data in files.values())
    typer.echo(f"{out / 'index.html'}  {len(files):,} files, {size:,} bytes")
    if serve:
        from kbpack.site.serve import serve as serving

        serving(corpus, out, port=port, jobs=jobs, say=lambda line: typer.echo(line, err=True))
