"""Merges the rows of all sources and years into the tables of regions, their names, codes, parents by period, and lineage.

A region is recognised by its first Kemendagri code. A row with only a KPU serial number gets its Kemendagri code from any row that
states both; where a region was recoded, `hub.crosswalk` maps the newer code to the first one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from hub.assembly.bps_codes import with_bps_codes
from hub.assembly.minting import Minter
from hub.assembly.region_names import region_names
from hub.assembly.stated import Stated
from hub.crosswalk.region_lineage import lineage, parents_by_period
from hub.crosswalk.region_recodes import recodes
from hub.facts import NATION, RegionFact

NATION_CODE = f"{NATION.scheme}:{NATION.value}"
NATION_NAME = "INDONESIA"


@dataclass(frozen=True)
class Regions:
    """The tables of regions, and the region of each code: columns `code` (`scheme:value`), `region_id`.

    `ambiguous`: codes that sources give to several regions, each of which `by_code` leaves out: code, region_ids.
    `orphans`: rows that name a parent which no source defines (or whose row a filter of the workspace left out): region_id, name, parent.
    """

    regions: pl.DataFrame
    names: pl.DataFrame
    codes: pl.DataFrame
    parents: pl.DataFrame
    lineage: pl.DataFrame
    by_code: pl.DataFrame
    ambiguous: pl.DataFrame
    orphans: pl.DataFrame

    def resolve(self, frame: pl.DataFrame, column: str, into: str) -> pl.DataFrame:
        """Return `frame` with the region of the codes in `column` as the column `into`; null where none is known."""
        return frame.join(
            self.by_code.rename({"code": column, "region_id": into}), on=column, how="left", maintain_order="left"
        )


def assemble_regions(stated: Stated, minter: Minter, year_of: Mapping[str, int]) -> Regions:
    """Return the regions that the sources state, and the nation.

    `year_of`: edition -> year. A row without a year is of the year of its file's edition, but is no part of a complete list of that year.
    """
    rows = stated.frame(RegionFact)
    of_edition = pl.col("edition_id").replace_strict(year_of, default=None, return_dtype=pl.Int64)
    rows = rows.with_columns(pl.coalesce("year", of_edition).alias("used_in"))
    anchored = _anchor(rows)
    identifiers = minter.mint("region", {NATION_CODE: (), **_keys(anchored)})
    ids = pl.DataFrame(
        {"anchor": list(identifiers), "region_id": list(identifiers.values())},
        schema={"anchor": pl.String, "region_id": pl.String},
    )
    named = anchored.join(ids, on="anchor", maintain_order="left")
    stated.trace(RegionFact, named, "region_id")
    codes = with_bps_codes(_codes(named, identifiers[NATION_CODE]))
    coded = codes.select(pl.concat_str("scheme", "value", separator=":").alias("code"), "region_id")
    by_code = coded.unique("code", keep="none", maintain_order=True)
    ambiguous = coded.join(by_code, on="code", how="anti").group_by("code").agg(region_ids=pl.col("region_id").sort())
    newest = named.sort("year", "origin", descending=[True, False], nulls_last=True, maintain_order=True)
    nation = pl.DataFrame({"region_id": [identifiers[NATION_CODE]], "name": [NATION_NAME], "level": ["NATION"]})
    first = newest.unique("region_id", keep="first", maintain_order=True).join(
        by_code.rename({"code": "parent", "region_id": "parent_id"}), on="parent", how="left", maintain_order="left"
    )
    names = region_names(newest, codes)
    spelled = names.group_by("region_id", maintain_order=True).agg(pl.col("name").alias("spellings"))
    regions = (
        first.join(spelled, on="region_id", how="left", maintain_order="left")
        .with_columns(pl.col("spellings").list.set_difference(pl.concat_list("name")).list.sort())
        .select("region_id", "name", "level", "parent_id", "spellings", "source_id", "source_row")
    )
    orphans = first.filter(pl.col("parent").is_not_null() & pl.col("parent_id").is_null())
    regions = pl.concat([nation, regions.filter(pl.col("region_id") != identifiers[NATION_CODE])], how="diagonal")
    membership = _membership(named, by_code)
    orphans = orphans.select("region_id", "name", "parent", "source_id", "source_row")
    told = _told(lineage(membership))
    return Regions(regions, names, codes, parents_by_period(membership), told, by_code, ambiguous, orphans)


def _keys(anchored: pl.DataFrame) -> dict[str, list[str]]:
    """Return anchor -> the codes of its region that no other region has. An id that was minted from any of them stays the region's."""
    codes = anchored.select("anchor", pl.concat_list("code", "also", "anchor").alias("code")).explode("code").unique()
    of_others = pl.col("code").is_duplicated() | pl.col("code").is_in([NATION_CODE])
    own = codes.filter((pl.col("code") == pl.col("anchor")) | ~of_others)
    return dict(own.group_by("anchor").agg("code").iter_rows())


