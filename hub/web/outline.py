"""Outlines: the shape of a district as an SVG path, so that its page shows where it is without a script or a map server."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

WIDTH = 480.0
_TALLEST = 420.0

Ring = list[list[float]]


@dataclass(frozen=True)
class Outline:
    """A path in a box of `width` and `height`."""

    path: str
    width: float
    height: float


def outline(geojson: str) -> Outline | None:
    """Return the outline of a GeoJSON polygon or polygons in WGS 84, or None for any other shape."""
    rings = list(_rings(orjson.loads(geojson)))
    points = [point for ring in rings for point in ring]
    if not points:
        return None
    west, east = min(point[0] for point in points), max(point[0] for point in points)
    south, north = min(point[1] for point in points), max(point[1] for point in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    wide, high = max((east - west) * squeeze, 1e-9), max(north - south, 1e-9)
    scale = min(WIDTH / wide, _TALLEST / high)

    def drawn(point: list[float]) -> str:
        return f"{(point[0] - west) * squeeze * scale:.1f} {(north - point[1]) * scale:.1f}"

    path = "".join(f"M{'L'.join(map(drawn, ring))}Z" for ring in rings)
    return Outline(path, round(wide * scale, 1), round(high * scale, 1))


def _rings(shape: dict[str, Any]) -> Iterator[Ring]:
    match shape:
        case {"type": "Polygon", "coordinates": rings}:
            yield from rings
        case {"type": "MultiPolygon", "coordinates": polygons}:
            for rings in polygons:
                yield from rings
        case {"type": "GeometryCollection", "geometries": shapes}:
            for inner in shapes:
                yield from _rings(inner)
