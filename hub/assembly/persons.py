"""Persons: one row per identity, from the candidacies that are hers or his."""

import polars as pl

from hub.assembly.minting import Minter


def assemble_persons(candidacies: pl.DataFrame, minter: Minter) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return (persons, candidacies with person_id). A person is minted from the key of the first candidacy."""
    minted = minter.mint("person", candidacies["candidacy_id"].to_list())
    standing = candidacies.with_columns(
        pl.col("candidacy_id").replace_strict(minted, return_dtype=pl.String).alias("person_id")
    )
    newest_first = standing.sort("edition_id", "candidacy_id", descending=[True, False])
    persons = newest_first.group_by("person_id", maintain_order=True).agg(
        pl.col("name_on_ballot").first().alias("name"),
        pl.col("name_on_ballot").unique(maintain_order=True).alias("names"),
        pl.col("birth_year").drop_nulls().first(),
        pl.col("gender").drop_nulls().first(),
    )
    return persons, standing
