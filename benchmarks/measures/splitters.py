"""Sentence splitters to compare with: each gives the ends of the sentences of a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from measures.labels import Corpora

Splitter = Callable[[str], Iterator[int]]

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")
_LONG_LINE = 100
_TRAINED_ON = 200


def unwrapped(text: str) -> str:
    """Replace the line ends inside paragraphs by blanks, to the same length.

    A paragraph ends at a blank line, and at the end of a line that is too long to have been wrapped.
    """
    lines = _LINE.findall(text)
    followers = [line.strip() for line, _ in [*lines[1:], ("", "")]]
    return "".join(
        line + (end if not line.strip() or not after or len(line) > _LONG_LINE else " " * len(end))
        for (line, end), after in zip(lines, followers, strict=True)
    )


def plain_ends(text: str) -> Iterator[int]:
    """A mark, a blank and a capital."""
    for match in re.finditer(r"[.!?][\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9]|\s*$)|\S(?=\s*\n\s*\n)", text):
        yield match.end()


def pysbd_ends(text: str) -> Iterator[int]:
    """What pysbd finds, by its spans."""
    import pysbd  # noqa: PLC0415

    for one in pysbd.Segmenter(language="en", clean=False, char_span=True).segment(text):
        yield one.start + len(one.sent.rstrip())


def blingfire_ends(text: str) -> Iterator[int]:
    """What BlingFire finds."""
    import blingfire  # noqa: PLC0415

    for _, end in blingfire.text_to_sentences_and_offsets(text)[1]:
        yield end


def sentencex_ends(text: str) -> Iterator[int]:
    """What sentencex finds; its sentences add up to the text."""
    import sentencex  # noqa: PLC0415

    place = 0
    for one in sentencex.segment("en", text):
        place = text.index(one, place) + len(one)
        yield place - len(one) + len(one.rstrip())


def syntok_ends(text: str) -> Iterator[int]:
    """What syntok finds."""
    from syntok import segmenter  # noqa: PLC0415

    for paragraph in segmenter.analyze(text):
        for sentence in paragraph:
            yield sentence[-1].offset + len(sentence[-1].value)


def punkt_ends(text: str) -> Iterator[int]:
    """Punkt of NLTK, trained here on raw speeches: its published model is a download of its own."""
    for _, end in _punkt().span_tokenize(text):
        yield end


@cache
def _punkt() -> Any:  # noqa: ANN401  the class is NLTK's
    from nltk.tokenize.punkt import PunktSentenceTokenizer, PunktTrainer  # noqa: PLC0415

    trainer = PunktTrainer()
    for text in TRAINING:
        trainer.train(unwrapped(text), finalize=False)
    trainer.finalize_training()
    return PunktSentenceTokenizer(trainer.get_params())


TRAINING: list[str] = []


def prepare(corpora: Corpora) -> None:
    """Choose the texts that Punkt learns from: a part of the speeches, and all of the news."""
    files = [
        *sorted(corpora.root.glob("ungdc/*.txt"))[:: 1515 // _TRAINED_ON],
        *sorted(corpora.root.glob("news/*.txt")),
    ]
    TRAINING[:] = [corpora.text(str(file.relative_to(corpora.root))) for file in files]


PACKAGES: dict[Callable[..., object], str] = {
    pysbd_ends: "pysbd",
    blingfire_ends: "blingfire",
    sentencex_ends: "sentencex",
    syntok_ends: "syntok",
    punkt_ends: "nltk",
}
SPLITTERS: dict[str, Splitter] = {
    "plain expression": plain_ends,
    "pysbd": pysbd_ends,
    "BlingFire": blingfire_ends,
    "sentencex": sentencex_ends,
    "syntok": syntok_ends,
    "NLTK Punkt (trained here)": punkt_ends,
}
