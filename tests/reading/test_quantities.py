"""Numbers in words and figures, what they measure, and that none is made up."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbpack.reading.manners import area_km2
from kbpack.reading.numbers import canonical, dots, number, number_roles, roman
from kbpack.reading.quantities import quantities, read_in_manner
from kbpack.reading.quantity_forms import opening, pattern
from kbpack.reading.units import currencies, units


def found(text: str) -> list[tuple[str, str, str, str]]:
    """The words, kind, value and unit of each number in a text."""
    return [(text[one.start : one.end], one.kind, one.value, one.unit) for one in quantities(text)]


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("4400 km2", "area", "4400", "km2"),
        ("1,840 km\u00b2", "area", "1840", "km2"),
        ("1 840 sq. km", "area", "1840", "km2"),
        ("1\u202f840 square kilometres", "area", "1840", "km2"),
        ("12.50 hectares", "area", "12.5", "har"),
        ("3,5 ha", "area", "3.5", "har"),
        ("2 acres", "area", "2", "[acr_us]"),
        ("3 square miles", "area", "3", "[smi_us]"),
        ("a hectare", "area", "1", "har"),
        ("a square kilometre", "area", "1", "km2"),
        ("half of one percent", "share", "0.5", "%"),
        ("A third of one per cent", "share", "0.333333", "%"),
        ("a quarter of a square mile", "area", "0.25", "[smi_us]"),
        ("a million and a half square kilometres", "area", "1500000", "km2"),
        ("3.4 x 10^6 km2", "area", "3400000", "km2"),
        ("3.4\u00d710⁶ km2", "area", "3400000", "km2"),
        ("40-odd per cent", "share", "40", "%"),
        ("20 percent", "share", "20", "%"),
        ("20%", "share", "20", "%"),
        ("0.5 per cent", "share", "0.5", "%"),
        ("twenty percent", "share", "20", "%"),
        ("half", "share", "0.5", ""),
        ("28 year-long", "duration", "28", "a"),
        ("28-year", "duration", "28", "a"),
        ("three days", "duration", "3", "d"),
        ("90 minutes", "duration", "90", "min"),
        ("two centuries", "duration", "2", "100.a"),
        ("seven", "count", "7", ""),
        ("twenty-one", "count", "21", ""),
        ("one hundred and five", "count", "105", ""),
        ("two million three hundred thousand and twelve", "count", "2300012", ""),
        ("1.5 million", "count", "1500000", ""),
        ("100,000", "count", "100000", ""),
        ("1.840.000", "count", "1840000", ""),
        ("zero", "count", "0", ""),
        ("both", "count", "2", ""),
        ("a dozen", "count", "12", ""),
        ("second", "ordinal", "2", ""),
        ("21st", "ordinal", "21", ""),
        ("twenty-first", "ordinal", "21", ""),
        ("$3", "money", "3", "USD"),
        ("US$ 2.5 million", "money", "2500000", "USD"),
        ("\u20ac20", "money", "20", "EUR"),
        ("5 km", "other", "5", "km"),
        ("40 kg", "other", "40", "kg"),
    ],
)
def test_a_number_with_what_it_measures(text: str, kind: str, value: str, unit: str) -> None:
    """Kind, value in plain digits and UCUM unit are those of the words, which are marked from end to end."""
    for before, after in (("", ""), ("It had ", " of them."), ("(", ").")):
        ((words, *rest),) = found(f"{before}{text}{after}")
        assert text in {words, f"a {words}"}
        assert rest == [kind, value, unit]


@pytest.mark.parametrize("text", ["two tons a hectare", "30 dollars an acre", "a square deal", "5 tonnes a hectare"])
def test_an_article_in_a_rate_is_no_number(text: str) -> None:
    """«A hectare» behind a price or a yield says of what it is one."""
    assert all(kind != "area" for _, kind, _, _ in found(text))


@pytest.mark.parametrize(
    "text",
    ["5, 10 or 20 per cent of it", "5, 10, or even 20 per cent", "5, 10 and 20 per cent", "of 10 and 20 per cent"],
)
def test_numbers_in_a_row_share_the_unit_of_the_last(text: str) -> None:
    """A row of numbers, or two behind a preposition, count what the last counts."""
    assert {kind for _, kind, _, _ in found(text)} == {"share"}


def test_two_numbers_that_and_joins_may_count_other_things() -> None:
    """Without a row or a preposition nothing tells that they count the same."""
    assert [kind for _, kind, _, _ in found("It had 10 and 20 per cent left.")] == ["count", "share"]


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("Of the 20 hectares that are ours 5 had been dry.", ["20", "5"]),
        ("It has 20 hectares, of which only 5 are dry.", ["20", "5"]),
        ("Of the 20 hectares, 5 belong to us.", ["20", "5"]),
        ("Of the 20 hectares, 5 people in boats saw two.", ["20"]),
        ("They burned 20 hectares, and 5 were hurt.", ["20"]),
        ("In a zone of 20 hectares, 5 were hurt.", ["20"]),
        ("It has 20 hectares, of which 5 farms are dry.", ["20"]),
    ],
)
def test_a_part_of_an_area_has_its_unit(text: str, areas: list[str]) -> None:
    """Only where it is told of the area, and no noun says what the number counts."""
    assert [value for _, kind, value, _ in found(text) if kind == "area"] == areas


@pytest.mark.parametrize("word", ["several", "dozens", "hundreds", "thousands", "scores"])
def test_a_quantity_without_a_number_has_no_value(word: str) -> None:
    """What the words leave open stays empty."""
    assert found(f"It had {word} of them.") == [(word, "count", "", "")]


def test_a_roman_numeral_is_read_in_the_name_of_a_war() -> None:
    """Elsewhere capitals are letters."""
    assert found("during World War II in") == [("II", "ordinal", "2", "")]
    assert found("I saw Act V, page X of MIX.") == []


@pytest.mark.parametrize(
    "text",
    [
        "first of all",
        "at first",
        "one of them",
        "one another",
        "one-sided",
        "someone",
        "tense",
        "A4",
        "G7",
        "MI6",
        "km2",
        "",
        "often",
        "weighty",
        "the threesome",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    """Idioms, names with digits and words with a number inside are no numbers."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("two dozen", "24"), ("three dozen", "36"), ("a hundred and two", "102"), ("nine hundred", "900")],
)
def test_words_that_multiply(text: str, value: str) -> None:
    """A dozen is twelve times what stands before it."""
    assert [one[2] for one in found(text)] == [value]


