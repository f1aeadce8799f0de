"""Validation: each thing that can be wrong in a package is told, with its code and its place."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import made_up
from kbpack.checks.structure import read_table, scan
from kbpack.descriptor import PATH
from kbpack.errors import PackageError
from kbpack.tables import TABLES
from kbpack.validation import validate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kbpack.report import Issue, Report

BY_NAME = {table.name: table for table in TABLES}
ACTORS = BY_NAME["actors"]
HEADER = b"actor_id,name,kind,country,part_of,place_id\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give the folder of the valid package."""
    return made_up.write(tmp_path)


def spoil(root: Path, table: str, cells: dict[str, str], row: int = 0) -> Report:
    """Write the package with some cells of one row changed, everything else in keeping, and validate it."""
    tables = made_up.rows()
    tables[table][row] |= cells
    return validate(made_up.write(root, tables), reread=made_up.reread)


def edit_descriptor(root: Path, change: Callable[[dict[str, Any]], object]) -> Report:
    """Change the descriptor and validate the package."""
    descriptor = json.loads((root / PATH).read_bytes())
    change(descriptor)
    (root / PATH).write_text(json.dumps(descriptor), encoding="utf-8")
    return validate(root)


def only(report: Report) -> Issue:
    """Give the one Issue of a report."""
    assert [str(issue) for issue in report][1:] == []
    return next(iter(report))


def told(report: Report) -> list[tuple[str, str]]:
    """Give the code and the message of each Issue."""
    return [(issue.code, issue.message) for issue in report]


def test_a_valid_package_is_good(root: Path) -> None:
    """The made-up package has nothing wrong, read again and compared with its rebuild."""
    report = validate(root, reread=made_up.reread, expected=made_up.files(made_up.rows()))
    assert told(report) == []
    assert report.good


def test_a_package_may_be_named_by_its_descriptor(root: Path) -> None:
    """The path of datapackage.json stands for its folder."""
    assert validate(root / PATH).good


@pytest.mark.parametrize("path", [".", "none", "none/datapackage.json"])
def test_no_package_raises(tmp_path: Path, path: str) -> None:
    """A folder without a descriptor is no package, and the message says where it was looked for."""
    with pytest.raises(PackageError, match=r"datapackage\.json: .*name the folder of a package, or run kbpack build"):
        validate(tmp_path / path)


# Descriptor


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"{\n  x", "datapackage.json:2: is not JSON: Expecting property name"),
        (b"", "datapackage.json:1: is not JSON: Expecting value"),
        (b'{"title": "\xff"}', "datapackage.json: is not UTF-8 at byte 11"),
        (b"[]", "datapackage.json: is not a JSON object"),
        (b"1", "datapackage.json: is not a JSON object"),
        (b'{"a": NaN}', "datapackage.json: holds a number or a character that JSON has not, or is nested too deep"),
        (
            b'{"a": "\\ud800"}',
            "datapackage.json: holds a number or a character that JSON has not, or is nested too deep",
        ),
        (b"[" * 100_000, "datapackage.json: holds a number or a character that JSON has not, or is nested too deep"),
    ],
)
def test_an_unreadable_descriptor_is_told(root: Path, raw: bytes, says: str) -> None:
    """A descriptor that is no JSON object in UTF-8 is one Issue with its place."""
    (root / PATH).write_bytes(raw)
    issue = only(validate(root))
    assert issue.code == "descriptor"
    assert issue.message.startswith(says)


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        (lambda d: d.pop("$schema"), "descriptor", "$schema is not https://datapackage.org/profiles/2.0"),
        (lambda d: d.pop("title"), "descriptor", "has no title"),
        (lambda d: d.update(title=1), "descriptor", "title is not text"),
        (lambda d: d.update(keywords="a"), "descriptor", "keywords is not a list"),
        (lambda d: d["resources"].append(7), "descriptor", "resources[9] is None, which is no table of kbpack"),
        (lambda d: d["resources"].append({"name": ["x"]}), "descriptor", "resources[9] is ['x'], which is no table"),
        (lambda d: d["resources"].append({"name": "x"}), "descriptor", "resources[9] is 'x', which is no table"),
        (lambda d: d["resources"].append(d["resources"][0]), "descriptor", "resources[9] declares documents again"),
        (lambda d: d["resources"][0].update(path="../x"), "descriptor", "documents: path differs from the model"),
        (lambda d: d["resources"][0].pop("encoding"), "descriptor", "documents: encoding differs from the model"),
        (lambda d: d["resources"][0].pop("schema"), "schema", "documents: schema differs from the model"),
        (
            lambda d: d["resources"][3]["schema"]["fields"][9]["constraints"].update(minimum=-9000),
            "schema",
            "districts: schema.fields[9].constraints.minimum differs from the model",
        ),
        (
            lambda d: d["resources"][3]["schema"].update(foreignKeys=[]),
            "schema",
            "districts: schema.foreignKeys differs from the model",
        ),
    ],
)
def test_a_descriptor_that_differs_is_told(root: Path, change: Callable[[Any], object], code: str, says: str) -> None:
    """What the descriptor says otherwise than kbpack would is told by its path in the JSON."""
    issue = only(edit_descriptor(root, change))
    assert issue.code == code
    assert issue.message.startswith(f"datapackage.json: {says}")


