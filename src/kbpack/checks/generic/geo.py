"""GeoJSON (RFC 7946) and TopoJSON by their members."""

from __future__ import annotations

from typing import Any

_DEPTHS = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}


def is_geojson(value: Any) -> bool:  # noqa: ANN401  JSON of any shape
    """Whether a JSON value is a geometry, a feature or a collection of features."""
    if not isinstance(value, dict):
        return False
    kind = value.get("type")
    if kind == "FeatureCollection":
        return _all(value.get("features"), _is_feature)
    return _is_feature(value) if kind == "Feature" else _is_geometry(value)


def is_topojson(value: Any) -> bool:  # noqa: ANN401  JSON of any shape
    """Whether a JSON value has the members of a topology."""
    if not isinstance(value, dict) or value.get("type") != "Topology":
        return False
    return isinstance(value.get("objects"), dict) and isinstance(value.get("arcs"), list)


def _is_feature(value: Any) -> bool:  # noqa: ANN401  JSON of any shape
    if not isinstance(value, dict) or value.get("type") != "Feature":
        return False
    if not {"geometry", "properties"} <= value.keys() or not isinstance(value["properties"], dict | None):
        return False
    return value["geometry"] is None or _is_geometry(value["geometry"])


def _is_geometry(value: Any) -> bool:  # noqa: ANN401  JSON of any shape
    if not isinstance(value, dict):
        return False
    if value.get("type") == "GeometryCollection":
        return _all(value.get("geometries"), _is_geometry)
    depth = _DEPTHS.get(value["type"]) if isinstance(value.get("type"), str) else None
    if depth is None or not _nested(value.get("coordinates"), depth):
        return False
    coordinates = value["coordinates"]
    if value["type"] == "LineString":
        return len(coordinates) >= 2  # noqa: PLR2004  a line has two ends
    rings = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(value["type"], [])
    return all(len(ring) >= 4 for polygon in rings for ring in polygon)  # noqa: PLR2004  a ring comes back


def _nested(value: Any, depth: int) -> bool:  # noqa: ANN401  JSON of any shape
    if depth:
        return _all(value, lambda inner: _nested(inner, depth - 1))
    numbers = isinstance(value, list) and len(value) >= 2  # noqa: PLR2004  a position has two numbers
    return numbers and all(isinstance(part, int | float) and not isinstance(part, bool) for part in value)


def _all(value: Any, sound: Any) -> bool:  # noqa: ANN401  JSON of any shape
    return isinstance(value, list) and all(map(sound, value))
