"""Candidacies joined with the columns of other tables that matching compares: district name and province."""

import polars as pl


def with_places(candidacies: pl.DataFrame, districts: pl.DataFrame, region_codes: pl.DataFrame) -> pl.DataFrame:
    """Return the candidacies with `district_name` and `province` (Kemendagri code of two digits, null where none is known).

    Takes the tables `candidacies`, `districts` and `region_codes` of a release or a build; rows and their order stay.
    """
    codes = (
        region_codes.filter((pl.col("scheme") == "kemendagri") & (pl.col("value").str.len_chars() == 2))
        .group_by("region_id")
        .agg(province=pl.col("value").min())
    )
    places = districts.select("district_id", "province_id", district_name="name").join(
        codes, left_on="province_id", right_on="region_id", how="left"
    )
    return candidacies.join(
        places.select("district_id", "district_name", "province"), on="district_id", how="left", maintain_order="left"
    )