def test_a_table_that_is_not_declared_is_told(root: Path) -> None:
    """Each table of the contract is declared; the file of one that is not is undeclared."""
    report = edit_descriptor(root, lambda descriptor: descriptor["resources"].pop())
    assert told(report) == [
        ("missing", "datapackage.json: declares no table findings"),
        ("undeclared", "data/findings.csv: the descriptor does not declare this file"),
    ]


@pytest.mark.parametrize("resources", [None, 1, "x", {}, []])
def test_a_descriptor_without_resources_is_told(root: Path, resources: object) -> None:
    """Whatever stands in place of the resources, each table is missing."""
    report = edit_descriptor(root, lambda descriptor: descriptor.update(resources=resources))
    assert sum(issue.code == "missing" for issue in report) == len(TABLES)


# Files


def test_a_missing_file_is_told(root: Path) -> None:
    """A declared file that is not there is told, and what refers to its rows is not told a second time."""
    (root / "data/places.csv").unlink()
    issue = only(validate(root))
    assert (issue.code, issue.message, issue.table) == ("missing", "data/places.csv: is missing", "places")


def make_folder(path: Path) -> None:
    """Put a folder in a file's place."""
    path.mkdir()


def make_link_out(path: Path) -> None:
    """Put a link to a file outside the package in a file's place."""
    outside = path.parents[2] / "outside.csv"
    outside.write_bytes(b"x")
    path.symlink_to(outside)


def make_loop(path: Path) -> None:
    """Put a link to itself in a file's place."""
    path.symlink_to(path)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (make_folder, "is not a file"),
        (make_link_out, "leads out of the package"),
        (make_loop, "cannot be read"),
        (os.mkfifo, "is not a file"),
    ],
)
@pytest.mark.parametrize("path", ["data/actors.csv", made_up.DOCUMENT_PATH])
def test_only_plain_files_are_opened(tmp_path: Path, path: str, make: Callable[[Path], None], says: str) -> None:
    """A folder, a pipe, a loop or a link that leads out is told, never opened."""
    root = made_up.write(tmp_path / "package")
    (root / path).unlink()
    make(root / path)
    issue = only(validate(root))
    assert issue.message.startswith(f"{path}: {says}")
    assert issue.code in {"missing", "document"}


def test_a_link_within_the_package_is_followed(root: Path) -> None:
    """A file may be a link to another place of the same package."""
    (root / "store").mkdir()
    shutil.move(root / "data/actors.csv", root / "store/actors.csv")
    (root / "data/actors.csv").symlink_to(root / "store/actors.csv")
    assert validate(root).good


def test_a_changed_file_is_told(root: Path) -> None:
    """A table whose bytes are not those that the descriptor was written for has another size and hash."""
    path = root / "data/actors.csv"
    path.write_bytes(path.read_bytes().replace(b"The board", b"The boards"))
    report = validate(root)
    assert [(issue.code, issue.table) for issue in report] == [("bytes", "actors"), ("hash", "actors")]
    assert "data/actors.csv: has 73 bytes, the descriptor says 72" in next(iter(report)).message