@pytest.mark.parametrize(
    ("text", "fitting"),
    [
        ("one third of the land", [1 / 3]),
        ("two thirds of the land", [2 / 3]),
        ("one fifth of the land", [0.2]),
        ("three quarters of the land", [0.75]),
        ("the second half of the land", [2, 0.5]),
        ("one two three", [1, 2, 3]),
    ],
)
def test_words_that_make_no_sum_are_not_added(text: str, fitting: list[float]) -> None:
    """Of a fraction in words the value is the fraction or nothing; numbers side by side make no number nobody said."""
    for _, _, value, _ in found(text):
        assert not value or any(float(value) == pytest.approx(one, abs=0.01) for one in fitting)


def test_spans_that_are_taken_are_left_out() -> None:
    """What a date has taken is no number; offsets are those of the whole text."""
    text = "On 8 May 1992 it had 289 km2."
    ((start, end, *_),) = quantities(text, taken=((3, 13),))
    assert text[start:end] == "289 km2"
    assert [one.value for one in quantities(text, 4, 15)] == ["1992"]


@pytest.mark.parametrize(
    ("digits", "value"),
    [
        ("1,840", "1840"),
        ("1,840.50", "1840.5"),
        ("1.840.000", "1840000"),
        ("3,5", "3.5"),
        ("0.50", "0.5"),
        ("007", "7"),
        ("1 000 000", "1000000"),
        ("1\u00a0000", "1000"),
        ("0", "0"),
        ("0,0", "0"),
        ("100", "100"),
    ],
)
def test_digits_have_one_spelling(digits: str, value: str) -> None:
    """Separators of thousands go, a decimal comma becomes a point, zeros that say nothing go."""
    assert number(digits) == value


