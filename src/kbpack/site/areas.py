"""Areas as documents list them, beside the reference values, and where the places are."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import altair as alt

from kbpack.errors import CorpusError
from kbpack.seeds import SEEDS, decoded, present, read_bytes
from kbpack.site.markup import folded, visible
from kbpack.site.pictures import Picture, values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbpack.site.view import View

BOUNDARIES = f"{SEEDS}/vocabulary/places.geojson"
"""The boundaries of places, where a curator gives them: features with `place_id` and `source`."""
MOST_BARS, MOST_MAPS = 40, 6
"""Places of one picture, and documents that get pictures of their own."""
NOTHING = "No areas and no map: no document lists places with areas."
COLUMNS = ("Place", "Area as listed (km2)", "Reference (km2)", "Reference from", "Date as listed", "Boundary from")
LISTED, REFERENCE = "as listed", "reference"


def pictures(view: View) -> Iterator[Picture]:
    """Draw, for each document that lists areas, bars and where boundaries are known, a map."""
    places = {row["place_id"]: row for row in view.rows("places")}
    listed: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in view.rows("districts"):
        if row["area_km2"]:
            listed[row["document_id"]].append(row)
    boundaries = _boundaries(view, frozenset(places)) if listed else {}
    for number, (document_id, rows) in enumerate(list(listed.items())[:MOST_MAPS], 1):
        voice = folded(view.chain("districts", rows[0])[-1], 60)
        suffix = "" if len(listed) == 1 else f"-{number}"
        table = [_listed(row, places, boundaries) for row in rows]
        links = [view.link(row["district_id"]) for row in rows]
        with_reference = sum(1 for row in table if row[2])
        yield Picture(
            f"areas{suffix}",
            f"Areas of places according to {voice}, beside reference values",
            f"Bars of {len(rows)} areas according to {voice}, {with_reference} of them with a reference value beside. "
            "The table below the picture has the numbers.",
            f"The document is {view.document_title(document_id)}. A reference value is that of the unit as a gazetteer "
            "has it; that the two differ says nothing of who is right.",
            COLUMNS,
            table,
            links,
            _bars(table),
        )
        if any(row["place_id"] in boundaries for row in rows):
            known = [row for row in rows if row["place_id"] in boundaries]
            unknown = ", ".join(visible(row["name_text"]) for row in rows if row["place_id"] not in boundaries)
            yield Picture(
                f"map{suffix}",
                f"Listed places and their areas according to {voice}, on a map",
                f"Map of {len(known)} of {len(rows)} listed places, shaded by the area as listed. "
                "The table below the picture has the numbers.",
                f"Boundaries: {', '.join(sorted({boundaries[row['place_id']][1] for row in known}))}. "
                "They are those of the units today and no claim of the document."
                + (f" Without a boundary here: {unknown}." if unknown else ""),
                COLUMNS,
                table,
                links,
                _map(known, boundaries),
            )


def _listed(
    row: Mapping[str, str], places: Mapping[str, Mapping[str, str]], boundaries: Mapping[str, tuple[Any, str]]
) -> tuple[str, ...]:
    place = places.get(row["place_id"], {})
    return (
        row["name_text"],
        row["area_km2"],
        place.get("reference_area_km2", ""),
        place.get("reference_area_source", ""),
        row["date_text"],
        boundaries.get(row["place_id"], ("", ""))[1],
    )


def _bars(table: list[tuple[str, ...]]) -> dict[str, Any]:
    largest = sorted(table, key=lambda row: -float(row[1]))[:MOST_BARS]
    seen: Counter[str] = Counter()
    rows = []
    for row in largest:
        name = folded(row[0], 40)
        seen[name] += 1
        label = name if seen[name] == 1 else f"{name} ({seen[name]})"
        rows += [(label, side, float(value)) for side, value in ((LISTED, row[1]), (REFERENCE, row[2])) if value]
    base = alt.Chart(values(("place", "side", "area"), rows)).encode(
        y=alt.Y("place:N", title=None, sort=None, axis=alt.Axis(labelLimit=240)),
        yOffset=alt.YOffset("side:N", sort=[LISTED, REFERENCE]),
        x=alt.X("area:Q", title="km²"),
    )
    bars = base.mark_bar(size=10).encode(
        color=alt.Color(
            "side:N",
            title=None,
            scale=alt.Scale(domain=[LISTED, REFERENCE], range=["#1f4e79", "#c9a227"]),
            legend=alt.Legend(offset=48),  # the words at the longest bar
        )
    )
    text = base.mark_text(align="left", dx=3, fontSize=9).encode(text=alt.Text("area:Q", format=",.6~r"))
    return alt.layer(bars, text).properties(width=520, height=alt.Step(12)).to_dict(validate=False)


def _map(rows: list[dict[str, str]], boundaries: Mapping[str, tuple[Any, str]]) -> dict[str, Any]:
    features = []
    for row in rows:
        geometry = boundaries[row["place_id"]][0]
        properties = {"area": float(row["area_km2"]), "name": folded(row["name_text"], 40)}
        longitude, latitude = _middle(geometry)
        features.append(
            {"type": "Feature", "geometry": geometry, "longitude": longitude, "latitude": latitude, **properties}
        )
    base = alt.Chart({"values": features})
    shapes = base.mark_geoshape(stroke="#333333", strokeWidth=0.8).encode(
        color=alt.Color("area:Q", title="km², as listed", scale=alt.Scale(range=["#eef3f8", "#7fa8cc"]))
    )
    names = base.mark_text(fontSize=11).encode(longitude="longitude:Q", latitude="latitude:Q", text="name:N")
    return alt.layer(shapes, names).project("mercator").properties(width=560, height=520).to_dict(validate=False)


def _middle(geometry: Mapping[str, Any]) -> tuple[float, float]:
    """The middle of the longest ring."""
    ring = max(_outer(geometry), key=len)
    longitudes, latitudes = [point[0] for point in ring], [point[1] for point in ring]
    return (min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2


def _outer(geometry: Mapping[str, Any]) -> list[list[list[float]]]:
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [rings[0] for rings in parts]


def _boundaries(view: View, known: frozenset[str]) -> dict[str, tuple[dict[str, Any], str]]:
    """The boundary of each place and where it is from. Raises CorpusError for a file that is not as it should be."""
    path = view.built.root / BOUNDARIES
    if not present(path, BOUNDARIES):
        return {}
    try:
        found = json.loads(decoded(read_bytes(path, BOUNDARIES), BOUNDARIES))
        return {
            feature["properties"]["place_id"]: (_wound(feature["geometry"]), str(feature["properties"]["source"]))
            for feature in found["features"]
            if feature["properties"]["place_id"] in known
        }
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise CorpusError(
            f"{BOUNDARIES}: is no GeoJSON of polygons with place_id and source ({error!r}); mend or remove it"
        ) from error


def _wound(geometry: Mapping[str, Any]) -> dict[str, Any]:
    """A geometry with its outer rings clockwise, as the drawing needs them, and its holes the other way."""
    if geometry["type"] not in {"Polygon", "MultiPolygon"}:
        message = f"a geometry is a {geometry['type']}"
        raise ValueError(message)
    several = geometry["type"] == "MultiPolygon"
    parts = geometry["coordinates"] if several else [geometry["coordinates"]]
    wound = [[_turned(ring, clockwise=not at) for at, ring in enumerate(rings)] for rings in parts]
    return {"type": geometry["type"], "coordinates": wound if several else wound[0]}


def _turned(ring: list[list[float]], *, clockwise: bool) -> list[list[float]]:
    points = [[float(point[0]), float(point[1])] for point in ring]
    if len(points) < 4 or not all(math.isfinite(number) for point in points for number in point):  # noqa: PLR2004
        message = "a ring has fewer than four points, or one that is no number"
        raise ValueError(message)
    turn = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))
    return points if (turn < 0) == clockwise else points[::-1]
