"""What is drawn: each mention as exact as its document has it, many of them by year, areas beside reference values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from conftest import ROOT
from kbpack.pipeline import build
from kbpack.site import areas, coverings, facing, timeline
from kbpack.site.view import View


@pytest.fixture(scope="module")
def view() -> View:
    """Give the corpus here as its site shows it."""
    return View(build(ROOT))


def drawn(chart: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give the values that a chart draws."""
    (values,) = chart["datasets"].values()
    return list(values)


def test_a_mention_is_as_exact_as_its_document_has_it(view: View) -> None:
    """A day is a point, an interval a bar, and a date whose year is the curator's a mark of its own."""
    (picture,) = timeline.pictures(view)
    exact = {row[3]: row[6] for row in picture.rows}
    assert exact["1992-05-08"] == timeline.EXACT["day"]
    assert exact["1988/1992"] == exact["2008"] == timeline.EXACT["span"]
    assert exact["2020-11-09"] == timeline.EXACT["curated"]
    marks = {(one["start"], one["end"]): one["exact"] for one in drawn(picture.chart)}
    day = 24 * 3600 * 1000
    assert marks[705283200000, 705283200000 + day] == "day"
    assert len(picture.rows) == len(picture.links) == len(drawn(picture.chart))


def test_many_mentions_are_counted_by_year(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond some number there is a bar a year, and the counts are those of the mentions."""
    (line,) = timeline.pictures(view)
    monkeypatch.setattr(timeline, "MOST_MARKS", 3)
    (counted,) = timeline.pictures(view)
    assert counted.rows == line.rows
    expected = Counter((int(row[4][:4]), row[2]) for row in line.rows)
    assert {(one["year"], one["status"]): one["count"] for one in drawn(counted.chart)} == expected
    assert "holders together" in counted.title


def test_listed_areas_stand_beside_reference_values(view: View) -> None:
    """Each listed area has its bar, and beside it that of the gazetteer, where there is one."""
    bars, places = areas.pictures(view)
    found = {(one["place"], one["side"]): one["area"] for one in drawn(bars.chart)}
    assert found["Kalbajar", "as listed"] == 3054
    assert found["Kalbajar", "reference"] == 2763.4
    assert len(bars.rows) == 9
    assert "according to The Occupation in Figures" in places.title
    assert "Without a boundary here: Nagorno-Karabakh." in places.caption


def test_both_sides_of_a_finding_face_each_other(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each finding is a pair, told by what is said on either side and by whom; many are counted by kind."""
    (picture,) = facing.pictures(view)
    assert ("duration", "28 year-long", "Azerbaijan", "1993-10-29", "The Occupation in Figures") in {
        (row[0], *row[2:]) for row in picture.rows
    }
    assert picture.links[0] == "findings.html#finding-1"
    shown = {
        (one["value"], one["holder"]) for data in picture.chart["datasets"].values() for one in data if "at" in one
    }
    assert ("28 year-long", "according to Azerbaijan") in shown
    pairs = next(data for data in picture.chart["datasets"].values() if "kind" in data[0])
    between = {one["kind"]: one["between"] for one in pairs}
    assert (between["duration"], between["share"], between["certainty"]) == (facing.TWO, facing.ONE, facing.ONE)
    monkeypatch.setattr(facing, "MOST_PAIRS", 3)
    (counted,) = facing.pictures(view)
    assert {(one["kind"], one["count"]) for one in drawn(counted.chart)} == {(row[0], 1) for row in picture.rows}


def test_many_documents_are_counted_by_coverage(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few documents have a bar each, whose shares are the whole; many are counted."""
    (picture,) = coverings.pictures(view)
    for row in picture.rows:
        assert sum(map(float, row[1:])) == pytest.approx(100, abs=0.2)
    monkeypatch.setattr(coverings, "MOST_BARS", 1)
    (counted,) = coverings.pictures(view)
    assert drawn(counted.chart) == [{"from": 99, "to": 100, "count": 2}]
