"""The labels of a file against the fields of its schema, as `fieldsMatch` asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kbpack.checks.generic.schema import Column, Schema
from kbpack.checks.generic.text import plain


@dataclass
class Labels:
    """Which field each column of the file is: pairs of the place in the file and the column of the schema."""

    width: int
    pairs: list[tuple[int, Column]]
    faults: list[str] = field(default_factory=list)


def match_labels(labels: list[str] | None, schema: Schema) -> Labels:
    """Match labels and fields, by place where `fieldsMatch` is exact and by name otherwise, also where they differ."""
    columns = list(schema.columns)
    if labels is None:
        return Labels(len(columns), list(enumerate(columns)))
    if not labels:
        return Labels(len(columns), list(enumerate(columns)), ["has no header"])
    by_name = {column.name: column for column in reversed(columns)}
    if schema.match == "exact":
        pairs = list(enumerate(columns[: len(labels)]))
    else:
        first = {label: place for place, label in reversed(list(enumerate(labels)))}
        pairs = [(first[name], column) for name, column in by_name.items() if name in first]
        pairs.sort(key=lambda pair: pair[0])
    return Labels(len(labels), pairs, list(_faults(labels, schema)))


def _faults(labels: list[str], schema: Schema) -> Iterator[str]:
    names = [column.name for column in schema.columns]
    yield from _of_labels(labels)
    yield from _against_fields(labels, names, schema)


def _of_labels(labels: list[str]) -> Iterator[str]:
    for place, label in enumerate(labels, 1):
        if not label:
            yield f"the header has no label for column {place}"
    for label in dict.fromkeys(label for label in labels if label and labels.count(label) > 1):
        yield f"the header has {plain(label)} more than once"


def _against_fields(labels: list[str], names: list[str], schema: Schema) -> Iterator[str]:
    for label in dict.fromkeys(labels):
        if label and label not in names and schema.match not in {"subset", "partial"}:
            yield f'the header has "{plain(label)}", which is no field of the schema'
    for column in schema.columns:
        needed = column.required or column.name in schema.primary_key
        if column.name not in labels and (schema.match not in {"superset", "partial"} or needed):
            yield f"the header lacks {plain(column.name)}"
    if schema.match == "partial" and not set(labels) & set(names):
        yield "the header has no field of the schema"
    if schema.match == "exact" and labels != names and sorted(labels) == sorted(names):
        yield f"the header is not in the order of the schema: {plain(','.join(names), 200)}"
