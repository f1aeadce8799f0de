"""Quotations in single marks, which look like apostrophes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Read
from kbpack.reading.single_marks import with_double_marks


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("‘It rained,’ she said.", "«It rained,» she said."),
        ("'It rained,' she said.", "«It rained,» she said."),
        ("It was ‘a flood’.", "It was «a flood»."),
        ("It was 'the farmers' flood', they say.", "It was «the farmers' flood», they say."),
        ("It was 'for the farmers' then.", "It was «for the farmers» then."),
        ("‘It rained. It did not stop.’ So they say.", "«It rained. It did not stop.» So they say."),
        ("‘He told me “no”,’ she said.", "«He told me 'no',» she said."),
        ("He: 'one' and 'two'", "He: «one» and «two»"),
        ("''It rained,'' she said.", "««It rained,»» she said."),
        ("``It rained,'' she said, ''and how!''", "««It rained,»» she said, ««and how!»»"),
        ("''It rained, '' said Mr. Hill.", "««It rained, »» said Mr. Hill."),
        ("''They say, 'It rained,''' he said.", "««They say, 'It rained,'»» he said."),
    ],
)
def test_single_marks_that_quote_are_seen_as_double_ones(text: str, seen: str) -> None:
    """A mark behind an s closes only where no other does; marks inside change places."""
    assert with_double_marks(text) == seen


@pytest.mark.parametrize(
    "text",
    [
        "The farmers' rain isn't ours; it's the vale's.",
        "In the '90s it rained 'twixt the farmers and us.",
        "She said: \"It was 'a flood' then.\"",
        "“It was ‘a flood’ then.”",
        "Hill 's rain, O'Hill, and rock 'n roll",
        "'It rained\n\nand it didn't stop,' she said.",
        f"'It {'rained and ' * 300}stopped,' she said.",
        "The quay is 5'10'' long and 6'2'' wide.",
        "The quay is 5'' long.\n\nIt is 6'' wide.",
    ],
)
def test_apostrophes_and_marks_inside_double_ones_stay(text: str) -> None:
    """Nor does a quotation go on over the end of a paragraph, or for pages."""
    assert with_double_marks(text) == text


@given(st.text(alphabet=" ab’‘'\"“”s,.\n", max_size=60))
def test_no_character_moves(text: str) -> None:
    """Only marks change, each for one other."""
    seen = with_double_marks(text)
    assert len(seen) == len(text)
    assert all(new == old or old in "'‘’\"“”„«»" for old, new in zip(text, seen, strict=True))


@pytest.mark.parametrize(
    ("text", "wording", "content"),
    [
        ("‘It rained,’ the Grain Board said on Monday.", "direct", "‘It rained,’"),
        ("The Grain Board said: 'It rained.'", "direct", "'It rained.'"),
        ("''It rained,'' the Grain Board said on Monday.", "direct", "''It rained,''"),
        ("The Grain Board said that it ‘poured’ there.", "mixed", "it ‘poured’ there"),
    ],
)
def test_a_quotation_in_single_marks_is_one(read: Read, text: str, wording: str, content: str) -> None:
    """What is quoted stays as it is written."""
    reads = read(text)
    (said,) = reads.others
    assert (said["quotation"], reads.content(said)) == (wording, content)