@given(st.decimals(min_value=0, max_value=Decimal("1e12"), places=4))
def test_canonical_numbers_keep_their_value(value: Decimal) -> None:
    """The spelling has no sign, exponent or idle zero, and is the same number."""
    spelled = canonical(value)
    assert re.fullmatch(r"(0|[1-9]\d*)(\.\d*[1-9])?", spelled)
    assert Decimal(spelled) == value


@given(st.integers(0, 10**9))
def test_grouped_digits_are_the_number(value: int) -> None:
    """A number with its thousands grouped is read as the number."""
    for grouped in (f"{value:,}", f"{value:,}".replace(",", " "), str(value)):
        assert [one.value for one in quantities(f"It had {grouped} stones.")] == [str(value)]


SMALL = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(value: int) -> str:
    """Spell a number from 1 to 999,999."""
    if value < 20:
        return SMALL[value - 1]
    if value < 100:
        tens, rest = divmod(value, 10)
        return TENS[tens - 2] + (f"-{SMALL[rest - 1]}" if rest else "")
    size, name = (1000, "thousand") if value >= 1000 else (100, "hundred")
    many, rest = divmod(value, size)
    link = " and " if rest < 100 else " "
    return f"{in_words(many)} {name}" + (link + in_words(rest) if rest else "")


