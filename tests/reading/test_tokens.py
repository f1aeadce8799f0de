"""Tokens: words, numbers and marks with their offsets, and words as they are compared and shown."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbpack.reading.names import compact
from kbpack.reading.tokens import clean, one_line, placed, spaced, tokens


def found(text: str) -> list[tuple[str, str]]:
    """The words and kinds of the tokens of a text."""
    return [(token.text, token.kind) for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Hill's vale", ["Hill", "'s", "vale"]),
        ("Hill’s vale", ["Hill", "’s", "vale"]),
        ("don't l’Aigle", ["don't", "l’Aigle"]),
        ("I'm, they’ll", ["I", "'m", ",", "they", "’ll"]),
        ("Sa'd's we'd", ["Sa'd", "'s", "we", "'d"]),
        ("U.N. met.", ["U.N.", "met", "."]),
        ("1,840.5 km2", ["1,840.5", "km2"]),
        ("21st 5km 5,", ["21st", "5", "km", "5", ","]),
        ("anti-tank", ["anti", "-", "tank"]),
        ("“Yes”, (no)", ["“", "Yes", "”", ",", "(", "no", ")"]),
        ("e\u0301t\u00e9", ["e\u0301t\u00e9"]),
        ("ծով Шуша", ["ծով", "Шуша"]),
        ("UI\\J said", ["UI\\J", "said"]),
        (" \n\t ", []),
    ],
)
def test_a_text_is_parted_into_words_numbers_and_marks(text: str, parts: list[str]) -> None:
    """A genitive stands by itself; apostrophes, initials and accents inside a word do not part it."""
    assert [word for word, _ in found(text)] == parts


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("It's late", "is"),
        ("There’s more", "is"),
        ("The vale's end", "'s"),
        ("I'm here", "am"),
        ("You’re here", "are"),
        ("We've left", "have"),
        ("They'll leave", "will"),
        ("He'd leave", "would"),
    ],
)
def test_a_contraction_is_looked_up_as_its_verb(text: str, meant: str) -> None:
    """«'s» is a verb behind a pronoun alone."""
    short = next(token for token in tokens(text) if token.text[0] in "'’")
    assert short.low == meant
    assert (short.word_class != "") is (meant != "'s")


def test_kinds_are_told() -> None:
    """Words, numbers, genitives and marks."""
    assert found("The U.N.'s 5%") == [
        ("The", "word"),
        ("U.N.", "word"),
        ("'s", "genitive"),
        ("5", "number"),
        ("%", "mark"),
    ]


def test_known_misreadings_are_undone_for_look_up_only() -> None:
    """The token keeps what stands there."""
    (token,) = tokens("UI\\J")
    assert (token.text, token.low) == ("UI\\J", "un")


def test_a_stretch_is_read_alone() -> None:
    """Offsets are those of the whole text."""
    (token,), starts = placed("one two three", 4, 7)
    assert (token.text, starts) == ("two", [4])


def test_what_is_written_alike_is_one_token() -> None:
    """A form is analysed once; only the white space behind it makes another."""
    one, two, three = tokens("day day day")
    assert one is two
    assert (two.low, two.spaced, three.spaced) == (three.low, True, False)
    assert spaced(three) is two


@given(st.text(max_size=40))
def test_every_character_but_white_space_is_in_one_token(text: str) -> None:
    """Tokens lie in order, slice back to their text, and leave out white space alone."""
    place = 0
    for token, start in zip(*placed(text, 0, len(text)), strict=True):
        assert text[start : start + len(token.text)] == token.text
        assert start >= place
        assert not text[place:start].strip()
        place = start + len(token.text)
    assert not text[place:].strip()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ağdam", "agdam"),
        ("GENÈVE", "geneve"),
        ("Kel'bad", "Kelbad"),
        ("Kel’bad", "kelbad"),
        ("e\u0301", "\u00c9"),
        ("Straße", "STRASSE"),
        ("UI\\J", "un"),
    ],
)
def test_words_are_compared_without_case_diacritics_and_apostrophes(one: str, other: str) -> None:
    """Two spellings of one word fold to the same."""
    assert compact(one) == compact(other)


def test_different_words_stay_different() -> None:
    """Folding does not make one word of two."""
    assert len({compact(word) for word in ("vale", "valet", "wale", "val", "va le")}) == 5


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        (" a \n b ", "a b"),
        ("e\u0301", "\u00e9"),
        ("a\u00adb\u200b", "ab"),
        ("a\x07\ue000b", "ab"),
        ("", ""),
        ("a\u00a0b", "a b"),
        ("“It’s”", "“It’s”"),
        ("a\r\n\r\nb", "a b"),
    ],
)
def test_words_as_a_cell(text: str, cell: str) -> None:
    """NFC, one blank between words, and nothing that cannot be seen; quotation marks stay as they are."""
    assert clean(text) == cell


@given(st.text(max_size=40))
def test_a_cell_is_canonical(text: str) -> None:
    """Cleaning once is enough, and leaves no control, format, private-use or unassigned character."""
    cell = clean(text)
    assert clean(cell) == cell
    assert unicodedata.is_normalized("NFC", cell)
    assert all(unicodedata.category(letter)[0] != "C" for letter in cell)
    assert cell == cell.strip()


def test_one_line_keeps_every_character_but_white_space() -> None:
    """Unlike a cell, the text for readers keeps letters as they are."""
    assert one_line("  e\u0301\n\u200b b ") == "e\u0301 \u200b b"
