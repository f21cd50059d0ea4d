"""Equal statements count once, unequal ones are both told; a first count and its recount are two series."""

from typing import Any

import pytest

from hub.assembly import Assembly, Origin
from hub.facts import Fact, ResultFact, TicketFact, TurnoutFact
from tests.assembly.edition import LIST, NORTH, VOTES, assembled, findings, only, standing, votes

SITI: tuple[Fact, Origin] = (standing(1, 1, "SITI"), LIST)


def figures(made: Assembly) -> list[tuple[str, int | None]]:
    return made.tables["results"].sort("result_id").select("series", "votes_count").rows()


def test_a_row_that_stands_twice_counts_once() -> None:
    made = assembled(SITI, (votes(1, 100, 1), VOTES), (votes(7, 100, 1), VOTES))
    assert figures(made) == [("votes", 100)]
    assert made.rejections.findings_frame().filter(rule="stated-twice").is_empty()


def test_two_figures_of_one_cell_in_one_source_are_both_told() -> None:
    made = assembled(SITI, (votes(1, 634, 1), VOTES), (votes(7, 2107, 1), VOTES))
    assert figures(made) == [("votes", 634)]
    frame = made.rejections.findings_frame().filter(rule="stated-twice")
    assert frame["subject_key"].to_list() == ["2042/dpr/8101/1/1@all~votes"]
    assert findings(made, "stated-twice") == [
        "one source gives another votes_count for one result: '634' of row 1 is kept, '2107' of row 7 is also stated"
    ]


def test_a_figure_that_is_missing_at_first_is_taken_from_the_other_row() -> None:
    made = assembled(SITI, (votes(1, None, 1), VOTES), (votes(7, 12, 1), VOTES))
    assert figures(made) == [("votes", 12)]
    assert findings(made, "stated-twice") == []


def test_voters_and_ballots_of_one_area_on_two_rows_are_one_row() -> None:
    area: dict[str, Any] = {"office": "DPR", "district_code": "8101"}
    made = assembled(
        (TurnoutFact(row=1, registered_count=10, **area), VOTES), (TurnoutFact(row=2, voted_count=8, **area), VOTES)
    )
    row = only(made, "turnout")
    assert (row["registered_count"], row["voted_count"]) == (10, 8)


def counted(row: int, count: int, status: Any) -> ResultFact:
    fact = votes(row, count, 1)
    fact.status = status
    return fact


def test_a_recount_in_the_same_file_is_a_series_of_its_own() -> None:
    made = assembled(SITI, (counted(1, 404, "UNOFFICIAL_COMPLETE"), VOTES), (counted(2, 399, "RECOUNTED"), VOTES))
    assert figures(made) == [("votes", 404), ("votes-recounted", 399)]
    assert only(made, "candidacies")["votes_count"] == 399


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        ("UNOFFICIAL_COMPLETE", "RECOUNTED", 2),
        ("RECOUNTED", "UNOFFICIAL_COMPLETE", 1),
        ("UNOFFICIAL_PARTIAL", "CERTIFIED", 2),
        (None, "CERTIFIED", 1),
        ("CERTIFIED", None, 1),
    ],
)
def test_status_outranks_the_order_of_sources_where_both_state_one(first: Any, second: Any, shown: int) -> None:
    one, other = (Origin(order, f"sha256-{order:064x}", f"v{order}", "2042") for order in (3, 4))
    made = assembled(SITI, (counted(1, 1, first), one), (counted(1, 2, second), other))
    assert only(made, "candidacies")["votes_count"] == shown


def test_figures_of_two_stations_are_not_compared_and_two_sources_of_one_station_are() -> None:
    pair = TicketFact(row=1, office="PRESIDENT", district_code=None, ballot_number=1, name="A & B")

    def at(row: int, station: int, count: int) -> ResultFact:
        return ResultFact(
            row=row, office="PRESIDENT", kind="TICKET", votes_count=count, region=NORTH, station=station,
            level="POLLING_STATION", ballot_number=1,
        )  # fmt: skip

    apart = assembled((pair, LIST), (at(1, 1, 100), VOTES), (at(2, 2, 10), LIST))
    assert findings(apart, "figures-differ") == []
    told = assembled((pair, LIST), (at(1, 1, 100), VOTES), (at(2, 1, 10), LIST))
    assert (
        findings(told, "figures-differ")
        == ["sources differ on the votes of 2042/president/1 at 2042/tps/kemendagri-81/1: 10 in list, 100 in votes"] * 2
    )