@given(st.integers(1, 999_999))
def test_numbers_in_words_are_the_number(value: int) -> None:
    """A number that is spelled out is read as the number."""
    ((words, *rest),) = found(f"It had {in_words(value)} stones.")
    assert (words, rest) == (in_words(value), ["count", str(value), ""])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("86.6 thousand sq km", [("86.6 thousand sq km", "area", "86600", "km2")]),
        ("3.5 million hectares", [("3.5 million hectares", "area", "3500000", "har")]),
        ("1\u2009840 km2", [("1\u2009840 km2", "area", "1840", "km2")]),
        ("1.840,5 km2", [("1.840,5 km2", "area", "1840.5", "km2")]),
        ("1.840 sq km", [("1.840 sq km", "area", "", "km2")]),
        ("12.345 per cent", [("12.345 per cent", "share", "12.345", "%")]),
        ("1.2m hectares", [("1.2m hectares", "area", "1200000", "har")]),
        ("2.5m people", [("2.5m", "count", "2500000", "")]),
        ("£3.4m and $5B", [("£3.4m", "money", "3400000", "GBP"), ("$5B", "money", "5000000000", "USD")]),
        ("a 100m race", []),
        ("1.5m high", []),
        ("a 2.3-sq-mile site", [("2.3-sq-mile", "area", "2.3", "[smi_us]")]),
        ("55 square- kilometres", [("55 square- kilometres", "area", "55", "km2")]),
        ("40 hec-tares", [("40 hec-tares", "area", "40", "har")]),
        ("300 thou-sand hectares", [("300 thou-sand hectares", "area", "300000", "har")]),
        ("hundreds of thou-sands of hectares", [("hundreds of thou-sands of hectares", "area", "", "har")]),
        ("three hun-dred acres", [("three hun-dred acres", "area", "300", "[acr_us]")]),
        ("55 square kilo-\nmetres", [("55 square kilo-\nmetres", "area", "55", "km2")]),
        ("400 kilometres squared", [("400 kilometres squared", "area", "400", "km2")]),
        ("250 m^2", [("250 m^2", "area", "250", "m2")]),
        ("4,400 km 2 of land", [("4,400 km 2", "area", "4400", "km2")]),
        ("ran 10 km 2 times", [("10 km", "other", "10", "km"), ("2", "count", "2", "")]),
        ("300 feddans", [("300 feddans", "area", "300", "{feddan}")]),
        ("about c.300 ha", [("300 ha", "area", "300", "har")]),
        ("only .5 acres", [(".5 acres", "area", "0.5", "[acr_us]")]),
        ("the end .5 boats", []),
        ("a 20 per- cent cut", [("20 per- cent", "share", "20", "%")]),
        ("from 4.4. per cent", [("4.4. per cent", "share", "4.4", "%")]),
        ("18.8 per thousand", [("18.8 per thousand", "share", "18.8", "[ppth]")]),
        ("a percentage point", [("a percentage point", "share", "1", "%")]),
        ("2 and one half per cent", [("2 and one half per cent", "share", "2.5", "%")]),
        ("six and three-quarters per cent", [("six and three-quarters per cent", "share", "6.75", "%")]),
        ("one half per cent", [("one half per cent", "share", "0.5", "%")]),
        ("two thirds of mm", [("two thirds of mm", "share", "0.666667", "")]),
        ("two and three quarters", [("two", "count", "2", ""), ("three quarters", "share", "0.75", "")]),
        ("the one hundredth year", []),
        ("the two hundredth boat", [("two hundredth", "ordinal", "200", "")]),
        ("the two halves of it", [("two halves", "count", "2", "")]),
        ("ES- 7/2 holds", [("7/2", "other", "", "")]),
        ("one thousandth of it", [("one thousandth", "share", "0.001", "")]),
        ("SO per cent", [("SO per cent", "share", "", "%")]),
        ("7.S per cent", [("7.S per cent", "share", "", "%")]),
        ("8O2 km2", [("8O2 km2", "area", "", "km2")]),
        ("1S8 boats", [("1S8", "count", "", "")]),
        ("June 1S86", []),
        ("Resolution 5S8", []),
        ("(thousand ha)", []),
        ("back in ’91, and in '45", []),
        ("1,50,000 people", [("1,50,000", "count", "150000", "")]),
        ("1,2,3", [("1", "count", "1", ""), ("2", "count", "2", ""), ("3", "count", "3", "")]),
        ("3,5", [("3,5", "count", "", "")]),
        ("½ of it", [("½", "share", "0.5", "")]),
        ("1½ million", [("1½ million", "count", "1500000", "")]),
        ("2/3 of it", [("2/3", "share", "0.666667", "")]),
        ("3/4 of it", [("3/4", "share", "0.75", "")]),
        ("a third of it", [("a third", "share", "0.333333", "")]),
        ("nearly a third say", [("a third", "share", "0.333333", "")]),
        ("It fell by a fifth.", [("a fifth", "share", "0.2", "")]),
        ("about a third party", [("third", "ordinal", "3", "")]),
        ("He won by a second.", [("second", "ordinal", "2", "")]),
        ("He was a third.", [("third", "ordinal", "3", "")]),
        ("a third country", [("third", "ordinal", "3", "")]),
        ("Two thirds of it", [("Two thirds", "share", "0.666667", "")]),
        ("five out of six", [("five out of six", "share", "0.833333", "")]),
        ("12·5 per cent", [("12·5 per cent", "share", "12.5", "%")]),
        ("a 200-square-kilometre vale", [("200-square-kilometre", "area", "200", "km2")]),
        ("500 square feet", [("500 square feet", "area", "500", "[sft_i]")]),
        ("3 square nautical miles", [("3 square nautical miles", "area", "3", "[nmi_i]2")]),
        ("three-fifths", [("three-fifths", "share", "0.6", "")]),
        ("one in five boats", [("one in five", "share", "0.2", "")]),
        ("nine out of ten", [("nine out of ten", "share", "0.9", "")]),
        ("two in three boats", [("two in three", "share", "0.666667", "")]),
        ("six in 10 say", [("six in 10", "share", "0.6", "")]),
        ("three in two games", [("three", "count", "3", ""), ("two", "count", "2", "")]),
        ("five in ten days", [("five", "count", "5", ""), ("ten days", "duration", "10", "d")]),
        ("two thirds of both", [("two thirds", "share", "0.666667", ""), ("both", "count", "2", "")]),
        ("twenty thirty ha", [("twenty", "count", "20", ""), ("thirty ha", "area", "30", "har")]),
        ("a quarter of a million men", [("quarter of a million", "count", "250000", "")]),
        ("half of a million acres", [("half of a million acres", "area", "500000", "[acr_us]")]),
        ("a quarter century", [("quarter century", "duration", "0.25", "100.a")]),
        ("an hour and a half", [("an hour and a half", "duration", "1.5", "h")]),
        ("a mile and a quarter", [("a mile and a quarter", "other", "1.25", "[mi_i]")]),
        ("10% of a million", [("10%", "share", "10", "%"), ("million", "count", "1000000", "")]),
        ("20-25 per cent", [("20", "share", "20", "%"), ("25 per cent", "share", "25", "%")]),
        ("between 20 and 25%", [("20", "share", "20", "%"), ("25%", "share", "25", "%")]),
        ("20 and 25%", [("20", "count", "20", ""), ("25%", "share", "25", "%")]),
        ("5 to 15 million ha", [("5", "area", "5000000", "har"), ("15 million ha", "area", "15000000", "har")]),
        (
            "13 million to 18 million ha",
            [("13 million", "area", "13000000", "har"), ("18 million ha", "area", "18000000", "har")],
        ),
        ("a million to 2 million", [("million", "count", "1000000", ""), ("2 million", "count", "2000000", "")]),
        ("$US 3 billion", [("$US 3 billion", "money", "3000000000", "USD")]),
        ("two or three weeks", [("two", "duration", "2", "wk"), ("three weeks", "duration", "3", "wk")]),
        ("two and a half years", [("two and a half years", "duration", "2.5", "a")]),
        ("half a million", [("half a million", "count", "500000", "")]),
        ("hundreds of thousands", [("hundreds of thousands", "count", "", "")]),
        ("tens of thousands of square kilometres", [("tens of thousands of square kilometres", "area", "", "km2")]),
        ("thousands of hectares", [("thousands of hectares", "area", "", "har")]),
        ("several hundred", [("several hundred", "count", "", "")]),
        ("US$ 3.5bn", [("US$ 3.5bn", "money", "3500000000", "USD")]),
        ("3 million US dollars", [("3 million US dollars", "money", "3000000", "USD")]),
        ("resolution 822", [("822", "other", "822", "")]),
        (
            "resolutions 822,853 and 9",
            [("822", "other", "822", ""), ("853", "other", "853", ""), ("9", "other", "9", "")],
        ),
        ("612 (1988)", [("612", "other", "612", ""), ("1988", "count", "1988", "")]),
        ("Chapter VII", [("VII", "other", "7", "")]),
        ("No. 5", [("5", "other", "5", "")]),
        ("A/RES/62/243", [("A/RES/62/243", "other", "", "")]),
        ("at 14:30", [("14:30", "other", "", "")]),
        ("at 2.30 p.m.", [("2.30 p.m.", "other", "", "")]),
        ("AK-47 and F-16", []),
        ("in some quarters", []),
        ("at half-mast", []),
        ("a good one.", []),
    ],
)
def test_forms(text: str, told: list[tuple[str, str, str, str]]) -> None:
    """A range shares its unit, a label counts nothing, and what has two readings has no value."""
    assert [(text[one.start : one.end], one.kind, one.value, one.unit) for one in quantities(f"{text} ")] == told


