"""Who says it, against PolNeAR: sentences with an attribution, single ones by their cues, and their sources."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from measures import ours
from measures.attribution import BASELINE, has_verb
from measures.labels import Span
from measures.scores import HEAD, Errors, Page, Score, overlap, row

COMPARTMENTS = {"dev": ("train",), "test": ("test",), "all": ("train", "test")}
"""The compartment of PolNeAR that a split stands for; its small one of development is left out."""
_TEXT_BOUND = re.compile(r"(T\d+)\t\S+ ([\d ;]+)\t")
_EVENT = re.compile(r"E\d+\t(.*)")


class Attribution(NamedTuple):
    """A labelled attribution: the spans of its source, cue and content, any of which may be empty."""

    source: Sequence[Span]
    cue: Sequence[Span]
    content: Sequence[Span]

    @property
    def start(self) -> int:
        """Where its cue starts, or its source where it has no cue."""
        return min(self.cue or self.source or self.content)[0]


def measure(folder: Path, split: str, errors: Errors) -> None:
    """Print the table for a clone of github.com/networkdynamics/PolNeAR."""
    sentences = {ours.NAME: Score(), BASELINE: Score()}
    cues, holders = Score(), list[bool]()
    for page, labels in _pages(folder, split):
        for start, end in ours.units(page.text):
            inside = [one for one in labels if start <= one.start < end]
            acts = ours.acts(page.text, start, end)
            wrong = sentences[ours.NAME].count(labelled=bool(inside), found=bool(acts))
            sentences[BASELINE].count(labelled=bool(inside), found=has_verb(page.text, start, end))
            if wrong:
                errors.add(wrong, page, acts[0].anchor if acts else (start, end))
            holders += _by_cue(acts, inside, labels, cues)
    print(row("\nPolNeAR", "", HEAD))
    for reader, score in sentences.items():
        print(row("news, attributed", reader, score))
    print(row("news, single acts by cue", ours.NAME, cues))
    share = sum(holders) / len(holders) if holders else 0.0
    print(row("news, single acts by cue", f"{ours.NAME}: right holder", f"{share:.3f} of {len(holders)}"))
    errors.show("PolNeAR")


def _by_cue(
    acts: Sequence[ours.Act], inside: Sequence[Attribution], labels: Sequence[Attribution], score: Score
) -> Iterator[bool]:
    """Count the acts of a sentence by their cues; gives of each that is right whether its holder is the source.

    What stands in the content of a labelled attribution and is not labelled itself counts neither way.
    """
    for act in acts:
        label = next((one for one in inside if _meet(act.anchor, one.cue)), None)
        if label is None:
            score.wrong += not any(_meet(act.anchor, one.content) for one in labels)
            continue
        score.right += 1
        if label.source:
            yield act.holder is not None and _meet(act.holder, label.source)
    score.missed += sum(bool(one.cue) and not any(_meet(act.anchor, one.cue) for act in acts) for one in inside)


def _meet(span: Span, spans: Sequence[Span]) -> bool:
    return any(overlap(span, other) for other in spans)


def _pages(folder: Path, split: str) -> Iterator[tuple[Page, list[Attribution]]]:
    """The articles with the labels of their first annotator."""
    for compartment in COMPARTMENTS[split]:
        room = folder / "data" / compartment
        for path in sorted((room / "text").glob("*.txt")):
            files = sorted((room / "attributions").glob(f"{path.stem}_*.ann"))
            text = path.read_bytes().decode("utf-8")
            if files:
                yield Page(f"{compartment}/{path.name}", text), _attributions(files[0].read_text("utf-8"))


def _attributions(annotation: str) -> list[Attribution]:
    """The attributions of a file in the standoff format of brat."""
    spans: dict[str, list[Span]] = {}
    for name, offsets in _TEXT_BOUND.findall(annotation):
        pairs = (pair.split() for pair in offsets.split(";"))
        spans[name] = [(int(start), int(end)) for start, end in pairs]
    found = []
    for event in _EVENT.findall(annotation):
        parts = defaultdict[str, list[Span]](list)
        for argument in event.split():
            role, _, name = argument.partition(":")
            parts[role.rstrip("0123456789")] += spans.get(name, [])
        if parts["Cue"] or parts["Source"]:
            found.append(Attribution(parts["Source"], parts["Cue"], parts["Content"]))
    return found
