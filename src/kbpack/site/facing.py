"""The findings as a picture: what one side says, what the other says, and whether one holder says both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

import altair as alt

from kbpack.site.markup import folded
from kbpack.site.pictures import Picture, values

if TYPE_CHECKING:
    from kbpack.site.view import View

MOST_PAIRS = 30
"""Beyond these, findings are counted by kind instead of drawn one by one."""
COLUMNS = ("Finding", "Message", "One side", "According to", "Other side", "According to (other side)")
NOTHING = "No findings: the checks saw no disagreement in the documents."
ONE, TWO = "one holder on both sides", "two holders"
COLOURS = alt.Scale(domain=[ONE, TWO], range=["#5d6670", "#c0561a"])
LEFT, RIGHT = 0.4, 0.6


def pictures(view: View) -> Iterator[Picture]:
    """Draw each finding as a line between its sides, or where there are many, how many there are of each kind."""
    table: list[tuple[str, ...]] = [
        (
            row["kind"].replace("_", " "),
            row["message"],
            row["left_value"],
            view.holder(row["left_ref"]),
            row["right_value"],
            view.holder(row["right_ref"]),
        )
        for row in view.findings
    ]
    if not table:
        return
    few = len(table) <= MOST_PAIRS
    kinds = Counter(row[0] for row in table)
    told = ", ".join(f"{kind} ({count})" for kind, count in sorted(kinds.items()))
    yield Picture(
        "findings",
        "Findings, both sides face to face, each according to its holder" if few else "Findings by kind",
        f"{'Pairs' if few else 'Counts'} of {len(table):,} findings, each with what either side says and according to "
        f"whom: {told}. The table below the picture has all of them.",
        ("A line joins what one place says to what another says, each according to its holder; " if few else "")
        + "a finding says that the two differ, not which is right.",
        COLUMNS,
        table,
        [view.finding_address(number) for number in range(len(table))],
        _pairs(table) if few else _counts(table),
    )


def _between(row: tuple[str, ...]) -> str:
    """Whether one holder says both, through whomever it was passed on."""
    return ONE if _innermost(row[3]) == _innermost(row[5]) else TWO


def _pairs(table: list[tuple[str, ...]]) -> dict[str, Any]:
    pairs = alt.Chart(
        values(
            ("number", "between", "kind", "left", "right"),
            [(number, _between(row), row[0], LEFT, RIGHT) for number, row in enumerate(table)],
        )
    )
    y = alt.Y("number:O", axis=None)
    colour = alt.Color("between:N", title=None, scale=COLOURS, legend=alt.Legend(orient="bottom", columnPadding=24))
    x = alt.X("left:Q", axis=None, scale=alt.Scale(domain=[0, 1]))
    layers = [
        pairs.mark_rule(strokeWidth=2).encode(y=y, x=x, x2="right:Q", color=colour),
        pairs.transform_calculate(middle=f"{(LEFT + RIGHT) / 2}")
        .mark_text(dy=-8, fontSize=11, fontWeight=600)
        .encode(y=y, x="middle:Q", text="kind:N"),
    ]
    sides: tuple[tuple[int, float, Literal["right", "left"], int], ...] = (2, LEFT, "right", -8), (4, RIGHT, "left", 8)
    for at, place, align, dx in sides:
        side = alt.Chart(
            values(
                ("number", "between", "at", "value", "holder"),
                [
                    (number, _between(row), place, folded(row[at], 48), _according(row[at + 1]))
                    for number, row in enumerate(table)
                ],
            )
        )
        layers += [
            side.mark_point(filled=True, size=50, opacity=1).encode(y=y, x="at:Q", color=colour),
            side.mark_text(align=align, dx=dx, dy=-5, fontSize=12).encode(y=y, x="at:Q", text="value:N"),
            side.mark_text(align=align, dx=dx, dy=9, fontSize=10, color="#555d66").encode(
                y=y, x="at:Q", text="holder:N"
            ),
        ]
    spec: dict[str, Any] = (
        alt.layer(*layers)
        .properties(width=760, height=alt.Step(42))
        .configure_view(stroke=None)
        .to_dict(validate=False)
    )
    return spec


def _according(holder: str) -> str:
    return f"according to {folded(_innermost(holder), 44)}" if holder else ""


def _innermost(holder: str) -> str:
    return holder.rpartition(" > ")[2]


def _counts(table: list[tuple[str, ...]]) -> dict[str, Any]:
    counts = Counter((row[0], _between(row)) for row in table)
    spec: dict[str, Any] = (
        alt.Chart(values(("kind", "between", "count"), [(*key, count) for key, count in sorted(counts.items())]))
        .mark_bar()
        .encode(
            y=alt.Y("kind:N", title=None, sort="-x"),
            x=alt.X("count:Q", title="findings", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color("between:N", title=None, scale=COLOURS),
        )
        .properties(width=560, height=alt.Step(24))
        .to_dict(validate=False)
    )
    return spec
