"""District maps with the facts about their districts, ready to be written: one row per district with a known shape.

Shapes are in WGS 84, longitude first; outer rings go counter-clockwise and holes clockwise, as RFC 7946 asks and GeoParquet can say.
"""

import polars as pl
import shapely

from hub.release.edition_part import EditionPart
from hub.tables.district_maps import DistrictMaps
from hub.tables.districts import Districts
from hub.tables.regions import Regions

FACTS = (
    "district_id", "edition_id", "office", "code", "name", "province_id", "province", "seats_count", "method",
    "is_approximate", "area_km2", "parts_count",
)  # fmt: skip
"""Columns of each district, in this order; `province` is the name of the province."""

SHAPE = "geometry"


def district_maps(part: EditionPart) -> pl.DataFrame:
    """Return `FACTS` and `SHAPE`, the full shape as well-known binary, sorted by district."""
    release = part.release
    maps = part.of("district_maps", release.scan(DistrictMaps))
    districts = release.scan(Districts).select(
        "district_id", "edition_id", "office", "code", "name", "province_id", "seats_count"
    )
    provinces = release.scan(Regions).select(pl.col("region_id").alias("province_id"), pl.col("name").alias("province"))
    rows = (
        maps.join(districts, on="district_id")
        .join(provinces, on="province_id", how="left")
        .sort("district_id")
        .select(*FACTS, pl.col("wkb").alias(SHAPE))
        .collect()
    )
    oriented = shapely.orient_polygons(shapely.from_wkb(rows[SHAPE].to_list()))
    shapes = shapely.to_wkb(oriented).tolist() if rows.height else []
    return rows.with_columns(pl.Series(SHAPE, shapes, dtype=pl.Binary))
