"""Dates: what the words give as EDTF, never a year that they do not give, with another library as the judge."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from kbpack import lexicon
from kbpack.reading.date_forms import opening, pattern
from kbpack.reading.date_words import months, ordinals, words
from kbpack.reading.dates import bounds, dates, is_anchor, numeric_order, with_year
from kbpack.reading.names import Names
from kbpack.reading.readers import reread


def found(text: str) -> list[tuple[str, str, str]]:
    """The words, EDTF and precision of each date in a text that is a whole document."""
    order = numeric_order(text)
    return [(text[date.start : date.end], date.edtf, date.precision) for date in dates(text, order=order)]


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("may 08, 1992", "1992-05-08"),
        ("May 8 1992", "1992-05-08"),
        ("8 May 1992", "1992-05-08"),
        ("8 May, 1992", "1992-05-08"),
        ("8th of May 1992", "1992-05-08"),
        ("the 1st of March 1992", "1992-03-01"),
        ("Sept. 1, 2016", "2016-09-01"),
        ("1 Sept. 2016", "2016-09-01"),
        ("8\nMay\n1992", "1992-05-08"),
        ("1992-05-08", "1992-05-08"),
        ("13.5.1992", "1992-05-13"),
        ("08-May-1992", "1992-05-08"),
        ("8/May/1992", "1992-05-08"),
        ("29 February 1992", "1992-02-29"),
        ("the fifteenth of May 1992", "1992-05-15"),
        ("the thirty-first day of May, 1992", "1992-05-31"),
        ("1992-5-8", "1992-05-08"),
        ("15 May l992", "1992-05-15"),
        ("15 May 19B2", "1982-05-15"),
        ("15 May 19 92", "1992-05-15"),
    ],
)
def test_days(words: str, edtf: str) -> None:
    """Day, month and year make a day, in either order and over a line's end."""
    ((said, value, precision),) = found(f"It rained on {words} in the vale.")
    assert (value, precision) == (edtf, "day")
    assert said in words


