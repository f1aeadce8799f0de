"""The labels of `benchmarks/labels/`: offsets into documents that stay where they are."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent.parent / "labels"
SALT = "half "

Span = tuple[int, int]


class Found(NamedTuple):
    """A stretch of text with its kind and value, as labelled or as a reader gives it."""

    start: int
    end: int
    kind: str = ""
    value: str = ""
    unit: str = ""


class Sentence(NamedTuple):
    """A labelled sentence; `attributed` is empty where that was not labelled."""

    start: int
    end: int
    attributed: str


class Act(NamedTuple):
    """A labelled act of saying or thinking; `holder` and `content` may be None."""

    sentence: int
    own: bool
    holder: Span | None
    cue: Span
    content: Span | None


@dataclass(frozen=True)
class Run:
    """A labelled stretch of one document, with its labels."""

    run_id: str
    path: str
    sha256: str
    start: int
    end: int
    split: str
    layers: frozenset[str]
    sentences: list[Sentence]
    breaks: list[Span]
    acts: list[Act]
    dates: list[Found]
    quantities: list[Found]


@dataclass(frozen=True)
class Corpora:
    """The folder that holds the documents."""

    root: Path

    def text(self, path: str, sha256: str = "") -> str:
        """Give a document's text. Raises SystemExit where it is missing or is not the one that was labelled."""
        return _text(self.root / path, sha256)

    @cached_property
    def attribution_rows(self) -> Mapping[str, list[dict[str, str]]]:
        """The published attribution labels of news, by document, in their order."""
        found: dict[str, list[dict[str, str]]] = {}
        with (self.root / "news/attribution_labels.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found.setdefault(f"news/{row['doc']}", []).append(row)
        return found


@cache
def _text(file: Path, sha256: str) -> str:
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        raise SystemExit(f"{file} is missing; name the folder of the corpora with --corpora") from None
    if sha256 and hashlib.sha256(data).hexdigest() != sha256:
        raise SystemExit(f"{file} is not the document that was labelled: its sha256 differs")
    return data.decode("utf-8").removeprefix("\ufeff")


def split_of(path: str) -> str:
    """Which half a document belongs to: dev to tune on, test to report."""
    return "dev" if int(hashlib.sha256((SALT + path).encode()).hexdigest(), 16) % 2 else "test"


def runs(split: str, reader: str = "all") -> list[Run]:
    """Give the labelled runs of a split (dev, test or all), by one reader (1 or 2) or by both (all)."""
    tables = {name: _by_run(name) for name in ("sentences", "sayings", "dates", "quantities")}
    rows = (row for rows in _by_run("runs").values() for row in rows)
    return [_run(row, tables) for row in rows if split in {"all", row["split"]} and reader in {"all", row["reader"]}]


def _by_run(name: str) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["run_id"], []).append(row)
    return found


def _run(row: dict[str, str], tables: Mapping[str, Mapping[str, list[dict[str, str]]]]) -> Run:
    name = row["run_id"]
    spans = [(*_span(one), one) for one in tables["sentences"].get(name, [])]
    return Run(
        run_id=name,
        path=row["path"],
        sha256=row["sha256"],
        start=int(row["char_start"]),
        end=int(row["char_end"]),
        split=row["split"],
        layers=frozenset(row["layers"].split(";")),
        sentences=[Sentence(start, end, one["attributed"]) for start, end, one in spans if one["kind"] == "sentence"],
        breaks=[(start, end) for start, end, one in spans if one["kind"] != "sentence"],
        acts=[_act(one) for one in tables["sayings"].get(name, [])],
        dates=list(_founds(tables["dates"].get(name, []), "edtf")),
        quantities=list(_founds(tables["quantities"].get(name, []), "value")),
    )


def _span(row: Mapping[str, str], what: str = "char") -> Span:
    return int(row[f"{what}_start"]), int(row[f"{what}_end"])


def _founds(rows: Iterable[Mapping[str, str]], value: str) -> Iterable[Found]:
    for row in rows:
        yield Found(*_span(row), row["kind"], row[value], row.get("unit", ""))


def _act(row: Mapping[str, str]) -> Act:
    holder, content = (_span(row, what) if row[f"{what}_start"] else None for what in ("holder", "content"))
    return Act(int(row["sentence_start"]), row["voice"] == "own", holder, _span(row, "cue"), content)
