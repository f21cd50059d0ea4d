"""Properties of a tally, against sums made row by row in plain Python."""

from itertools import chain
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.recap import answers
from hub.recap.columns import MEASURES
from hub.recap.sums import BLOCK_ROWS, add_up
from hub.recap.tally import Tally, roll_up
from hub.recap.tree import grow
from tests.recap.small import COLUMNS, REGIONS, batch, forms, frame, node, small_tree, unit

PARENTS = {region_id: parent for region_id, parent, _ in REGIONS}
TREE = small_tree()


def tallied(*batches: list[dict[str, Any]]) -> Tally:
    tally = Tally(TREE, COLUMNS)
    for drawn in batches:
        tally.update(batch(*drawn))
    return tally


def same(left: Tally, right: Tally) -> bool:
    names = ("cells", "revisions", "sums", "reporting", "counted", "expected")
    return all(np.array_equal(getattr(left, name), getattr(right, name)) for name in names)


def by_hand(drawn: list[dict[str, Any]], contest: int) -> dict[tuple[str, str], tuple[int, int]]:
    """Return region and figure -> sum and number of stations that state it, from the latest form of each unit."""
    names = [*COLUMNS.ballots[contest].options, *MEASURES]
    latest = {
        form["unit"]: form for form in sorted(drawn, key=lambda form: form["revision"]) if form["contest"] == contest
    }
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for unit_index, form in latest.items():
        figures = [*form["votes"], *(form[measure] for measure in MEASURES)]
        region = TREE.units["region_id"][unit_index]
        while (region := PARENTS[region]) is not None:
            for name, figure in zip(names, figures, strict=True):
                if figure is not None:
                    total, stating = found.get((region, name), (0, 0))
                    found[region, name] = (total + figure, stating + 1)
    return found


@given(forms())
def test_every_region_holds_the_sum_of_the_stations_below_it(drawn: list[dict[str, Any]]):
    tally = tallied(drawn)
    for contest in range(len(COLUMNS.ballots)):
        part = COLUMNS.all_of(contest)
        expected = by_hand(drawn, contest)
        for region_id in TREE.nodes["region_id"]:
            at = node(TREE, region_id)
            for offset in range(part.stop - part.start):
                total, stating = expected.get((region_id, COLUMNS.name(contest, offset)), (0, 0))
                assert tally.sums[at, part][offset] == total
                assert tally.reporting[at, part][offset] == stating


@given(forms())
def test_children_add_up_to_their_parent_at_every_level(drawn: list[dict[str, Any]]):
    tally = tallied(drawn)
    children = np.zeros_like(tally.sums)
    np.add.at(children, TREE.parents[1:], tally.sums[1:])
    np.add.at(children, TREE.unit_parents, np.maximum(tally.cells, 0).astype(np.int64))
    assert np.array_equal(children, tally.sums)


@given(forms(), st.randoms(use_true_random=False))
def test_the_order_of_batches_does_not_matter(drawn: list[dict[str, Any]], random: Any):
    shuffled = [[form] for form in drawn]
    random.shuffle(shuffled)
    assert same(tallied(*shuffled), tallied(drawn))


@given(forms(), st.integers(1, 3))
def test_a_batch_that_comes_again_changes_nothing(drawn: list[dict[str, Any]], times: int):
    tally = tallied(drawn)
    before = tallied(drawn)
    for _ in range(times):
        receipt = tally.update(batch(*drawn))
        assert (receipt.added_count, receipt.replaced_count, receipt.conflicting.height) == (0, 0, 0)
    assert same(tally, before)


@given(forms(), forms())
def test_filling_and_counting_once_is_the_same_as_updating(first: list[dict[str, Any]], second: list[dict[str, Any]]):
    known = {(form["unit"], form["contest"], form["revision"]) for form in first}
    second = [form for form in second if (form["unit"], form["contest"], form["revision"]) not in known]
    rolled = roll_up((batch(*drawn) for drawn in (first, second)), TREE, COLUMNS)
    assert same(rolled, tallied(first, second))


@given(forms())
def test_every_form_is_accounted_for(drawn: list[dict[str, Any]]):
    receipts = [Tally(TREE, COLUMNS).update(batch(*drawn))]
    tally = Tally(TREE, COLUMNS)
    receipts.append(tally.update(batch(*drawn[::2])))
    receipts.append(tally.update(batch(*drawn[1::2])))
    counts = [
        (each.added_count, each.replaced_count, each.repeated_count, each.stale_count, each.conflicting.height)
        for each in receipts
    ]
    assert sum(counts[0]) == len(drawn)
    assert sum(chain(*counts[1:])) == len(drawn)


def test_a_correction_takes_the_old_figures_back():
    at = unit(TREE, "n1-a")
    tally = tallied([{"unit": at, "votes": [10, 20, 30], "valid_count": 60}])
    receipt = tally.update(batch({"unit": at, "revision": 2, "votes": [11, None, 30]}))
    assert receipt.replaced_count == 1
    north = answers.votes(tally, "PROVINCE", "2042/president").filter(region_id="north")
    assert north["votes_count"].to_list() == [11, None, 30]
    assert answers.turnout(tally, "PROVINCE", "2042/president").filter(region_id="north")["valid_count"].to_list() == [
        None
    ]
    assert answers.progress(tally, "REGENCY", "2042/president").filter(region_id="north-1")[
        "counted_count"
    ].to_list() == [1]


