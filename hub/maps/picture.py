"""Shapes as paths of one picture: simplified to its pixels, north up."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import orjson
import shapely

_SMALLEST_AREA = 2.5
"""Square pixels below which an island is left out, unless it is the largest part of its area."""


@dataclass(frozen=True)
class Frame:
    """The part of the world that a picture shows, in degrees, and how wide the picture is."""

    west: float
    south: float
    east: float
    north: float
    width: float = 960.0

    @property
    def scale(self) -> float:
        """Pixels per degree of longitude."""
        return self.width / ((self.east - self.west) * self._squeeze)

    @property
    def _squeeze(self) -> float:
        return math.cos(math.radians((self.south + self.north) / 2))

    @property
    def height(self) -> float:
        return (self.north - self.south) * self.scale

    def place(self, shape: shapely.Geometry) -> shapely.Geometry:
        """Return a shape in pixels of the picture."""
        squeeze, scale = self._squeeze * self.scale, self.scale
        return shapely.transform(shape, lambda points: (points - [self.west, self.north]) * [squeeze, -scale])


ARCHIPELAGO = Frame(94.8, -11.2, 141.2, 6.3)
JAVA = Frame(105.0, -8.9, 115.9, -5.7)


def paths(shapes: Mapping[str, Any], frame: Frame, tolerance: float = 0.9) -> dict[str, str]:
    """Return the SVG path of each GeoJSON shape that the frame shows, in whole pixels."""
    found = {}
    for key, shape in shapes.items():
        placed = frame.place(shapely.from_geojson(orjson.dumps(shape)))
        if not shapely.intersects(placed, shapely.box(0, 0, frame.width, frame.height)):
            continue
        polygons = [part for part in shapely.get_parts(placed) if part.geom_type == "Polygon"]
        if not polygons:
            continue
        largest = max(polygons, key=lambda part: part.area)
        kept = [part for part in polygons if part is largest or part.area >= _SMALLEST_AREA]
        path = "".join(_path(part.simplify(tolerance)) for part in kept)
        if path:
            found[key] = path
    return found


def fitted(shapes: Mapping[str, Any], width: float = 480.0) -> Frame | None:
    """Return the frame around some shapes; None where there are none."""
    drawn = [shapely.from_geojson(orjson.dumps(shape)) for shape in shapes.values()]
    if not drawn:
        return None
    west, south, east, north = shapely.total_bounds(drawn)
    margin = max(east - west, north - south) * 0.02 or 0.01
    return Frame(west - margin, south - margin, east + margin, north + margin, width)


def _path(polygon: shapely.Polygon) -> str:
    """Return rings as whole pixels, each point as its distance from the one before: a third of the bytes of places with fractions."""
    rings = [polygon.exterior, *(ring for ring in polygon.interiors if shapely.Polygon(ring).area >= _SMALLEST_AREA)]
    return "".join(map(_ring, rings))


def _ring(ring: shapely.LinearRing) -> str:
    points = [(round(x), round(y)) for x, y in ring.coords]
    steps = [(right - x, down - y) for (x, y), (right, down) in pairwise(points)][:-1]
    drawn = " ".join(f"{x:d}{' ' if y >= 0 else ''}{y:d}" for x, y in steps if x or y)
    return f"M{points[0][0]} {points[0][1]}l{drawn}z" if drawn else ""
