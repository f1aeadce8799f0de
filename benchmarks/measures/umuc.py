"""Who says it, against UMUC: speeches in the UN Security Council whose trees of discourse people have drawn."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree as ET

from measures import ours
from measures.attribution import BASELINE, has_verb
from measures.scores import HEAD, Errors, Page, Score, row

_SPEECH = re.compile(r"SPV\.\d+_spch\d+")


def measure(folder: Path, split: str, errors: Errors) -> None:
    """Print the table for a clone of github.com/discourse-lab/UMUC; a speech is dev or test by a hash of its name."""
    sentences = {ours.NAME: Score(), BASELINE: Score()}
    for page, labels in _pages(folder, split):
        for start, end in ours.units(page.text):
            labelled = any(start <= one < end for one in labels)
            acts = ours.acts(page.text, start, end)
            wrong = sentences[ours.NAME].count(labelled=labelled, found=bool(acts))
            sentences[BASELINE].count(labelled=labelled, found=has_verb(page.text, start, end))
            if wrong:
                errors.add(wrong, page, acts[0].anchor if acts else (start, end))
    print(row("\nUMUC", "", HEAD))
    for reader, score in sentences.items():
        print(row("speeches, attributed", reader, score))
    errors.show("UMUC")


def _pages(folder: Path, split: str) -> Iterator[tuple[Page, list[int]]]:
    """The speeches, and where each attribution starts."""
    texts = {_name(path): path for path in (folder / "Corpora/Raw/Preproc_Text").rglob("*.txt")}
    for path in sorted((folder / "Corpora/Annotated/RST_GUM-relations").glob("*.rs3")):
        name = _name(path)
        half = "test" if sha256(f"umuc{name}".encode()).digest()[0] % 2 else "dev"
        if split in {half, "all"}:
            text = texts[name].read_bytes().decode("utf-8")
            yield Page(path.stem, text), _attributions(path.read_bytes(), text)


def _name(path: Path) -> str:
    found = _SPEECH.search(path.name)
    if found is None:
        raise SystemExit(f"{path}: is not named as a speech of UMUC; give a clone of it")
    return found[0]


def _attributions(tree: bytes, text: str) -> list[int]:
    """Where the units that attribute what others hold start, from the nodes of a tree in the format of RSTTool."""
    nodes = list(ET.fromstring(tree).iter())  # noqa: S314  a file of one's own choosing
    starts: dict[str, int] = {}
    place = 0
    for node in nodes:
        letters = "".join((node.text or "").split()) if node.tag == "segment" else ""
        found = re.compile(r"\s*".join(map(re.escape, letters))).search(text, place) if letters else None
        if found:
            starts[node.get("id", "")], place = found.span()
    under = defaultdict[str, list[str]](list)
    for node in nodes:
        under[node.get("parent", "")].append(node.get("id", ""))

    def first(name: str) -> int:
        return starts[name] if name in starts else min(map(first, under[name]), default=-1)

    return [first(node.get("id", "")) for node in nodes if node.get("relname") == "attribution"]
