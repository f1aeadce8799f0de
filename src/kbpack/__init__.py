"""Turn a folder of plain-text documents into a checked data package in which every value points to its words."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbpack.api import build, validate
    from kbpack.corpus import Corpus
    from kbpack.errors import KbpackError
    from kbpack.package import Package, load
    from kbpack.report import Report

__version__ = "0.1.0"
__all__ = ["Corpus", "KbpackError", "Package", "Report", "build", "load", "validate"]

_HOMES = {
    "Corpus": "corpus",
    "KbpackError": "errors",
    "Package": "package",
    "Report": "report",
    "build": "api",
    "load": "package",
    "validate": "api",
}


def __getattr__(name: str) -> object:
    """Give a public name; what it needs is imported when it is first asked for."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
