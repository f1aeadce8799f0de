"""Which libraries are installed, and in which version."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import packages_distributions, version


@cache
def is_installed(module: str | None) -> bool:
    """Whether a module can be imported, with all that it needs; None stands for what needs none."""
    if module is None:
        return True
    try:
        import_module(module)
    except ImportError:
        return False
    return True


def named(name: str, module: str | None) -> str:
    """Give a library's name with its version."""
    return " ".join((name, *_versions(module)))


@cache
def _versions(module: str | None) -> tuple[str, ...]:
    distributions = packages_distributions().get(module, []) if module else []
    return tuple(version(one) for one in distributions[:1])
