"""How a command ends: the exit codes, and each failure as one line on standard error."""

from __future__ import annotations

import os
import sys
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from kbpack.errors import InvalidError, KbpackError

GOOD, WRONG, MISUSE, INTERRUPTED = 0, 1, 2, 130


def fail(message: str, code: int) -> NoReturn:
    """Say one line on standard error, and leave."""
    typer.echo(f"kbpack: {' '.join(message.splitlines())}", err=True)
    sys.exit(code)


class Commands(TyperGroup):
    """Commands whose failures are one line on standard error and an exit code."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  as the class above has it
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except InvalidError as error:
            fail(str(error), WRONG)
        except KbpackError as error:
            fail(str(error), MISUSE)
        except KeyboardInterrupt:
            fail("interrupted; the package is the old one or the new one, whole", INTERRUPTED)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(GOOD)
        except OSError as error:
            name = _short(str(error.filename or "a file"))
            fail(f"{name}: {error.strerror or error}; name something that can be read", MISUSE)


def _short(name: str, most: int = 100) -> str:
    return name if len(name) <= most else name[:most] + "..."
