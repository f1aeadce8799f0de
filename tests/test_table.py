"""Tables: what the models say, how cells become values, and what is told of those that are wrong."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pandera.polars as pa
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandera.errors import SchemaErrors

import made_up
from kbpack import columns
from kbpack.faults import lines
from kbpack.report import FOLD
from kbpack.rules import FORM, Rows, folded, rule
from kbpack.schema import table_schema
from kbpack.table import Table, text_frame
from kbpack.tables import TABLES
from kbpack.values import check_values, holds, judge, typed

BY_NAME = {table.name: table for table in TABLES}
CELLS = [(table, name) for table in TABLES for name in table.columns]

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
ODD_TEXT = [
    "",
    " x",
    "x ",
    "a  b",
    "a\nb",
    "e\u0301",
    "\u00e9",
    "\u200b",
    "\ue000",
    "a,b",
    "#",
    "\x1c",
    "a\u00a0b",
    "a\u2028b",
]
ODD_NUMBERS = [
    "0",
    "-1",
    "1e3",
    "+1",
    "01",
    "1_0",
    "nan",
    "inf",
    "91",
    "1.5",
    "99999999999999999999",
    "-0",
    "1.",
    "\u0663",
]
ODD_CODES = ["2001-02-30", "2001-05-04", "XXXX-05", "2001/..", "a:0-2", "harbour:0-2~1", "CT+", "day", "x\n", "Uu\n"]
ODD = st.sampled_from([*ODD_TEXT, *ODD_NUMBERS, *ODD_CODES])

EDTF = [
    "1992-05-08",
    "1992-05",
    "1992",
    "1988/1992",
    "1988/1992-05-08",
    "XXXX-11-09",
    "XXXX-04",
    "199X",
    "19XX",
    "1992-21",
]
EDTF += ["1994/..", "../1994-05", "1992?", "1992-05~", "1992-05-08%", "1992~/1993?", "1992-02-29", "XXXX-04/XXXX-05"]
NOT_EDTF = ["1992-5", "1992-13", "1992-00", "1992-02-30", "1992-04-31", "1992-05-32", "92", "1992-25", "../..", "/1992"]
NOT_EDTF += ["1992/", "XXXX", "1992-05-08T00", "may 1992", "1992--05", "1992-05-08 ", "199", "1992??", "1992\n"]


def valid(name: str) -> pl.DataFrame:
    """Give the valid rows of a table as strings."""
    return text_frame(BY_NAME[name], made_up.rows()[name])


def spoiled(table: str, cells: dict[str, str], row: int = 0) -> pl.DataFrame:
    """Give the valid rows of a table with some cells of one row changed."""
    rows = made_up.rows()[table]
    rows[row] |= cells
    return text_frame(BY_NAME[table], rows)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_valid_rows_pass(table: Table) -> None:
    """The made-up package has nothing wrong in any table."""
    frame, issues = check_values(table, valid(table.name))
    assert issues == []
    assert frame.columns == list(table.columns)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_empty_tables_pass(table: Table) -> None:
    """A table without rows is valid."""
    assert check_values(table, text_frame(table, []))[1] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_described(table: Table) -> None:
    """Every table and column has a title and a description."""
    assert all(column.title and column.description for column in table.fields.values())
    assert (table.model.__doc__ or "").count("\n\n") == 1


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_text_column_has_a_form(table: Table) -> None:
    """Each column of text has a code list, a pattern, a reference or a rule of form."""
    for name, column in table.fields.items():
        if column.dtype.type == pl.String:
            metadata = column.metadata or {}
            assert column.checks or FORM in metadata or "references" in metadata, name


def test_keys_are_those_of_the_contract() -> None:
    """Each table has the primary key of the contract, and each foreign key refers to a primary key."""
    keys = {table.name: table.primary_key for table in TABLES}
    assert keys == {
        "documents": ("document_id",),
        "places": ("place_id",),
        "actors": ("actor_id",),
        "districts": ("district_id",),
        "statements": ("statement_id",),
        "events": ("event_id",),
        "figures": ("figure_id",),
        "evidence": ("table", "row_id", "field"),
        "findings": ("finding_id",),
    }
    assert all((key,) == keys[target] for table in TABLES for _, target, key in table.references)


@pytest.mark.parametrize(
    ("table", "cells", "field", "code", "says"),
    [
        ("districts", {"area_km2": "-802"}, "area_km2", "bound", "area_km2 -802 is below 0"),
        ("documents", {"coverage": "1.5"}, "coverage", "bound", "coverage 1.5 is above 1"),
        ("places", {"latitude": "-91", "longitude": "0"}, "latitude", "bound", "latitude -91 is below -90"),
        ("statements", {"depth": "0"}, "depth", "bound", "depth 0 is below 1"),
        ("districts", {"status": "true"}, "status", "code", 'status "true" is not in the code list (asserted,'),
        ("districts", {"date": "1992-5-8"}, "date", "pattern", 'date "1992-5-8" is not written as EDTF'),
        ("documents", {"sha256": "AB"}, "sha256", "pattern", 'sha256 "AB" is not written as FIPS 180-4'),
        ("districts", {"name_text": ""}, "name_text", "required", "name_text is empty"),
        ("districts", {"area_km2": "1e3"}, "area_km2", "type", 'area_km2 "1e3" is not a number'),
        ("documents", {"bytes": "1.5"}, "bytes", "type", 'bytes "1.5" is not a whole number'),
        ("districts", {"date_start": "2001-02-30"}, "date_start", "type", "is not a date YYYY-MM-DD"),
        ("districts", {"date_end": "2001-05-03"}, "date_end", "rule", "03 breaks the rule dates_in_order"),
        ("districts", {"char_end": "1"}, "char_end", "rule", "breaks the rule span_order"),
        ("districts", {"quote": "North"}, "quote", "rule", 'quote "North" breaks the rule quote_length'),
        ("districts", {"district_id": "harbour:0-9"}, "district_id", "rule", "breaks the rule id_is_place"),
        ("districts", {"date_text": ""}, "date", "rule", "breaks the rule date_was_read"),
        ("districts", {"area_text": ""}, "area_km2", "rule", "breaks the rule area_was_read"),
        ("districts", {"name_text": "North  Quay"}, "name_text", "rule", "breaks the rule text_form"),
        ("statements", {"parent_id": "harbour:0-9"}, "parent_id", "rule", "breaks the rule own_voice_at_depth_1"),
        ("statements", {"content_start": "3"}, "content_start", "rule", "breaks the rule content_in_pairs"),
        ("statements", {"text": "The board"}, "text", "rule", "breaks the rule text_is_quote_folded"),
        ("events", {"statement_id": ""}, "statement_id", "rule", "is empty breaks the rule said_or_listed"),
        ("events", {"event_mode": "riot"}, "event_mode", "rule", 'event_mode "riot" breaks the rule mode_of_type'),
        ("figures", {"value": "May 2001"}, "value", "rule", "breaks the rule value_of_kind"),
        ("documents", {"date_basis": ""}, "date_basis", "rule", "breaks the rule date_has_basis"),
        ("documents", {"holder_basis": ""}, "holder_id", "rule", "breaks the rule holder_has_basis"),
        ("places", {"latitude": "1"}, "latitude", "rule", "breaks the rule coordinates_in_pairs"),
        ("places", {"name": "Caf e\u0301"}, "name", "rule", "breaks the rule text_form"),
        ("places", {"name": "a\u200bb"}, "name", "rule", "breaks the rule text_form"),
    ],
)
def test_a_wrong_cell_is_told(table: str, cells: dict[str, str], field: str, code: str, says: str) -> None:
    """A wrong cell is one Issue with its code, table, row, field, line and what is wrong."""
    frame = spoiled(table, cells)
    issues = [issue for issue in check_values(BY_NAME[table], frame)[1] if issue.field == field]
    assert [issue.code for issue in issues] == [code]
    (issue,) = issues
    assert says in issue.message
    assert issue.message.startswith(f"data/{table}.csv:2: ")
    assert (issue.table, issue.line, issue.severity) == (table, 2, "error")
    assert issue.row == frame[BY_NAME[table].primary_key[0]][0]
    assert issue.remedy


def test_every_rule_can_fail() -> None:
    """Each rule of each model is broken by some case of the test of wrong cells, or by one here."""
    cases = test_a_wrong_cell_is_told.pytestmark[0].args[1]  # type: ignore[attr-defined]
    told = {says.rpartition("breaks the rule ")[2] for *_, says in cases}
    rules = {str(check.name) for table in TABLES for check in table.schema.checks}
    assert rules - told == {"content_order"}
    frame = spoiled("statements", {"content_start": "90", "content_end": "90"}, row=1)
    assert [issue.field for issue in check_values(BY_NAME["statements"], frame)[1]] == ["content_end"]


def test_duplicate_keys_are_told_once_with_the_first_line() -> None:
    """The second row with a key is told, and names the line of the first."""
    rows = made_up.rows()["actors"] * 3
    issues = check_values(BY_NAME["actors"], text_frame(BY_NAME["actors"], rows))[1]
    assert [(issue.code, issue.line) for issue in issues] == [("unique", 3), ("unique", 4)]
    assert 'actor_id "board" is already on line 2' in issues[0].message


def test_keys_of_several_fields_are_told() -> None:
    """Evidence for one cell twice is told by all fields of the key."""
    rows = made_up.rows()["evidence"]
    issues = check_values(BY_NAME["evidence"], text_frame(BY_NAME["evidence"], [rows[0], rows[0]]))[1]
    assert [(issue.code, issue.line) for issue in issues] == [("unique", 3)]
    assert 'table "districts" row_id "harbour:' in issues[0].message


def test_all_wrong_cells_are_told() -> None:
    """Nothing ends the check: the first wrong cells of each kind are Issues, in order, and the others are counted."""
    size = 1400
    rows = [dict(made_up.rows()["districts"][0]) for _ in range(size)]
    for number, row in enumerate(rows):
        row |= {"district_id": f"harbour:{number}-{number + 1}", "area_km2": "-1", "status": "so"}
    issues = check_values(BY_NAME["districts"], text_frame(BY_NAME["districts"], rows))[1]
    for code in ("bound", "code"):
        told = [issue for issue in issues if issue.code == code]
        assert [issue.line for issue in told if not issue.rest] == list(range(2, 2 + FOLD))
        assert sum(issue.rest or 1 for issue in told) == size


def test_a_cell_that_is_no_number_is_not_told_as_empty_too() -> None:
    """A required number that is not canonical is one Issue."""
    issues = check_values(BY_NAME["documents"], spoiled("documents", {"bytes": "1,5"}))[1]
    assert [(issue.code, issue.field) for issue in issues] == [("type", "bytes")]


@pytest.mark.parametrize("cell", ["+1", "1_0", "01", "1e3", " 1", "1 ", "1,0", "0x1", "nan", "inf", "-", "", "\u0663"])
@pytest.mark.parametrize(("table", "field"), [("districts", "area_km2"), ("documents", "bytes")])
def test_only_canonical_numbers_are_numbers(table: str, field: str, cell: str) -> None:
    """A number has one spelling; any other becomes null and an Issue, an empty cell null alone."""
    frame, issues = typed(BY_NAME[table], spoiled(table, {field: cell}))
    assert frame[field][0] is None
    assert len(issues) == bool(cell)


def test_numbers_and_dates_are_cast() -> None:
    """Canonical cells become whole numbers, numbers and dates of the same value."""
    frame, issues = typed(BY_NAME["districts"], valid("districts"))
    assert issues == []
    assert frame["area_km2"].to_list() == [12.5, 7.0]
    assert frame["date_start"][0] == dt.date(2001, 5, 4)
    assert frame.schema["char_start"] == pl.Int64


@pytest.mark.parametrize("date", EDTF)
def test_dates_of_the_contract_are_edtf(date: str) -> None:
    """The pattern admits the forms that the contract uses."""
    assert check_values(BY_NAME["districts"], spoiled("districts", {"date": date}))[1] == []


@pytest.mark.parametrize("date", NOT_EDTF)
def test_other_dates_are_not(date: str) -> None:
    """The pattern admits no other month, day, order or sign, and nothing after the date."""
    issues = check_values(BY_NAME["districts"], spoiled("districts", {"date": date}))[1]
    assert [issue.code for issue in issues] == ["pattern"]


@pytest.mark.parametrize("row_id", ["harbour:97-134", "harbour:97-134~2", "harbour:97-134~10"])
def test_a_row_id_is_a_place(row_id: str) -> None:
    """The id of a row is its place, with a number from 2 where the place has several rows."""
    rows = made_up.rows()["districts"][:1]
    place = f"{rows[0]['char_start']}-{rows[0]['char_end']}"
    rows[0]["district_id"] = row_id.replace("97-134", place)
    assert check_values(BY_NAME["districts"], text_frame(BY_NAME["districts"], rows))[1] == []


@pytest.mark.parametrize("suffix", ["~1", "~0", "~", "~02", "#2", " "])
def test_a_row_id_has_no_other_ending(suffix: str) -> None:
    """The first row of a place has no number."""
    row_id = made_up.rows()["districts"][0]["district_id"] + suffix
    assert check_values(BY_NAME["districts"], spoiled("districts", {"district_id": row_id}))[1]


def test_document_ids_may_hold_odd_characters() -> None:
    """A document id may hold a blank, a colon, a tilde and letters of any script, and its rows still have a place."""
    name = "Größe ~2: 日本"
    rows = made_up.rows()["districts"]
    for row in rows:
        row["district_id"] = row["district_id"].replace("harbour", name)
        row["document_id"] = name
    assert check_values(BY_NAME["districts"], text_frame(BY_NAME["districts"], rows))[1] == []


@pytest.mark.parametrize("cell", ["a\u0301b", "soft\u00adhyphen", "zero\u200cwidth", "two  blanks"])
def test_words_of_a_document_are_canonical(cell: str) -> None:
    """Words outside a quote are NFC, without unseen characters, with single blanks; only quotes are to the letter."""
    assert check_values(BY_NAME["districts"], spoiled("districts", {"name_text": cell}))[1] != []


@given(st.text())
def test_folding_is_that_of_python(text: str) -> None:
    """White space is folded as `" ".join(text.split())` does it."""
    assert pl.select(folded(pl.lit(text))).item() == " ".join(text.split())


def test_text_frame_fills_missing_cells_with_null() -> None:
    """A row may leave fields out; an empty cell is null; the columns are those of the table."""
    frame = text_frame(BY_NAME["actors"], [{"actor_id": "a", "kind": ""}])
    assert frame.rows() == [("a", None, None, None, None, None)]
    assert set(frame.dtypes) == {pl.String}
    with pytest.raises(KeyError, match="actors has no field 'colour'"):
        text_frame(BY_NAME["actors"], [{"colour": "red"}])


@given(st.lists(st.tuples(st.text('a\n,"', max_size=5), st.text("b\n", max_size=3)), max_size=6))
def test_lines_are_those_of_the_file(cells: list[tuple[str, str]]) -> None:
    """The line of a row is where a CSV reader finds it, though quoted cells span lines."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([("x", "y"), *cells])
    reader = csv.reader(io.StringIO(buffer.getvalue()))
    starts = [reader.line_num + 1 for _ in reader][:-1]
    assert lines(pl.DataFrame(cells, schema={"x": pl.String, "y": pl.String}, orient="row")).to_list() == starts


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=120, deadline=None)
@given(st.sampled_from(CELLS), ODD | TEXT)
def test_the_quick_answer_is_that_of_pandera(cell: tuple[Table, str], value: str) -> None:
    """A frame passes the one query over all checks where Pandera's own validation passes it, and only there."""
    table, field = cell
    frame, _ = typed(table, spoiled(table.name, {field: value}))
    try:
        table.schema.validate(frame, lazy=True)
        passed = True
    except SchemaErrors:
        passed = False
    assert holds(table, frame) is passed
    assert bool(judge(table, frame)) is not passed


