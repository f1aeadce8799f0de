"""Names of the vocabulary in text, in spite of case, diacritics and lost hyphens."""

from __future__ import annotations

import pytest

from kbpack.reading.names import Entry, Names, compact
from kbpack.reading.tokens import placed, tokens

NAMES = Names(
    [
        ("Stony-Vale", Entry("places", "stony", "region")),
        ("Vale", Entry("places", "vale", "region")),
        ("Vale", Entry("actors", "vale-state", "state")),
        ("Ağra", Entry("places", "agra", "town")),
        ("Kel'bad", Entry("places", "kelbad", "town")),
        ("The Union", Entry("actors", "union", "party")),
        ("UN", Entry("actors", "un", "organization")),
        ("UN Board", Entry("actors", "un-board", "board")),
        ("Stony Vale Union", Entry("actors", "stony-union", "party")),
        ("Долина", Entry("places", "dolina", "town")),
    ]
)


def found(text: str) -> list[tuple[str, str]]:
    """The words and ids of the names in a text."""
    line, starts = placed(text, 0, len(text))
    return [
        (text[starts[name.first] : starts[name.after - 1] + len(line[name.after - 1].text)], name.entry.id)
        for name in NAMES.find(line)
        if name.entry.table == "places" or name.entry.id != "vale-state"
    ]


@pytest.mark.parametrize(
    "words",
    ["Stony-Vale", "Stony Vale", "Stony\nVale", "Stony - Vale", "STONY-VALE", "Stony\u2013Vale", "Stony-\nVale"],
)
def test_a_lost_or_broken_hyphen_hides_no_name(words: str) -> None:
    """A hyphen may be lost, made long, or stand at a line's end."""
    assert found(f"It rained in {words}, they said.") == [(words, "stony")]


@pytest.mark.parametrize(
    ("words", "entry"),
    [
        ("Ağra", "agra"),
        ("AĞRA", "agra"),
        ("Agra", "agra"),
        ("Ag\u0306ra", "agra"),
        ("Kelbad", "kelbad"),
        ("Kel’bad", "kelbad"),
        ("ДОЛИНА", "dolina"),
        ("UI\\J", "un"),
        ("Vale's", "vale"),
        ("Vale’s", "vale"),
    ],
)
def test_case_diacritics_apostrophes_and_misreadings_hide_no_name(words: str, entry: str) -> None:
    """A name is found with and without its marks, in capitals, and where a scan misread it."""
    assert [one for _, one in found(f"In {words} it rained.")] == [entry]


@pytest.mark.parametrize("word", ["Valet", "Valeian", "Unvale", "Union", "un", "vale", "Stony", "UNBoard"])
def test_a_part_of_a_word_is_no_name(word: str) -> None:
    """Names are whole words that begin with a capital."""
    assert found(f"It rained in {word} today.") == []


def test_the_longest_name_wins() -> None:
    """Names inside a longer name are not found again."""
    assert found("The Stony Vale Union met the UN Board in Stony Vale.") == [
        ("Stony Vale Union", "stony-union"),
        ("UN Board", "un-board"),
        ("Stony Vale", "stony"),
    ]


def test_one_name_may_have_two_entries() -> None:
    """A name of a place and of an actor is found as both."""
    line = tokens("Vale said so.")
    assert sorted((name.entry.table, name.entry.id) for name in NAMES.find(line)) == [
        ("actors", "vale-state"),
        ("places", "vale"),
    ]


@pytest.mark.parametrize("words", ["The Union", "the Union"])
def test_a_name_with_an_article_is_found_also_inside_a_sentence(words: str) -> None:
    """There the article has no capital."""
    text = f"It was {words} that said so." if words[0] == "t" else f"{words} said so."
    assert [one for _, one in found(text)] == ["union"]


@pytest.mark.parametrize(
    ("table", "words", "entry"),
    [
        ("places", "Stony Vale", "stony"),
        ("places", "stony-vale", "stony"),
        ("places", "the Stony-Vale", "stony"),
        ("actors", "Union", "union"),
        ("actors", "the union", "union"),
        ("actors", "Vale", "vale-state"),
        ("places", "Vale", "vale"),
        ("places", "UN", ""),
        ("places", "Vale and Hill", ""),
        ("places", "", ""),
        ("places", "the", ""),
    ],
)
def test_whole_words_are_looked_up_by_table(table: str, words: str, entry: str) -> None:
    """What is wholly a name has its id, with or without an article; what is more or less has none."""
    assert NAMES.id_of(table, words) == entry


def test_names_are_compared_without_marks() -> None:
    """Blanks, hyphens, quotation marks and a leading article do not part two names."""
    assert compact("The  Stony-Vale") == compact("“stony vale”") == "stony vale"
    assert compact("The") == "the"


def test_an_empty_vocabulary_finds_nothing() -> None:
    """No names are known without a vocabulary."""
    assert Names().find(tokens("Vale said so.")) == []
    assert Names().id_of("places", "Vale") == ""