@pytest.mark.parametrize(
    ("text", "words", "edtf", "precision"),
    [
        ("It began in May 1992.", "May 1992", "1992-05", "month"),
        ("It began in May, 1992.", "May, 1992", "1992-05", "month"),
        ("It began in 1992.", "1992", "1992", "year"),
        ("The 1992 treaty ended.", "1992", "1992", "year"),
        ("It fell on 17/18 May 1992.", "17/18 May 1992", "1992-05-17/1992-05-18", "interval"),
        ("It fell on 2.IV.1993.", "2.IV.1993", "1993-04-02", "day"),
        ("It fell on 2 XII 1993.", "2 XII 1993", "1993-12-02", "day"),
        ("It lasted 1988-1992.", "1988-1992", "1988/1992", "interval"),
        ("It lasted 1988\u20131992.", "1988\u20131992", "1988/1992", "interval"),
        ("It lasted 1988/92.", "1988/92", "1988/1992", "interval"),
        ("It ended in the 1990s.", "1990s", "199X", "interval"),
        ("It began on November 9.", "November 9", "XXXX-11-09", "no year"),
        ("It began on 9 November,", "9 November", "XXXX-11-09", "no year"),
        ("It began in April.", "in April", "XXXX-04", "no year"),
        ("It began today.", "today", "", "relative"),
        ("It began last year.", "last year", "", "relative"),
    ],
)
def test_less_than_a_day(text: str, words: str, edtf: str, precision: str) -> None:
    """What the words leave out stays out: no day, no month, no year is filled in."""
    assert found(text) == [(words, edtf, precision)]


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("May 4-6, 1990", "1990-05-04/1990-05-06"),
        ("4\u20136 May 1990", "1990-05-04/1990-05-06"),
        ("4 to 6 May 1990", "1990-05-04/1990-05-06"),
        ("between 4 and 12 May 1990", "1990-05-04/1990-05-12"),
        ("4 and 5 May 1990", "1990-05-04/1990-05-05"),
        ("28 September - 1 October 1991", "1991-09-28/1991-10-01"),
        ("September 28 to October 1, 1991", "1991-09-28/1991-10-01"),
        ("28 September 1990 to 1 October 1991", "1990-09-28/1991-10-01"),
        ("May\u2013July 1993", "1993-05/1993-07"),
        ("May 1992 to July 1993", "1992-05/1993-07"),
        ("1988 to 1992", "1988/1992"),
        ("between 1988 and 1992", "1988/1992"),
        ("1988\u201392", "1988/1992"),
        ("summer of 1993", "1993-22"),
        ("Fall 2006", "2006-23"),
        ("May/June 1992", "1992-05/1992-06"),
        ("Sept./Oct. 1983", "1983-09/1983-10"),
        ("1970-1980", "1970/1980"),
        ("nineteenth century", "18XX"),
        ("7th century", "06XX"),
        ("fifth century A.D.", "04XX"),
        ("8th\u201312th centuries AD", "07XX/11XX"),
        ("21st century", "20XX"),
    ],
)
def test_a_stretch_of_time(words: str, edtf: str) -> None:
    """Two days, months or years with a dash or a word between them are one stretch, and so is a season or a century."""
    assert found(f"It rained {words}, they wrote.") == [(words, edtf, "interval")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("on 4 and 12 May 1990", [("4", "1990-05-04"), ("12 May 1990", "1990-05-12")]),
        ("on 4, 8 and 12 May", [("4", "XXXX-05-04"), ("8", "XXXX-05-08"), ("12 May", "XXXX-05-12")]),
        ("the board had 4 and 12 May 1990 was dry", [("12 May 1990", "1990-05-12")]),
        ("on 40 and 12 May 1990", [("12 May 1990", "1990-05-12")]),
        ("the nineteenth and twentieth centuries", [("nineteenth and twentieth centuries", "18XX/19XX")]),
        ("from the 17th to the 19th century", [("17th to the 19th century", "16XX/18XX")]),
        ("the tenth and twentieth centuries", [("twentieth centuries", "19XX")]),
        ("in April 1985 and May 1986", [("April 1985", "1985-04"), ("May 1986", "1986-05")]),
        ("December 1985 and January 1986", [("December 1985 and January 1986", "1985-12/1986-01")]),
        ("in May and June 1980", [("May", "1980-05"), ("June 1980", "1980-06")]),
        ("in May or July 1980", [("May", "1980-05"), ("July 1980", "1980-07")]),
        ("in May, June and August 1980", [("May", "1980-05"), ("June", "1980-06"), ("August 1980", "1980-08")]),
        ("in August and May 1980", [("in August", "XXXX-08"), ("May 1980", "1980-05")]),
        ("from May to July it", [("May to July", "XXXX-05/XXXX-07")]),
        ("dry (November\u2013April)", [("November\u2013April", "XXXX-11/XXXX-04")]),
        ("between November and April", [("between November and April", "XXXX-11/XXXX-04")]),
        ("from Aug. 5 through Aug. 12", [("Aug. 5 through Aug. 12", "XXXX-08-05/XXXX-08-12")]),
        ("the week of May 5-9", [("May 5-9", "XXXX-05-05/XXXX-05-09")]),
        ("done in Sept. 2001", [("Sept. 2001", "2001-09")]),
        ("It ended in May. 1990 was dry", [("in May", "XXXX-05"), ("1990", "1990")]),
        ("by end-1983", [("1983", "1983")]),
        ("by end-May", [("end-May", "XXXX-05")]),
        ("the 1960s and 70s", [("1960s", "196X"), ("70s", "197X")]),
        ("the 1960s, '70s and late 80s", [("1960s", "196X"), ("'70s", "197X"), ("80s", "198X")]),
        ("the 1980s and 60s", [("1980s", "198X")]),
        ("Reed (c. 1455\u20131536)", [("1455\u20131536", "1455/1536")]),
        ("Reed (ca.1250)", [("1250", "1250")]),
        ("the Islands Act 1958", [("1958", "1958")]),
        ("by Order 1981 we", []),
        ("its fifth century", []),
        ("the late 19th and early 20th centuries", [("19th and early 20th centuries", "18XX/19XX")]),
        ("in the sixties and early seventies", [("sixties", ""), ("seventies", "")]),
        ("since the mid-sixties", [("sixties", "")]),
        ("a man in his late sixties", []),
        ("Reviews 92 (6): 1987\u20131991, 1990", [("1990", "1990")]),
        ("from about 1200 to about 400 BCE", []),
        ("at 1800 rpm", []),
        ("the 1970-1980 decade", [("1970-1980", "1970/1980")]),
        ("held in June and July", [("in June", "XXXX-06"), ("and July", "XXXX-07")]),
        ("two years ago it", [("two years ago", "")]),
        ("15 months later it", [("15 months later", "")]),
        ("in 1988 and 1992", [("1988", "1988"), ("1992", "1992")]),
        ("in 1991,1992 and 1993", [("1991", "1991"), ("1992", "1992"), ("1993", "1993")]),
        ("In May 20 people left", [("In May", "XXXX-05")]),
        ("In May 1,500 people left", [("In May", "XXXX-05")]),
        ("from 8 May to 2 June", [("8 May to 2 June", "XXXX-05-08/XXXX-06-02")]),
        ("on Monday, 8 May 1992", [("8 May 1992", "1992-05-08")]),
        ("the mid-1990s", [("1990s", "199X")]),
        ("the pre-1990 borders", [("1990", "1990")]),
        ("winter of 1992-93", [("1992-93", "1992/1993")]),
        ("A.D. 642", [("A.D. 642", "0642")]),
        ("in 642 A.D. it", [("642 A.D.", "0642")]),
        ("resolution 822 (1993)", [("1993", "1993")]),
        ("its 1992 tanks", [("1992", "1992")]),
        ("a loss of 9 August 1980.3 That", [("9 August 1980", "1980-08-09")]),
        ("In April 1983,2 it", [("April 1983", "1983-04")]),
        ("from 2.9 per cent in 1980 to 0.6 per cent in 1981", [("1980", "1980"), ("1981", "1981")]),
        ("the 1982, 1983 and 1984 reports", [("1982", "1982"), ("1983", "1983"), ("1984", "1984")]),
        ("the period 1986/87-1988/89", [("1986/87-1988/89", "1986/1989")]),
        ("At that level, 1980 marks the end", [("1980", "1980")]),
        ("in mid-August", [("mid-August", "XXXX-08")]),
        ("on the Fourth of July it", [("Fourth of July", "XXXX-07-04")]),
        ("on 4, 5 and 6 May 1990", [("4", "1990-05-04"), ("5 and 6 May 1990", "1990-05-05/1990-05-06")]),
        ("in May, June and July 1980", [("May", "1980-05"), ("June and July 1980", "1980-06/1980-07")]),
        ("on 15-May-91", [("15-May-91", "XXXX-05-15")]),
        ("on 08.05.92", [("08.05.92", "XXXX-05-08")]),
        ("in May ’68 it", [("May ’68", "XXXX-05")]),
        ("since 1991-2", [("1991-2", "1991/1992")]),
        ("the nineteen-eighties", [("nineteen-eighties", "198X")]),
        ("the 1970s–80s", [("1970s", "197X"), ("80s", "198X")]),
        ("in the XIXth century", [("XIXth century", "18XX")]),
        ("in the XX century", [("XX century", "19XX")]),
        ("in the twenty first century", [("twenty first century", "20XX")]),
        ("in l983 and in 199l", [("l983", "1983"), ("199l", "1991")]),
        ("resolution 598 (198 7)", [("198 7", "1987")]),
        ("vote on 31 August 19814 that", [("31 August 1981", "1981-08-31")]),
        ("as agreed in 1979.7 It", [("1979", "1979")]),
        ("below 1980 levels", [("1980", "1980")]),
    ],
)
def test_what_stands_side_by_side(text: str, told: list[tuple[str, str]]) -> None:
    """Dates that are listed are no stretch, a number that counts is no day, and a prefix does not hide a year."""
    assert [one[:2] for one in found(text)] == told


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("08/05/1992", ("1992", "year")),
        ("08/08/1992", ("1992-08-08", "day")),
        ("08/05/1992 and 13/05/1992", ("1992-05-08", "day")),
        ("08/05/1992 and 05/13/1992", ("1992-08-05", "day")),
        ("08/05/1992, 13/05/1992, 05/13/1992", ("1992", "year")),
        ("08.05.1992", ("1992-05-08", "day")),
        ("13/05/92", ("XXXX-05-13", "no year")),
    ],
)
def test_a_date_in_numbers_is_read_as_the_document_tells(text: str, first: tuple[str, str]) -> None:
    """Another date with a number above 12 tells what comes first; without one, or with both, only the year is sure."""
    assert found(text)[0][1:] == first


