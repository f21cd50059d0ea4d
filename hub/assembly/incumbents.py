"""Incumbents by the members and the winners of the term before, and why it is not known of the others."""

from collections.abc import Mapping

import polars as pl

TERM_YEARS = 5
"""Years between two general elections (UU 7/2017 art. 167 (1)); regional heads are elected at other times, and their terms are not told."""

NO_MEMBERS, NOT_FOUND = "NO_MEMBERS", "NOT_FOUND"

_TERM = ["office", "house", "year"]

Tables = Mapping[str, pl.DataFrame]


def incumbents_of_members(tables: Tables) -> pl.DataFrame:
    """Return the candidacies with `incumbent` true for who sat, to the end of the term before, in the house that is stood for.

    `tables`: candidacies, editions, memberships, districts, district_regions, regions. What a source states of a candidacy stays. Never
    sets false: a person may have been missed.
    """
    stayed = tables["memberships"].filter(
        pl.col("person_id").is_not_null() & ~pl.col("has_ended").fill_null(value=False)
    )
    sat = _terms(stayed, tables).with_columns(pl.col("year") + TERM_YEARS)
    standing = _terms(tables["candidacies"], tables)
    return _with(tables["candidacies"], standing.join(sat, on=["person_id", *_TERM], how="semi"))


def incumbents_of_winners(tables: Tables) -> pl.DataFrame:
    """Return the candidacies with `incumbent` and `incumbent_unknown_because`.

    `tables`: those of `incumbents_of_members`, and outcome_winners. Where the members of a house in the term before are held as a list, they are
    the incumbents already; where they are not, those are who won its seats in the edition before. Never sets false: a person may have
    been missed. A candidacy of which it is not known says why.
    """
    candidacies = tables["candidacies"]
    of_members = _terms(tables["memberships"], tables).select(_TERM).unique()
    won = candidacies.join(tables["outcome_winners"].select("candidacy_id"), on="candidacy_id", how="semi")
    winners = _terms(won, tables).join(of_members, on=_TERM, how="anti")
    held = pl.concat([of_members, winners.select(_TERM)]).unique().with_columns(pl.col("year") + TERM_YEARS)
    sat = winners.with_columns(pl.col("year") + TERM_YEARS)
    standing = _terms(candidacies, tables)
    has_members = _among(standing.join(held, on=_TERM, how="semi"))
    reason = pl.when(has_members).then(pl.lit(NOT_FOUND)).otherwise(pl.lit(NO_MEMBERS))
    dtype = candidacies.schema["incumbent_unknown_because"]
    return _with(candidacies, standing.join(sat, on=["person_id", *_TERM], how="semi")).with_columns(
        pl.when(pl.col("incumbent").is_null()).then(reason).cast(dtype).alias("incumbent_unknown_because")
    )


def _with(candidacies: pl.DataFrame, incumbents: pl.DataFrame) -> pl.DataFrame:
    known = pl.col("incumbent").is_null() & _among(incumbents)
    return candidacies.with_columns(pl.when(known).then(statement=True).otherwise("incumbent").alias("incumbent"))


def _among(rows: pl.DataFrame) -> pl.Expr:
    return pl.col("candidacy_id").is_in(rows["candidacy_id"].implode())


def _terms(rows: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """Return the rows of general elections with the `year` and the `house`; a council whose province or regency is not known is null, which joins none."""
    general = tables["editions"].filter(pl.col("kind").cast(pl.String) == "GENERAL").select("edition_id", "year")
    provinces = tables["districts"].select("district_id", "province_id")
    office = pl.col("office").cast(pl.String)
    house = (
        pl.when(office == "DPRD_PROVINCE")
        .then("province_id")
        .when(office == "DPRD_REGENCY")
        .then("regency_id")
        .otherwise(pl.lit("NATION"))
    )
    return (
        rows.join(general, on="edition_id", maintain_order="left")
        .join(provinces, on="district_id", how="left", maintain_order="left")
        .join(_regencies(tables), on="district_id", how="left", maintain_order="left")
        .with_columns(office.alias("office"), house.alias("house"))
    )


def _regencies(tables: Tables) -> pl.DataFrame:
    """Return district_id and regency_id of the districts whose regions lie in one regency."""
    regions = tables["regions"].select("region_id", pl.col("level").cast(pl.String), "parent_id")
    at = tables["district_regions"].select("district_id", "region_id").join(regions, on="region_id")
    above = regions.select(parent_id="region_id", parent_level="level", above_id="parent_id")
    at = at.join(above, on="parent_id", how="left")
    regency = (
        pl.when(pl.col("level") == "REGENCY")
        .then("region_id")
        .when(pl.col("parent_level") == "REGENCY")
        .then("parent_id")
        .when(pl.col("parent_level") == "SUBDISTRICT")
        .then("above_id")
    )
    found = at.select("district_id", regency.alias("regency_id")).unique()
    return found.unique("district_id", keep="none").drop_nulls()
