"""Expected false links between two lists, estimated from pairs within a list, which by law are two people.

Strangers of two provinces, or of one, are as alike within a list as between two of them: so a pair within a list stands for pairs of its provinces, and for none where the
other list has nobody there. A row that a publisher printed twice is left out.
"""

import math

import numpy as np
import numpy.typing as npt
import polars as pl

from hub.identity import blocking, comparison
from hub.identity.bands import LINKED, band
from hub.identity.contention import probability
from hub.identity.context_agreement import COUNCIL
from hub.identity.model import Model
from hub.identity.records import NONE, Records

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "left_list": pl.String,
    "right_list": pl.String,
    "pairs_within": pl.Int64,
    "false_links_expected": pl.Float64,
    "false_share": pl.Float64,
    "false_share_low": pl.Float64,
    "false_share_high": pl.Float64,
}
_Z = 1.959964
"""The 97.5% point of the normal distribution."""
LEAST_SIZE = 500
"""Candidacies of a list, below which nothing is said: a short list tells nothing of strangers."""


def list_of(candidacy: str) -> str:
    """Return the list that a candidacy stands on, an office of an edition: `2024/dpr` of `2024/dpr/1101/1/1`."""
    return "/".join(candidacy.split("/")[:2])


def expected_false(records: Records, weights: Model, linked: pl.DataFrame) -> pl.DataFrame:
    """Return for each two lists with links how many of these are to be expected false, as `SCHEMA`; sorted by the lists.

    `linked`: `left` and `right` (rows) of the linked pairs. pairs_within: pairs within either list that would be linked if they stood
    in the two. Each stands for as many pairs between the lists as `stands_for` says; and between two lists a stranger is not linked
    where the person proper stands there, so that only the share of people who are in one list counts. false_share_low, false_share_high:
    95% interval of the share, from the count of pairs. Null where a list is too short.
    """
    names = pl.Series([list_of(key) for key in records.candidacy_id], dtype=pl.String)
    sizes = dict(names.value_counts().iter_rows())
    first_row = {name: row for row, name in reversed(list(enumerate(names)))}
    left, right = blocking.pairs(records, within_editions=True)
    one_list = (names.gather(left) == names.gather(right)).to_numpy()
    within = comparison.compare(records, left[one_list], right[one_list])
    within = within.filter(~is_repeated(records, within))
    within_by = dict(within.with_columns(list=names.gather(within["left"])).partition_by("list", as_dict=True))
    found = (
        pl.DataFrame({side: names.gather(linked[side]) for side in ("left", "right")}).group_by("left", "right").len()
    )
    rows = []
    for one, other, links in found.iter_rows():
        row: dict[str, str | int | float] = {"left_list": one, "right_list": other}
        if min(sizes[one], sizes[other]) >= LEAST_SIZE:
            ends = first_row[one], first_row[other]
            of_both = pl.concat(within_by.get((name,), within.clear()) for name in (one, other))
            alike = of_both.filter(_would_be_linked(of_both, records, weights, ends))
            members = [(names == name).to_numpy() for name in (one, other)]
            each = stands_for(records, alike, *members)
            each *= max(1 - links / sizes[one], 0) * max(1 - links / sizes[other], 0)
            count = int((each > 0).sum())
            per_pair = float(each.sum()) / count if count else 1.0
            low, high = (per_pair * bound / links for bound in _interval(count))
            row |= {"pairs_within": count, "false_links_expected": round(per_pair * count, 1)}
            row["false_share"] = round(per_pair * count / links, 4)
            row |= {"false_share_low": round(low, 4), "false_share_high": round(min(high, 1), 4)}
        rows.append(row)
    return pl.DataFrame(rows, schema=SCHEMA).sort("left_list", "right_list")


def stands_for(
    records: Records, within: pl.DataFrame, one: npt.NDArray[np.bool_], other: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float64]:
    """Return for each pair within one of two lists how many pairs of strangers between them it stands for.

    Of the pairs of people of its two provinces, those between the lists for each one within either. `one`, `other`: which records stand on each list.
    """
    places = records.province.astype(np.int64) + 1  # 0 where the province is not known
    first, second = (np.bincount(places[members], minlength=int(places.max()) + 1) for members in (one, other))
    left, right = places[within["left"].to_numpy()], places[within["right"].to_numpy()]
    between = first[left] * second[right] + first[right] * second[left]
    counted: npt.NDArray[np.float64] = between / (first[left] * first[right] + second[left] * second[right])
    return counted


def _interval(count: int) -> tuple[float, float]:
    """Return the 95% interval of the mean of a Poisson count, by the approximation of Wilson and Hilferty."""
    low = count * (1 - 1 / (9 * count) - _Z / (3 * math.sqrt(count))) ** 3 if count else 0.0
    more = count + 1
    return low, more * (1 - 1 / (9 * more) + _Z / (3 * math.sqrt(more))) ** 3


def is_repeated(records: Records, pairs: pl.DataFrame) -> pl.Series:
    """Tell which pairs (`left`, `right`: rows) are one row printed twice: one name of one party, at one number or in one district.

    Lists of one party for two districts that give the same name the same number are a publisher's slip, and no two people.
    """
    parts = pl.Series(records.candidacy_id, dtype=pl.String).str.split("/")
    number, place = parts.list.last(), parts.list.get(2, null_on_oob=True)
    name, party = pl.Series(records.name_key, dtype=pl.String), pl.Series(records.party)

    def same(texts: pl.Series) -> pl.Series:
        return (texts.gather(pairs["left"]) == texts.gather(pairs["right"])).fill_null(value=False)

    return same(name) & same(party) & (party.gather(pairs["left"]) != NONE) & (same(number) | same(place))


def _would_be_linked(within: pl.DataFrame, records: Records, weights: Model, ends: tuple[int, int]) -> pl.Series:
    """Tell which pairs within a list would be linked if they stood in the lists of two candidacies."""
    one, other = ends
    if not all(_states_births(records, row) for row in ends):
        within = within.with_columns(
            pl.lit(0, pl.Float32).alias(name) for name in within.columns if name.startswith("birth_")
        )
    of_council = [records.offices[records.office[row]].startswith(COUNCIL) for row in ends]
    told = within.with_columns(
        pl.lit(abs(int(records.year[one] - records.year[other])), pl.Float32).alias("years_apart"),
        pl.lit(float(records.office_kind[one] == records.office_kind[other]), pl.Float32).alias("office_kind_same"),
        pl.lit(float(of_council == [True, True]), pl.Float32).alias("councils"),
        pl.lit(float(of_council[0] != of_council[1]), pl.Float32).alias("one_council"),
        pl.col("district_same") * float(records.office[one] == records.office[other]),
    )
    by_context = weights.log_odds(told)
    odds = by_context + weights.birth_log_odds(told)
    scored = told.with_columns(
        score=pl.Series(probability(odds), dtype=pl.Float64),
        context_score=pl.Series(probability(by_context), dtype=pl.Float64),
        cautious_score=pl.Series(probability(weights.cautious_log_odds(told) + odds - by_context), dtype=pl.Float64),
    )
    banded = band(weights.link_from, weights.review_from, weights.councils_link_from)
    return scored.select(banded == LINKED).to_series()


def _states_births(records: Records, row: int) -> bool:
    """Tell whether any candidacy of the list that a row stands on states a birth: else what a list says of births is no evidence there."""
    of_list = (records.edition == records.edition[row]) & (records.office == records.office[row])
    return bool((records.birth_year[of_list] != NONE).any())
