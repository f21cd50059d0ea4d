"""Districts and contests: what is stood for, where, and how many seats there are."""

from dataclasses import dataclass

import polars as pl

from hub.assembly import keys
from hub.assembly.merge import Merged, letters, merge, once
from hub.assembly.minting import Minter
from hub.assembly.regions import Regions
from hub.assembly.stated import Stated
from hub.facts import DistrictFact, DistrictRegionFact, ResultFact, TicketFact, TurnoutFact
from hub.tables.offices import ROWS as OFFICE_ROWS

LINE = "district-line"

NATIONWIDE = ("PRESIDENT",)
"""Offices with one contest in the whole nation; a figure of another office without a district is over all its districts."""


@dataclass(frozen=True)
class Districts:
    """The tables `districts`, `district_regions` and `contests`, and how the statements on districts were merged."""

    districts: pl.DataFrame
    district_regions: pl.DataFrame
    contests: pl.DataFrame
    merged: Merged


def assemble_districts(stated: Stated, regions: Regions, minter: Minter) -> Districts:
    """Return the districts that the sources state, the regions they are made of, and the contests in them."""
    facts = stated.frame(DistrictFact).rename({"code": "district_code"}).with_columns(keys.CONTEST.alias("district_id"))
    stated.trace(DistrictFact, facts, "district_id")
    merged = merge(facts, "district_id", compared=("name", "seats_count"))
    districts = regions.resolve(merged.rows, "province", "province_id").rename({"district_code": "code"})
    districts = _lines(districts, minter)
    parts = stated.frame(DistrictRegionFact).with_columns(keys.CONTEST.alias("district_id"))
    area = pl.coalesce("region_id", "region")
    parts = regions.resolve(parts, "region", "region_id").with_columns(
        pl.concat_str("district_id", area, "part", separator=" ").alias("_part")
    )
    stated.trace(DistrictRegionFact, parts, "_part")
    district_regions = once(parts, "_part")
    return Districts(districts, district_regions, _contests(districts, stated), merged)


def _lines(districts: pl.DataFrame, minter: Minter) -> pl.DataFrame:
    """Give districts of one office and one name in several editions the same line, minted from the earliest unless one has its id from another."""
    named = districts.with_columns(pl.concat_str("office", letters("name"), separator=" ").alias("_line"))
    first = pl.col("district_id").min().over("_line").alias("_first")
    minted = minter.mint(LINE, dict(named.drop_nulls("district_id").group_by(first).agg("district_id").iter_rows()))
    return named.with_columns(first.replace_strict(minted, default=None, return_dtype=pl.String).alias("line_id")).drop(
        "_line"
    )


def _contests(districts: pl.DataFrame, stated: Stated) -> pl.DataFrame:
    """Return a contest per district, and one per nationwide office that a source has tickets or figures of."""
    office_names = {office: name for _, office, name, _, _ in OFFICE_ROWS}
    office_name = pl.col("office").replace_strict(office_names, default=None, return_dtype=pl.String)
    in_districts = districts.select(
        pl.col("district_id").alias("contest_id"),
        "edition_id",
        "office",
        "district_id",
        pl.format("{} {} {}", office_name, "name", "edition_id").alias("name"),
        "seats_count",
        "source_id",
        "source_row",
    )
    stating = [stated.frame(kind) for kind in (TicketFact, ResultFact, TurnoutFact)]
    columns = ["edition_id", "office", "district_code", "source_id", "source_row"]
    nationwide = (
        pl.concat([frame.select(columns) for frame in stating])
        .filter(pl.col("office").is_in(NATIONWIDE))
        .with_columns(keys.CONTEST.alias("contest_id"))
        .unique("contest_id", keep="first", maintain_order=True)
        .select(
            "contest_id",
            "edition_id",
            "office",
            pl.format("{} {}", office_name, "edition_id").alias("name"),
            "source_id",
            "source_row",
        )
    )
    return pl.concat([in_districts, nationwide], how="diagonal")
