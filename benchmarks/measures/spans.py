"""Dates and quantities: labelled spans and values against what readers find."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from measures import others, ours, splitters
from measures.labels import Corpora, Found, Run
from measures.packages import is_installed, named
from measures.scores import HEAD, Errors, Page, Score, overlap, pairs, row

AREAS_KM2 = {"km2": 1.0, "har": 0.01, "m2": 1e-6, "[acr_us]": 0.0040468726, "[smi_us]": 2.589998}
NEAR = 0.001


@dataclass(frozen=True)
class Task:
    """What is compared: which labels count, which stretches count neither way, and when a value is right."""

    name: str
    labels: Callable[[Run], list[Found]]
    neutral: Callable[[Run, Found], bool]
    fits: Callable[[Found, Found], bool] | None
    kinds: frozenset[str] = frozenset()

    @property
    def title(self) -> str:
        """What the table calls it."""
        return f"{self.name}, {'value' if self.fits else 'span'}"


def measure_dates(corpora: Corpora, runs: Sequence[Run], errors: Errors) -> None:
    """Print how dates are found, and how often with the right value."""
    print(row("\ndates", "", HEAD))
    readers = _readers(ours.dates, others.DATES)
    _compare(Task("dates", _calendar, _in_relative, None), corpora, runs, readers, errors)
    _compare(Task("dates", _calendar, _left_relative, _same_date), corpora, runs, readers, errors)


def measure_quantities(corpora: Corpora, runs: Sequence[Run], errors: Errors) -> None:
    """Print how quantities are found, areas and shares apart."""
    print(row("\nquantities", "", HEAD))
    readers = _readers(ours.quantities, others.QUANTITIES)
    for name, kinds in (("areas", frozenset({"area"})), ("shares", frozenset({"share"})), ("all", frozenset[str]())):
        for fits in (None, _same_value):
            task = Task(name, lambda run: run.quantities, _in_dates, fits, kinds)
            _compare(task, corpora, runs, readers, errors)


def _calendar(run: Run) -> list[Found]:
    return [one for one in run.dates if one.kind == "date"]


def _in_relative(run: Run, found: Found) -> bool:
    return any(overlap(found, one) for one in run.dates if one.kind == "relative")


def _left_relative(run: Run, found: Found) -> bool:
    """Whether a relative expression was given no date, which its words do not tell."""
    return not found.value and _in_relative(run, found)


def _in_dates(run: Run, found: Found) -> bool:
    return any(overlap(found, one) for one in run.dates)


def _same_date(label: Found, found: Found) -> bool:
    return label.value == found.value


def _same_value(label: Found, found: Found) -> bool:
    """Whether two values are equal, an area also in square kilometres; a label without a value asks for none."""
    if not label.value:
        return True
    wanted = [float(label.value)]
    if label.unit in AREAS_KM2:
        wanted.append(wanted[0] * AREAS_KM2[label.unit])
    if label.kind == "share":
        wanted.append(wanted[0] / 100)
    try:
        value = float(found.value)
    except ValueError:
        return False
    return any(abs(value - one) <= NEAR * abs(one) for one in wanted)


Reading = Callable[[str, Run], list[Found]]


def _readers(
    own: Callable[[str, int, int], list[Found]], libraries: Mapping[str, others.Reader]
) -> dict[str, Reading | None]:
    """Readers by the name that the table shows; None for one that is not installed."""
    readers: dict[str, Reading | None] = {ours.NAME: lambda text, run: own(text, run.start, run.end)}
    for name, reader in libraries.items():
        module = others.PACKAGES.get(reader)
        readers[named(name, module)] = _in_run(reader) if is_installed(module) else None
    return readers


def _in_run(reader: others.Reader) -> Reading:
    def find(text: str, run: Run) -> list[Found]:
        part = splitters.unwrapped(text[run.start : run.end])
        return [one._replace(start=one.start + run.start, end=one.end + run.start) for one in reader(part)]

    return find


def _compare(
    task: Task, corpora: Corpora, runs: Sequence[Run], readers: Mapping[str, Reading | None], errors: Errors
) -> None:
    for reader, find in readers.items():
        if find is None:
            print(row(task.title, reader, "not installed"))
            continue
        score = Score()
        for run in runs:
            if "dates" in run.layers:  # dates and quantities were labelled together
                text = corpora.text(run.path, run.sha256)
                wrong = _add(score, task, run, find(text, run))
                for what, one in wrong if reader == ours.NAME else ():
                    errors.add(what, Page(run.path, text), one[:2], f"[{one.kind} {one.value}]")
        print(row(task.title, reader, score))
    errors.show(task.title)


def _add(score: Score, task: Task, run: Run, found: list[Found]) -> list[tuple[str, Found]]:
    """Add one run to a score; gives what is wrong."""
    wanted = [one for one in task.labels(run) if not task.kinds or one.kind in task.kinds]
    labels = [one for one in wanted if one.kind != "none"]
    unused = [one for one in task.labels(run) if one.kind == "none"]
    aside = [*unused, *(Found(*one) for one in run.breaks)]
    found = [one for one in found if not task.kinds or one.kind in task.kinds]
    paired = pairs(labels, found, task.fits)
    taken = {label for label, _ in paired}, {place for _, place in paired}
    missed = [one for number, one in enumerate(labels) if number not in taken[0]]
    free = [one for place, one in enumerate(found) if place not in taken[1]]
    wrong = [one for one in free if not task.neutral(run, one) and not any(overlap(one, other) for other in aside)]
    score.right += len(paired)
    score.missed += len(missed)
    score.wrong += len(wrong)
    return [*(("missed", one) for one in missed), *(("too many", one) for one in wrong)]
