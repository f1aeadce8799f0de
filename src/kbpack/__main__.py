"""`python -m kbpack` is `kbpack`."""

from kbpack.cli.app import run

run()
