"""How much of each document is accounted for: by rows, passed over with a reason, or unread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import altair as alt

from kbpack.site.markup import folded
from kbpack.site.pictures import Picture, values

if TYPE_CHECKING:
    from kbpack.parts import Part
    from kbpack.site.view import View

MOST_BARS = 40
NOTHING = "No coverage: there are no documents."
COLUMNS = ("Document", "In rows (%)", "Passed over (%)", "Unread (%)")
SIDES = ["in rows", "passed over", "unread"]
COLOURS = ["#1f4e79", "#b9bec4", "#b3261e"]


def pictures(view: View) -> Iterator[Picture]:
    """Draw a bar for each document, or where there are many, how many there are of each share."""
    if not view.parts:
        return
    shares = {key: _shares(view, part) for key, part in view.parts.items()}
    table = [(view.document_title(key), *(f"{share:.1f}" for share in found)) for key, found in shares.items()]
    few = len(table) <= MOST_BARS
    least = min(found[0] + found[1] for found in shares.values())
    yield Picture(
        "coverage",
        "How much of each document was read" if few else "How much of the documents was read",
        f"{'Bars' if few else 'Counts'} of {len(table):,} documents; the least has {least:.1f} percent accounted for, "
        "in rows or passed over with a reason. The table below the picture has all of them.",
        "Shares of characters other than white space. Passed over are headings, salutations and the like, each with "
        "its reason in the document's page; unread is what no rule understood.",
        COLUMNS,
        table,
        [view.address(key) for key in shares],
        _bars(table) if few else _counts(shares.values()),
    )


def _shares(view: View, part: Part) -> tuple[float, float, float]:
    """Percent of a document in rows, passed over, and unread."""
    if not part.ignored:
        return part.covered * 100, 0.0, (1 - part.covered) * 100
    text = view.built.corpus.document(part.document_id).text
    whole = sum(map(len, text.split())) or 1
    passed = sum(len(word) for one in part.ignored for word in text[one.start : one.end].split()) / whole
    return max(0.0, part.covered - passed) * 100, passed * 100, (1 - part.covered) * 100


def _bars(table: list[tuple[str, ...]]) -> dict[str, Any]:
    rows = [
        (f"{number + 1}. {folded(row[0], 60)}", side, at, float(row[at + 1]))
        for number, row in enumerate(table)
        for at, side in enumerate(SIDES)
    ]
    spec: dict[str, Any] = (
        alt.Chart(values(("document", "side", "order", "share"), rows))
        .mark_bar()
        .encode(
            y=alt.Y("document:N", title=None, sort=None, axis=alt.Axis(labelLimit=360)),
            x=alt.X("share:Q", title="percent of characters", scale=alt.Scale(domain=[0, 100])),
            order="order:Q",
            color=alt.Color("side:N", title=None, sort=SIDES, scale=alt.Scale(domain=SIDES, range=COLOURS)),
        )
        .properties(width=420, height=alt.Step(24))
        .to_dict(validate=False)
    )
    return spec


def _counts(shares: Iterable[tuple[float, float, float]]) -> dict[str, Any]:
    counts = Counter(min(99, int(100 - unread)) for *_, unread in shares)
    rows = [(share, share + 1, count) for share, count in sorted(counts.items())]
    spec: dict[str, Any] = (
        alt.Chart(values(("from", "to", "count"), rows))
        .mark_bar(color=COLOURS[0])
        .encode(
            x=alt.X("from:Q", bin="binned", title="percent accounted for", scale=alt.Scale(domain=[0, 100])),
            x2="to:Q",
            y=alt.Y("count:Q", title="documents"),
        )
        .properties(width=560, height=220)
        .to_dict(validate=False)
    )
    return spec
