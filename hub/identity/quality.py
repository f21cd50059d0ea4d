"""How good the matching is: what was measured of the model, and what it linked and left to review in a release.

The measured part travels with the model: `quality.json` beside `model.json`, written by the benchmark (`make bench-identity`) on
labelled pairs that stand in no release. The same release gives the same document, to the byte.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl

from hub.identity import model
from hub.identity.bands import LINKED, REVIEW


@cache
def measured() -> dict[str, Any]:
    """Return the packaged measurements. Raises ValueError where they are of another model than the packaged one."""
    stated: dict[str, Any] = json.loads(files("hub.identity").joinpath("quality.json").read_text(encoding="utf-8"))
    if stated["model"] != (packaged := model.packaged().version):
        raise ValueError(
            f"expected measurements of model {packaged} in hub/identity/quality.json, found those of {stated['model']}; "
            "run `make bench-identity` with WRITE=1"
        )
    return stated


def counted(links: pl.DataFrame) -> list[dict[str, Any]]:
    """Return by pair of lists (edition and office) how many pairs of candidacies are linked, judged, and wait for review.

    Takes the table `links` of a release. What a judgement has settled, or what is joined through a third candidacy, does not wait.
    """
    waits = (pl.col("band") == REVIEW) & pl.col("judgement_id").is_null() & ~pl.col("is_same_person")
    lists = (
        pl.col(f"{side}_id").str.split("/").list.head(2).list.join("/").alias(f"{side}_list")
        for side in ("left", "right")
    )
    rows = (
        links.with_columns(pl.col("band").cast(pl.String))
        .group_by(*lists)
        .agg(
            linked=(pl.col("band") == LINKED).sum(),
            one_person=pl.col("is_same_person").sum(),
            judged=pl.col("judgement_id").count(),
            to_review=waits.sum(),
        )
        .sort("left_list", "right_list")
    )
    return list(rows.iter_rows(named=True))


def of_release(links: pl.DataFrame) -> dict[str, Any]:
    """Return what a release says of its matching: the measurements of the model, and its own counts."""
    return {"measured": measured(), "linked": counted(links)}
