"""Text into pages and scripts: nothing is lost, and nothing becomes markup or code."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from kbpack.site.markup import folded, script, shown, visible
from kbpack.site.segments import Mark, cuts, segments
from sites.conftest import HOSTILE

TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])) | st.text(
    st.sampled_from("<>&\"'\r\n\u202e\u2066\u2069\u200f\u00ad\u0085\u2028\ufeff a/!-]")
)
SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(["s1", "s2", "event", ""])).map(
        lambda one: Mark(min(one[:2]), max(one[:2]), one[2])
    )
)


class Reader(HTMLParser):
    """The text of a piece of HTML, and the elements in it."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.names = "", set[str]()
        self.feed(markup)
        self.close()

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.text += data

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        """Keep the name of an element."""
        self.names.add(tag)


@given(TEXTS)
def test_text_is_shown_to_the_letter(text: str) -> None:
    """What a page shows reads as the text, whatever stands in it; only the names of unseen characters are added."""
    read = Reader(shown(text))
    assert read.text == text
    assert read.names <= {"span"}


@given(TEXTS)
def test_a_script_holds_data_alone(text: str) -> None:
    """A script gives the text back, and no character of it could end the script or a line of it."""
    written = script("rows", [[text]])
    assert json.loads(written.removeprefix("kbpack.rows(").removesuffix(");\n")) == [[text]]
    assert not set(written[:-1]) & set("<>&\n\r\u2028\u2029\u202e")


def test_what_is_not_seen_is_named() -> None:
    """Bidi controls, soft hyphens and control characters have their names, in text and in cells."""
    assert '<span class="unseen" data-name="RLO">\u202e</span>' in shown(HOSTILE)
    assert visible("a\u202eb\u00ad\x01\u0085") == "a[RLO]b[SHY][␁][U+0085]"
    assert shown("a\r\nb\rc") == 'a&#13;\nb<span class="unseen" data-name="␍">&#13;</span>c'
    assert folded("a\n\n b  c") == "a b c"
    assert folded("x" * 100, 10) == "xxxxxxxxx…"


@given(SPANS, st.integers(0, 20), st.integers(21, 45))
def test_segments_are_the_whole_stretch(marks: list[Mark], start: int, end: int) -> None:
    """Segments follow each other without a gap, and each span is made of whole segments that carry its mark."""
    found = list(segments(marks, start, end))
    assert [one.start for one in found] == [start, *(one.end for one in found[:-1])]
    assert found[-1].end == end
    for mark in marks:
        inside = [one for one in found if one.start >= mark.start and one.end <= mark.end]
        covered = max(0, min(mark.end, end) - max(mark.start, start))
        assert sum(one.end - one.start for one in inside) == covered
        if mark.kind == "event":
            assert all("event" in one.kinds for one in inside)


def test_of_sayings_the_deepest_is_marked() -> None:
    """Where sayings lie in each other, a segment has the mark of the deepest, and that of an event beside it."""
    marks = [Mark(0, 30, "s1"), Mark(5, 25, "s2"), Mark(10, 20, "s3"), Mark(15, 40, "event")]
    found = [(one.start, one.end, one.kinds) for one in segments(marks, 0, 40)]
    assert found == [
        (0, 5, ("s1",)),
        (5, 10, ("s2",)),
        (10, 15, ("s3",)),
        (15, 20, ("event", "s3")),
        (20, 25, ("event", "s2")),
        (25, 30, ("event", "s1")),
        (30, 40, ("event",)),
    ]


@given(st.integers(0, 3_000), st.lists(st.tuples(st.integers(0, 3_000), st.integers(1, 300))), st.integers(1, 500))
def test_a_long_text_is_cut_without_a_gap(length: int, spans: list[tuple[int, int]], most: int) -> None:
    """The pages of a document together are the document, and none grows beyond twice its share of characters."""
    inside = [(start, min(start + size, length)) for start, size in spans if start < length]
    found = cuts(length, inside, most)
    assert [first for first, _ in found] == [0, *(last for _, last in found[:-1])]
    assert found[-1][1] == length
    assert all(last - first <= 2 * most for first, last in found)


def test_a_text_is_cut_between_spans() -> None:
    """A page ends where no span is open, where there is such a place near."""
    spans = [(at, at + 90) for at in range(0, 1_000, 100)]
    assert all(first % 100 == 0 for first, _ in cuts(1_000, spans, 300))
