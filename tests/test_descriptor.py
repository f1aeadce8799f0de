"""The descriptor: a valid Data Package v2 that says what the models say, as an independent reader understands it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import made_up
from kbpack.descriptor import PATH, PROFILE, describe, dump, judge_form, metadata_errors
from kbpack.errors import PackageError
from kbpack.schema import CONSTRAINTS
from kbpack.table import Table, text_frame
from kbpack.tables import TABLES
from kbpack.values import check_values

BY_NAME = {table.name: table for table in TABLES}
FIELDS = [(table.name, field) for table in TABLES for field in table.columns]
SAID_BY_TABLE_SCHEMA = {"required", "unique", "bound", "code", "pattern"}
CONSTRAINT_OF = {"required": "required", "unique": "unique", "minimum": "bound", "maximum": "bound"} | {
    "enum": "code",
    "pattern": "pattern",
}
WRONG = {"required": "", "minimum": "-1000", "maximum": "1000", "enum": "so", "pattern": "# #"}
CELLS = st.sampled_from(
    ["", "-1", "0", "1", "91", "-181", "x", "#", "a,b", "A", "1992", "1992-13", "XXXX-05", "q1", "en"]
)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """Give the valid package as frictionless reads it from datapackage.json alone."""
    return Package(str(made_up.write(tmp_path_factory.mktemp("package")) / PATH))


def frictionless_errors(package: Package, tables: made_up.Rows, name: str) -> set[str]:
    """Give the types of the errors that frictionless finds in the rows of a table, whatever its size and hash."""
    path = Path(str(package.basepath), BY_NAME[name].path)
    valid = path.read_bytes()
    path.write_bytes(made_up.csv_bytes(BY_NAME[name], tables[name]))
    report = package.get_resource(name).validate(limit_errors=100)
    path.write_bytes(valid)
    return {error_type for (error_type,) in report.flatten(["type"])} - {"byte-count", "hash-count"}


def kbpack_codes(tables: made_up.Rows, name: str) -> set[str]:
    """Give the codes of what the Pandera model finds in one table."""
    return {issue.code for issue in check_values(BY_NAME[name], text_frame(BY_NAME[name], tables[name]))[1]}


def descriptor() -> dict[str, Any]:
    """Give the descriptor of the made-up package."""
    described: dict[str, Any] = json.loads(made_up.files(made_up.rows())[PATH])
    return described


def test_the_little_package_is_valid_to_frictionless(tmp_path: Path) -> None:
    """frictionless, reading only datapackage.json, finds nothing wrong with the made-up package."""
    package = Package(str(made_up.write(tmp_path) / PATH))
    report = package.validate()
    assert report.flatten(["type", "note"]) == []
    assert len(report.tasks) == len(TABLES)


@pytest.mark.parametrize(
    ("table", "field", "constraint"),
    [
        (table.name, field["name"], constraint)
        for table, resource in zip(TABLES, descriptor()["resources"], strict=True)
        for field in resource["schema"]["fields"]
        for constraint in field.get("constraints", {})
    ],
)
def test_what_a_constraint_rejects_both_reject(package: Package, table: str, field: str, constraint: str) -> None:
    """For each constraint of each field, a cell that breaks it is wrong to the model and to frictionless."""
    tables = made_up.rows()
    if constraint == "unique":
        tables[table] = [dict(tables[table][0]), dict(tables[table][0])]
    else:
        tables[table][0][field] = WRONG[constraint]
    assert CONSTRAINT_OF[constraint] in kbpack_codes(tables, table)
    expected = "unique-error" if constraint == "unique" else "constraint-error"
    found = frictionless_errors(package, tables, table)
    assert found & {expected, "primary-key"}


@pytest.mark.parametrize(
    ("table", "field"),
    [(table.name, name) for table in TABLES for name, column in table.fields.items() if str(column.dtype) != "String"],
)
def test_what_is_no_number_or_date_both_reject(package: Package, table: str, field: str) -> None:
    """A word in a column of numbers or dates is a type error to both."""
    tables = made_up.rows()
    tables[table][0][field] = "x"
    assert "type" in kbpack_codes(tables, table)
    assert "type-error" in frictionless_errors(package, tables, table)


@pytest.mark.parametrize(
    ("table", "field"), [(table.name, field) for table in TABLES for field, _, _ in table.references]
)
def test_what_dangles_both_reject(package: Package, table: str, field: str) -> None:
    """A foreign key to no row is told by frictionless, from the descriptor alone."""
    tables = made_up.rows()
    tables[table][0][field] = "nowhere"
    assert "foreign-key" in frictionless_errors(package, tables, table)


@settings(suppress_health_check=list(HealthCheck), max_examples=100, deadline=None)
@given(st.sampled_from(FIELDS), CELLS)
def test_any_cell_is_judged_alike(package: Package, place: tuple[str, str], cell: str) -> None:
    """What a constraint or a type rejects, frictionless rejects; what frictionless rejects, the model does.

    A final line feed is left out: frictionless matches patterns with `$`, which lets one pass.
    """
    table, field = place
    tables = made_up.rows()
    tables[table][0][field] = cell
    codes = kbpack_codes(tables, table)
    found = frictionless_errors(package, tables, table) - {"foreign-key"}
    if codes & SAID_BY_TABLE_SCHEMA:
        assert found
    if found:
        assert codes


def test_every_constraint_has_a_case() -> None:
    """The cases above know each constraint that the schemas use."""
    mapped = {constraint for constraint, _ in CONSTRAINTS.values()} | {"required", "unique"}
    assert mapped == CONSTRAINT_OF.keys() == WRONG.keys() | {"unique"}


def test_the_descriptor_names_the_version_of_the_standard() -> None:
    """The root has the v2 profile, and no child has one."""
    found = descriptor()
    assert found["$schema"] == PROFILE
    assert json.dumps(found).count("$schema") == 1


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_resource_has_its_bytes_and_hash(table: Table) -> None:
    """Each table is a CSV file with its size and digest, its fields in the order of the model."""
    files = made_up.files(made_up.rows())
    (resource,) = [item for item in descriptor()["resources"] if item["name"] == table.name]
    assert resource["path"] == table.path
    assert resource["bytes"] == len(files[table.path])
    assert resource["hash"] == f"sha256:{hashlib.sha256(files[table.path]).hexdigest()}"
    assert resource["encoding"] == "utf-8"
    assert [field["name"] for field in resource["schema"]["fields"]] == list(table.columns)
    assert all(field["title"] and field["description"] for field in resource["schema"]["fields"])


def test_a_self_reference_names_no_resource() -> None:
    """A foreign key within a table has an empty resource."""
    schemas = {item["name"]: item["schema"] for item in descriptor()["resources"]}
    keys = {
        (name, *key["fields"]): key["reference"]["resource"]
        for name in schemas
        for key in schemas[name].get("foreignKeys", [])
    }
    assert keys["places", "part_of"] == keys["actors", "part_of"] == keys["statements", "parent_id"] == ""
    assert keys["evidence", "document_id"] == "documents"


def test_documents_are_listed() -> None:
    """What the corpus says of its documents stands under `kbpack:documents`, and no unknown property beside it."""
    documents = [{"path": "seeds/harbour.txt", "sha256": "0" * 64}]
    found = describe({**made_up.INFO, "documents": documents, "vocabulary": "x"}, {})
    assert found["kbpack:documents"] == documents
    assert "vocabulary" not in found


def test_the_same_package_has_the_same_bytes() -> None:
    """The descriptor depends on nothing but the package: no clock, no order of a mapping, a line feed at the end."""
    data = {table.name: made_up.csv_bytes(table, made_up.rows()[table.name]) for table in TABLES}
    one = dump(describe(made_up.INFO, data))
    other = dump(describe(dict(reversed(made_up.INFO.items())), dict(reversed(data.items()))))
    assert one == other
    assert one.endswith(b"}\n")
    assert b"\r" not in one


def test_text_of_any_script_stays_readable() -> None:
    """Titles are written as they are, not as escapes."""
    assert "Größe 日本".encode() in dump(describe({**made_up.INFO, "title": "Größe 日本"}, {}))


def test_descriptions_are_not_changed() -> None:
    """What is described is copied: the corpus's own mapping stays as it was."""
    info = {**made_up.INFO, "keywords": ["a"]}
    describe(info, {})["keywords"].append("b")
    assert info["keywords"] == ["a"]


