"""Findings: where documents disagree, with both sides, and silence where they agree."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from conftest import ACTORS, PLACES, ROOT, MakeCorpus
from kbpack.pipeline import build

VALES = (
    PLACES + "land,Vale Land,country,,,,,,1000,,,,\n"
    "north,North Vale,district,land,,,,,100,,,,\n"
    "town,Vale Town,town,north,,,,,20,,,,\n"
    "south,South Vale,district,land,,,,,100,,,,\n"
)
VOICES = ACTORS + "union,River Union,party,,,,The Union\nherald,Valley Herald,newspaper,,,,\n"


def found(root: Path, kind: str) -> list[dict[str, str]]:
    """Build a corpus and give its findings of one kind; every side is a row of the package."""
    package = build(root)
    ids = {
        row[name]
        for table, name in (
            ("districts", "district_id"),
            ("statements", "statement_id"),
            ("events", "event_id"),
            ("figures", "figure_id"),
            ("places", "place_id"),
        )
        for row in package.rows[table]
    }
    for row in package.rows["findings"]:
        assert {row["left_ref"], row["right_ref"]} <= ids
        assert row["left_value"]
        assert row["right_value"]
    return [row for row in package.rows["findings"] if row["kind"] == kind]


@pytest.fixture
def vale(make_corpus: MakeCorpus) -> MakeCorpus:
    """Give a function that lays out a corpus about the made-up vales, with a dated document."""

    def make(text: str, places: str = VALES, **more: str) -> Path:
        files = {"vocabulary/places.csv": places, "vocabulary/actors.csv": VOICES}
        about = '[documents.news]\ndate = "1999-06"\n'
        return make_corpus({"news": text, **more}, files | {"corpus.toml": about})

    return make


# An overlap


def test_a_place_listed_with_the_whole_that_holds_it_is_found(vale: MakeCorpus) -> None:
    """A sum over the list would count the part twice; both rows are named."""
    (row,) = found(vale("North Vale: 100 km2; Vale Town: 20 km2; South Vale: 100 km2\n"), "overlap")
    assert (row["left_value"], row["right_value"]) == ("20 km2", "100 km2")
    assert "Vale Town (20 km2) is part of North Vale (100 km2)" in row["message"]


def test_a_part_of_a_part_overlaps_too(vale: MakeCorpus) -> None:
    """What holds a place may lie more than one step above it."""
    rows = found(vale("Vale Land: 1000 km2; Vale Town: 20 km2\n"), "overlap")
    assert [(row["left_value"], row["right_value"]) for row in rows] == [("20 km2", "1000 km2")]


def test_places_beside_each_other_do_not_overlap(vale: MakeCorpus) -> None:
    """Two parts of one whole that is not listed can be summed."""
    assert found(vale("North Vale: 100 km2; South Vale: 100 km2\n"), "overlap") == []


def test_lists_of_two_documents_do_not_overlap(vale: MakeCorpus) -> None:
    """Nobody sums over a list that another document has."""
    assert found(vale("North Vale: 100 km2\n", other="Vale Town: 20 km2\n"), "overlap") == []


# A sum against a share


def shares(vale: MakeCorpus, listed: str, share: str) -> list[dict[str, str]]:
    return found(vale(f"{listed}\n\nThe Union occupied {share} of Vale Land.\n"), "share")


def test_a_stated_share_that_the_listed_areas_do_not_make_is_found(vale: MakeCorpus) -> None:
    """The sum is given with and without parts counted twice, in km2 and percent."""
    (row,) = shares(vale, "North Vale: 100 km2; Vale Town: 20 km2; South Vale: 100 km2", "40 percent")
    assert (row["left_value"], row["right_value"]) == ("40 percent", "220 km2")
    assert "sum to 220 km2, 22.0 percent of the 1000 km2 of Vale Land" in row["message"]
    assert "(200 km2, 20.0 percent, without parts counted twice)" in row["message"]


@pytest.mark.parametrize("share", ["20 percent", "20%", "20.5 per cent"])
def test_a_share_that_the_listed_areas_make_is_no_finding(vale: MakeCorpus, share: str) -> None:
    """A share within a twentieth of the sum agrees."""
    assert shares(vale, "North Vale: 100 km2; South Vale: 100 km2", share) == []


def test_a_share_that_holds_once_parts_are_counted_once_is_told_with_both_sums(vale: MakeCorpus) -> None:
    """Where only the sum without parts counted twice makes the share, the message shows it."""
    rows = shares(vale, "North Vale: 100 km2; Vale Town: 20 km2; South Vale: 100 km2", "20 percent")
    assert all("(200 km2, 20.0 percent, without parts counted twice)" in row["message"] for row in rows)


@pytest.mark.parametrize(("share", "fires"), [("half", True), ("a fifth", False), ("one third", True)])
def test_a_share_in_words_is_compared_as_percent(vale: MakeCorpus, share: str, *, fires: bool) -> None:
    """A half is 50 percent, a third 33.3333."""
    assert bool(shares(vale, "North Vale: 100 km2; South Vale: 100 km2", share)) == fires


def test_a_share_of_another_place_is_no_finding(vale: MakeCorpus) -> None:
    """A share of a place that holds none of those listed is not compared."""
    text = "Vale Town: 20 km2\n\nThe Union occupied 40 percent of South Vale.\n"
    assert found(vale(text), "share") == []


def test_a_share_without_a_reference_area_is_no_finding(vale: MakeCorpus) -> None:
    """Without the area of the whole there is nothing to compare with."""
    text = "North Vale: 100 km2\n\nThe Union occupied 40 percent of Vale Land.\n"
    assert found(vale(text, VALES.replace(",1000,", ",,")), "share") == []


# A stated count


@pytest.mark.parametrize(
    ("words", "fires"),
    [
        ("three districts", True),
        ("two districts", False),
        ("5 districts", True),
        ("three towns", False),
        ("several districts", False),
    ],
)
def test_a_stated_count_against_the_listed_one(vale: MakeCorpus, words: str, *, fires: bool) -> None:
    """A number of places of a kind is held against those listed of that kind; other kinds and no number are not."""
    text = f"North Vale: 100 km2; South Vale: 100 km2\n\nThe Union occupied {words}.\n"
    rows = found(vale(text), "count")
    assert bool(rows) == fires
    assert [(row["left_value"], row["right_value"]) for row in rows] == ([(words, "2 listed")] if fires else [])


# A reference area


@pytest.mark.parametrize(
    ("area", "fires"), [("84", True), ("85", False), ("115", False), ("116", True), ("100", False)]
)
def test_a_listed_area_against_its_reference(vale: MakeCorpus, area: str, *, fires: bool) -> None:
    """An area more than 15 percent from the reference is found, with the place on the other side."""
    rows = found(vale(f"North Vale: {area} km2\n"), "area")
    assert [(row["left_value"], row["right_ref"], row["right_value"]) for row in rows] == (
        [(f"{area} km2", "north", "100 km2")] if fires else []
    )


def test_areas_in_other_units_are_compared_in_square_kilometres(vale: MakeCorpus) -> None:
    """A hundredth of a square kilometre is a hectare."""
    assert found(vale("North Vale: 10,000 ha\n"), "area") == []


# Two values


def test_one_place_with_two_areas_is_found(vale: MakeCorpus) -> None:
    """The first row of the place is one side, each that differs the other, also over documents."""
    (row,) = found(vale("North Vale: 100 km2\n", other="North Vale: 101 km2\n"), "two_values")
    assert (row["left_value"], row["right_value"]) == ("100 km2", "101 km2")


def test_one_place_with_one_area_in_two_units_is_no_finding(vale: MakeCorpus) -> None:
    """The same area in another unit is the same value."""
    assert found(vale("North Vale: 100 km2\n", other="North Vale: 100.0 square kilometres\n"), "two_values") == []


# Dates against a year

DATED = "The occupation in figures\nNorth Vale: {}, 100 km2; South Vale: {}, 100 km2\n\n{}\n"


@pytest.mark.parametrize(
    ("north", "south", "fires"),
    [
        ("May 1991", "3 June 1992", True),
        ("May 1992", "3 June 1992", False),
        ("1992", "1991-1993", False),
        ("1 January 1992", "31 December 1992", False),
        ("1 January 1993", "1992", True),
    ],
)
def test_a_year_in_a_sentence_against_the_listed_dates(
    vale: MakeCorpus, north: str, south: str, *, fires: bool
) -> None:
    """A listed date wholly outside the year that the sentence gives is found."""
    text = DATED.format(north, south, "In 1992 the Union occupied 20 percent of Vale Land.")
    rows = found(vale(text), "year")
    assert [(row["left_value"], row["right_value"][:4]) for row in rows] == ([("1992", north[-4:])] if fires else [])


def test_a_year_of_another_happening_is_no_finding(vale: MakeCorpus) -> None:
    """Only the same kind of happening is compared."""
    text = DATED.format("May 1991", "June 1991", "In 1992 the Union signed a treaty on Vale Land.")
    assert found(vale(text), "year") == []


# Dates against a duration


@pytest.mark.parametrize(
    ("duration", "fires"), [("eight-year", False), ("8 year-long", False), ("9 year-long", True), ("7 year-long", True)]
)
def test_a_duration_against_the_listed_dates(vale: MakeCorpus, duration: str, *, fires: bool) -> None:
    """Years from the listed dates to the document's date are held against the duration of what is over by then."""
    text = DATED.format("May 1991", "June 1991", f"We put an end to the {duration} occupation of Vale Land.")
    rows = found(vale(text), "duration")
    assert bool(rows) == fires
    assert all(row["left_value"] == duration for row in rows)


