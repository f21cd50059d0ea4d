"""District maps: the shapes that sources state, dissolved into districts by `hub.maps`; a district without one is a finding."""

from concurrent.futures import Future

import polars as pl

from hub.assembly import keys
from hub.assembly.regions import Regions
from hub.assembly.rejections import Rejections
from hub.assembly.stated import Stated
from hub.cache import Cache, taken_over
from hub.facts import FindingFact, ShapeFact
from hub.maps.dissolve import Maps, district_maps

NAMED_ONE_BY_ONE = ("DPR",)
"""Offices with one finding per district without a map; for the others, one finding per office names all such districts."""


def draw_maps(
    stated: Stated, regions: Regions, districts: pl.DataFrame, parts: pl.DataFrame, cache: Cache | None = None
) -> Maps:
    """Return the maps of the districts. `parts`: district_regions. Takes seconds, nearly all of them outside the interpreter's lock."""
    facts = regions.resolve(stated.frame(ShapeFact), "region", "region_id").with_columns(
        keys.CONTEST.alias("district_id")
    )
    of_regions = facts.filter(pl.col("region_id").is_not_null()).unique("region_id", keep="first", maintain_order=True)
    published = facts.filter(pl.col("district_code").is_not_null()).unique(
        "district_id", keep="first", maintain_order=True
    )
    parents = regions.regions.select("region_id", "parent_id")
    inputs = {
        "districts": districts.select("district_id", "edition_id", "office"),
        "parts": parts.join(parents, on="region_id", how="left").select(
            "district_id", "region_id", "parent_id", "is_split"
        ),
        "region_shapes": of_regions.select("region_id", "wkb", "source_id"),
        "published": published.select("district_id", "wkb", "source_id"),
    }
    return Maps(**taken_over(cache, "steps/maps", inputs, lambda: vars(district_maps(**inputs))))


def assemble_maps(
    drawing: Future[Maps], stated: Stated, regions: Regions, districts: pl.DataFrame, rejections: Rejections
) -> pl.DataFrame:
    """Return the table of district maps, from what `draw_maps` returns, once it does; shapes of nothing known are set aside."""
    made = drawing.result()
    facts = regions.resolve(stated.frame(ShapeFact).drop("wkb"), "region", "region_id").with_columns(
        pl.when(pl.col("district_code").is_not_null()).then(keys.CONTEST).alias("district_id")
    )
    stated.trace(ShapeFact, facts.with_columns(pl.coalesce("district_id", "region_id").alias("_drawn")), "_drawn")
    _reject_unknown(facts, districts, rejections)
    _tell_missing(
        made.missing.join(districts.select("district_id", "edition_id", "office"), on="district_id"), rejections
    )
    return made.maps


def _reject_unknown(facts: pl.DataFrame, districts: pl.DataFrame, rejections: Rejections) -> None:
    """Set aside the shapes of regions and of districts that no source defines."""
    lost = facts.filter(pl.col("district_code").is_null() & pl.col("region_id").is_null())
    cause = "expected the shape of a region that a source defines, found {region}"
    rejections.reject(lost, "district_maps", "unknown-region", cause)
    lost = facts.filter(pl.col("district_code").is_not_null()).join(districts, on="district_id", how="anti")
    cause = "expected the shape of a district that a source defines, found {district_id}"
    rejections.reject(lost, "district_maps", "unknown-district", cause)


def _tell_missing(missing: pl.DataFrame, rejections: Rejections) -> None:
    by = ["edition_id", "office", "reason"]
    for edition, office, reason, districts in (
        missing.group_by(by).agg(pl.col("district_id").sort()).sort(by).iter_rows()
    ):
        groups = [[district] for district in districts] if office in NAMED_ONE_BY_ONE else [districts]
        for group in groups:
            told = group[0] if len(group) == 1 else f"{len(group)} districts of {office} in {edition}"
            rejections.find(
                FindingFact(
                    rule="district-without-map",
                    severity="INFO",
                    message=f"no map of {told}: {reason}",
                    evidence={"districts": group, "reason": reason},
                    subject_kind="district" if len(group) == 1 else "edition",
                    subject_key=group[0] if len(group) == 1 else edition,
                )
            )