def test_other_columns_are_a_mistake_of_the_caller() -> None:
    """A frame without the columns of the model raises, since there is no row to blame."""
    with pytest.raises(pa.errors.SchemaError):
        judge(BY_NAME["actors"], pl.DataFrame({"actor_id": ["a"]}))


def test_a_check_that_table_schema_has_no_word_for_raises() -> None:
    """A check of a column that is neither a constraint nor a rule stops the export."""

    class Odd(Rows):
        """Odd.

        A table with a check that no constraint says.
        """

        word: str = columns.column("Word", "A word.", unique=True, str_startswith="a")

    with pytest.raises(NotImplementedError, match="no constraint for the check str_startswith of word"):
        table_schema(Table("odd", Odd))


def test_a_pattern_that_is_not_anchored_raises() -> None:
    """Pandera looks for a pattern anywhere in a cell, Table Schema in the whole: only an anchored one is the same."""

    class Loose(Rows):
        """Loose.

        A table with a loose pattern.
        """

        word: str = columns.column("Word", "A word.", unique=True, str_matches="a+")

    with pytest.raises(NotImplementedError, match="not anchored"):
        table_schema(Table("loose", Loose))


def test_rules_are_listed_with_their_sentences() -> None:
    """A rule that Table Schema has no word for stands in `kbpack:rules` by name and sentence."""

    class Ruled(Rows):
        """Ruled.

        A table with a rule.
        """

        word: str = columns.key("Word", "A word.", "^[a-z]+$")

        @rule
        @classmethod
        def not_a(cls) -> pl.Expr:
            """Write another word than a."""
            return pl.col("word") != "a"

    table = Table("ruled", Ruled)
    listed: list[dict[str, Any]] = table_schema(table)["kbpack:rules"]
    assert {"name": "not_a", "description": "Write another word than a."} in listed
    assert [issue.field for issue in judge(table, pl.DataFrame({"word": ["b", "a"]}))] == ["word"]
