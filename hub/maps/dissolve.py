"""District shapes dissolved from the shapes of their regions."""

from dataclasses import dataclass

import numpy as np
import polars as pl
import shapely

from hub.maps.shapes import area_km2, read_wkb, simplified, union

NO_REGIONS = "no source says which regions the district is made of"
NO_SHAPES = "a region of the district has no shape in any source"


@dataclass(frozen=True)
class Maps:
    """`maps`: rows of the table of district maps. `missing`: `district_id`, `reason` for every other district."""

    maps: pl.DataFrame
    missing: pl.DataFrame


@dataclass(frozen=True)
class Drawn:
    """A map in the making: the columns known so far, its shape, and the group of neighbours that it is simplified with."""

    row: dict[str, object]
    shape: shapely.Geometry
    group: str


def district_maps(
    districts: pl.DataFrame, parts: pl.DataFrame, region_shapes: pl.DataFrame, published: pl.DataFrame
) -> Maps:
    """Return the map of every district that has one.

    `districts`: district_id, edition_id, office. `parts`: district_id, region_id, parent_id, is_split. `region_shapes`: region_id, wkb,
    source_id. `published`: district_id, wkb, source_id; a published shape goes before one put together. A district of which
    any region has no shape has no map: a part would be mistaken for the whole. A part of a split region is drawn as the whole
    of it, and the map is approximate.
    """
    shape_of = dict(zip(region_shapes["region_id"], read_wkb(region_shapes["wkb"].to_list()), strict=True))
    source_of = dict(region_shapes.select("region_id", "source_id").iter_rows())
    drawn = dict(zip(published["district_id"], read_wkb(published["wkb"].to_list()), strict=True))
    drawn_in = dict(published.select("district_id", "source_id").iter_rows())
    regions = dict(
        parts.group_by("district_id").agg(pl.struct("region_id", "parent_id", "is_split").sort()).iter_rows()
    )
    united: dict[tuple[str, ...], shapely.Geometry] = {}
    made: list[Drawn] = []
    missing = []
    for district, edition, office in (
        districts.select("district_id", "edition_id", "office").sort("district_id").iter_rows()
    ):
        of_district = regions.get(district, [])
        split = {part["region_id"] for part in of_district if part["is_split"] and part["region_id"] in shape_of}
        whole = [part for part in of_district if part["parent_id"] not in split]
        lacking = [part for part in whole if part["region_id"] not in shape_of]
        group = f"{edition} {office}"
        if district in drawn:
            made.append(Drawn(_row(district, "PUBLISHED", drawn_in[district]), drawn[district], group))
        elif not of_district or lacking:
            missing.append({"district_id": district, "reason": NO_SHAPES if lacking else NO_REGIONS})
        else:
            own = tuple(sorted({part["region_id"] for part in whole}))
            if own not in united:  # four in ten are those of another edition or office
                united[own] = union(np.array([shape_of[region] for region in own], dtype=object))
            row = _row(district, "DISSOLVED", source_of[own[0]], parts_count=len(own), is_approximate=bool(split))
            made.append(Drawn(row, united[own], group))
    return Maps(_finished(made), pl.DataFrame(missing, schema={"district_id": pl.String, "reason": pl.String}))


def _row(
    district: str, method: str, source_id: str, *, parts_count: int = 1, is_approximate: bool = False
) -> dict[str, object]:
    return {
        "district_id": district,
        "method": method,
        "source_id": source_id,
        "parts_count": parts_count,
        "is_approximate": is_approximate,
    }


def _finished(drawn: list[Drawn]) -> pl.DataFrame:
    """Add area, well-known binary and the shape for a screen, simplified together with the neighbours of its group."""
    by_group: dict[str, list[Drawn]] = {}
    for one in drawn:
        by_group.setdefault(one.group, []).append(one)
    shapes = {id(one.shape): one.shape for one in drawn}
    measured = {at: {"area_km2": area_km2(shape), "wkb": shapely.to_wkb(shape)} for at, shape in shapes.items()}
    rows = []
    for group in by_group.values():
        coarse = simplified(np.array([one.shape for one in group], dtype=object))
        for one, simple in zip(group, coarse, strict=True):
            rows.append({**one.row, **measured[id(one.shape)], "geojson": shapely.to_geojson(simple)})
    return pl.DataFrame(
        rows,
        schema={
            "district_id": pl.String,
            "method": pl.String,
            "is_approximate": pl.Boolean,
            "parts_count": pl.Int64,
            "source_id": pl.String,
            "area_km2": pl.Float64,
            "wkb": pl.Binary,
            "geojson": pl.String,
        },
    )