def test_a_date_in_numbers_names_the_order_it_was_read_in() -> None:
    """Its rule reads its words alone to the same day, and the rule without an order to no day."""
    (one, _) = dates("08/05/1992 or 13/05/1992", order=numeric_order("08/05/1992 or 13/05/1992"))
    assert reread(f"edtf{one.manner}", "08/05/1992", Names([])) == one.edtf == "1992-05-08"
    assert reread("edtf_month_first", "08/05/1992", Names([])) == "1992-08-05"
    assert reread("edtf", "08/05/1992", Names([])) == "1992"


@pytest.mark.parametrize(
    ("text", "edtfs"),
    [
        ("on 4, 8 and 12 May 1990", ["1990-05-04", "1990-05-08"]),
        ("in May or July 1980", ["1980-05"]),
        ("the 1960s and '70s", ["197X"]),
    ],
)
def test_a_date_that_shares_its_year_names_it_in_its_rule(text: str, edtfs: list[str]) -> None:
    """Its rule reads its words alone to the same date, and no other words."""
    shared = [one for one in dates(text) if one.manner]
    assert [reread(f"edtf{one.manner}", text[one.start : one.end], Names([])) for one in shared] == edtfs
    assert {reread(f"edtf{one.manner}", "40 and", Names([])) for one in shared} == {""}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It rained on 5 May.", "5 May"),
        ("It rained on May 5.", "May 5"),
        ("It rained in May.", "in May"),
        ("It rained on 5 Sept. in the vale.", "5 Sept."),
        ("It rained on 5 May 1990.", "5 May 1990"),
        ("It rained (1990).", "1990"),
    ],
)
def test_the_full_stop_of_a_sentence_is_no_part_of_a_date(text: str, words: str) -> None:
    """Only an abbreviation keeps its full stop."""
    assert [said for said, *_ in found(text)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "20 percent",
        "1990 km2",
        "1,990 people",
        "1990 people",
        "Resolution 822",
        "they may go",
        "in may we go",
        "march on",
        "31 April 1990",
        "30 February 1990",
        "29 February 1991",
        "3.1415",
        "1990.5",
        "12/2",
        "version 1990-1",
        "5 to 6",
        "0.1990",
        "the Mayor",
        "decide",
        "1992-1988",
        "a1990",
        "999",
        "1992 tanks came",
        "resolution 1948",
        "resolutions 822, 853 and 1993",
        "pages 1990-1995",
        "see p. 1990",
        "at 14:30",
        "from 1800 to 2000 people",
        "of 1200 villages",
        "A/RES/62/1993",
        "$1992",
        "1500 million",
        "they may 5 times",
        "in the 9th century B.C.",
        "500 B.C.",
        "1800-2000 people",
        "at noon (1354 UTC)",
        "a survey of 1709 pupils",
        "the 1S86 model",
        "sold 19 83-page books",
        "the second of may",
        "version 1991-5",
        "his l983",
    ],
)
def test_what_is_no_date(text: str) -> None:
    """Numbers, words like months, and days that there are not, are no dates."""
    assert [date for date in found(text) if re.fullmatch(r"[\dX]{4}(-.*)?", date[1])] == []


