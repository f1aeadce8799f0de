"""A Pandera model as a Table Schema (Data Package v2): nothing is said twice, and nothing is lost.

What Table Schema can say becomes types, constraints and keys. A rule it has no word for is listed under
`kbpack:rules`. A check that is neither is an error in the model.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import polars as pl

from kbpack.rules import CANONICAL, FOLDED, FORM, VERBATIM

if TYPE_CHECKING:
    from pandera.api.checks import Check
    from pandera.api.polars.components import Column

    from kbpack.table import Table

TYPES = {pl.String: "string", pl.Int64: "integer", pl.Float64: "number", pl.Date: "date"}

CONSTRAINTS = {
    "greater_than_or_equal_to": ("minimum", "min_value"),
    "less_than_or_equal_to": ("maximum", "max_value"),
    "isin": ("enum", "allowed_values"),
    "str_matches": ("pattern", "pattern"),
}
"""Pandera's checks of a column, with the constraint each becomes and the statistic that is its value."""

FORMS = {
    CANONICAL: "Unicode NFC without control, format and private-use characters and surrounding blanks",
    FOLDED: "words of the document with single blanks between them",
    VERBATIM: "text of the document to the letter",
}

NUMBERS = {
    "name": "canonical_numbers",
    "description": "Write numbers without plus sign, leading zero, exponent, blank, underscore; dates as YYYY-MM-DD.",
}
"""The rule of the cast: readers of Table Schema take more spellings of a number than kbpack does."""


def table_schema(table: Table) -> dict[str, Any]:
    """Give the Table Schema of a table: fields, missing values, keys and rules.

    Raises NotImplementedError where the model has a check that is neither a constraint nor a rule.
    """
    schema: dict[str, Any] = {
        "fields": [_field(name, column) for name, column in table.fields.items()],
        "missingValues": [""],
        "primaryKey": list(table.primary_key),
    }
    if table.references:
        schema["foreignKeys"] = [
            {
                "fields": [field],
                "reference": {"resource": "" if target == table.name else target, "fields": [key]},
            }
            for field, target, key in table.references
        ]
    schema["kbpack:rules"] = [*map(_rule, table.schema.checks), NUMBERS]
    return schema


def title_and_description(table: Table) -> tuple[str, str]:
    """Split the first line of the model's docstring from the rest, which is put on one line."""
    title, _, description = inspect.cleandoc(table.model.__doc__ or "").partition("\n")
    return title.rstrip("."), " ".join(description.split())


def _field(name: str, column: Column) -> dict[str, Any]:
    metadata = column.metadata or {}
    field: dict[str, Any] = {
        "name": name,
        "type": TYPES[column.dtype.type],
        "title": column.title,
        "description": column.description,
    }
    constraints: dict[str, Any] = {}
    if not column.nullable:
        constraints["required"] = True
    if column.unique:
        constraints["unique"] = True
    for check in column.checks:
        constraints.update(_constraint(name, check))
    if constraints:
        field["constraints"] = constraints
    known = {"kbpack:unit": metadata.get("unit"), "kbpack:source": metadata.get("source")}
    known["kbpack:form"] = FORMS.get(metadata.get(FORM, ""))
    return field | {key: value for key, value in known.items() if value}


def _constraint(name: str, check: Check) -> dict[str, Any]:
    if check.name not in CONSTRAINTS:
        message = f"Table Schema has no constraint for the check {check.name} of {name}: write it as a rule"
        raise NotImplementedError(message)
    constraint, statistic = CONSTRAINTS[check.name]
    value = (check.statistics or {})[statistic]
    return {constraint: _inner(value) if constraint == "pattern" else value}


def _inner(pattern: str) -> str:
    """Take the anchors off a pattern: Table Schema matches the whole cell, and readers put `^` and `$` around it."""
    if not (pattern.startswith("^") and pattern.endswith("$")):
        message = f"the pattern {pattern} is not anchored"
        raise NotImplementedError(message)
    return pattern[1:-1]


def _rule(check: Check) -> dict[str, str]:
    if not check.description:
        message = f"the rule {check.name} has no sentence"
        raise NotImplementedError(message)
    return {"name": str(check.name), "description": " ".join(check.description.split())}