def test_a_duration_without_a_date_of_the_document_is_no_finding(make_corpus: MakeCorpus) -> None:
    """Nobody knows when an undated document was written."""
    text = DATED.format("May 1991", "June 1991", "We put an end to the 28 year-long occupation of Vale Land.")
    root = make_corpus({"news": text}, {"vocabulary/places.csv": VALES, "vocabulary/actors.csv": VOICES})
    assert found(root, "duration") == []


# A dropped hedge

QUOTED = 'Bombs in North Vale: "{}" found\n\nThe Valley Herald’s report found “{}” that the Union had used bombs.\n'


def test_a_heading_that_drops_a_hedge_of_the_body_is_found(vale: MakeCorpus) -> None:
    """Both quotations are shown, and the words that were left out."""
    (row,) = found(vale(QUOTED.format("clear evidence", "clear but unconfirmed evidence")), "dropped_hedge")
    assert (row["left_value"], row["right_value"]) == ("clear evidence", "clear but unconfirmed evidence")
    assert "'but unconfirmed' is left out" in row["message"]


@pytest.mark.parametrize(
    ("heading", "body"),
    [
        ("clear but unconfirmed evidence", "clear but unconfirmed evidence"),
        ("clear evidence", "clear and heavy evidence"),
        ("clear evidence", "evidence, unconfirmed but clear"),
        ("other words", "clear but unconfirmed evidence"),
    ],
)
def test_a_heading_that_keeps_the_hedge_or_quotes_other_words_is_no_finding(
    vale: MakeCorpus, heading: str, body: str
) -> None:
    """Only a hedge that is left out of the same words is told."""
    assert found(vale(QUOTED.format(heading, body)), "dropped_hedge") == []