def test_a_stretch_of_a_text_is_read_alone() -> None:
    """Offsets are those of the whole text."""
    text = "In 1990 and in 1991 and in 1992."
    (date,) = dates(text, 8, 20)
    assert (date.start, date.end, date.edtf) == (15, 19, "1991")


# Another judge


def day(struct: object) -> str:
    """An ISO day from what edtf gives; nothing for an open end."""
    return "" if isinstance(struct, float) else "{:04d}-{:02d}-{:02d}".format(*struct[:3])  # type: ignore[index]


YEAR = st.integers(1000, 2099).map("{:04d}".format)
MONTH = st.tuples(YEAR, st.integers(1, 12)).map(lambda parts: "{}-{:02d}".format(*parts))
DAY = st.dates(min_value=dt.date(1000, 1, 1), max_value=dt.date(2099, 12, 31)).map(lambda one: one.isoformat())
DECADE = st.integers(100, 209).map("{}X".format)
SEASON = st.tuples(YEAR, st.integers(21, 24)).map(lambda parts: "{}-{}".format(*parts))
ONE = YEAR | MONTH | DAY
EDTF = (
    ONE
    | DECADE
    | SEASON
    | st.tuples(ONE, st.sampled_from("?~%")).map("".join)
    | st.tuples(ONE, ONE).filter(lambda ends: ends[0] < ends[1]).map("/".join)
    | ONE.map("{}/..".format)
    | ONE.map("../{}".format)
)


