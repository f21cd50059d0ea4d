"""Shapes as arrays of geometries: repaired, measured on the ellipsoid, simplified without gaps between neighbours."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

Shapes = NDArray[Any]
"""Array of shapely geometries, longitude and latitude in WGS 84."""

SIMPLIFIED_DEGREES = 0.01
"""Tolerance of the shapes for a screen: about 1.1 km, a pixel on a map of the archipelago 4,000 pixels wide."""

SCREEN_GRID_DEGREES = 0.0001


def read_wkb(texts: Sequence[bytes]) -> Shapes:
    """Return the shapes of well-known binary, repaired to what the OGC calls valid, polygons only."""
    return polygons(shapely.make_valid(shapely.from_wkb(np.array(texts, dtype=object))))


def polygons(shapes: Shapes) -> Shapes:
    """Return the polygons of shapes as multipolygons; lines and points that a repair leaves over have no area."""
    return np.array([_polygons(shape) for shape in shapes], dtype=object)


def _polygons(shape: shapely.Geometry) -> shapely.Geometry:
    parts = [part for part in shapely.get_parts(shape) if part.geom_type in {"Polygon", "MultiPolygon"}]
    flat = [polygon for part in parts for polygon in shapely.get_parts(part)]
    return shapely.MultiPolygon(flat) if flat else shapely.MultiPolygon()


def union(shapes: Shapes) -> shapely.Geometry:
    """Return the union of shapes, valid and made of polygons."""
    return _polygons(shapely.make_valid(shapely.union_all(shapes)))


def area_km2(shape: shapely.Geometry) -> float:
    """Return the area on the WGS 84 ellipsoid in square kilometres."""
    from pyproj import Geod  # noqa: PLC0415  not there where a hub only serves

    ellipsoid = Geod(ellps="WGS84")
    rings = shapely.get_rings(shapely.get_parts(shapely.orient_polygons(shape)))
    points = (shapely.get_coordinates(ring).T for ring in rings)
    return abs(sum(ellipsoid.polygon_area_perimeter(*each)[0] for each in points)) / 1e6  # a hole turns the other way


def simplified(shapes: Shapes) -> Shapes:
    """Return shapes for a screen. Borders that two shapes share stay shared; none vanishes and all are valid."""
    coarse = shapely.coverage_simplify(shapes, SIMPLIFIED_DEGREES)
    snapped = shapely.set_precision(coarse, SCREEN_GRID_DEGREES)
    usable = shapely.is_valid(snapped) & ~shapely.is_empty(snapped)
    return polygons(np.where(usable, snapped, shapes))
