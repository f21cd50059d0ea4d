"""Which figures answer: whole totals, sums that are complete by law, and one series at a time by the stated rule."""

from itertools import pairwise
from typing import Any

import pytest

from hub.outcomes import Outcomes, Pin, outcomes_of
from tests.outcomes.invented import ABROAD, PROVINCES, contest, everywhere, tables, votes

PRESIDENT = "2024/president"

GOVERNOR = "2024/governor/11"


def outcome(found: Outcomes, contest_id: str = PRESIDENT) -> dict[str, Any]:
    return found.outcomes.filter(contest_id=contest_id).row(0, named=True)


def president(*results: dict[str, Any]) -> Outcomes:
    return outcomes_of(tables(contests=[contest("PRESIDENT")], results=results))


def governor(*results: dict[str, Any], **more: Any) -> Outcomes:
    return outcomes_of(tables(contests=[contest("GOVERNOR", "11")], results=results), **more)


def test_all_provinces_and_abroad_make_the_nation() -> None:
    found = president(*everywhere("1", 100), *everywhere("2", 50))
    told = outcome(found)
    assert (told["status"], told["basis"], told["is_complete"]) == ("CERTIFIED", "SUM_OF_PARTS", True)
    assert (told["unit"], told["reported_count"], told["expected_count"]) == ("PROVINCE", 38, 38)
    assert told["valid_votes_count"] == 39 * 150
    assert (told["margin_votes_count"], told["margin_share"]) == (39 * 50, pytest.approx(1 / 3))
    assert dict(found.choices.select("option", "elected").iter_rows()) == {
        f"{PRESIDENT}/1": True,
        f"{PRESIDENT}/2": False,
    }
    assert set(found.parts["region_id"]) == {*PROVINCES, ABROAD}


@pytest.mark.parametrize("missing", [PROVINCES[7], ABROAD])
def test_a_sum_without_one_of_its_parts_is_none(missing: str) -> None:
    figures = [row for row in everywhere("1", 100) if row["region_id"] != missing]
    told = outcome(president(*figures))
    assert (told["status"], told["valid_votes_count"], told["unknown_because"]) == ("SAMPLE", None, "PARTS_ONLY")
    assert told["is_complete"] is False


def test_a_part_that_one_pair_lacks_makes_the_sum_none() -> None:
    told = outcome(president(*everywhere("1", 100), *everywhere("2", 50)[1:]))
    assert (told["status"], told["valid_votes_count"]) == ("SAMPLE", None)


def test_a_stated_total_goes_before_a_sum_of_the_same_status() -> None:
    nation = [votes(PRESIDENT, "1", 3901, region_id="r-nation", level="NATION")]
    told = outcome(president(*everywhere("1", 100), *nation))
    assert (told["basis"], told["valid_votes_count"]) == ("STATED", 3901)


def test_a_certified_sum_goes_before_a_total_of_unknown_status() -> None:
    nation = [votes(PRESIDENT, "1", 3901, region_id="r-nation", level="NATION", status=None, series="quick")]
    told = outcome(president(*everywhere("1", 100), *nation))
    assert (told["basis"], told["status"]) == ("SUM_OF_PARTS", "CERTIFIED")


def test_stations_are_a_sample_of_all_that_there_are() -> None:
    told = outcome(
        president(
            *(
                votes(PRESIDENT, "1", 90, region_id="r-x", station_id=f"s-{n}", level="POLLING_STATION")
                for n in range(46)
            )
        )
    )
    assert (told["status"], told["reported_count"], told["expected_count"]) == ("SAMPLE", 46, 823_236)
    assert told["valid_votes_count"] is None


def test_a_contest_that_nothing_is_known_of_says_so() -> None:
    told = outcome(outcomes_of(tables(contests=[contest("DPRD_PROVINCE", "1101", 8)])), "2024/dprd-province/1101")
    assert [told[name] for name in ("status", "basis", "is_complete", "valid_votes_count")] == [None] * 4
    assert (told["unknown_because"], told["seats_count"]) == ("NO_FIGURES", 8)


STATUSES = ["CORRECTED", "CERTIFIED", "RECOUNTED", "UNOFFICIAL_COMPLETE", None, "UNOFFICIAL_PARTIAL"]


@pytest.mark.parametrize(("better", "worse"), list(pairwise(STATUSES)))
def test_the_better_status_answers(better: str | None, worse: str | None) -> None:
    found = governor(
        votes(GOVERNOR, "1", 10, status=worse, series="a"),
        votes(GOVERNOR, "1", 12, status=better, series="b"),
    )
    assert outcome(found, GOVERNOR)["valid_votes_count"] == 12
    passed = found.series.filter(is_chosen=False).row(0, named=True)
    assert (passed["series"], passed["passed_over_because"]) == ("a", "LESSER_STATUS")


def test_a_series_of_some_choices_does_not_answer_for_all() -> None:
    found = governor(
        votes(GOVERNOR, "1", 12, series="winners"),
        votes(GOVERNOR, "1", 12, status=None, series="all"),
        votes(GOVERNOR, "2", 5, status=None, series="all"),
    )
    assert outcome(found, GOVERNOR)["series"] == "all"
    assert found.series.filter(is_chosen=False)["passed_over_because"].to_list() == ["FEWER_OPTIONS"]


def test_the_workspace_s_order_decides_between_equals_and_a_pin_before_all() -> None:
    figures = [votes(GOVERNOR, "1", 1, series="a"), votes(GOVERNOR, "1", 2, series="b", status="UNOFFICIAL_PARTIAL")]
    equals = [votes(GOVERNOR, "1", 1, series="a"), votes(GOVERNOR, "1", 2, series="b")]
    assert outcome(governor(*equals, order=["b", "a"]), GOVERNOR)["series"] == "b"
    assert outcome(governor(*equals, order=["a", "b"]), GOVERNOR)["series"] == "a"
    pin = Pin("2024", "GOVERNOR", "b", "the certified file is of another round")
    pinned = governor(*figures, pins=[pin])
    assert outcome(pinned, GOVERNOR)["series"] == "b"
    assert pinned.series.filter(is_chosen=False)["passed_over_because"].to_list() == ["PINNED_OTHER"]


def test_null_is_not_zero() -> None:
    found = governor(votes(GOVERNOR, "1", 12), votes(GOVERNOR, "2", None), votes(GOVERNOR, "3", 0))
    told = outcome(found, GOVERNOR)
    assert (told["valid_votes_count"], told["margin_votes_count"]) == (None, None)
    assert dict(found.choices.select("option", "votes_count").iter_rows()) == {
        f"{GOVERNOR}/1": 12, f"{GOVERNOR}/2": None, f"{GOVERNOR}/3": 0,
    }  # fmt: skip


def test_a_partial_count_has_a_lead_and_no_winner() -> None:
    partial = {"status": "UNOFFICIAL_PARTIAL"}
    found = governor(votes(GOVERNOR, "1", 60, **partial), votes(GOVERNOR, "2", 40, **partial))
    told = outcome(found, GOVERNOR)
    assert (told["is_complete"], told["margin_votes_count"]) == (False, 20)
    assert found.choices["elected"].to_list() == [None, None]


def test_a_tie_elects_nobody() -> None:
    found = governor(votes(GOVERNOR, "1", 60), votes(GOVERNOR, "2", 60), votes(GOVERNOR, "3", 10))
    assert outcome(found, GOVERNOR)["margin_votes_count"] == 0
    assert not found.choices["elected"].any()