@given(EDTF)
def test_bounds_are_those_of_another_library(edtf: str) -> None:
    """First and last day agree with the edtf library for years, months, days, seasons, decades and intervals."""
    judge = parse_edtf(edtf)
    assert bounds(edtf) == (day(judge.lower_strict()), day(judge.upper_strict()))


@pytest.mark.parametrize(
    "edtf", ["", "XXXX-11-09", "XXXX-04", "..", "/", "../..", "May 1992", "1992-13", "1992-00", "92"]
)
def test_without_a_year_there_are_no_bounds(edtf: str) -> None:
    """A date that no calendar holds has no first and no last day."""
    assert bounds(edtf) == ("", "")


@pytest.mark.parametrize("edtf", ["1992-02-30", "1991-02-29", "1992-04-31", "1992-01-00", "1992-01-32", "0000"])
def test_a_day_that_there_is_not_has_no_bounds(edtf: str) -> None:
    """A day that no month has is no date, and nothing raises."""
    assert bounds(edtf) == ("", "")


MONTHS = ["January", "Feb.", "march", "April", "may", "June", "July", "Aug.", "Sept", "October", "Nov.", "december"]
PIECES = st.one_of(
    st.sampled_from(MONTHS),
    st.integers(0, 35).map(str),
    st.integers(900, 2200).map(str),
    st.sampled_from(
        ["in", "on", "of", "the", "since", "from", "to", "and", "last year", "today", "1990s", "1988-92", "1988/1992"]
    ),
    st.sampled_from(
        ["between", "summer", "Monday", "mid-", "A.D.", "12th century", "twentieth century", "8/5/1992", "13.5.1992"]
    ),
    st.sampled_from([",", ".", "-", "\u2013", "/", "\n", "th", "(", ")", "km2", "percent", "'s"]),
)
DATED = st.lists(PIECES, max_size=12).map(" ".join) | st.lists(PIECES, max_size=8).map("".join)


@given(DATED)
def test_every_date_is_one_to_another_library(text: str) -> None:
    """Whatever the words, the EDTF parses, and its days are those of the judge."""
    for mention in dates(text):
        if mention.edtf:
            judge = parse_edtf(mention.edtf)
            if mention.precision != "no year":
                assert bounds(mention.edtf) == (day(judge.lower_strict()), day(judge.upper_strict()))


@given(DATED)
def test_no_year_is_given_that_the_words_do_not_give(text: str) -> None:
    """The digits of each year stand in the words of its date, at most parted as in «19 83»; else the year is XXXX."""
    for mention in dates(text):
        words = re.sub(r"\b(19\d?) (\d)", r"\1\2", text[mention.start : mention.end])
        century = ""
        for part in filter(None, mention.edtf.split("/")):
            year = part[:4]
            if year == "XXXX":
                assert not re.search(r"\d{4}", words)
            elif year in words or year.lstrip("0") in words or (year.endswith("X") and year[:3] in words):
                century = year[:2]
            elif year.endswith("XX"):
                assert f"{int(year[:2]) + 1}th" in words or (year, words.lower()[:9]) == ("19XX", "twentieth")
            else:
                assert year[:2] == century
                assert words.endswith(year[2:])