def test_the_number_of_a_paragraph_is_no_figure() -> None:
    """It stands at the start of a sentence; a number elsewhere in it is one."""
    assert [one[0] for one in found("285.\tIt had 12. The rest")] == ["12"]


def test_full_stops_are_read_as_the_document_tells() -> None:
    """Other numbers of a document tell what its full stops do."""
    for text, value in (("1.840 and 2,5", "1840"), ("1.840 and 2.5", "1.84"), ("1.840 and 2.5 and 2,5", "")):
        assert quantities(text, dots=dots(text))[0].value == value


PIECES = st.sampled_from(
    [
        "5",
        "1,840",
        "3.5",
        "two",
        "dozen",
        "hundred",
        "and",
        "million",
        "half",
        "third",
        "km2",
        "percent",
        "years",
        "$",
        "-",
        ",",
        ".",
        "\n",
        "the",
        "II",
        "War",
        "several",
        "th",
        "first",
        "to",
        "resolution",
        "in",
        "of",
        "½",
        "2/3",
        "1.840",
        "per cent",
        "US dollars",
    ]
)


@given(st.lists(PIECES, max_size=8).map(" ".join), st.sampled_from(["", "_dots_group", "_dots_decimal"]))
def test_numbers_are_read_again_from_their_words_and_manner(text: str, style: str) -> None:
    """The words of a number and the manner that its surroundings gave it give the same kind, value and unit."""
    for one in quantities(text, dots=style):
        again = read_in_manner(text[one.start : one.end], one.manner)
        assert again is not None
        assert (again.kind, again.value, again.unit) == (one.kind, one.value, one.unit)


