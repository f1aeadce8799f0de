"""Hand-made readings, held against what the parsers give.

A case is a table of expected rows in `golden/<table>/<case>.csv`; its text is `<case>.txt` beside it or, for the seeds,
in `seeds/`. A quote may leave out its middle as ` … `. Only the columns that the case has are compared, in row order.
"""

import csv
from pathlib import Path

import pytest

from kbpack.corpus import Corpus, open_corpus
from kbpack.parsing import DocumentRows, read_document

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(GOLDEN.glob("*/*.csv"))


@pytest.fixture(scope="session")
def seeds() -> Corpus:
    return open_corpus(ROOT)


def read_case(case: Path, seeds: Corpus, tmp_path: Path) -> tuple[DocumentRows, str]:
    text = case.with_suffix(".txt")
    if not text.exists():
        return read_document(seeds, case.stem), seeds.document(case.stem).text
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / text.name).write_bytes(text.read_bytes())
    corpus = Corpus(tmp_path, {"documents": {}}, {case.stem: folder / text.name}, seeds.vocabulary)
    return read_document(corpus, case.stem), corpus.document(case.stem).text


def same_quote(expected: str, actual: str) -> bool:
    folded = " ".join(actual.split())
    head, gap, tail = expected.partition(" … ")
    return folded.startswith(head) and folded.endswith(tail) if gap else folded == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.stem}")
def test_the_parsers_read_what_a_person_reads(case: Path, seeds: Corpus, tmp_path: Path) -> None:
    """Every row of a hand-made reading is given, in its order, and no other."""
    rows, text = read_case(case, seeds, tmp_path)
    if case.parent.name == "ignored":
        found = [{"reason": one.reason, "quote": text[one.start : one.end]} for one in rows.ignored]
    else:
        found = list(rows.rows[case.parent.name])
    with case.open(encoding="utf-8", newline="") as lines:
        expected = list(csv.DictReader(lines))
    told = [
        {name: row.get(name, "") for name in wanted}
        | ({"quote": wanted["quote"]} if same_quote(wanted.get("quote", ""), row.get("quote", "")) else {})
        if "quote" in wanted
        else {name: row.get(name, "") for name in wanted}
        for wanted, row in zip(expected, found, strict=False)
    ]
    told += [{name: row.get(name, "") for name in (expected or [row])[0]} for row in found[len(expected) :]]
    assert told == expected


def test_every_table_read_from_text_has_a_case() -> None:
    """A table without a hand-made reading would go unjudged."""
    assert {case.parent.name for case in CASES} >= {"districts", "statements", "events", "figures", "ignored"}
