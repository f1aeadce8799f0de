"""Names of the vocabulary found in text, in spite of case, diacritics and lost hyphens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from kbpack.reading.phrases import Phrases
from kbpack.reading.tokens import Token, tokens


class Entry(NamedTuple):
    """A vocabulary entry: its table (places or actors), its id, its kind and what it is a part of."""

    table: str
    id: str
    kind: str
    part_of: str = ""


class Name(NamedTuple):
    """A name in a sentence: its tokens (first, after) and the entry it names."""

    first: int
    after: int
    entry: Entry


def _is_written_small(line: Sequence[Token], first: int, after: int) -> bool:
    """Whether a name has no capital where it needs one: on its first word, or behind its article."""
    start = first + 1 if line[first].low == "the" and after > first + 1 else first
    return line[start].text[0].islower()


class Names:
    """All names and aliases of a vocabulary, as one look-up."""

    def __init__(self, names: Iterable[tuple[str, Entry]] = ()) -> None:
        pairs = list(names)
        self._phrases = Phrases(((name, (entry, name[0].islower())) for name, entry in pairs), key=attrgetter("folded"))
        self._whole: dict[tuple[str, str], str] = {}
        for name, entry in pairs:
            self._whole.setdefault((entry.table, compact(name)), entry.id)

    def find(self, line: Sequence[Token]) -> list[Name]:
        """The names in a line of tokens, longest first at each place; a name with a capital needs it."""
        if not self._whole:
            return []
        return [
            Name(hit.first, hit.after, entry)
            for hit in self._phrases.find(line)
            for entry, is_small in [hit.value]
            if is_small or not _is_written_small(line, hit.first, hit.after)
        ]

    def id_of(self, table: str, name: str) -> str:
        """The id of an entry by one of its names, or an empty string."""
        return self._whole.get((table, compact(name)), "")


def compact(name: str) -> str:
    """A name as `Names.id_of` compares it: its words folded, without marks and a leading article."""
    words = [token.folded for token in tokens(name) if token.kind in {"word", "number"}]
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)