@given(DATED)
def test_dates_are_read_again_from_their_words_alone(text: str) -> None:
    """The words of a date that stands alone give the same date."""
    for mention in dates(text):
        words = text[mention.start : mention.end]
        again = dates(words)
        assert [(one.edtf, one.precision) for one in again] == [(mention.edtf, mention.precision)]


@given(DATED)
def test_dates_do_not_overlap(text: str) -> None:
    """Dates come in the order of the text, each after the last."""
    ends = [0, *(place for one in dates(text) for place in (one.start, one.end))]
    assert ends == sorted(ends)


# What a curator adds


@pytest.mark.parametrize(
    ("edtf", "written", "curated"),
    [
        ("XXXX-11-09", "2020-11", "2020-11-09"),
        ("XXXX-04", "2016", "2016-04"),
        ("XXXX-04-02", "2016-03", "2015-04-02"),
        ("XXXX-04-02", "2016-04-01", "2015-04-02"),
        ("XXXX-04-02", "2016-04-02", "2016-04-02"),
        ("XXXX-04", "2016~", "2016-04"),
        ("XXXX-12-31", "2016/2017-06", "2016-12-31"),
        ("XXXX-02-29", "2016-06", "2016-02-29"),
        ("1992", "2016", ""),
        ("XXXX-04", "", ""),
        ("XXXX-04", "2016/..", ""),
    ],
)
def test_a_missing_year_is_the_last_before_the_document(edtf: str, written: str, curated: str) -> None:
    """What the document's date adds is the last such day or month that is not after it."""
    assert with_year(edtf, written) == curated


def test_a_stretch_without_a_year_is_put_into_one_year() -> None:
    """Both its ends get the same year, but where it goes over the end of one."""
    assert with_year("XXXX-11/XXXX-04", "2016-07") == "2015-11/2016-04"
    assert with_year("XXXX-05-08/XXXX-06-02", "2016-07") == "2016-05-08/2016-06-02"
    assert with_year("XXXX-05-08/XXXX-06-02", "2016-03") == "2015-05-08/2015-06-02"


@pytest.mark.parametrize("written", ["2015-06", "2017", "2019-01-01"])
def test_a_leap_day_is_put_into_a_leap_year_or_nowhere(written: str) -> None:
    """No 29 February is made in a year that has none."""
    made = with_year("XXXX-02-29", written)
    assert made in {"", "2012-02-29", "2016-02-29"}


@pytest.mark.parametrize(
    ("word", "is_one"), [("since", True), ("until", True), ("till", True), ("in", False), ("", False)]
)
def test_words_that_tie_a_date_to_a_happening(word: str, *, is_one: bool) -> None:
    """`since the war` has the war as its date."""
    assert is_anchor(word) == is_one


ROLES = (
    "tens",
    "pair opener",
    "season",
    "season of",
    "lead",
    "prefix",
    "weekday",
    "era",
    "pair",
    "link",
    "spell",
    "century",
)
BEGINNINGS = sorted(
    {word for role in ROLES for word in words(role)}
    | {*months(), *ordinals(), *(row["word"] for row in lexicon.table("relative_dates"))}
    | {"1", "8", "08", "1992", "1990s", "on", "of", "the", "-", ",", ".", "/", "Mid-", "A.D.", "thing"}
)


@given(st.lists(st.sampled_from(BEGINNINGS), min_size=1, max_size=8), st.sampled_from([" ", "\n", "  ", "-"]))
def test_a_date_begins_where_one_may_begin(pieces: list[str], blank: str) -> None:
    """The quick look for a beginning passes over none that a form has."""
    text = blank.join(pieces)
    for shown in (text, text.title(), text.upper()):
        may = {match.start() for place in range(len(shown)) if (match := opening().match(shown, place))}
        assert {place for place in range(len(shown)) if pattern().match(shown, place)} <= may