def test_undeclared_files_are_told(root: Path) -> None:
    """A file in data/ that no resource names is told, at any depth; a hidden one is not."""
    (root / "data/old/deep").mkdir(parents=True)
    (root / "data/old/deep/places.csv").write_bytes(b"")
    (root / "data/notes.txt").write_bytes(b"")
    (root / "data/.DS_Store").write_bytes(b"")
    assert told(validate(root)) == [
        ("undeclared", "data/notes.txt: the descriptor does not declare this file"),
        ("undeclared", "data/old/deep/places.csv: the descriptor does not declare this file"),
    ]


# Structure


@pytest.mark.parametrize(
    ("raw", "line", "says"),
    [
        (b"", 1, "is empty: not even a header"),
        (b"\xef\xbb\xbf" + HEADER, 1, "starts with a byte-order mark"),
        (HEADER + b"a,\xff,,,,\n", 2, "is not UTF-8 at byte 46"),
        (HEADER + b"a,b,,,,\na\0,b,,,,\n", 3, "holds a NUL byte"),
        (HEADER[:-1], 1, "does not end in LF"),
        (HEADER + b"a,b,,,,", 2, "does not end in LF"),
        (HEADER.replace(b"kind,", b""), 1, "the header lacks kind"),
        (HEADER.replace(b"kind", b"sort,kind"), 1, 'the header has "sort", which is no field of actors'),
        (HEADER.replace(b"kind", b"kind,kind"), 1, "the header has kind more than once"),
        (HEADER.replace(b"name,kind", b"kind,name"), 1, "the header is not in the order of the model: actor_id,name,"),
        (b"\n" + HEADER, 1, 'the header has "", which is no field of actors'),
        (HEADER + b"\na,b,,,,\n", 2, "is a blank row"),
        (HEADER + b"a,b,,,,\n\n", 3, "is a blank row"),
        (HEADER + b"a,b\n", 2, "lacks cells: 2 of 6, from kind on"),
        (HEADER + b'"a\nb",b\n', 2, "lacks cells: 2 of 6, from kind on"),
        (HEADER + b'"a\nb",b,,,,\nc\n', 4, "lacks cells: 1 of 6, from name on"),
        (HEADER + b"a,b,,,,,\n", 2, "has cells too many: 7, not 6"),
        (HEADER + b"a,b,,,,\r\n", 2, "ends in CR LF, not LF"),
        (HEADER + b"a,b\rc,,,,\n", 2, "has a carriage return outside quotation marks"),
        (HEADER + b'a,b"c,,,,\n', 2, "has a quotation mark in a cell that is not quoted"),
        (HEADER + b'a,"b"c,,,,\n', 2, "has text after a closing quotation mark"),
        (HEADER + b'a,"b,,,,\n', 2, "opens a quotation mark that nothing closes"),
    ],
)
def test_wrong_structure_is_told(raw: bytes, line: int, says: str) -> None:
    """What is wrong with the form of a CSV file is told with its line, and the file is read no further."""
    frame, issues = read_table(ACTORS, raw)
    assert frame is None
    assert issues[0].code == "structure"
    assert issues[0].message.startswith(f"data/actors.csv:{line}: {says}")
    assert (issues[0].table, issues[0].line) == ("actors", line)


def test_all_faults_of_a_file_are_told() -> None:
    """After a fault the reading goes on with the next line."""
    raw = HEADER + b'a,b\n\n"c"d,,,,,\ne,f,,,,\ng,h,,,,,\n'
    assert [issue.line for issue in read_table(ACTORS, raw)[1]] == [2, 3, 4, 6]


def test_a_file_with_wrong_structure_leaves_the_others_to_be_checked(root: Path) -> None:
    """The other tables are still judged."""
    tables = made_up.rows()
    tables["districts"][0]["area_km2"] = "-1"
    made_up.write(root, tables)
    (root / "data/figures.csv").write_bytes(b"x\n")
    codes = [issue.code for issue in validate(root)]
    assert codes.count("structure") == len(BY_NAME["figures"].columns) + 1
    assert "bound" in codes


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6) | st.text(
    'a,"\n\r ', max_size=6
)


