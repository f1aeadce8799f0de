"""Lists and tables of places: entries in many layouts, heads with units, totals, and what is no list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbpack.reading.dates import numeric_order
from kbpack.reading.layout import Block, blocks
from kbpack.reading.list_styles import in_context
from kbpack.reading.lists import Context, ListEntry
from kbpack.reading.manners import area_km2
from kbpack.reading.names import Names
from kbpack.reading.numbers import dots
from kbpack.reading.readers import reread


def listed(text: str) -> list[ListEntry]:
    """The entries of a text that is a whole document."""
    context = Context(numeric_order(text), dots(text))
    return in_context(text, [one for block in blocks(text, context) for one in block.entries], context)


def found(text: str) -> list[tuple[str, str, str]]:
    """The name, the date and the area in square kilometres of each entry; how it says that it does not know."""
    return [
        (
            text[slice(*one.name)],
            one.date.edtf if one.date else "",
            area_km2(one.area) if one.area else text[slice(*one.unknown)] if one.unknown else "",
        )
        for one in listed(text)
    ]


BOTH = [("Upper Mere", "1931-03-12", "1840"), ("Lower Mere", "1932-05-02", "936.5")]


@pytest.mark.parametrize(
    "text",
    [
        "Upper Mere: 12 March 1931, 1,840 km2\nLower Mere: 2 May 1932, 936.5 km2",
        "Upper Mere: 12 March 1931, 1,840 km2; Lower Mere: 2 May 1932, 936.5 km2.",
        "Upper Mere – 12 March 1931 – 1,840 sq km\nLower Mere – 2 May 1932 – 936.5 sq km",
        "Upper Mere; 12 March 1931; 1,840 sq. km\nLower Mere; 2 May 1932; 936.5 sq. km",
        "• Upper Mere (12 March 1931): 1,840 km²\n• Lower Mere (2 May 1932): 936.5 km²",
        "1. Upper Mere, 12 March 1931, 1 840 km2\n2. Lower Mere, 2 May 1932, 936.5 km2",
        "a) Upper Mere: 12.3.1931, 1,840 km2\n(ii) Lower Mere: 2.5.1932, 936.5 km2",
        "Upper Mere 12 March 1931 1,840 square kilometres\nLower Mere May 2, 1932 936.5 square kilometres",
        "Upper Mere    12 March 1931    1,840 km2\nLower Mere    2 May 1932    936.5 km2",
        "- Upper Mere (1,840 km2), flooded on 12 March 1931\n- Lower Mere (936.5 km2), flooded on 2 May 1932",
        "On 12 March 1931: Upper Mere, 1,840 km2\nOn 2 May 1932: Lower Mere, 936.5 km2",
        "1931-03-12 Upper Mere 1,840 km2\n1932-05-02 Lower Mere 936.5 km2",
        "Upper Mere\nArea: 1,840 km2\nFlooded: 12 March 1931\n\nLower Mere\nArea: 936.5 km2\nFlooded: 2 May 1932",
        "The parishes: Upper Mere – 12 March 1931, 1,840 km2; Lower Mere – 2 May 1932, 936.5 km2",
        "Parish\tDate\tArea (km2)\nUpper Mere\t12 March 1931\t1,840\nLower Mere\t2 May 1932\t936.5",
        "Parish    Area, sq km    Date\nUpper Mere    1,840    12 March 1931\nLower Mere    936.5    2 May 1932",
        "|Parish|Date|Area in ha|\n|---|---|---|\n| Upper Mere|12.3.1931|184,000|\n|Lower Mere|2.5.1932|93,650|",
        "Parish,Flooded on the date,Area (thousand ha)\nUpper Mere,12 March 1931,184\nLower Mere,2 May 1932,93.65",
        "Parish;Date;Area (km2)\n\nUpper Mere;12 March 1931;1,840\nLower Mere;2 May 1932;936.5",
        "name,date,area_km2\nUpper Mere,1931-03-12,1840\nLower Mere,1932-05-02,936.5",
        "1,840 km2 – Upper Mere – 12 March 1931\n936.5 km2 – Lower Mere – 2 May 1932",
        "I. Upper Mere, 1,840 km2, March 12, 1931\nII. Lower Mere, 936.5 km2, May 2, 1932",
        "“Upper Mere”* – 12 March 1931 – 1,840 km2\n'Lower Mere'[1] – 2 May 1932 – 936.5 km2",
        "Upper Mere. Area: 1,840 km2. Flooded: 12 March 1931.\nLower Mere. Area: 936.5 km2. Flooded: 2 May 1932.",
        "Upper Mere (with its mills and 25 farms) – 1,840 km2 – 12 March 1931\nLower Mere – 936.5 km2 – 2 May 1932",
        "Upper Mere / 1,840 km2 / 12 March 1931\nLower Mere / 936.5 km2 / 2 May 1932",
        "Upper Mere → 1,840 km2 → 12-Mar-1931\nLower Mere → 936.5 km2 → 2-May-1932",
        "1 Upper Mere 12 March 1931 1,840 km2\n2 Lower Mere 2 May 1932 936.5 km2",
        "Upper Mere: 12 March 1931, 1,840 km2 (of which 5 km2 woods)\nLower Mere: 2 May 1932, 936.5 km2",
        "The vale has: Upper Mere (12 March 1931, 1,840 km2); Lower Mere (2 May 1932, 936.5 km2).",
        "Since 12 March 1931: Upper Mere (1,840 km2)\nSince 2 May 1932: Lower Mere (936.5 km2)",
        "Parish: Upper Mere\nDate: 12.3.1931\nArea: 1,840 km2\n\nParish: Lower Mere\nDate: 2.5.1932\nArea: 936.5 km2",
        "Parish: Upper Mere\nDate: 12.3.1931\nArea (ha): 184000\nParish: Lower Mere\nDate: 2.5.1932\nArea (ha): 93650",
        "Parishes\n  Upper Mere\n    12 March 1931\n    1,840 km2\n  Lower Mere\n    2 May 1932\n    936.5 km2",
        "Upper Mere, 12 March 1931, 1,840 km2     Lower Mere, 2 May 1932, 936.5 km2",
        "**Upper Mere** – 12 March 1931 – 1,840 km2\n**Lower Mere** – 2 May 1932 – 936.5 km2",
        "Upper Mere ~1,840 km2, 12 March 1931\nLower Mere >= 936.5 km2, 2 May 1932",
        "Flooded land (thousand hectares)\n\nUpper Mere, 12 March 1931, 184.0\nLower Mere, 2 May 1932, 93.65",
        'name,date,area_km2\n"Upper Mere",1931-03-12,"1,840"\nLower Mere,1932-05-02,936.5',
        "- name:Upper Mere\n  area: 1,840 km2\n  date:12.3.1931\n- name:Lower Mere\n  area: 936.5 km2\n  date:2.5.1932",
        "• Upper Mere,\n  12 March 1931,\n  area 1,840 km2\n• Lower Mere,\n  2 May 1932,\n  area 936.5 km2",
        "1/ Upper Mere – 12.03.1931 – 1,840* km2\n2/ Lower Mere – 2-V-1932 – 936.5 [1] km2",
        "#1 Upper Mere – 12 March 1931 – 1,840¹ km2\n№ 2 Lower Mere – 2 May 1932 – 936.5(b) km2",
        "a. Upper Mere – 12 March 1931 – 1,840 km2\nb. Lower Mere – 2 May 1932 – 936.5 km2",
        "Parishes lost: Upper Mere (12 March 1931, 1,840 km2), Lower Mere (2 May 1932, 936.5 km2).",
        "Parish\tArea, thous. ha\tDate\nUpper Mere\t184\t12 March 1931\nLower Mere\t93.65\t2 May 1932",
        "Parish\tArea (1000 ha)\tDate\nUpper Mere\t184\t12 March 1931\nLower Mere\t93.65\t2 May 1932",
        "Parish\tArea (ha, thousands)\tDate\nUpper Mere\t184\t12 March 1931\nLower Mere\t93.65\t2 May 1932",
        "Parishes under water (km2)\n\nUpper Mere: 12 March 1931, 1,840\nLower Mere: 2 May 1932, 936.5",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_layouts(text: str, end: str) -> None:
    """The same two entries in many layouts, with any line end, are the same two rows."""
    assert found(text.replace("\n", end)) == BOTH


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("Parishes, in square kilometres\n\nUpper Mere 1840\nLower Mere 1990", ["1840", "1990"]),
        ("Mere = 1,840 km2\nVale = 5 km2", ["1840", "5"]),
        ("Mere 1,840 km2, Vale 5 km2 and Hill.", []),
        ("Mere 1,840 km2, Vale 5 km2, and Hill 7 km2.", ["1840", "5", "7"]),
        ("The lake covers 5 km2.", []),
        ("Mere: 5 km2\nVale: n.a.\nTotal flooded area: 7 km2", ["5", "n.a", "7"]),
        ("Mere-1840 km2\nVale-5 km2", ["1840", "5"]),
        ("Field A1: 12.5 ha\nField B2: 3 ha", ["0.125", "0.03"]),
        ("Mere: 1,800–1,900 km2\nVale: 5 km2", ["", "5"]),
        ("Mere: between 1,800 and 1,900 km2, 1931\nVale: 5 km2", ["", "5"]),
        ("Area in km2\n\nMere    936,5\nVale    12,25\nHill    7", ["936.5", "12.25", "7"]),
        ("name,date,area_km2\nMere,1931,5\nVale,,", ["5", ""]),
        ("Parish\tArea (km2)\nMere\t5\n**Total**\t**5**", ["5", "5"]),
        ("Mere: 2S9 km2\nVale: 5 km2", ["", "5"]),
        ("Parish: Mere\nArea: unknown\nParish: Vale\nArea: 5 km2", ["unknown", "5"]),
        ("Table 2. Area of the parishes, km2\n\nMere\t5\nVale\t7\n\nSource: Map Office, 1994.", ["5", "7"]),
        ("Areas in km2: Mere 5, Vale 7, Hill 1,840.", ["5", "7", "1840"]),
        ("Parishes: Mere (5 km2), Vale (7 km2) and Hill (9 km2).", ["5", "7", "9"]),
        ("Ward 7: 14 km2\nWard 8: 15 km2", ["14", "15"]),
        ("Ward 7, 14 km2\nWard 8, 15 km2", ["14", "15"]),
        ("\u200bMere: 5 km2\n\u200bVale: 7 km2", ["5", "7"]),
        ("Mere: 1, 840 km2\nVale: 5 km2", ["", "5"]),
        ("Mere: 70 7 km2\nVale: 5 km2", ["", "5"]),
        ("Mere, 2 May 1932, l,840 km2\nVale, 3 May 1932, 5 km2", ["", "5"]),
        ("Mere, 2 May 1932, 1,O94 km2\nVale, 3 May 1932, 5 km2", ["", "5"]),
    ],
)
def test_areas_that_are_plain_and_areas_that_are_not_sure(text: str, areas: list[str]) -> None:
    """A range, a number with a blank inside, and one with a letter for a digit give no area."""
    assert [one[2] for one in found(text)] == areas


@pytest.mark.parametrize("mark", ["n/a", "unknown", "-", "–", "…", "...", "not available"])
@pytest.mark.parametrize("layout", ["Mere: 5 km2\nVale: {}", "Place\tArea (km2)\nMere\t5\nVale\t{}"])
def test_an_entry_without_a_known_area(layout: str, mark: str) -> None:
    """Words or a mark for not knowing stand for the area, and no number does."""
    assert found(layout.format(mark)) == [("Mere", "", "5"), ("Vale", "", mark)]


@pytest.mark.parametrize(
    ("areas", "km2"),
    [
        (["1.840", "1.936"], ["1840", "1936"]),
        (["1.840", "3.5"], ["1.84", "3.5"]),
        (["1.840", "1.386,5"], ["1840", "1386.5"]),
        (["1.840", "1,936"], ["1.84", "1936"]),
        (["1.840"], [""]),
        (["1.840", "12"], ["", "12"]),
        (["0.840", "12"], ["0.84", "12"]),
    ],
)
def test_full_stops_in_numbers_are_read_as_the_list_tells(areas: list[str], km2: list[str]) -> None:
    """A full stop before three digits groups thousands or parts decimals; where nothing tells, there is no value."""
    text = "\n".join(f"Mere {letter}: {area} km2" for letter, area in zip("ABC", areas, strict=False))
    assert [one[2] for one in found(text)] == km2


def test_a_number_under_a_head_is_read_again_with_its_rule() -> None:
    """The rule names the unit of the head, so that the words of the number give the area; without it they give none."""
    (one, _) = listed("Parish\tArea (ha)\nMere\t1,840\nVale\t5")
    assert one.area is not None
    assert reread(f"area_km2{one.area.manner}", "1,840", Names([])) == "18.4"
    assert reread("area_km2", "1,840", Names([])) == ""
    assert reread("area_km2_in_bushels", "1,840", Names([])) is None


@pytest.mark.parametrize(
    "text",
    [
        "Area: 1,840 km2\nDate: 12 March 1931",
        "Dear friends\nArea: we have 5 km2\nWe met.",
        "It rained all day.\nArea: 5 km2",
        "On 5 May 1990 Mere, of 5 km2, was flooded.",
    ],
)
def test_a_label_is_no_place(text: str) -> None:
    """What only names a figure, and sentences, are no entries."""
    assert found(text) == []


def test_a_label_with_its_figure_alone_on_a_line_is_no_heading() -> None:
    """A heading may hold a colon and a year; one with an area or a share tells it."""
    kinds = [block.kind for block in blocks("Area: 300 sq. km\n\nRain fell.\n\nTurnout: 45%\n\nThe plan: 1992\n")]
    assert kinds == ["prose", "prose", "prose", "heading"]


def test_two_sentences_on_a_line_are_no_heading() -> None:
    """A line between blank ones that lacks its full stop may be prose."""
    assert [block.kind for block in blocks("The rain\n\nIt rained. We left, but --\n\nSt. Vale\n")] == [
        "heading",
        "prose",
        "heading",
    ]


def test_a_total_is_no_place() -> None:
    """The sum of a list is told from its entries."""
    text = "Mere: 5 km2\nVale: 7 km2\nTotal: 12 km2\n"
    assert [(text[slice(*one.name)], one.total) for one in listed(text)] == [
        ("Mere", False),
        ("Vale", False),
        ("Total", True),
    ]


def test_other_numbers_of_a_row_are_kept() -> None:
    """A column that is neither date nor area leaves its numbers beside the entry."""
    text = "Parish | Area (km2) | People\nMere | 5 | 1,203\nVale | 7 | 99\n"
    assert [[text[more.start : more.end] for more in one.more] for one in listed(text)] == [["1,203"], ["99"]]


def test_dates_without_areas_are_a_list_under_a_word_for_places() -> None:
    """Under «parishes» two lines of a name and a date are entries; under another heading they are not."""
    lines = "Mere: 12 March 1931\nVale: 2 May 1932\n"
    assert found(f"Parishes under water\n{lines}") == [("Mere", "1931-03-12", ""), ("Vale", "1932-05-02", "")]
    assert found(f"The concerts\n{lines}") == []


@pytest.mark.parametrize(
    "text",
    [
        "As is known, 20 km2 of the vale were flooded when the dam broke in the spring of that year.",
        "The following lie under water: Mere (5 km2), Vale (7 km2) and Brook (9 km2).",
        "In Mere, 5 km2 were flooded, and the people of the vale had to leave their houses.",
        "He said: we lost 5 km2 of our best land to the lake and will not get it back.",
        "Mr. President, the area of my country is 5 km2.",
        "Mere: a place of beauty",
        "The vale is small. Total area: 300 sq. km. It has a quay.",
        "The park, 300 km2, is old.",
        "My vale – 300 km2 – is small.",
        "We lost much: 300 hectares.",
        "June 5: 300 hectares burned",
        "Population: 500. Area: 300 km2.",
    ],
)
def test_what_is_no_list(text: str) -> None:
    """A sentence with an area in it stays a sentence."""
    assert found(text) == []


NAMES = ["Mere", "Upper Vale", "Total", "Area (km2)", "Date", "n/a"]
VALUES = ["5", "1.840", "1,203", " km2", " ha", "12 March 1931", "8/5/1992"]
MARKS = [":", ";", "\n", "\t", " | ", " – ", "...", " ", "(", ")", "1. ", "- ", "---", "", ".", ","]
PIECES = st.sampled_from([*NAMES, *VALUES, *MARKS])


@given(st.lists(PIECES, max_size=16).map("".join) | st.text(max_size=60))
def test_blocks_hold_every_character_and_entries_lie_in_them(text: str) -> None:
    """Whatever the text, blocks lie in order and hold all but white space, and entries lie in order in their blocks."""

    def outside(found: list[Block]) -> str:
        place, left = 0, ""
        for block in found:
            assert place <= block.start < block.end <= len(text)
            left, place = left + text[place : block.start], block.end
        return left + text[place:]

    found = blocks(text)
    assert not outside(found).strip()
    for block in found:
        place = block.start
        assert bool(block.entries) == (block.kind == "list")
        for one in block.entries:
            assert place <= one.start <= one.name[0] < one.name[1] <= one.end <= block.end
            place = one.end


def test_names_in_quotation_marks_may_hold_the_mark_between_cells() -> None:
    """A comma inside quotation marks parts no cells, and marks for heavy type are no part of a name."""
    text = 'name,date,area_km2\n"Mere, Upper",1931,5\n**Vale**,1932,7'
    assert found(text) == [("Mere, Upper", "1931", "5"), ("Vale", "1932", "7")]


def test_months_with_a_year_in_numbers_are_dates_of_entries() -> None:
    """Two digits for a year do not tell its century."""
    text = "Mere, 05.1992, 5 km2\nVale, 5/1992, 6 km2\nHill, May-92, 7 km2\nDale, 8.5.92, 8 km2"
    assert [one[1] for one in found(text)] == ["1992-05", "1992-05", "XXXX-05", "XXXX-05-08"]


def test_an_entry_may_open_with_words_for_not_knowing_its_date() -> None:
    """They are no name."""
    assert found("8 May 1992\tMere\t5 km2\nunknown\tVale\t7 km2") == [("Mere", "1992-05-08", "5"), ("Vale", "", "7")]


def test_a_total_of_many_words_is_no_place_and_names_may_have_numbers() -> None:
    """A total has the word for an area anywhere; a number before a colon belongs to the name."""
    listing = listed("Ward 7: 5 km2\nWard 8: 7 km2\nTotal area under water: 12 km2\nTogether: 12 km2")
    assert [one.total for one in listing] == [False, False, True, True]
    assert [one[0] for one in found("Ward 7: 5 km2\nWard 8: 7 km2")] == ["Ward 7", "Ward 8"]


def test_a_column_of_shares_has_their_unit() -> None:
    """Its head ends with the unit."""
    (one, _) = listed("Parish | Area, km2 | Share, %\nMere | 5 | 12.5\nVale | 7 | 20")
    assert [(more.kind, more.value) for more in one.more] == [("share", "12.5")]  # type: ignore[union-attr]