def test_a_form_that_comes_after_its_correction_is_stale():
    at = unit(TREE, "n1-a")
    tally = tallied([{"unit": at, "revision": 2, "votes": [1, 2, 3]}])
    receipt = tally.update(batch({"unit": at, "votes": [9, 9, 9]}))
    assert (receipt.stale_count, receipt.replaced_count) == (1, 0)
    assert tally.sums[0, COLUMNS.options(0)].tolist() == [1, 2, 3]


def test_other_figures_under_a_revision_already_held_are_not_counted():
    at = unit(TREE, "s1-a")
    tally = tallied([{"unit": at, "votes": [1, 2, 3]}])
    receipt = tally.update(batch({"unit": at, "votes": [1, 5, 3]}))
    assert receipt.conflicting.rows() == [(at, 0, 1, 1, 2, 5)]
    assert receipt.repeated_count == 0
    assert tally.sums[0, COLUMNS.options(0)].tolist() == [1, 2, 3]


def test_not_reported_is_null_and_zero_is_zero():
    tally = tallied([{"unit": unit(TREE, "n2-a"), "votes": [0, None, 4]}])
    votes = answers.votes(tally, "REGENCY", "2042/president")
    assert votes.filter(region_id="north-2")["votes_count"].to_list() == [0, None, 4]
    assert votes.filter(region_id="south-1")["votes_count"].to_list() == [None, None, None]
    stations = answers.votes(tally, "POLLING_STATION", "2042/president")
    assert stations.filter(region_id="n2-a")["votes_count"].to_list() == [0, None, 4]
    assert stations.filter(region_id="n1-a")["votes_count"].to_list() == [None, None, None]


def test_progress_counts_units_of_each_level_apart():
    tally = tallied(
        [{"unit": unit(TREE, "n1-a"), "votes": [1, 1, 1]}, {"unit": unit(TREE, "abroad"), "votes": [5, 5, 5]}]
    )
    nation = answers.progress(tally, "NATION", "2042/president").sort("unit_level")
    assert nation.select("unit_level", "counted_count", "expected_count").rows() == [
        ("OVERSEAS", 1, 1),
        ("POLLING_STATION", 1, 6),
    ]
    own = answers.progress(tally, "POLLING_STATION", "2042/president").filter(region_id="n1-b")
    assert own.select("counted_count", "expected_count", "progress_ratio").rows() == [(0, 1, 0.0)]
    dpr = answers.progress(tally, "PROVINCE", "2042/dpr").sort("region_id")
    assert dpr.select("region_id", "counted_count", "expected_count").rows() == [("north", 0, 4), ("south", 0, 2)]


def test_a_contest_is_expected_only_where_it_is_held():
    held = np.ones((TREE.units.height, 2), dtype=np.bool_)
    held[unit(TREE, "s1-a"), 1] = False
    tally = Tally(TREE, COLUMNS, held)
    assert tally.expected[node(TREE, "south")].tolist() == [2, 1]


def test_levels_go_from_the_whole_to_its_parts():
    assert answers.levels(Tally(TREE, COLUMNS)) == ["NATION", "PROVINCE", "REGENCY", "POLLING_STATION", "OVERSEAS"]


@pytest.mark.parametrize("stations", [BLOCK_ROWS - 1, BLOCK_ROWS, 2 * BLOCK_ROWS + 1])
def test_sums_do_not_depend_on_where_a_block_ends(stations: int):
    villages = [(f"v{number}", "nation", "VILLAGE") for number in range(3)]
    below = [(f"s{number:05d}", f"v{number % 3}", "POLLING_STATION") for number in range(stations)]
    tree = grow(frame([("nation", None, "NATION"), *villages, *below]))
    sums = np.zeros((tree.nodes.height, 1), dtype=np.int64)
    add_up(tree, sums, tree.unit_parents, np.ones((stations, 1), dtype=np.int32))
    sizes = [len(range(first, stations, 3)) for first in range(3)]
    assert sums.ravel().tolist() == [stations, *sizes]


def test_rows_may_come_in_any_order_of_owners():
    sums = np.zeros((TREE.nodes.height, 1), dtype=np.int64)
    owners = np.array([node(TREE, region_id) for region_id in ("south-1", "north-1", "south-1", "nation")])
    add_up(TREE, sums, owners, np.array([[1], [10], [100], [1000]]))
    by_region = dict(zip(TREE.nodes["region_id"], sums.ravel().tolist(), strict=True))
    assert by_region == {"nation": 1111, "north": 10, "south": 101, "north-1": 10, "north-2": 0, "south-1": 101}


def test_a_tally_answers_of_its_own_contests_only():
    with pytest.raises(Exception, match="expected one of the contests 2042/president, 2042/dpr, found '2042/dpd'"):
        answers.votes(tallied(), "NATION", "2042/dpd")


def test_votes_of_a_level_without_regions_are_none():
    assert answers.votes(tallied(), "VILLAGE", "2042/dpr").is_empty()
    assert isinstance(answers.progress(tallied(), "VILLAGE", "2042/dpr"), pl.DataFrame)