@settings(max_examples=300)
@given(st.lists(st.lists(CELL, min_size=6, max_size=6), max_size=5), st.sampled_from(["everywhere", "needed"]))
def test_any_cells_survive_writing_and_reading(rows: list[list[str]], marks: str) -> None:
    """Rows of any text, quoted where RFC 4180 asks for it or everywhere, are read as they were written."""
    text = "".join(",".join(quoted(cell, marks) for cell in row) + "\n" for row in [ACTORS.columns, *rows])
    frame, issues = read_table(ACTORS, text.encode())
    assert issues == []
    assert frame is not None
    assert [[cell or "" for cell in row] for row in frame.iter_rows()] == rows
    assert "" not in {cell for row in frame.iter_rows() for cell in row}


def quoted(cell: str, marks: str) -> str:
    """Write a cell as RFC 4180 has it, with quotation marks everywhere or where they are needed."""
    bare = marks == "needed" and not set(cell) & set(',"\r\n')
    return cell if bare else '"' + cell.replace('"', '""') + '"'


@settings(max_examples=300)
@given(st.lists(st.sampled_from(["a", ",", "\n", '"', "\r\n", "\r", ",,,,,", "a,b,,,,\n", '"a",']), max_size=12))
def test_the_quick_reading_finds_what_the_slow_one_does(parts: list[str]) -> None:
    """A file is read without a fault only where each record has six cells and ends in LF."""
    text = HEADER.decode() + "".join(parts)
    frame, issues = read_table(ACTORS, text.encode())
    records = list(scan(text))
    sound = all(not record.fault and len(record.cells) == len(ACTORS.columns) for record in records)
    assert (frame is not None) is sound
    assert bool(issues) is not sound
    if frame is not None:
        assert [[cell or "" for cell in row] for row in frame.iter_rows()] == [record.cells for record in records[1:]]


# Values


def test_a_wrong_value_names_its_source(root: Path) -> None:
    """A value out of bounds is told with its line in the table, and the words and the place that it was read from."""
    issue = next(iter(spoil(root, "districts", {"area_km2": "-802"})))
    assert issue.code == "bound"
    assert issue.message == (
        'data/districts.csv:2: area_km2 -802 is below 0; the source says "12.5 km2" (seeds/harbour.txt:4:30)'
    )
    assert (issue.table, issue.field, issue.row) == ("districts", "area_km2", made_up.row_id(made_up.NORTH))
    assert (issue.document, issue.line, issue.column) == ("seeds/harbour.txt", 4, 30)


def test_a_wrong_value_without_evidence_names_the_quote_of_its_row(root: Path) -> None:
    """Where a cell has no evidence, its row still has a place in the document."""
    issue = only(spoil(root, "events", {"status": "true"}))
    assert issue.message.endswith(
        'denied, generic, presupposed); the source says "closed the port" (seeds/harbour.txt:3:1)'
    )


def test_a_wrong_value_of_a_code_table_has_its_line_there(root: Path) -> None:
    """A row that quotes nothing has only its line in the table."""
    issue = only(spoil(root, "places", {"wikidata": "X1"}, row=1))
    assert (issue.code, issue.document, issue.line, issue.row) == ("pattern", "", 3, "port")


# Keys, references, order


@pytest.mark.parametrize(
    ("table", "field"), [(table.name, field) for table in TABLES for field, _, _ in table.references]
)
def test_a_dangling_reference_is_told(root: Path, table: str, field: str) -> None:
    """Each foreign key that is the key of no row is told, with the row that holds it."""
    issues = [issue for issue in spoil(root, table, {field: "nowhere"}) if issue.code == "reference"]
    assert [(issue.table, issue.field) for issue in issues] == [(table, field)]
    assert f'data/{table}.csv:2: {field} "nowhere" is in no row of ' in issues[0].message


def test_a_key_twice_is_told(root: Path) -> None:
    """A primary key that an earlier row has is told with both lines."""
    issues = [issue for issue in spoil(root, "places", {"place_id": "north"}, row=1) if issue.code == "unique"]
    assert [issue.message for issue in issues] == ['data/places.csv:3: place_id "north" is already on line 2']


@pytest.mark.parametrize("table", ["places", "districts", "statements", "events", "figures", "evidence"])
def test_rows_out_of_order_are_told(root: Path, table: str) -> None:
    """Rows that stand in another order than document, start and the longer first, or the key, are told."""
    tables = made_up.rows()
    tables[table].reverse()
    issues = [issue for issue in validate(made_up.write(root, tables)) if issue.code == "order"]
    assert issues
    assert all(issue.table == table and issue.message.startswith(f"data/{table}.csv:") for issue in issues)