@pytest.mark.parametrize("name", ["name", "title", "description"])
def test_a_missing_property_is_told(name: str) -> None:
    """A package without a name, title or description is not described."""
    with pytest.raises(PackageError, match=f"without {name}; add it to corpus.toml"):
        describe({**made_up.INFO, name: None}, {})


@pytest.mark.parametrize("wrong", [{"keywords": "a"}, {"licenses": [{"title": "free"}]}, {"contributors": [1]}])
def test_what_frictionless_finds_is_told(wrong: dict[str, Any]) -> None:
    """A descriptor in which frictionless finds an error is refused, whatever was in its place before."""
    described = describe({**made_up.INFO, **wrong}, {})
    for before in (None, b"", b"not JSON", b"[]", dump(describe(made_up.INFO, {}))):
        with pytest.raises(PackageError, match="not be a valid Data Package"):
            judge_form(described, before)


def test_a_form_in_place_is_not_judged_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only sizes and hashes differ from the descriptor in place, frictionless is not asked."""
    asked: list[object] = []

    def ask(descriptor: object) -> list[str]:
        asked.append(descriptor)
        return []

    monkeypatch.setattr("kbpack.descriptor.metadata_errors", ask)
    before = dump(describe(made_up.INFO, {"actors": b"a"}))
    judge_form(describe(made_up.INFO, {"actors": b"another"}), before)
    assert asked == []
    judge_form(describe({**made_up.INFO, "title": "Another"}, {"actors": b"a"}), before)
    assert len(asked) == 1


def test_an_unknown_table_is_told() -> None:
    """Bytes for a table that is not in the contract are refused."""
    with pytest.raises(PackageError, match="there is no table colours"):
        describe(made_up.INFO, {"colours": b""})


def test_metadata_errors_opens_no_file() -> None:
    """The descriptor is judged alone: the files it names need not be there."""
    assert metadata_errors(descriptor()) == []
