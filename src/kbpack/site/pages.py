"""The pages of a site's documents: their names, the characters that are on each, and their addresses."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from kbpack.site.records import Records
from kbpack.site.segments import WEIGHT, cuts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kbpack.parts import Part
    from kbpack.pipeline import Built

IN_PLACE = ("districts", "statements", "events", "figures")
"""The tables whose rows are marked in the documents."""
MOST = 150_000
"""The weight of a document's page, see `cuts`: about 1.5 MB."""
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")
_PART = re.compile(r"\.part\d+$")
"""What the names of a document's further pages end with."""


class Stretch(NamedTuple):
    """The part of a document that is on one page."""

    start: int
    end: int
    path: str


class Pages(Records):
    """A package that was just built, with the pages of its documents."""

    def __init__(self, built: Built) -> None:
        """Take a package that is good."""
        super().__init__(built)
        self._slugs = dict(_slugs(self.parts))

    @property
    def odd_slugs(self) -> dict[str, str]:
        """The names of pages that are not the ids of their documents."""
        return {key: slug for key, slug in self._slugs.items() if key != slug}

    def stretches(self, document_id: str) -> list[Stretch]:
        """The pages of a document, each with the characters that are on it."""
        whole = (0, int(self.parts[document_id].row["characters"]))
        first = f"documents/{self._slugs[document_id]}"
        return [
            Stretch(start, end, f"{first}.html" if number == 1 else f"{first}.part{number}.html")
            for number, (start, end) in enumerate(self._cuts.get(document_id, [whole]), 1)
        ]

    @cached_property
    def _cuts(self) -> dict[str, list[tuple[int, int]]]:
        """Where the documents that have several pages are cut."""
        weights = {
            key: int(part.row["characters"]) + WEIGHT * sum(part.counts.get(table, 0) for table in IN_PLACE)
            for key, part in self.parts.items()
        }
        if not any(weight > MOST for weight in weights.values()):
            return {}
        return {
            part.document_id: cuts(
                int(part.row["characters"]),
                [(int(row["char_start"]), int(row["char_end"])) for rows in found for row in rows],
                MOST,
            )
            for part, found in self.by_document(*IN_PLACE)
            if weights[part.document_id] > MOST
        }

    @cached_property
    def starts(self) -> dict[str, list[int]]:
        """Where the further pages start of the documents that have several."""
        return {key: [start for start, _ in found[1:]] for key, found in self._cuts.items() if len(found) > 1}

    def source_of(self, part: Part) -> str:
        """The path of a document, as it was received, in the site."""
        path = str(part.row["path"])
        return f"{path.rpartition('/')[0]}/{self._slugs[part.document_id]}.txt"

    def address(self, document_id: str, at: int = 0) -> str:
        """The address, relative to the site, of the page of a document that has the character at some place."""
        stretches = self.stretches(document_id)
        number = bisect_right(self.starts.get(document_id, ()), at)
        return quote(stretches[number].path)


def _slugs(document_ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """A file name for each document: its id where every system takes that, else a digest of it."""
    ids = list(document_ids)
    seen = Counter(document_id.lower() for document_id in ids)
    for document_id in ids:
        plain = _PLAIN.fullmatch(document_id) and not _PART.search(document_id) and seen[document_id.lower()] == 1
        yield document_id, document_id if plain else hashlib.sha256(document_id.encode()).hexdigest()[:24]