# Documents and quotes


def test_a_changed_document_is_told(root: Path) -> None:
    """A document that is not the one that was read is told by its size, digest and length, and its quotes too."""
    path = root / made_up.DOCUMENT_PATH
    path.write_text("\n" + made_up.TEXT, encoding="utf-8")
    report = validate(root)
    documents = [(issue.field, issue.document) for issue in report if issue.code == "document"]
    assert documents == [(field, made_up.DOCUMENT_PATH) for field in ("sha256", "bytes", "characters")]
    assert sum(issue.code == "quote" for issue in report) == sum(
        len(rows) for name, rows in made_up.rows().items() if BY_NAME[name].has_spans
    )


def test_a_missing_document_is_told_once(root: Path) -> None:
    """A document that is not there is one Issue, whatever quotes it."""
    (root / made_up.DOCUMENT_PATH).unlink()
    issue = only(validate(root))
    assert (issue.code, issue.message) == ("document", "seeds/harbour.txt: is missing")


def test_a_document_that_is_not_utf_8_is_told(root: Path) -> None:
    """A document is decoded strictly."""
    (root / made_up.DOCUMENT_PATH).write_bytes(b"\xff")
    assert ("document", "seeds/harbour.txt: is not UTF-8 at byte 0") in told(validate(root))


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../harbour.txt", "https://example.org/x", "a\\..\\b", "x" * 5000, "."]
)
def test_a_document_lies_in_the_package(root: Path, path: str) -> None:
    """A path that leads elsewhere is never opened."""
    issue = only(spoil(root, "documents", {"path": path}))
    assert (issue.code, issue.field, issue.row) == ("document", "path", "harbour")


@pytest.mark.parametrize("table", [table.name for table in TABLES if table.has_spans])
def test_a_quote_that_is_not_at_its_place_is_told(root: Path, table: str) -> None:
    """A quote is the text at its offsets to the letter; both texts are shown."""
    quote = made_up.rows()[table][0]["quote"]
    issues = [issue for issue in spoil(root, table, {"quote": "x" * len(quote)}) if issue.code == "quote"]
    assert len(issues) == 1
    assert f"data/{table}.csv:2: quote " in issues[0].message
    assert "; the document has " in issues[0].message
    assert "(seeds/harbour.txt:" in issues[0].message


def test_a_span_outside_its_document_is_told(root: Path) -> None:
    """Offsets past the end of the document are told with its length."""
    report = spoil(root, "figures", {"char_start": "5000", "char_end": "5004"})
    (issue,) = [issue for issue in report if issue.code == "quote"]
    assert "the span 5000-5004 is not in seeds/harbour.txt, which has" in issue.message


def test_a_content_outside_its_document_is_told(root: Path) -> None:
    """What is said lies in the document too."""
    report = spoil(root, "statements", {"content_start": "4999", "content_end": "5000"})
    issue = only(report)
    assert (issue.code, issue.field) == ("quote", "content_end")
    assert "content_end 5000 is outside seeds/harbour.txt" in issue.message


