"""The table `persons`, and the candidacies with their `person_id`.

Ids are kept from the register or minted; a person has the newest stated name, birth year and gender.
"""

from collections.abc import Mapping

import polars as pl

from hub.assembly.minting import Minter


def assemble_persons(
    candidacies: pl.DataFrame, cluster_of: Mapping[str, str], minter: Minter
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return (persons, candidacies with person_id). `cluster_of` joins candidacies of one person; one without stands alone."""
    clusters = {key: cluster_of.get(key, key) for key in candidacies["candidacy_id"]}
    person_of = minter.settle_persons(clusters)
    standing = candidacies.with_columns(
        pl.col("candidacy_id").replace_strict(person_of, return_dtype=pl.String).alias("person_id")
    )
    newest_first = standing.sort("edition_id", "candidacy_id", descending=[True, False])
    persons = newest_first.group_by("person_id", maintain_order=True).agg(
        pl.col("name_on_ballot").first().alias("name"),
        pl.col("name_on_ballot").unique(maintain_order=True).alias("names"),
        pl.col("birth_year").drop_nulls().first(),
        pl.col("gender").drop_nulls().first(),
    )
    return persons, standing