def _membership(named: pl.DataFrame, by_code: pl.DataFrame) -> pl.DataFrame:
    """Return region, parent and year for every row of the ministry's lists, which are complete for their year.

    A region that the lists of a year put in two others is left out of that year.
    """
    parents = by_code.rename({"code": "parent", "region_id": "parent_id"})
    lists = named.filter(pl.col("code").str.starts_with("kemendagri:") & pl.col("year").is_not_null())
    stated = lists.join(parents, on="parent").select("region_id", "parent_id", "year").unique()
    return stated.unique(["region_id", "year"], keep="none")


def _told(changes: pl.DataFrame) -> pl.DataFrame:
    """Add the evidence of each change in words."""
    words = pl.format(
        "{} of its {} parts in the list of {} lie in the other region in the list of {}",
        "moved_count",
        "parts_count",
        "previous_year",
        "year",
    )
    return changes.with_columns(words.alias("evidence"))


def _anchor(rows: pl.DataFrame) -> pl.DataFrame:
    """Add the code that each row's region is recognised by."""
    every = rows.select(pl.concat_list(pl.col("code"), pl.col("also")).alias("codes")).with_columns(
        pl.col("codes")
        .list.eval(pl.element().filter(pl.element().str.starts_with("kemendagri:")))
        .list.first()
        .alias("via")
    )
    through = (
        every.filter(pl.col("via").is_not_null())
        .explode("codes")
        .rename({"codes": "code"})
        .unique(["code", "via"], maintain_order=True)
        .unique("code", keep="none", maintain_order=True)
    )
    own = pl.when(pl.col("code").str.starts_with("kemendagri:")).then("code")
    found = rows.join(through, on="code", how="left", maintain_order="left").with_columns(
        pl.coalesce(own, "via", "code").alias("anchor")
    )
    return _through_recodes(found)


def _through_recodes(found: pl.DataFrame) -> pl.DataFrame:
    """Recognise a region that was recoded by the first code that it had."""
    official = found.filter(pl.col("anchor").str.starts_with("kemendagri:") & pl.col("year").is_not_null())
    lists = official.select(pl.col("anchor").str.strip_prefix("kemendagri:").alias("value"), "name", "year")
    first_codes = dict(recodes(lists).iter_rows())
    anchors = {f"kemendagri:{value}": f"kemendagri:{old}" for value, old in first_codes.items()}
    return found.with_columns(pl.col("anchor").replace(anchors))


def _codes(named: pl.DataFrame, nation_id: str) -> pl.DataFrame:
    """Return one row per region and code with the first and last year in which a source uses it."""
    spread = (
        named.with_columns(pl.concat_list(pl.col("code"), pl.col("also")).alias("code"))
        .explode("code")
        .with_columns(pl.col("code").str.split_exact(":", 1).struct.rename_fields(["scheme", "value"]).struct.unnest())
    )
    last_year = spread.group_by("scheme").agg(pl.col("used_in").max().alias("newest"))
    codes = (
        spread.group_by("region_id", "scheme", "value", maintain_order=True)
        .agg(
            pl.col("used_in").min().alias("valid_from"),
            pl.col("used_in").max().alias("last"),
            pl.col("source_id").first(),
            pl.col("source_row").first(),
        )
        .join(last_year, on="scheme", how="left", maintain_order="left")
        .with_columns(pl.when(pl.col("last") < pl.col("newest")).then("last").alias("valid_to"))
        .drop("last", "newest")
    )
    nation = pl.DataFrame({"region_id": [nation_id], "scheme": ["kpu"], "value": [NATION.value]})
    return pl.concat([nation, codes], how="diagonal").unique(["region_id", "scheme", "value"], maintain_order=True)
