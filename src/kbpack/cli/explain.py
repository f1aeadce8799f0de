"""`kbpack explain`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kbpack.cli.options import CorpusPath


def explain(
    row: Annotated[str, typer.Argument(metavar="ROW[.FIELD]", help="A row's id, and a field of it.")],
    corpus: CorpusPath = Path(),
) -> None:
    """Show where a row or a cell comes from: its words, the rule that read them, who holds it, the checks it passed."""
    from kbpack import show
    from kbpack.explain import explain as telling
    from kbpack.transaction import settle

    settle(corpus)
    show.console().print(show.explained(telling(corpus, row)))
