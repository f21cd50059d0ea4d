"""Quality report of identity matching: measurements of the model, and links, open reviews and share of false links per pair of lists.

A list is an edition and an office. The measurements are in `quality.json`, next to `model.json`; the benchmark (`make bench-identity`) writes
them from labelled pairs, which no release contains. The same release always gives the same report, byte for byte.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl

from hub.identity import model
from hub.identity.bands import LINKED, REVIEW

LEAST_LABELLED = 20
"""Fewest labelled pairs of two lists for which a rate is published."""
LEAST_LINKED = 100
"""Fewest links between two lists for which pairs within the lists tell a rate: of fewer, one pair more or less is a percent."""
BY_LABELS, BY_PAIRS_WITHIN = "LABELS", "PAIRS_WITHIN_LISTS"
LISTS_TOO_SHORT, FEW_LINKS, NO_LINKS = "LISTS_TOO_SHORT", "FEW_LINKS", "NO_LINKS"
"""Why no rate of false links was measured."""


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


def of_release(links: pl.DataFrame, strangers: pl.DataFrame) -> dict[str, Any]:
    """Return what a release says of its matching: the measurements of the model, and of each two lists the links and their rates.

    `strangers` is what `hub.identity.strangers.expected_false` returns. Of two lists `labelled` has the figures of pairs that somebody
    read, with and without birth dates, and `expected` the links that pairs within the lists lead to expect false; each is null where
    it was not measured, and no rate stands in for another. `false_links` is the share of links that is false with its 95% interval and
    what it was measured `by`, labels before pairs within lists; where it is null, `not_measured` says why.
    """
    expected = {
        (row.pop("left_list"), row.pop("right_list")): row
        for row in strangers.drop_nulls("false_links_expected").iter_rows(named=True)
    }
    rated = [_rated(row, expected.get((row["left_list"], row["right_list"]))) for row in counted(links)]
    return {"measured": measured(), "linked": rated}


def _rated(row: dict[str, Any], expected: dict[str, Any] | None) -> dict[str, Any]:
    """Return the row of two lists with its rates, or with why there are none."""
    labelled = _labelled(row["left_list"], row["right_list"])
    share = _false_of(labelled, expected if row["linked"] >= LEAST_LINKED else None)
    reason = NO_LINKS if not row["linked"] else FEW_LINKS if expected else LISTS_TOO_SHORT
    return row | {
        "labelled": labelled,
        "expected": expected,
        "false_links": share,
        "not_measured": None if share else reason,
    }


def _false_of(labelled: dict[str, Any] | None, expected: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return the share of false links with its interval: of labelled pairs that were linked, else by pairs within the lists."""
    precision = labelled["WITH_BIRTH_DATES"]["precision"] if labelled else None
    if precision and precision["of"] >= LEAST_LABELLED:
        share, low, high = (round(1 - precision[name], 4) for name in ("share", "high", "low"))
        return {"share": share, "low": low, "high": high, "by": BY_LABELS}
    if expected is None:
        return None
    share, low, high = (expected[name] for name in ("false_share", "false_share_low", "false_share_high"))
    return {"share": share, "low": low, "high": high, "by": BY_PAIRS_WITHIN}


def _labelled(left: str, right: str) -> dict[str, Any] | None:
    """Return the figures of labelled pairs of two lists by evidence; None where fewer than `LEAST_LABELLED` pairs were labelled."""
    found = {
        row["evidence"]: {name: held for name, held in row.items() if name not in {"evidence", "lists"}}
        for row in measured().get("by_lists", [])
        if row["lists"] == [left, right] and row["same"] + row["different"] >= LEAST_LABELLED
    }
    return found or None
