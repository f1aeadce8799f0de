"""The ends of sentences, exact to the character, by genre."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from measures import ours, splitters
from measures.labels import Corpora, Run
from measures.packages import is_installed, named
from measures.scores import HEAD, Errors, Page, Score, row

_MARGIN = 300  # characters after the last labelled sentence that a splitter may look at

Ends = Callable[[str, Run], set[int]]


def measure(corpora: Corpora, runs: Sequence[Run], errors: Errors) -> None:
    """Print the tables."""
    splitters.prepare(corpora)
    print(row("\nsentence ends", "", HEAD))
    for genre, folder in (("speeches", "ungdc/"), ("news", "news/")):
        chosen = [run for run in runs if "sentences" in run.layers and run.path.startswith(folder)]
        task = f"{genre}, exact end"
        print(row(task, ours.NAME, _score(corpora, chosen, _our_ends, errors)))
        for name, splitter in splitters.SPLITTERS.items():
            module = splitters.PACKAGES.get(splitter)
            score = _score(corpora, chosen, _in_window(splitter), Errors()) if is_installed(module) else None
            print(row(task, named(name, module), score or "not installed"))
        errors.show(task)


def _our_ends(text: str, run: Run) -> set[int]:
    return {end for _, end in ours.units(text) if run.start < end <= run.end}


def _in_window(splitter: splitters.Splitter) -> Ends:
    def ends(text: str, run: Run) -> set[int]:
        part = splitters.unwrapped(text[run.start : run.end + _MARGIN])
        return {run.start + end for end in splitter(part) if run.start + end <= run.end}

    return ends


def _score(corpora: Corpora, runs: Sequence[Run], find: Ends, errors: Errors) -> Score:
    score = Score()
    for run in runs:
        text = corpora.text(run.path, run.sha256)
        labels = {one.end for one in run.sentences}
        found = {end for end in find(text, run) if not any(start < end <= after for start, after in run.breaks)}
        score.right += len(labels & found)
        score.wrong += len(found - labels)
        score.missed += len(labels - found)
        for end in sorted(labels ^ found):
            errors.add("too many" if end in found else "missed", Page(run.path, text), (end - 30, end))
    return score
