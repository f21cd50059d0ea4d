"""Extents of districts: the regions that each district of an edition is made of, from lists, from published maps, or from another office by law."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

import polars as pl

from hub.assembly import keys
from hub.assembly.regions import Regions
from hub.assembly.stated import Stated
from hub.cache import Cache, taken_over
from hub.crosswalk.units import Division, with_later_regions
from hub.facts import ShapeFact
from hub.maps.placement import placed

WHOLE_ON_MAP = 0.75
"""Share of a regency in one district of a map from which on it counts as lying in it. Districts of the DPR are made of whole regencies
by law (Law 8/2012, article 22), and on the map of 2014 the least of 514 regencies has a share of 0.78."""

BY_PROVINCE = {"DPD": "DPR"}
"""Office elected by province (Law 8/2012, article 30) -> office from whose districts its own, one per province, are made."""


@dataclass
class Extents:
    """The regions of the districts of one office in one edition. `unclear` are the districts whose regions are not all known."""

    edition: str
    year: int
    office: str
    listed: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    unclear: set[str] = field(default_factory=set)
    is_from_map: bool = False

    @property
    def origin(self) -> str:
        return "read off the map" if self.is_from_map else "listed"


def extents(
    stated: Stated,
    regions: Regions,
    tables: dict[str, pl.DataFrame],
    placed_by_hand: Mapping[str, str],
    cache: Cache | None = None,
) -> dict[tuple[str, str], Extents]:
    """Return the extents by edition and office; an office of an edition whose districts have neither list nor map has none.

    `placed_by_hand`: region -> district, where a map is known to be wrong. Reads the finished tables districts, district_regions, editions, regions and region_lineage.
    """
    year_of = dict(tables["editions"].select("edition_id", "year").iter_rows())
    districts = tables["districts"].with_columns(pl.col("office").cast(pl.String))
    found: dict[tuple[str, str], Extents] = {}
    named = tables["district_regions"].filter(~pl.col("is_split")).join(districts, on="district_id")
    for edition, office, district, region in named.select(
        "edition_id", "office", "district_id", "region_id"
    ).iter_rows():
        own = found.setdefault((edition, office), Extents(edition, year_of[edition], office))
        own.listed[district].add(region)
    for (edition, office), shapes in _published(stated, found).items():
        drawn = shapes.join(districts.select("district_id", "province_id"), on="district_id", maintain_order="left")
        own = Extents(edition, year_of[edition], office)
        inputs = {
            "region_shapes": _regencies(stated, regions),
            "district_shapes": drawn.select("district_id", "wkb", "province_id"),
        }
        placing = partial(_placed, inputs)
        lying = taken_over(cache, f"steps/places-{edition}-{office}", inputs, placing)["placed"]
        found[edition, office] = _from_map(own, lying)
        _correct(own, set(drawn["district_id"]), placed_by_hand)
    splits = tables["region_lineage"].filter(pl.col("kind") == "SPLIT").sort("year", "region_id", "successor_id")
    for own in found.values():
        own.listed = with_later_regions(
            own.listed, splits.select("region_id", "successor_id", "year").iter_rows(), own.year
        )
    _by_province(found, districts)
    return found


def division(tables: dict[str, pl.DataFrame]) -> Division:
    """Return the administrative division of the newest sources."""
    rows = tables["regions"].select("region_id", pl.col("level").cast(pl.String), "parent_id")
    levels = dict(rows.select("region_id", "level").iter_rows())
    parents = rows.filter(pl.col("level").is_in(["REGENCY", "SUBDISTRICT"]) & pl.col("parent_id").is_not_null())
    return Division(levels, dict(parents.select("region_id", "parent_id").iter_rows()))


def region_shapes(stated: Stated, regions: Regions) -> pl.DataFrame:
    """Return the shape of each region that has one: region_id, wkb."""
    facts = regions.resolve(stated.frame(ShapeFact), "region", "region_id").filter(pl.col("region_id").is_not_null())
    return facts.unique("region_id", keep="first", maintain_order=True).select("region_id", "wkb")


def _regencies(stated: Stated, regions: Regions) -> pl.DataFrame:
    regencies = regions.regions.filter(pl.col("level").cast(pl.String) == "REGENCY")
    provinces = regencies.select("region_id", pl.col("parent_id").alias("province_id"))
    return region_shapes(stated, regions).join(provinces, on="region_id", maintain_order="left")


def _published(stated: Stated, listed: dict[tuple[str, str], Extents]) -> dict[tuple[str, str], pl.DataFrame]:
    """Return the shapes of districts by edition and office, where no list says what the districts hold."""
    facts = stated.frame(ShapeFact).filter(pl.col("district_code").is_not_null())
    facts = facts.with_columns(keys.CONTEST.alias("district_id")).unique(
        "district_id", keep="first", maintain_order=True
    )
    parts = facts.partition_by("edition_id", "office", as_dict=True, maintain_order=True)
    return {
        (str(edition), str(office)): part
        for (edition, office), part in parts.items()
        if (edition, office) not in listed
    }


def _placed(inputs: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    return {"placed": placed(**inputs)}


def _from_map(own: Extents, lying: pl.DataFrame) -> Extents:
    """Place regencies on a published map. One that no district holds nearly whole leaves the district unclear."""
    own.is_from_map = True
    for region, district, share in lying.iter_rows():
        if share >= WHOLE_ON_MAP or share == 0:
            own.listed[district].add(region)
        else:
            own.unclear.add(district)
    return own


def _correct(own: Extents, districts: set[str], placed_by_hand: Mapping[str, str]) -> None:
    """Move regions to the districts that they are known to lie in."""
    for region, district in placed_by_hand.items():
        if district in districts:
            for regions in own.listed.values():
                regions.discard(region)
            own.listed[district].add(region)


def _by_province(found: dict[tuple[str, str], Extents], districts: pl.DataFrame) -> None:
    province_of = dict(districts.select("district_id", "province_id").iter_rows())
    for (edition, office), provinces in districts.partition_by("edition_id", "office", as_dict=True).items():
        base = found.get((str(edition), BY_PROVINCE.get(str(office), "")))
        if base is None or (edition, office) in found:
            continue
        own = Extents(base.edition, base.year, str(office), is_from_map=base.is_from_map)
        district_of = dict(provinces.select("province_id", "district_id").iter_rows())
        for district, regions in base.listed.items():
            if province_of.get(district) in district_of:
                own.listed[district_of[province_of[district]]] |= regions
        found[str(edition), str(office)] = own