@given(st.lists(PIECES, max_size=10).map(" ".join) | st.lists(PIECES, max_size=6).map("".join) | st.text(max_size=30))
def test_numbers_are_plain_and_in_order(text: str) -> None:
    """Whatever the text, values are plain decimals and spans do not overlap."""
    ends = [0]
    for one in quantities(text):
        assert re.fullmatch(r"((0|[1-9]\d*)(\.\d*[1-9])?)?", one.value)
        ends += [one.start, one.end]
    assert ends == sorted(ends)


@pytest.mark.parametrize(
    ("text", "km2"),
    [
        ("802 km2", "802"),
        ("100 ha", "1"),
        ("250,000 m2", "0.25"),
        ("1 hectare", "0.01"),
        ("0 km2", "0"),
        ("1.50 sq km", "1.5"),
    ],
)
def test_areas_are_given_in_square_kilometres(text: str, km2: str) -> None:
    """The factor is exact, and the spelling canonical."""
    (area,) = quantities(text)
    assert area_km2(area) == km2


@pytest.mark.parametrize(("text", "km2"), [("1 acre", 0.00404687), ("1 square mile", 2.58999)])
def test_areas_in_other_systems_are_converted(text: str, km2: float) -> None:
    """An acre and a square mile have the size that surveyors give them."""
    (area,) = quantities(text)
    assert float(area_km2(area)) == pytest.approx(km2, rel=1e-5)


BEGINNINGS = sorted(
    {*number_roles(), *roman(), *units(), *currencies()}
    | {"1", "12", "1,840", "3.5", "1/2", "½", "2⅓", "+49 123456", "A/RES/62/243", "14:30", "a", "an", "one in"}
    | {"of", "every", "War", "No.", "-", ",", ".", "(", "thing", "No"}
)


@given(st.lists(st.sampled_from(BEGINNINGS), min_size=1, max_size=8), st.sampled_from([" ", "\n", "  ", "-", ""]))
def test_a_number_begins_where_one_may_begin(pieces: list[str], blank: str) -> None:
    """The quick look for a beginning passes over none that a form has."""
    text = blank.join(pieces)
    for shown in (text, text.title(), text.upper()):
        may = {place for place in range(len(shown)) if opening().match(shown, place)}
        assert {place for place in range(len(shown)) if pattern().match(shown, place)} <= may
