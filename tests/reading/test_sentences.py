"""Sentences, over wrapped lines, abbreviations and damage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbpack.reading.sentences import sentences, trim


def found(text: str) -> list[str]:
    """The sentences of a text."""
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "parts",
    [
        ["It rained.", "It snowed."],
        ["It rained!", "Did it?", "Yes."],
        ["It rained …", "It snowed."],
        ["“It rained.”", "She left."],
        ["“Did it rain?”", "Ann Hill left the vale."],
        ["“Did it rain?”", "Hill said that it did."],
        ["He left (in May.)", "It rained."],
        ["It was I.", "He knew."],
        ["It began in 1990.", "Two left."],
        ["On 3.5 km2 it rained.", "It was 5 km.", "So."],
        [
            "It was cold",
        ],
        ["They met in the U.S.", "The rest did not."],
        ["It rained\nin the vale and\nit snowed.", "It\nended."],
        ["The answer is no.", "We left."],
        ["They sell cars, ships, etc.", "The firm grew."],
        ["It began at 5 p.m.", "The crowd left."],
        ["He works for Acme Inc.", "She does not."],
        ["He said: “no.”", "They left."],
        ["They use IE.", "Its goal is old."],
        ["He came … and left. . . .", "They stayed."],
        ["It was (see p. 5.)", "The rest left."],
        ["He went early. ”", "After that she left."],
        ["“Is it?” asked Ann.", "“Yes!” cried Bob."],
    ],
)
@pytest.mark.parametrize("between", [" ", "\n", "  \r\n"])
def test_sentences_end_at_their_marks(parts: list[str], between: str) -> None:
    """A full stop, exclamation or question mark ends a sentence, on the line or at its end."""
    assert found(between.join(parts)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Hill and Dr. Vale met Gen. Brook.",
        "It rained on Sept. 1 in the vale.",
        "It is No. 5 of the list.",
        "The A. B. Hill family came.",
        "The U.N. met.",
        "It rained, e.g. in the vale.",
        "It was approx. 5 km vs. 6 km.",
        "It rained... and snowed.",
        "“It rained,” she said.",
        "It covers 3.5 km2.",
        "See www.example.org and a.b.c there.",
        "“Did it rain?” he asked.",
        "“Did it rain?” Ann Hill asked the farmers.",
        "“It rains!” Hill said.",
        "Mr. A. A. Hill and V. I. Vale met.",
        "It began at 2 p.m. ET that day.",
        "Mt. Hill is higher than St. Vale.",
        "It rained, i.e. The Vale flooded.",
        "The council, recalling its law;\n1. Asks for peace;\n2. Calls upon all.",
        "It wants:\n(a) peace;\n(b) land.",
    ],
)
def test_marks_inside_a_sentence_do_not_end_it(text: str) -> None:
    """Abbreviations, initials, numbers and quotations are whole."""
    assert found(text) == [text]
    assert found(f"It began. {text} It ended.") == ["It began.", text, "It ended."]


def test_a_comma_that_a_scan_made_of_a_full_stop_ends_a_sentence() -> None:
    """At the end of a line, before a word that has a capital only where a sentence starts."""
    assert found("as is known ,\nThe rain began.") == ["as is known ,", "The rain began."]
    assert found("as is known,\nHill State began.") == ["as is known,\nHill State began."]
    assert found("as is known, The rain began.") == ["as is known, The rain began."]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("THE RAIN\nThe vale flooded.", ["THE RAIN", "The vale flooded."]),
        ("By Ann Hill\nThe vale flooded.", ["By Ann Hill", "The vale flooded."]),
        ("it came to an end\r\nThe vale flooded.", ["it came to an end", "The vale flooded."]),
        ("they met in\nThe Hague.", ["they met in\nThe Hague."]),
        ("they met the\nHill family.", ["they met the\nHill family."]),
        ("it ended there ,\n12.\tOn that day it rained.", ["it ended there ,", "12.\tOn that day it rained."]),
        ("It ended there.The vale flooded.", ["It ended there.", "The vale flooded."]),
        ("See www.example.Org there.", ["See www.example.Org there."]),
    ],
)
def test_sentences_end_where_their_mark_is_lost(text: str, parts: list[str]) -> None:
    """A line without a full stop ends before a word that has a capital only there, and before a numbered paragraph."""
    assert found(text) == parts


@pytest.mark.parametrize("text", ["1. It rained. 2. It snowed.", "12. It rained."])
def test_the_number_of_a_paragraph_is_no_sentence(text: str) -> None:
    """A number before a sentence says nothing by itself."""
    assert all(any(letter.isalpha() for letter in sentence) for sentence in found(text))


def test_a_stretch_is_read_alone() -> None:
    """Only what lies between the offsets is parted."""
    text = "One. Two. Three. Four."
    assert [text[start:end] for start, end in sentences(text, 5, 16)] == ["Two.", "Three."]


@given(st.text(st.sampled_from("aB. ,!?\n\r\t“”()'…1"), max_size=40), st.integers(0, 10), st.integers(0, 40))
def test_nothing_but_white_space_is_lost(text: str, start: int, length: int) -> None:
    """Sentences lie in order inside the stretch, without white space at their ends, and hold all that is none."""
    end = min(start + length, len(text))
    start = min(start, end)
    spans = sentences(text, start, end)
    place = start
    for first, after in spans:
        assert place <= first < after <= end
        assert not text[place:first].strip()
        assert text[first:after] == text[first:after].strip()
        place = after
    assert not text[place:end].strip()


@pytest.mark.parametrize(("text", "span"), [("  a b \n", (2, 5)), ("a", (0, 1)), (" \n ", (3, 3)), ("", (0, 0))])
def test_trimming_moves_both_ends_inwards(text: str, span: tuple[int, int]) -> None:
    """A stretch of white space becomes empty."""
    assert trim(text, 0, len(text)) == span
