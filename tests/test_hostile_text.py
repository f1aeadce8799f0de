"""Texts that nobody wrote: read to their end, with nothing lost and every quote in its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Read
from kbpack.parts import part_of
from kbpack.vocabulary import Vocabulary

SIZE = 30_000
PLANES = [0x20, 0x7F, 0xAD, 0x301, 0x5D0, 0x639, 0x905, 0x1100, 0x200D, 0x202E, 0x2028, 0x3042, 0xD7FF, 0xE000, 0xFEFF]
PLANES += [0xFFFD, 0xFFFF, *(plane << 16 | low for plane in range(1, 17) for low in (0, 0x1F600 & 0xFFFF, 0xFFFD))]


def repeated(words: str) -> str:
    """Words over and over, as long as a long page."""
    return (words * (SIZE // len(words) + 1))[:SIZE]


HOSTILE: dict[str, str] = {
    ascii(words): repeated(words)
    for words in (
        "a", "A", " ", "\n", "\r", "\t", "1", ".", "-", ",", "“", '"', "(", "a'", "'a ",
        "'a' ", "'as' ", "‘a ’", "a\\", "A.", "1 ", "1,", "1990-",
        ". ",
        "said ", "say that ", "because it said that ", "“said ", "He said. ", "said the man, ", "it rained and ",
        "of ", "and ", "which still holds ", "the attack on the attack ", "used to kill and ", "from 1 to ", "1 May ",
        "hundred ", "twenty-", "according to ", "a: 1 km2; ", "Vale: 3 May 1990, 20 km2\n", "A Heading Here\n\n",
        "1. It\n",
        "troops occupied the vale and it denied the report of 20 percent on 3 May 1990 ",
    )
}  # fmt: skip
HOSTILE |= {
    "nested": "(" * (SIZE // 2) + ")" * (SIZE // 2),
    "marks on a letter": "a" + "\u0301" * SIZE,
    "every plane": "".join(map(chr, PLANES)) * 40,
    "a sentence without an end": "The Union said that " + "troops left the vale, " * (SIZE // 22),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_is_read_to_its_end(read: Read, name: str) -> None:
    """Nothing is unread, each quote is its slice, and the rows can be written."""
    text = HOSTILE[name]
    document = read(text).document
    assert not document.unread
    text = text.removeprefix("\ufeff")
    for rows in document.rows.values():
        for row in rows:
            if "quote" in row:
                assert text[int(row["char_start"]) : int(row["char_end"])] == row["quote"]
    assert all(text[start:-minus_end] == quote for start, minus_end, *_, quote, _ in document.evidence)
    assert part_of(document, Vocabulary()).counts["statements"] == len(document.rows["statements"])


@pytest.mark.parametrize("make", [lambda: "word " * 4000, lambda: "x" * 20_000], ids=["words", "letters"])
def test_what_is_too_long_for_a_sentence_is_cut(read: Read, make: Callable[[], str]) -> None:
    """Each part is a statement of its own, none is longer than a sentence can be, and words stay whole."""
    text = make()
    spans = [(int(row["char_start"]), int(row["char_end"])) for row in read(text).statements]
    assert len(spans) > 1
    assert max(end - start for start, end in spans) <= 4_000
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(" ", "")
    if " " in text:
        assert all(text[end : end + 1] in {" ", ""} for _, end in spans)
