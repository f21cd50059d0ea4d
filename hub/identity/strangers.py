"""Expected false links between two lists, estimated from pairs within a list, which by law are two people.

Strangers are as alike within a list as between two of them. What this cannot see is a list that differs from the other in kind:
the same reckoning stands for a national and a provincial list.
"""

import numpy as np
import polars as pl

from hub.identity import blocking, comparison
from hub.identity.bands import LINKED, band
from hub.identity.model import Model
from hub.identity.records import Records

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "left_list": pl.String,
    "right_list": pl.String,
    "pairs_within": pl.Int64,
    "false_links_expected": pl.Float64,
    "false_share": pl.Float64,
}
LEAST_SIZE = 500
"""Candidacies of a list, below which nothing is said: a short list tells nothing of strangers."""


def list_of(candidacy: str) -> str:
    """Return the list that a candidacy stands on, an office of an edition: `2024/dpr` of `2024/dpr/1101/1/1`."""
    return "/".join(candidacy.split("/")[:2])


def expected_false(records: Records, weights: Model, linked: pl.DataFrame) -> pl.DataFrame:
    """Return for each two lists with links how many of these are to be expected false, as `SCHEMA`; sorted by the lists.

    `linked`: `left` and `right` (rows) of the linked pairs. pairs_within: pairs within either list that would be linked if they stood
    in the two. Each stands for as many pairs between the lists as these make more; and between two lists a stranger is not linked
    where the person proper stands there, so that only the share of people who are in one list counts. Null where a list is too short.
    """
    names = pl.Series([list_of(key) for key in records.candidacy_id], dtype=pl.String)
    sizes = dict(names.value_counts().iter_rows())
    first_row = {name: row for row, name in reversed(list(enumerate(names)))}
    left, right = blocking.pairs(records, within_editions=True)
    one_list = (names.gather(left) == names.gather(right)).to_numpy()
    within = comparison.compare(records, left[one_list], right[one_list])
    within_by = dict(within.with_columns(list=names.gather(within["left"])).partition_by("list", as_dict=True))
    found = (
        pl.DataFrame({side: names.gather(linked[side]) for side in ("left", "right")}).group_by("left", "right").len()
    )
    rows = []
    for one, other, links in found.iter_rows():
        row: dict[str, str | int | float] = {"left_list": one, "right_list": other}
        if min(sizes[one], sizes[other]) >= LEAST_SIZE:
            ends = first_row[one], first_row[other]
            counts = [
                _linked_count(within_by.get((name,), within.clear()), records, weights, ends) for name in (one, other)
            ]
            expected = sum(counts) * 2 * sizes[one] * sizes[other] / (sizes[one] ** 2 + sizes[other] ** 2)
            expected *= max(1 - links / sizes[one], 0) * max(1 - links / sizes[other], 0)
            row |= {"pairs_within": sum(counts), "false_links_expected": round(expected, 1)}
            row["false_share"] = round(expected / links, 4)
        rows.append(row)
    return pl.DataFrame(rows, schema=SCHEMA).sort("left_list", "right_list")


def _linked_count(within: pl.DataFrame, records: Records, weights: Model, ends: tuple[int, int]) -> int:
    """Return how many pairs within a list would be linked if they stood in the lists of two candidacies."""
    one, other = ends
    told = within.with_columns(
        pl.lit(abs(int(records.year[one] - records.year[other])), pl.Float32).alias("years_apart"),
        pl.lit(float(records.office_kind[one] == records.office_kind[other]), pl.Float32).alias("office_kind_same"),
        pl.col("district_same") * float(records.office[one] == records.office[other]),
    )
    by_context = weights.log_odds(told)
    odds = by_context + weights.birth_log_odds(told)
    scored = told.with_columns(
        score=pl.Series(_probability(odds), dtype=pl.Float64),
        context_score=pl.Series(_probability(by_context), dtype=pl.Float64),
    )
    banded = scored.select(band=band(weights.link_from, weights.review_from))
    return int((banded["band"] == LINKED).sum())


def _probability(log_odds: np.typing.NDArray[np.float64]) -> np.typing.NDArray[np.float64]:
    return 1 / (1 + np.exp(-np.clip(log_odds, -30, 30)))
