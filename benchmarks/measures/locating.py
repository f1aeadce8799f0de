"""Where the phrases of tokenised labels stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from measures.labels import Span

_GAP = 200  # letters that may stand inside a source and cue that is in two pieces
_ENOUGH = 25  # letters of the content that tell where it begins


def located(text: str, rows: Sequence[Mapping[str, str]]) -> list[Span | None]:
    """Find each label's source and cue by letters and digits alone; None where it is nowhere.

    Of several places, the one nearest to the label's content that no other label has taken.
    """
    places = [place for place, sign in enumerate(text) if sign.isalnum()]
    letters = "".join(text[place].lower()[0] for place in places)
    found: list[Span | None] = []
    for one in rows:
        contents = [match.start() for match in re.finditer(_letters(one["content"])[:_ENOUGH], letters)]
        free = [span for span in _occurrences(letters, one["source_and_cue"]) if _in_text(span, places) not in found]
        best = min(free, key=lambda span: _distance(span, contents), default=None)
        found.append(_in_text(best, places) if best else None)
    return found


def _letters(phrase: str) -> str:
    return "".join(sign.lower()[0] for sign in phrase if sign.isalnum())


def _occurrences(letters: str, phrase: str) -> Iterator[Span]:
    """Where a phrase stands, else where its two parts stand with other words between them."""
    whole = [match.span() for match in re.finditer(_letters(phrase) or "$^", letters)]
    yield from whole
    words = phrase.split()
    for place in range(len(words) - 1, 0, -1) if not whole else ():
        first, rest = _letters(" ".join(words[:place])), _letters(" ".join(words[place:]))
        if first and rest:
            yield from (match.span() for match in re.finditer(f"{first}.{{1,{_GAP}}}?{rest}", letters))


def _distance(span: Span, contents: Sequence[int]) -> int:
    return min((min(abs(span[0] - one), abs(span[1] - one)) for one in contents), default=0)


def _in_text(span: Span, places: Sequence[int]) -> Span:
    return places[span[0]], places[span[1] - 1] + 1
