"""`python -m kbpack` is `kbpack`."""

from kbpack.cli import run

run()
