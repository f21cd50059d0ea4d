"""What is measured of the matching: figures by group of labelled pairs, blocking, strangers, thresholds, worst errors."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl

from hub.identity import comparison
from hub.identity.blocking import pairs as candidate_pairs
from hub.identity.model import Numbers
from hub.identity.records import NO_DATE, Records
from hub.identity.strangers import list_of
from scripts.identity.calibration import LIST_PAIRS, sizes, strangers
from scripts.identity.figures import figures, share
from scripts.identity.held_out import HeldOut
from scripts.identity.labelled import GIVEN, READ
from scripts.identity.pairs import Pairs

COMMON_BELOW = 11.0
"""A name is common where more than one candidate in e^11 = 60,000 would bear what the two names share."""
DATED, HIDDEN = "WITH_BIRTH_DATES", "BIRTH_DATES_HIDDEN"
HEADS = ("GOVERNOR", "REGENT", "MAYOR")


def measured_pairs(
    labels: pl.DataFrame, records: Records, compared: pl.DataFrame, scored: pl.DataFrame
) -> pl.DataFrame:
    """Return the labelled pairs with `score`, `band`, offices, editions and whether the name is common.

    A pair that blocking does not bring together, or whose names share too little to be compared, is apart with score 0.
    """
    row_of = {candidacy: row for row, candidacy in enumerate(records.candidacy_id)}
    offices = pl.Series(records.offices)
    editions = pl.Series(records.editions)
    placed = labels.with_columns(
        pl.col("left").replace_strict(row_of, return_dtype=pl.Int32).alias("left_row"),
        pl.col("right").replace_strict(row_of, return_dtype=pl.Int32).alias("right_row"),
    )
    beside = scored.join(
        compared.select("left", "right", "name_rarity"), on=["left", "right"], how="left", maintain_order="left"
    ).rename({"left": "left_row", "right": "right_row"})
    return placed.join(beside, on=["left_row", "right_row"], how="left", maintain_order="left").with_columns(
        is_blocked=pl.col("score").is_not_null(),
        score=pl.col("score").fill_null(0.0),
        band=pl.col("band").fill_null("APART"),
        is_common=pl.col("name_rarity") < COMMON_BELOW,
        left_office=offices.gather(pl.Series(records.office).gather(placed["left_row"])),
        right_office=offices.gather(pl.Series(records.office).gather(placed["right_row"])),
        left_edition=editions.gather(pl.Series(records.edition).gather(placed["left_row"])),
        right_edition=editions.gather(pl.Series(records.edition).gather(placed["right_row"])),
    )


def by_group(dated: pl.DataFrame, hidden: pl.DataFrame) -> list[dict[str, Any]]:
    """Return figures by group: `evidence`, `group`, the two `editions` where they make the group, and what `figures` gives."""
    return [
        {"evidence": evidence, "group": group, "editions": editions, **figures(frame.filter(chosen))}
        for evidence, frame in ((DATED, dated), (HIDDEN, hidden))
        for group, editions, chosen in _groups(frame)
        if group != "READ" or evidence == HIDDEN
    ]


def by_lists(dated: pl.DataFrame, hidden: pl.DataFrame) -> list[dict[str, Any]]:
    """Return figures by pair of lists (an office of an edition) that labels are of: `lists`, `evidence`, and what `figures` gives."""
    ends = [pl.col(side).map_elements(list_of, pl.String).alias(f"{side}_list") for side in ("left", "right")]
    return [
        {"lists": [left, right], "evidence": evidence, **figures(rows)}
        for evidence, frame in ((DATED, dated), (HIDDEN, hidden))
        for (left, right), rows in sorted(frame.with_columns(ends).group_by("left_list", "right_list"))
    ]


def _groups(frame: pl.DataFrame) -> Iterator[tuple[str, tuple[str, str] | None, pl.Expr]]:
    """Yield name, editions and rows of each group. What was read by hand stands by itself: no birth date tells it."""
    is_read = pl.col("told_by") == READ
    both_dpr = (pl.col("left_office") == "DPR") & (pl.col("right_office") == "DPR")
    yield "ALL", None, ~is_read
    yield "GIVEN", None, pl.col("told_by") == GIVEN
    yield "DPR", None, ~is_read & both_dpr
    yield "ACROSS_OFFICES", None, ~is_read & (_kind("left_office") != _kind("right_office"))
    for group, told in (("EDITIONS", ~is_read), ("READ", is_read)):
        for left, right in (
            frame.filter(told).select("left_edition", "right_edition").unique().sort(pl.all()).iter_rows()
        ):
            yield group, (left, right), told & (pl.col("left_edition") == left) & (pl.col("right_edition") == right)
    yield "COMMON_NAMES", None, ~is_read & pl.col("is_common")
    yield "RARE_NAMES", None, ~is_read & ~pl.col("is_common")


def _kind(office: str) -> pl.Expr:
    return pl.when(pl.col(office).is_in(HEADS)).then(pl.lit("HEAD")).otherwise(pl.col(office))


def blocking(judged: pl.DataFrame, records: Records) -> dict[str, Any]:
    """Return of labelled pairs of one person, how many are brought together to be compared; also as if no list stated birth dates."""
    same = judged.filter("same")
    undated = replace(records, birth_date=np.full_like(records.birth_date, NO_DATE))
    left, right = candidate_pairs(undated)
    found = comparison.compare(undated, left, right).select(left_row="left", right_row="right")
    without = same.join(found, on=["left_row", "right_row"], how="semi")
    return {
        "all": share(int(same["is_blocked"].sum()), same.height),
        "given": share(
            int(same.filter(pl.col("told_by") == GIVEN)["is_blocked"].sum()),
            same.filter(pl.col("told_by") == GIVEN).height,
        ),
        "hidden": share(without.height, same.height),
    }


def false_links_expected(pairs: Pairs, held_out: HeldOut, link_from: float) -> list[dict[str, Any]]:
    """Return for the lists of the DPR how many links are expected to be false: from pairs within a list, which are two people by law.

    Strangers are as alike within a list as between two. Between two lists a stranger is not linked where the person proper stands in
    the other list and wins the contention; so only pairs of people who are in one list are counted.
    """
    told = []
    for lists in LIST_PAIRS:
        between, within, stands_for = strangers(pairs, lists)
        earlier, later = sizes(pairs, lists)
        found = (
            between.select("left", "right")
            .join(held_out.hidden, on=["left", "right"])
            .filter(pl.col("band") == "LINKED")
            .height
        )
        is_linked = _probability(held_out.log_odds(pairs, within)) >= link_from
        expected = float(stands_for[is_linked].sum()) * (1 - found / earlier) * (1 - found / later)
        told.append(
            {
                "lists": [f"{edition}/{lists.office.lower()}" for edition in (lists.earlier, lists.later)],
                "linked": found,
                "pairs_within_alike_enough": int(is_linked.sum()),
                "false_links_expected": round(expected, 1),
                "share": round(expected / found, 4),
            }
        )
    return told


def _probability(log_odds: Numbers) -> Numbers:
    odds: Numbers = np.exp(log_odds)
    return odds / (1 + odds)


def thresholds(judged: pl.DataFrame) -> list[dict[str, Any]]:
    """Return false and found links of labelled pairs at other beginnings of the linked band."""
    told = []
    for threshold in (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95):
        linked = judged.filter(pl.col("score") >= threshold)
        same = int(linked["same"].sum())
        told.append(
            {"link_from": threshold, "false_of_linked": share(linked.height - same, linked.height),
             "recall": share(same, int(judged["same"].sum()))}
        )  # fmt: skip
    return told


def worst(judged: pl.DataFrame, count: int = 10) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the likeliest pairs of two people and the least likely pairs of one person."""
    return (
        judged.filter(~pl.col("same")).sort("score", "left", "right", descending=[True, False, False]).head(count),
        judged.filter("same").sort("score", "left", "right").head(count),
    )
