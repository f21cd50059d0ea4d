"""Province codes of Statistics Indonesia (BPS), added to the region codes: equal to the Kemendagri codes, except in Papua.

In Papua, BPS kept the codes of the existing provinces and gave new provinces the free numbers: Papua Barat is 91 and Papua 94 since
2003, the provinces of 2022 are 92 and 95 to 97 (Master File Wilayah Kerja Statistik, https://sig.bps.go.id). Below provinces the two
schemes differ irregularly and no source here states BPS codes, so none are derived.
"""

import polars as pl

SCHEME = "bps"

IN_PAPUA = {"91": "94", "92": "91", "93": "95", "94": "96", "95": "97", "96": "92"}
"""Kemendagri code of a province -> its code of BPS."""


def with_bps_codes(codes: pl.DataFrame) -> pl.DataFrame:
    """Return the table of region codes with those of BPS for the provinces of today, as far as no source states one for the region or the code."""
    provinces = codes.filter(
        (pl.col("scheme") == "kemendagri") & (pl.col("value").str.len_chars() == 2) & pl.col("valid_to").is_null()
    )
    known = codes.filter(pl.col("scheme") == SCHEME)
    made = provinces.select("region_id", pl.lit(SCHEME).alias("scheme"), pl.col("value").replace(IN_PAPUA))
    made = made.join(known, on="region_id", how="anti").join(known, on="value", how="anti")
    return pl.concat([codes, made], how="diagonal")
