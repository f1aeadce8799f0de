"""Knowledge is data: no name and no word of saying or happening stands in the code."""

from __future__ import annotations

import ast
import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT
from kbpack import codes, lexicon
from kbpack.reading.forms import noun_forms, verb_forms
from kbpack.reading.readers import READERS
from kbpack.tables import TABLES

CODE = sorted((ROOT / "src").rglob("*.py"))
WRITERS = {"diff", "release", "site"}
"""Rooms that read no text of documents; what they write has the words of published vocabularies."""
VOCABULARY = ROOT / "seeds" / "vocabulary"

ALLOWED = {
    "notice": "how grave an annotation of a check is",
    "objects": "a property of TopoJSON",
    "reference": "a code list of the descriptor, and where a foreign key points",
    "references": "where a foreign key points",
    "regarding": "a preposition",
    "rules": "a property of SARIF and of the descriptor",
    "region": "a property of SARIF",
    "source": "where a code list is from, in a column's metadata",
    "sources": "a property of a Data Package",
    "warning": "how grave an issue is",
    "warnings": "how many issues are that grave",
}
"""Words of the lexicon that name something in a standard or in the program, each with what it names."""


def lexicon_words(table: str) -> frozenset[str]:
    """The words of a lexicon table: of verbs and nouns every form."""
    if table == "classes":
        return frozenset(row["word"] for row in lexicon.table(table))
    forms = {"verb": verb_forms, "noun": noun_forms, "phrase": lambda lemma, _: (lemma,)}
    return frozenset(
        form for row in lexicon.table(table) for form in forms[row["part"]](row["lemma"], row["irregular"])
    )


def names_of_ours() -> frozenset[str]:
    """What may be spelled like an English word: codes, tables, columns, rules, and the classes of the lexicon."""
    found = {table.name for table in TABLES} | {column for table in TABLES for column in table.columns}
    found |= {code for value in vars(codes).values() if isinstance(value, tuple) for code in value}
    found |= set(READERS) | {"aliases", "quote", "reason"}
    for table in ("sayings", "happenings", "classes", "verbs", "misreadings"):
        rows = lexicon.table(table)
        found |= {
            *rows[0],
            *(row.get(name, "") for row in rows for name in ("class", "kind", "needs", "object", "part")),
        }
    return frozenset(found)


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Every string constant of a file with its line, without docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            told |= {id(one.value) for one in node.body if isinstance(one, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def in_code(words: frozenset[str]) -> list[str]:
    """Where one of some words is a whole string, or a whole alternative of a pattern, in the code."""
    return [
        f"{path.name}:{line}: {word}"
        for path in CODE
        if path.parent.name not in WRITERS
        for line, text in literals(path)
        for word in sorted({text, *re.split(r"[|()?:]", text)})
        if word in words and len(word) > 1
    ]


def names() -> frozenset[str]:
    """The names, aliases and ids of the seeds' vocabulary."""
    found = set()
    for path in sorted(VOCABULARY.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                found |= {row.get("name", ""), *(alias.strip() for alias in row.get("aliases", "").split(";"))}
                found |= {row.get("place_id", ""), row.get("actor_id", "")}
    return frozenset(name.casefold() for name in found - {""})


def test_no_name_of_the_seeds_stands_in_the_code() -> None:
    """Another corpus is another folder: places and actors are known from its vocabulary alone."""
    assert len(names()) > 100
    assert [
        f"{path.name}:{line}: {name}"
        for path in CODE
        for line, text in literals(path)
        for name in names()
        if name == text.casefold() or (len(name) > 5 and name in text.casefold())
    ] == []


@pytest.mark.parametrize("table", ["sayings", "happenings", "classes"])
def test_no_word_of_saying_or_happening_stands_in_the_code(table: str) -> None:
    """Verbs, nouns and their classes are in the lexicon; a code or a column may be spelled like one of them."""
    words = lexicon_words(table) - names_of_ours() - ALLOWED.keys()
    assert len(words) > 100
    assert in_code(words) == []


def test_what_is_allowed_is_needed() -> None:
    """An exception that no word of the lexicon or no string of the code needs is removed."""
    words = lexicon_words("sayings") | lexicon_words("happenings") | lexicon_words("classes")
    used = {text for path in CODE for _, text in literals(path)}
    assert ALLOWED.keys() - words == set()
    assert ALLOWED.keys() - used == set()


def test_the_rule_sees_a_word_in_the_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word in a string or in a pattern is found, one in a docstring is not."""
    code = tmp_path / "made_up.py"
    code.write_text('"""shelled"""\nA = "shelled"\nB = r"(?:occupied|shelled)\\b"\n', encoding="utf-8")
    monkeypatch.setattr(sys.modules[__name__], "CODE", [code])
    assert in_code(frozenset({"shelled"})) == ["made_up.py:2: shelled", "made_up.py:3: shelled"]
