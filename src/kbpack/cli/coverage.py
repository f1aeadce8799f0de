"""`kbpack coverage`."""

from __future__ import annotations

from pathlib import Path

from kbpack.cli.options import CorpusPath, Jobs


def coverage(corpus: CorpusPath = Path(), *, jobs: Jobs = None) -> None:
    """Show what was ignored and why, and what was not read, in context."""
    from kbpack import show
    from kbpack.cache import folder_of
    from kbpack.pipeline import build
    from kbpack.workers import Options

    with show.progress() as tell:
        package = build(corpus, Options(jobs, cache_in=folder_of(corpus), tell=tell))
    show.console().print(show.covered(package))
