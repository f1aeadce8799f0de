"""Where a row or a cell comes from: its sentence, its words, the rule that read them, and the checks it passed."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kbpack.corpus import Corpus, open_corpus
from kbpack.coverage import line_and_column
from kbpack.errors import CorpusError, PackageError
from kbpack.reading.readers import reread
from kbpack.schema import table_schema
from kbpack.table import Table, text_frame
from kbpack.tables import TABLES
from kbpack.values import judge, typed

CONTEXT = 240
"""The most characters shown on each side of the words."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document with some of its words marked."""

    path: str
    line: int
    column: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class CellStory:
    """One cell: its value, the words it was read from (none where it was not read), its rule, and its checks."""

    field: str
    value: str
    passage: Passage | None
    rule: str
    checks: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class RowStory:
    """A row with the stories of its filled cells."""

    table: str
    row_id: str
    holder: str
    status: str
    passage: Passage | None
    cells: tuple[CellStory, ...]


def explain(root: Path, name: str) -> list[RowStory]:
    """Tell of the rows with an id, or of one field of them: `ROW` or `ROW.FIELD`.

    Raises CorpusError where no row has that id, and PackageError where there is no package.
    """
    corpus = open_corpus(root)
    data = {table.name: _rows(root, table) for table in TABLES}
    try:
        return _stories(corpus, data, name)
    except (KeyError, ValueError) as error:
        raise PackageError(f"{root / 'data'}: is not as a build writes it; run kbpack validate to see why") from error


def _stories(corpus: Corpus, data: Mapping[str, list[dict[str, str]]], name: str) -> list[RowStory]:
    row_id, field = _parts(name, data)
    stories = [
        _row_story(corpus, table, row, field, data)
        for table in TABLES
        if len(table.primary_key) == 1 and (not field or field in table.columns)
        for row in data[table.name]
        if row[table.primary_key[0]] == row_id
    ]
    if not stories:
        raise CorpusError(f"{name}: no row has this id; look it up in the first column of a file in data/")
    if field and not any(story.cells for story in stories):
        raise CorpusError(
            f"{name}: the row has nothing in {field!r}; its filled fields are told by kbpack explain {row_id}"
        )
    return stories


def _rows(root: Path, table: Table) -> list[dict[str, str]]:
    path = root / table.path
    csv.field_size_limit(1 << 30)
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines, restval=""))
    except OSError as error:
        raise PackageError(f"{path}: cannot be read ({error.strerror}); run kbpack build first") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise PackageError(f"{path}: is not a table of a package; run kbpack validate to see why") from error


def _parts(name: str, data: Mapping[str, list[dict[str, str]]]) -> tuple[str, str]:
    """Row id and field; a document's name may hold dots, so only a known field is cut off."""
    row_id, dot, field = name.rpartition(".")
    fields = {column for table in TABLES for column in table.columns}
    ids = {row[table.primary_key[0]] for table in TABLES for row in data[table.name]}
    return (row_id, field) if dot and field in fields and name not in ids else (name, "")


def _row_story(
    corpus: Corpus, table: Table, row: Mapping[str, str], field: str, data: Mapping[str, list[dict[str, str]]]
) -> RowStory:
    key = row[table.primary_key[0]]
    evidence = {one["field"]: one for one in data["evidence"] if one["table"] == table.name and one["row_id"] == key}
    sentences = [
        (int(one["char_start"]), int(one["char_end"]))
        for one in data["statements"]
        if one["depth"] == "1" and one["document_id"] == row.get("document_id")
    ]
    failed = _failed(table, row)
    fields = {one["name"]: one for one in table_schema(table)["fields"]}
    cells = tuple(
        _cell_story(
            corpus,
            (name, value),
            [(check, name not in failed) for check in constraints(fields[name])],
            evidence.get(name),
            sentences,
        )
        for name, value in row.items()
        if value and (not field or name == field) and name not in {"quote", "text"}
    )
    passage = _passage(corpus, row, sentences) if row.get("char_start") else None
    return RowStory(table.name, key, _holder(row, data), row.get("status", ""), passage, cells)


def _failed(table: Table, row: Mapping[str, str]) -> frozenset[str]:
    """The fields of a row that break a constraint of their table."""
    frame, issues = typed(table, text_frame(table, [row]))
    return frozenset(issue.field for issue in [*issues, *judge(table, frame)])


def _holder(row: Mapping[str, str], data: Mapping[str, list[dict[str, str]]]) -> str:
    """Who holds a row: its own holder, or that of the statement it stands in."""
    names = {one["actor_id"]: one["name"] for one in data["actors"]}
    if row.get("holder_chain"):
        return " > ".join(names.get(one, one) for one in row["holder_chain"].split(" > "))
    statement = next((one for one in data["statements"] if one["statement_id"] == row.get("statement_id")), None)
    if statement is not None:
        return _holder(statement, data)
    document = next((one for one in data["documents"] if one["document_id"] == row.get("document_id")), None)
    holder = row.get("holder_id") or (document["holder_id"] if document else "")
    return names.get(holder, holder)


def _cell_story(
    corpus: Corpus,
    cell: tuple[str, str],
    checks: list[tuple[str, bool]],
    found: Mapping[str, str] | None,
    sentences: list[tuple[int, int]],
) -> CellStory:
    name, value = cell
    if found is None:
        return CellStory(name, value, None, "", tuple(checks))
    passage = _passage(corpus, found, sentences)
    again = reread(found["rule"], found["quote"], corpus.vocabulary.names)
    proofs = (
        ("the quote is in the document at its offsets", passage.words == found["quote"]),
        ("reading the quote again gives the value", again == value),
    )
    return CellStory(name, value, passage, found["rule"], (*checks, *proofs))


def constraints(field: Mapping[str, Any]) -> Iterator[str]:
    """The type and constraints of a field of a Table Schema, in words."""
    yield f"type {field['type']}"
    for constraint, bound in field.get("constraints", {}).items():
        if constraint == "enum":
            yield f"one of {len(bound)} codes"
        else:
            yield constraint if bound is True else f"{constraint} {bound}"


def _passage(corpus: Corpus, place: Mapping[str, str], sentences: list[tuple[int, int]]) -> Passage:
    """The words of a span in their sentence, or in their line where they stand in none."""
    document = corpus.document(place["document_id"])
    text, start, end = document.text, int(place["char_start"]), int(place["char_end"])
    line_end = text.find("\n", end)
    line = (text.rfind("\n", 0, start) + 1, line_end if line_end >= 0 else len(text))
    holding = [span for span in sentences if span[0] <= start and end <= span[1]]
    first, last = min(holding, key=lambda span: span[1] - span[0], default=line)
    first, last = max(first, start - CONTEXT), min(last, end + CONTEXT)
    return Passage(document.path, *line_and_column(text, start), text[first:start], text[start:end], text[end:last])