def test_a_hedge_dropped_by_another_document_is_no_finding(vale: MakeCorpus) -> None:
    """A heading repeats the body that it stands over."""
    head, body = QUOTED.format("clear evidence", "clear but unconfirmed evidence").split("\n\n")
    assert found(vale(head + "\n", other=body), "dropped_hedge") == []


# One source in two certainties


@pytest.mark.parametrize(
    ("first", "second", "fires"),
    [
        ("that bombs were used", "“unconfirmed evidence” that bombs had been used", True),
        ("that bombs were used", "that bombs had been used", False),
        ("“unconfirmed evidence” that bombs were used", "“unconfirmed evidence” that bombs had been used", False),
        ("that bombs were used", "“unconfirmed evidence” that troops had withdrawn", False),
    ],
)
def test_one_source_in_two_certainties(vale: MakeCorpus, first: str, second: str, *, fires: bool) -> None:
    """What a source says as so in one place and as unconfirmed in another is found, of one kind of happening."""
    text = f"The Valley Herald’s report found {first}. The Valley Herald’s report found {second}.\n"
    assert bool(found(vale(text), "certainty")) == fires


def test_two_sources_may_differ_in_certainty(vale: MakeCorpus) -> None:
    """Who is surer than another contradicts nobody."""
    text = (
        "The Valley Herald’s report found that bombs were used. "
        "The River Union’s report found “unconfirmed evidence” that bombs had been used.\n"
    )
    assert found(vale(text), "certainty") == []


# The seeds


def test_the_seeds_hold_their_seven_findings() -> None:
    """Each finding of the two documents cites two rows of the package, and their ids are in its tables."""
    with (ROOT / "data/findings.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["kind"] for row in rows} >= {
        "share",
        "overlap",
        "count",
        "duration",
        "year",
        "dropped_hedge",
        "certainty",
    }
    ids = set()
    for name in ("districts", "statements", "events", "figures"):
        with (ROOT / f"data/{name}.csv").open(encoding="utf-8", newline="") as lines:
            ids |= {row[f"{name.removesuffix('s')}_id"] for row in csv.DictReader(lines)}
    assert {row[side] for row in rows for side in ("left_ref", "right_ref")} <= ids
    assert all(row["left_ref"] != row["right_ref"] for row in rows)
