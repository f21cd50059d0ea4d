"""Placement of regions in the districts of a published map, for regions that no list assigns."""

import numpy as np
import polars as pl
import shapely

from hub.maps.shapes import Shapes, read_wkb

TOLERANCE_DEGREES = 0.005
"""Shapes are simplified by half a kilometre before they are laid on each other: maps of two publishers agree no better."""

SCHEMA = {"region_id": pl.String, "district_id": pl.String, "share": pl.Float64}


def placed(region_shapes: pl.DataFrame, district_shapes: pl.DataFrame) -> pl.DataFrame:
    """Return the district in which most of each region lies: region_id, district_id, and the share of what lies in any.

    `region_shapes`: region_id, wkb, province_id. `district_shapes`: district_id, wkb, province_id, districts of one office and edition.
    A region is looked for among the districts of its province; among all where that province has none, as it is younger than the map.
    A region that touches none of them, as an islet that one of the maps leaves out, is given to the nearest, with a share of 0.
    """
    if region_shapes.is_empty() or district_shapes.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    regions, districts = (_coarse(frame["wkb"]) for frame in (region_shapes, district_shapes))
    names, keys = region_shapes["region_id"].to_list(), district_shapes["district_id"].to_list()
    provinces = district_shapes["province_id"].to_numpy()
    known, everywhere = set(provinces), np.arange(len(districts))
    rows = []
    for at, province in enumerate(region_shapes["province_id"]):
        among = np.flatnonzero(provinces == province) if province in known else everywhere
        where, share = _most(regions[at], districts[among])
        rows.append((names[at], keys[among[where]], share))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _most(region: shapely.Geometry, districts: Shapes) -> tuple[int, float]:
    """Return the place of the district that holds most of a region, and its share of what lies in any; the nearest and 0 for none."""
    near = np.flatnonzero(shapely.intersects(districts, region))
    areas = shapely.area(shapely.intersection(districts[near], region))
    if not areas.sum() > 0:
        return int(np.argmin(shapely.distance(districts, region))), 0.0
    most = int(np.argmax(areas))
    return int(near[most]), float(areas[most] / areas.sum())


def _coarse(wkb: pl.Series) -> Shapes:
    shapes = shapely.simplify(read_wkb(wkb.to_list()), TOLERANCE_DEGREES)
    return np.asarray(shapely.make_valid(shapes), dtype=object)