@pytest.mark.parametrize("form", ["\ufeff{}", "{}\U0001f600", "{}\r\n"])
def test_offsets_count_code_points(root: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    """A byte-order mark is not part of the text, a character outside the BMP counts once, and line ends are kept."""
    text = form.format(made_up.TEXT.replace("news\n", "n\U0001f6a2ws\r\n"))
    monkeypatch.setattr(made_up, "TEXT", text.removeprefix("\ufeff"))
    tables = made_up.rows()
    raw = text.encode()
    tables["documents"][0] |= {"bytes": str(len(raw)), "sha256": hashlib.sha256(raw).hexdigest()}
    made_up.write(root, tables)
    (root / made_up.DOCUMENT_PATH).write_bytes(raw)
    assert told(validate(root)) == []


# Evidence


@pytest.mark.parametrize(
    ("cells", "field", "says"),
    [
        ({"row_id": "harbour:0-1"}, "row_id", 'row_id "harbour:0-1" is in no row of districts'),
        ({"field": "colour"}, "field", 'field "colour" is no field of districts'),
        ({"table": "places", "row_id": "north", "field": "country"}, "field", "is empty in the row north of places"),
    ],
)
def test_evidence_for_no_cell_is_told(root: Path, cells: dict[str, str], field: str, says: str) -> None:
    """Evidence names a filled cell of a row of a table."""
    issue = only(spoil(root, "evidence", cells))
    assert (issue.code, issue.table, issue.field) == ("evidence", "evidence", field)
    assert issue.message.startswith("data/evidence.csv:2: ")
    assert says in issue.message


def test_a_cell_that_its_evidence_does_not_give_is_told(root: Path) -> None:
    """A cell that its rule does not give again from the quote is told, with the words."""
    issue = only(spoil(root, "districts", {"area_km2": "13"}))
    assert (issue.code, issue.table, issue.field) == ("evidence", "districts", "area_km2")
    assert issue.message == (
        'data/districts.csv:2: area_km2 "13" is not what its evidence gives: the rule "area" reads "12.5"; '
        'the source says "12.5 km2" (seeds/harbour.txt:4:30)'
    )
    assert (issue.document, issue.line, issue.column) == ("seeds/harbour.txt", 4, 30)


def test_an_unknown_rule_is_told(root: Path) -> None:
    """A rule that reads nothing from the quote gives no cell."""
    issue = only(spoil(root, "evidence", {"rule": "guess"}))
    assert issue.code == "evidence"
    assert 'the rule "guess" reads nothing' in issue.message


def test_cells_are_not_read_again_without_a_reader(root: Path) -> None:
    """Where no reader is given, evidence is only checked to name cells."""
    tables = made_up.rows()
    tables["districts"][0]["area_km2"] = "13"
    assert validate(made_up.write(root, tables)).good


# Drift


def test_drift_is_told(root: Path) -> None:
    """Files that a rebuild would write otherwise, or would write at all, are told with the first line that differs."""
    tables = made_up.rows()
    tables["figures"][1]["of_text"] = "South Quay"
    expected = made_up.files(tables) | {"data/more.csv": b"a\n"}
    stale = [(issue.message, issue.line) for issue in validate(root, expected=expected) if issue.code == "stale"]
    assert ("data/figures.csv:3: differs from what a rebuild gives", 3) in stale
    assert ("data/more.csv: is missing, but a rebuild gives it", None) in stale
    assert [message.partition(":")[0] for message, _ in stale] == ["data/figures.csv", PATH, "data/more.csv"]


# Everything


def test_all_problems_are_told(root: Path) -> None:
    """A package in which much is wrong is told all of it, in the order of the steps."""
    tables = made_up.rows()
    tables["districts"][0] |= {"area_km2": "-1", "place_id": "nowhere"}
    tables["districts"][1]["quote"] = "x" * len(made_up.SOUTH)
    made_up.write(root, tables)
    (root / "data/findings.csv").unlink()
    (root / "data/actors.csv").write_bytes(HEADER + b"a\n")
    (root / "data/x").write_bytes(b"")
    edit_descriptor(root, lambda descriptor: descriptor.update(title=1))
    codes = [issue.code for issue in validate(root, reread=made_up.reread, expected=made_up.files(made_up.rows()))]
    first = list(dict.fromkeys(codes))
    steps = ["descriptor", "bytes", "hash", "missing", "undeclared", "structure", "bound", "reference", "quote"]
    assert [code for code in first if code in steps] == steps
    assert set(first) >= {"evidence", "stale"}


FILES = [PATH, made_up.DOCUMENT_PATH, *(table.path for table in TABLES)]


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(FILES),
    st.binary(max_size=6) | st.sampled_from([b"\r", b"\n", b'"', b",", b"\0", b"null", b"-1", b"\xef\xbb\xbf"]),
    st.floats(0, 1),
    st.integers(0, 12),
)
def test_no_content_makes_validation_raise(
    tmp_path_factory: pytest.TempPathFactory, path: str, junk: bytes, where: float, cut: int
) -> None:
    """Whatever bytes stand in a package, validation ends in a Report."""
    root = tmp_path_factory.mktemp("junk")
    raw = (made_up.write(root) / path).read_bytes()
    at = int(where * len(raw))
    changed = raw[:at] + junk + raw[at + cut :]
    (root / path).write_bytes(changed)
    report = validate(root, reread=made_up.reread)
    if path.startswith("data/") and changed != raw:
        assert not report.good
    shutil.rmtree(root)
