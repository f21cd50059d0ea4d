"""The table `public_records`: legal documents, budgets, incidents, complaints, pledges and questions, as sources state them."""

import polars as pl

from hub.assembly.merge import once
from hub.assembly.regions import Regions
from hub.assembly.stated import Stated
from hub.facts import RecordFact


def assemble_public_records(stated: Stated, regions: Regions) -> pl.DataFrame:
    """Return one row per record of a series; `region` and `region_id` are null where a record is about no region."""
    number = pl.col("number").str.replace_all(r"[^0-9A-Za-z]+", "-").str.strip_chars("-").str.to_lowercase()
    facts = stated.frame(RecordFact).with_columns(pl.concat_str("series", pl.lit("/"), number).alias("record_id"))
    stated.trace(RecordFact, facts, "record_id")
    return regions.resolve(once(facts, "record_id"), "region", "region_id")
