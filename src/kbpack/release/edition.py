"""What is being released: a package with its name, version, people and licences, and when."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from kbpack.errors import CorpusError, PackageError

if TYPE_CHECKING:
    from kbpack.package import Package

NEEDED = ("version", "licenses", "contributors")
"""What a release must say of itself beyond what a package must: others cite it and need to know what they may do."""

_CREATORS = {"creator", "author"}


@dataclass(frozen=True)
class Edition:
    """A package as it is released."""

    package: Package
    moment: datetime | None
    """When it is released, where SOURCE_DATE_EPOCH says so; a clock is never asked."""

    @property
    def about(self) -> dict[str, Any]:
        """The descriptor."""
        return self.package.descriptor

    @property
    def stem(self) -> str:
        """The name that its files begin with."""
        return f"{self.package.name}-{self.package.version}"

    @property
    def day(self) -> str:
        """The day of the release, ISO 8601; empty where it is not known."""
        return self.moment.date().isoformat() if self.moment else ""

    @property
    def creators(self) -> list[dict[str, Any]]:
        """The contributors who made it: those with the role of a creator, or all where none has it."""
        people = self.about["contributors"]
        return [one for one in people if _CREATORS & {*one.get("roles", ()), one.get("role")}] or people


def edition(package: Package) -> Edition:
    """Make ready to release a package. Raises CorpusError where what others must know of it is missing."""
    missing = [name for name in NEEDED if not package.descriptor.get(name)]
    if missing:
        raise CorpusError(f"seeds/corpus.toml: a release needs {', '.join(missing)}; add it there and build again")
    return Edition(package, _moment())


def _moment() -> datetime | None:
    stamp = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not stamp:
        return None
    try:
        return datetime.fromtimestamp(int(stamp), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise PackageError(
            f"SOURCE_DATE_EPOCH {stamp!r} is no number of seconds since 1970; set it to one, or unset it"
        ) from error
