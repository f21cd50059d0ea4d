"""Names of regions: of today, former, and as the press and the statistics office write them."""

import tomllib
from functools import cache
from importlib.resources import files

import polars as pl

from hub.assembly.merge import letters


@cache
def spellings() -> dict[str, tuple[str, ...]]:
    """Return Kemendagri code -> names that no list uses (`region_spellings.toml`)."""
    text = files("hub.assembly").joinpath("region_spellings.toml").read_text(encoding="utf-8")
    return {code: tuple(names) for code, names in tomllib.loads(text).items()}


def region_names(named: pl.DataFrame, codes: pl.DataFrame) -> pl.DataFrame:
    """Return one row per region and name: region_id, name, valid_from, valid_to, source_id, source_row.

    `named`: rows of sources with region_id, name and `used_in` (year), the newest first; names of the same letters are one, in the
    newest spelling. A name is former once newer rows of its region have another. `codes`: the table of region codes.
    """
    valued = named.filter(pl.col("name").str.strip_chars() != "").with_columns(letters("name").alias("_letters"))
    stated = valued.group_by("region_id", "_letters", maintain_order=True).agg(
        pl.col("name", "source_id", "source_row").first(),
        pl.col("used_in").min().alias("valid_from"),
        pl.col("used_in").max().alias("last"),
    )
    is_former = pl.col("last") < pl.col("last").max().over("region_id")
    rows = stated.with_columns(pl.when(is_former).then("last").alias("valid_to"))
    written = [(code, name) for code, names in spellings().items() for name in names]
    press = pl.DataFrame(written, schema={"value": pl.String, "name": pl.String}, orient="row")
    coded = codes.filter((pl.col("scheme") == "kemendagri") & pl.col("valid_to").is_null())
    further = press.join(coded.select("value", "region_id"), on="value", maintain_order="left")
    further = further.with_columns(letters("name").alias("_letters")).unique(
        ["region_id", "_letters"], keep="first", maintain_order=True
    )
    new = further.join(rows, on=["region_id", "_letters"], how="anti", maintain_order="left")
    columns = ("region_id", "name", "valid_from", "valid_to", "source_id", "source_row")
    return pl.concat([rows.select(columns), new.select("region_id", "name")], how="diagonal")
