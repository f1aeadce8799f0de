"""Coverage: each character that is not white space is in a span, or is unread."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbpack.coverage import coverage, line_and_column


@pytest.mark.parametrize(
    ("text", "spans", "share", "unread"),
    [
        ("", [], 1, []),
        (" \n\t", [], 1, []),
        ("one two", [(0, 7)], 1, []),
        ("one two", [(0, 3), (4, 7)], 1, []),
        ("one two", [(4, 7), (0, 3)], 1, []),
        ("one two", [(0, 7), (1, 2)], 1, []),
        ("one two", [], 0, ["one two"]),
        ("one two", [(0, 3)], 0.5, ["two"]),
        ("\n one \n two\n", [(0, 2)], 0, ["one \n two"]),
        ("ab cd ef", [(3, 5)], 1 / 3, ["ab", "ef"]),
        ("abcd", [(0, 1), (3, 4)], 0.5, ["bc"]),
        ("abcd", [(0, 3), (1, 2)], 0.75, ["d"]),
        ("", [(1, 1)], 1, []),
    ],
)
def test_what_no_span_holds_is_unread(text: str, spans: list[tuple[int, int]], share: float, unread: list[str]) -> None:
    """The share counts characters other than white space; unread spans have none at their ends."""
    found = coverage(text, spans)
    assert found.share == pytest.approx(share)
    assert [text[start:end] for start, end in found.unread] == unread


TEXT = st.text("ab \n\u3000", max_size=30)


@given(TEXT, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted).map(tuple), max_size=6))
def test_the_share_is_that_of_the_characters_in_spans(text: str, spans: list[tuple[int, int]]) -> None:
    """Counting one character after another gives the same share, whatever the spans."""
    solid = [place for place, letter in enumerate(text) if not letter.isspace()]
    held = [place for place in solid if any(start <= place < end for start, end in spans)]
    found = coverage(text, spans)
    assert found.share == pytest.approx(len(held) / len(solid) if solid else 1)
    unread = {place for start, end in found.unread for place in range(start, end)}
    assert {place for place in unread if not text[place].isspace()} == set(solid) - set(held)


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("", 0, (1, 1)),
        ("one", 2, (1, 3)),
        ("one\ntwo", 3, (1, 4)),
        ("one\ntwo", 4, (2, 1)),
        ("one\r\ntwo", 5, (2, 1)),
        ("one\rtwo", 4, (2, 1)),
        ("one\r\n\r\ntwo", 8, (3, 2)),
        ("\U0001f600\u00e9x", 2, (1, 3)),
        ("one\u2028two\u0085x", 9, (1, 10)),
    ],
)
def test_lines_end_at_lf_crlf_or_cr(text: str, offset: int, place: tuple[int, int]) -> None:
    """Line and column count from 1, columns in code points; other separators end no line."""
    assert line_and_column(text, offset) == place
