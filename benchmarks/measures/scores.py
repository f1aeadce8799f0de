"""Precision, recall and F, and the list of what was wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from measures.labels import Found

EXCERPT, CONTEXT = 110, 30


@dataclass
class Score:
    """Counts of what was found rightly, found wrongly and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def count(self, *, labelled: bool, found: bool) -> str:
        """Count one sentence; gives what is wrong with it."""
        self.right += labelled and found
        self.wrong += found and not labelled
        self.missed += labelled and not found
        return "" if labelled == found else "too many" if found else "missed"

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"{self.precision:7.3f}{self.recall:7.3f}{self.f:7.3f}{self.right:6}{self.wrong:6}{self.missed:6}"


HEAD = f"{'P':>7}{'R':>7}{'F':>7}{'right':>6}{'wrong':>6}{'miss':>6}"


class Page(NamedTuple):
    """A document that is scored: its path and its text."""

    path: str
    text: str


@dataclass
class Errors:
    """What kbpack got wrong, by task; nothing is kept where it is not asked for."""

    wanted: bool = False
    lines: list[str] = field(default_factory=list)

    def add(self, what: str, page: Page, span: tuple[int, int], note: str = "") -> None:
        """Keep one error, with where it stands and the words there."""
        if self.wanted:
            start, end = span
            words = " ".join(page.text[max(0, start - CONTEXT) : max(end, start + 1) + CONTEXT].split())
            what = f"{what} {note}" if note else what
            self.lines.append(f"  {what}  {page.path}:{start}-{end}  {words[:EXCERPT]}")

    def show(self, title: str) -> None:
        """Print and forget what was kept."""
        if self.lines:
            print(f"\n{title}, errors of kbpack", *self.lines, sep="\n")
            self.lines.clear()


def row(task: str, reader: str, score: Score | str) -> str:
    """Give a line of a table; text in place of a score says why there is none."""
    return f"{task:<34}{reader:<34}{score}"


def overlap(one: Found | tuple[int, int], other: Found | tuple[int, int]) -> bool:
    """Whether two stretches share a character."""
    return one[0] < other[1] and other[0] < one[1]


def pairs(
    labels: Sequence[Found], found: Sequence[Found], fits: Callable[[Found, Found], bool] | None = None
) -> list[tuple[int, int]]:
    """Pair labels with what was found, each at most once: those that overlap, and fit where that is asked."""
    left = list(range(len(found)))
    paired = []
    for number, label in enumerate(labels):
        for place in left:
            if overlap(label, found[place]) and (fits is None or fits(label, found[place])):
                paired.append((number, place))
                left.remove(place)
                break
    return paired
