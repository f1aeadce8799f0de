"""The pictures: SVG and PNG that need no script, each with the table that it was drawn from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from kbpack.parts import csv_lines
from kbpack.site.markup import page

if TYPE_CHECKING:
    from kbpack.site.view import View

MOST_LISTED = 2_000
"""Rows of a picture's table that the page shows; its CSV file has all."""
FRAME: dict[str, Any] = {
    "background": "#ffffff",
    "padding": {"left": 36, "right": 36, "top": 8, "bottom": 8},
    "config": {"aria": False, "font": "Liberation Sans, Arimo, Helvetica, Arial, sans-serif"},
}
"""What all pictures share: the first font comes with vl-convert, so that words are measured alike everywhere; the
padding is room for a wider one, where a browser has another. Labels of single marks would be told in local time."""


class Picture(NamedTuple):
    """A picture with the table behind it; the first column of the table may be an address in the site."""

    name: str
    title: str
    alternative: str
    caption: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    links: list[str]
    chart: Mapping[str, Any]


def pages(view: View) -> Iterator[tuple[str, bytes]]:
    """Give the pictures, their tables and the page that shows them, by their paths in the site."""
    from kbpack.site import areas, coverings, facing, timeline  # noqa: PLC0415  Altair, where pictures are drawn

    drawn = {kind.NOTHING: list(kind.pictures(view)) for kind in (timeline, areas, facing, coverings)}
    found = [picture for pictures in drawn.values() for picture in pictures]
    nothing = [why for why, pictures in drawn.items() if not pictures]
    for picture in found:
        yield from _files(picture)
    yield (
        "pictures.html",
        page("pictures", view=view, root="", here="pictures.html", pictures=found, nothing=nothing, most=MOST_LISTED),
    )


def _files(picture: Picture) -> Iterator[tuple[str, bytes]]:
    import vl_convert  # noqa: PLC0415  84 MB, where pictures are drawn

    frame = {**FRAME, "config": {**picture.chart.get("config", {}), **FRAME["config"]}}
    spec = json.dumps({**picture.chart, **frame}, sort_keys=True)
    yield f"pictures/{picture.name}.svg", vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]).encode()
    yield f"pictures/{picture.name}.png", vl_convert.vegalite_to_png(spec, scale=2, allowed_base_urls=[])
    cells = [[name, *column] for name, column in zip(picture.columns, _transposed(picture), strict=True)]
    yield f"pictures/{picture.name}.csv", csv_lines(cells)


def _transposed(picture: Picture) -> list[list[str]]:
    return [[row[at] for row in picture.rows] for at in range(len(picture.columns))]


def values(columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> dict[str, Any]:
    """Rows as the data of a chart."""
    return {"values": [dict(zip(columns, row, strict=True)) for row in rows]}
