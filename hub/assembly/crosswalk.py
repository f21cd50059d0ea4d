"""Tables that compare the districts of two editions, `district_overlaps` and `notional_results`.

Also a check that the regions of a district lie in the province of the district.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

import polars as pl

from hub.assembly.closing import Tables
from hub.assembly.extents import Extents, extents, region_shapes
from hub.assembly.notional import assemble_notional
from hub.assembly.overlaps import assemble_overlaps, fixed_list, laid_on_each_other
from hub.assembly.regions import Regions
from hub.assembly.rejections import Rejections
from hub.assembly.stated import Stated
from hub.cache import Cache
from hub.facts import FindingFact
from hub.judgements import RegionJudgement
from hub.maps.shapes import area_km2, read_wkb


@dataclass(frozen=True)
class Ground:
    """What the tables between editions rest on: the extents by edition and office, and the area of each region that has a shape."""

    extents: Mapping[tuple[str, str], Extents]
    area_m2: Mapping[str, int]


def survey_ground(
    stated: Stated,
    regions: Regions,
    tables: dict[str, pl.DataFrame],
    placed: Sequence[RegionJudgement],
    cache: Cache | None = None,
) -> Ground:
    """Return the ground of the districts. `tables`: those that `extents` names. Takes seconds, most outside the interpreter's lock."""
    shapes = region_shapes(stated, regions)
    areas = [round(area_km2(shape) * 1e6) for shape in read_wkb(shapes["wkb"].to_list())]
    region_of = dict(regions.by_code.select("code", "region_id").iter_rows())
    known = {region_of[each.region]: each.district for each in placed if each.region in region_of}
    return Ground(extents(stated, regions, tables, known, cache), dict(zip(shapes["region_id"], areas, strict=True)))


def finish_crosswalk(surveying: Future[Ground], tables: Tables) -> None:
    """Finish the tables between editions, from what `survey_ground` returns, once it does.

    Needs the tables of regions, districts, voters, nominations and results finished.
    """
    check_provinces(tables.finished, tables.rejections)
    ground = surveying.result()
    basis, voters = fixed_list(tables.finished["voters"])
    laid = laid_on_each_other(ground.extents, tables.finished, voters, ground.area_m2)
    tables.finish("district_overlaps", assemble_overlaps(laid, basis))
    estimates = assemble_notional(laid, tables.finished["results"], tables.finished["nominations"])
    tables.finish("notional_results", estimates)


def check_provinces(tables: dict[str, pl.DataFrame], rejections: Rejections) -> None:
    """Report regions of a district that never lay in the province of the district, one finding per district."""
    now = tables["regions"].select("region_id", "parent_id").drop_nulls()
    parents = pl.concat([now, tables["region_parents"].select("region_id", "parent_id")]).unique()
    rows = tables["district_regions"].select("district_id", "region_id", at="region_id").unique()
    rows = rows.join(tables["districts"].select("district_id", "province_id").drop_nulls(), on="district_id")
    inside = rows.filter(pl.col("at") == pl.col("province_id"))
    level = rows
    while level.height:
        level = (
            level.join(parents, left_on="at", right_on="region_id")
            .with_columns(pl.col("parent_id").alias("at"))
            .drop("parent_id")
            .unique()
        )
        inside = pl.concat([inside, level.filter(pl.col("at") == pl.col("province_id"))])
    outside = rows.join(inside, on=["district_id", "region_id"], how="anti")
    names = dict(tables["regions"].select("region_id", "name").iter_rows())
    for district, province, found in (
        outside.group_by("district_id", "province_id").agg(pl.col("region_id").sort()).sort("district_id").iter_rows()
    ):
        told = ", ".join(names[region] for region in found)
        rejections.find(
            FindingFact(
                rule="region-outside-province",
                severity="WARNING",
                message=f"expected the regions of the district in {names[province]}, found {told}; no list of any year has it in that province",
                evidence={"province": province, "regions": found},
                subject_kind="district",
                subject_key=district,
            )
        )
