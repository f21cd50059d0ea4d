"""Sets learned weights right for real lists: log odds that hold between lists of an office and across offices, and what birth dates add."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl
from sklearn.linear_model import LogisticRegression

from hub.identity import context_agreement
from hub.identity.records import NO_DATE, Bools, Records
from hub.identity.strangers import stands_for
from scripts.identity.pairs import Pairs, known
from scripts.identity.terms import Numbers
from scripts.identity.training import Trained

_STRANGERS_STEPS = 200
DATES = ("birth_date_same", "birth_date_near", "birth_date_differs")
YEARS = ("birth_year_same", "birth_year_near", "birth_year_differs")
PLACES = ("birth_place_same", "birth_place_differs")


@dataclass(frozen=True)
class ListPair:
    """Two lists of one office, and how many pairs of strangers they make for each pair within them."""

    earlier: str
    later: str
    office: str = "DPR"


LIST_PAIRS = (ListPair("2014", "2019"), ListPair("2019", "2024"))


def sizes(pairs: Pairs, lists: ListPair) -> tuple[int, int]:
    """Return how many stand in the earlier and in the later list."""
    earlier, later = _members(pairs.records, lists)
    return int(earlier.sum()), int(later.sum())


def _members(records: Records, lists: ListPair) -> tuple[Bools, Bools]:
    edition = np.array(records.editions)[records.edition]
    is_office = np.array(records.offices)[records.office] == lists.office
    return (edition == lists.earlier) & is_office, (edition == lists.later) & is_office


def strangers(pairs: Pairs, lists: ListPair) -> tuple[pl.DataFrame, pl.DataFrame, Numbers]:
    """Return the pairs between two lists, the pairs within them, and how many pairs of strangers between each of these stands for.

    Strangers are as alike within a list as between two lists, so pairs within show how many pairs between are two people. The pairs
    within are given the years between the lists: what else is compared tells nothing of time.
    """
    members = _members(pairs.records, lists)
    left, right = pairs.between["left"].to_numpy(), pairs.between["right"].to_numpy()
    between = pairs.between.filter(pl.Series(members[0][left] & members[1][right]))
    years = float(between.select(pl.col("years_apart").max()).item() or 0)
    left, right = pairs.within["left"].to_numpy(), pairs.within["right"].to_numpy()
    of_one_list = [who[left] & who[right] for who in members]
    within = pairs.within.filter(pl.Series(of_one_list[0] | of_one_list[1])).with_columns(
        years_apart=pl.lit(years, dtype=pl.Float32)
    )
    return between, within, stands_for(pairs.records, within, *members)


def calibrate(pairs: Pairs, trained: Trained) -> tuple[float, float]:
    """Return scale and shift that make the log odds hold between lists of the DPR."""
    return line_between(pairs, trained.log_odds, LIST_PAIRS)


def line_between(
    pairs: Pairs, log_odds: Callable[[pl.DataFrame], Numbers], list_pairs: Iterable[ListPair]
) -> tuple[float, float]:
    """Return scale and shift that make log odds hold between lists of one office.

    In each band of log odds, pairs between two lists less the strangers among them are matches.
    """
    points, matches, others = [], [], []
    edges = np.linspace(-6, 8, 29)
    for lists in list_pairs:
        between, within, stands_for = strangers(pairs, lists)
        found, _ = np.histogram(log_odds(between), edges)
        false, _ = np.histogram(log_odds(within), edges, weights=stands_for)
        points.append((edges[1:] + edges[:-1]) / 2)
        others.append(np.minimum(false, found) / pairs.people_share + 0.5)
        matches.append(np.maximum(found - false, 0) + 0.5)
    return _line(np.concatenate(points), np.concatenate(matches), np.concatenate(others))


def calibrate_across(pairs: Pairs, trained: Trained) -> tuple[float, float]:
    """Return scale and shift that make the log odds hold for candidacies of two kinds of office, from pairs that birth dates tell."""
    stated = known(pairs.between)
    told = (pairs.between["office_kind_same"].to_numpy() == 0) & ((stated == 0) | (stated == 1))
    same = stated[told]
    return _line(trained.log_odds(pairs.between.filter(pl.Series(told))), same, (1 - same) / pairs.people_share)


def _line(log_odds: Numbers, matches: Numbers, others: Numbers) -> tuple[float, float]:
    """Return the scale and shift under which matches and others at each point of log odds are likeliest."""
    points = np.r_[log_odds, log_odds][:, None]
    is_match = np.r_[np.ones(len(log_odds)), np.zeros(len(log_odds))]
    weight = np.r_[matches, others]
    fitted = LogisticRegression(C=1e6).fit(points[weight > 0], is_match[weight > 0], weight[weight > 0])
    return float(fitted.coef_[0][0]), float(fitted.intercept_[0])


def birth_weights(pairs: Pairs, trained: Trained) -> dict[str, Any]:
    """Return the log likelihood ratios of equal, nearly equal and differing birth dates and places, and what they come from.

    Among one person's pairs: counted on pairs that name and context alone make nearly certain. Among strangers: counted on
    records taken side by side at many distances, whatever their names. What years alone tell is counted on the same dates, their days
    and months hidden.
    """
    probability = 1 / (1 + np.exp(-trained.log_odds(pairs.between)))
    certain = pairs.between.filter(pl.Series(probability > 0.999))
    of_one = certain["left"].to_numpy(), certain["right"].to_numpy()
    dated = np.flatnonzero(pairs.records.birth_date != NO_DATE).astype(np.int32)
    steps = range(1, min(_STRANGERS_STEPS, len(dated)))
    of_strangers = np.concatenate([dated[:-step] for step in steps]), np.concatenate([dated[step:] for step in steps])
    years_alone = replace(pairs.records, birth_date=np.full_like(pairs.records.birth_date, NO_DATE))
    weights: dict[str, float] = {}
    shares: dict[str, dict[str, float]] = {}
    for records, group in ((pairs.records, DATES), (years_alone, YEARS), (pairs.records, PLACES)):
        same, others = (context_agreement.birth(records, *rows) for rows in (of_one, of_strangers))
        same_count, others_count = (sum(float(found[name].sum()) for name in group) for found in (same, others))
        for column in group:
            among_same = (float(same[column].sum()) + 0.5) / (same_count + 1.5)
            among_other = (float(others[column].sum()) + 0.5) / (others_count + 1.5)
            weights[column] = float(np.log(among_same / among_other))
            shares[column] = {"among_same": among_same, "among_other": among_other}
    return {"weights": weights, "shares": shares}
