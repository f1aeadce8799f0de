"""What is being released: a package with its name, version, people and licences, and when."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from kbpack.errors import CorpusError, PackageError

if TYPE_CHECKING:
    from kbpack.package import Package

NEEDED = ("version", "licenses", "contributors")
"""What a release must say of itself beyond what a package must: others cite it and need to know what they may do."""

OF_DOCUMENTS = (
    "These are the licences that the curator names for the package. A document in `seeds/` may have terms of its own: "
    "what is known of them is in the column `licence` of `data/documents.csv`."
)
_LATEST = int(datetime(2107, 12, 31, tzinfo=UTC).timestamp())
"""The last day that a zip can hold."""
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
    def licences(self) -> list[dict[str, str]]:
        """The licences of the package, each with a title to show; `name` and `path` where the curator gives them."""
        return [{"title": one.get("name") or one.get("path") or "", **one} for one in self.about["licenses"]]

    @property
    def creators(self) -> list[dict[str, Any]]:
        """The contributors who made it, each with a title to show: those with the role of a creator, or all."""
        people = [{"title": _named(one), **one} for one in self.about["contributors"]]
        return [one for one in people if _CREATORS & {*one.get("roles", ()), one.get("role")}] or people


def _named(person: dict[str, Any]) -> str:
    name = " ".join(part for part in (person.get("givenName"), person.get("familyName")) if part)
    return name or person.get("organization") or person.get("email") or person.get("path") or "unnamed"


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
    if not re.fullmatch("[0-9]{1,10}", stamp, re.ASCII) or int(stamp) > _LATEST:
        raise PackageError(
            f"SOURCE_DATE_EPOCH {stamp!r} is no number of seconds from 1970 to 2107; set it to one, or unset it"
        )
    return datetime.fromtimestamp(int(stamp), UTC)
