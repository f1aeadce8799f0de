"""What is wrong with a descriptor, noted as it is read, and the properties that packages and resources share."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from kbpack.checks.generic.text import plain
from kbpack.checks.json_file import Problem

_NAME = re.compile(r"[-a-z0-9._/]+")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LISTS = {
    "licenses": ("name", "path", "title"),
    "sources": ("title", "path", "email", "version"),
    "contributors": ("title", "path", "email", "role", "organization", "organisation", "givenName", "familyName"),
}

Load = Callable[[str], tuple[Any, list[Problem]]]
"""Reads a JSON file of the package by its path."""


class Notes:
    """The problems of a descriptor; `v1` is set where it follows version 1 of the standard."""

    def __init__(self, load: Load) -> None:
        """Take what reads the JSON files that the descriptor names."""
        self.load = load
        self.problems: list[Problem] = []
        self.v1 = True

    def tell(self, where: str, message: str, table: str = "", code: str = "descriptor") -> None:
        """Note a problem."""
        self.problems.append(Problem(where, message, table, code=code))

    def name(self, value: Any, where: str) -> str:  # noqa: ANN401  JSON of any shape
        """Read a name: in version 1 small letters, digits and `-._/`; in version 2 text without control characters."""
        if not isinstance(value, str) or not value:
            self.tell(where, f"{where} is not a name")
        elif (self.v1 and not _NAME.fullmatch(value)) or not value.isprintable():
            self.tell(where, f"{where} {plain(value)} has other characters than a-z, 0-9, '-', '.', '_' and '/'")
        return value if isinstance(value, str) else ""

    def properties(self, entry: dict[str, Any], where: str, texts: tuple[str, ...]) -> None:
        """Check the properties that packages and resources share."""
        prefix = f"{where}." if where else ""
        for name in texts:
            if name in entry and not isinstance(entry[name], str):
                self.tell(f"{prefix}{name}", f"{prefix}{name} is not text")
        for name, inner in _LISTS.items():
            items = entry.get(name, [])
            at = f"{prefix}{name}"
            if not isinstance(items, list):
                self.tell(at, f"{at} is not a list")
                continue
            for number, item in enumerate(items):
                self.item(item, f"{at}[{number}]", inner, licence=name == "licenses")

    def item(self, item: Any, where: str, inner: tuple[str, ...], *, licence: bool) -> None:  # noqa: ANN401  JSON
        """Check a licence, a source or a contributor."""
        if not isinstance(item, dict):
            self.tell(where, f"{where} is not an object")
            return
        for name in inner:
            if name in item and not isinstance(item[name], str):
                self.tell(f"{where}.{name}", f"{where}.{name} is not text")
        if licence and not (item.get("name") or item.get("path")):
            self.tell(where, f"{where} has neither name nor path")
        email = item.get("email")
        if isinstance(email, str) and not _EMAIL.fullmatch(email):
            self.tell(f"{where}.email", f"{where}.email {plain(email)} is not an address")
