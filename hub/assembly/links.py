"""Links, unlikely pairs and judgements: the evidence for who is who, as tables."""

import polars as pl

from hub.identity import model
from hub.identity.match import Linkage


def assemble_judgements(judged: pl.DataFrame, linkage: Linkage) -> pl.DataFrame:
    """Return the judgements on candidacies of the build, the earlier edition on the left."""
    order = linkage.links.select("judgement_id", left_id="left", right_id="right")
    return judged.join(order, on="judgement_id").with_columns(
        pl.col("verdict").str.to_uppercase(), pl.col("at").dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    )


def assemble_links(linkage: Linkage) -> pl.DataFrame:
    """Return the pairs with the version of the model that scored them."""
    return linkage.links.select(
        pl.concat_str("left", pl.lit("~"), "right").alias("link_id"),
        pl.col("left").alias("left_id"),
        pl.col("right").alias("right_id"),
        "band",
        "score",
        pl.when(pl.col("score").is_not_null()).then(pl.lit(model.packaged().version)).alias("model"),
        "reasons",
        "is_same_person",
        "judgement_id",
    )


def assemble_unlikely_pairs(linkage: Linkage) -> pl.DataFrame:
    """Return the pairs that are apart, and not certainly so."""
    return linkage.unlikely.select(left_id="left", right_id="right", score="score")
