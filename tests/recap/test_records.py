"""A contest recapitulated from the tables of an invented edition."""

import pytest

from hub.errors import UsageError
from hub.recap import answers
from tests.recap.records import DPR, PRESIDENT, area, ballots, invented, pair, tps

STATIONS = [
    pair(tps("port", 1), 1, 10),
    pair(tps("port", 1), 2, 20),
    pair(tps("port", 2), 1, 0),
    pair(tps("port", 2), 2, 5),
    pair(tps("hill", 1), 1, 7),
    pair(tps("hill", 1), 2, None),
]


def test_a_source_is_rolled_up_from_its_stations_to_the_nation():
    [kpu] = invented(STATIONS).recapitulations(PRESIDENT)
    assert answers.levels(kpu.tally) == ["NATION", "PROVINCE", "VILLAGE", "POLLING_STATION"]
    assert kpu.votes("VILLAGE").sort("region_id", "option")["votes_count"].to_list() == [7, None, 10, 25]
    nation = kpu.votes("NATION")
    assert nation.select("option", "votes_count", "stated_count", "difference_count").rows() == [
        (f"{PRESIDENT}/1", 17, None, None),
        (f"{PRESIDENT}/2", 25, None, None),
    ]


def test_progress_tells_what_is_still_out():
    [kpu] = invented(STATIONS).recapitulations(PRESIDENT)
    nation = answers.progress(kpu.tally, "NATION", PRESIDENT).select("unit_level", "counted_count", "expected_count")
    assert nation.rows() == [("POLLING_STATION", 3, 4), ("PROVINCE", 0, 1)], "port 3 and the south are out"
    villages = answers.progress(kpu.tally, "VILLAGE", PRESIDENT).sort("region_id")
    assert villages.select("region_id", "counted_count", "expected_count").rows() == [("hill", 1, 1), ("port", 2, 3)]


def test_what_the_source_states_itself_stands_beside_the_sum():
    records = invented([*STATIONS, pair(area("north", "PROVINCE"), 1, 19)])
    [kpu] = records.recapitulations(PRESIDENT)
    north = kpu.votes("PROVINCE").filter(region_id="north", option=f"{PRESIDENT}/1")
    assert north.select("votes_count", "stated_count", "difference_count").rows() == [(17, 19, 2)]
    [finding] = records.findings([kpu])
    assert (finding.rule, finding.region_id, finding.severity) == ("parent-differs", "north", "INFO")
    assert "3 of 4 units" in finding.message


def test_a_parent_below_the_sum_of_what_is_counted_is_a_contradiction():
    records = invented([*STATIONS, pair(area("port", "VILLAGE"), 1, 9)])
    [finding] = records.findings(records.recapitulations(PRESIDENT))
    assert (finding.rule, finding.region_id, finding.severity) == ("parent-differs", "port", "WARNING")
    assert finding.evidence["the sum of its parts"] == 10
    assert finding.evidence["the stated figure"] == 9


def test_a_figure_without_a_region_is_that_of_the_nation():
    [kpu] = invented([*STATIONS, pair({}, 1, 18)]).recapitulations(PRESIDENT)
    assert kpu.votes("NATION")["stated_count"].to_list() == [18, None]


def test_each_source_has_its_own_count():
    quick = [pair(tps("port", 1), 1, 11, "quick", status="UNOFFICIAL_PARTIAL")]
    records = invented(STATIONS + quick)
    kpu, other = records.recapitulations(PRESIDENT)
    assert (kpu.series, other.series) == ("kpu", "quick")
    assert (kpu.is_partial, other.is_partial) == (False, True)
    assert other.votes("NATION")["votes_count"].to_list() == [11]
    [finding] = records.findings([kpu, other])
    assert (finding.rule, finding.severity) == ("figures-differ", "INFO")
    assert finding.evidence == {"figure": f"{PRESIDENT}/1", "figures": {"kpu": 10, "quick": 11}}
    assert finding.message.startswith("TPS 1 (2042/tps/port/1): expected one figure of 2042/president/1")


def test_two_whole_counts_that_differ_are_a_warning():
    records = invented([*STATIONS, pair(tps("hill", 1), 1, 8, "recount")])
    [finding] = records.findings(records.recapitulations(PRESIDENT))
    assert (finding.rule, finding.severity) == ("figures-differ", "WARNING")


def test_the_forms_of_stations_are_checked():
    cast = [ballots(tps("port", 1), valid_count=31, invalid_count=1, voted_count=32, registered_count=300)]
    records = invented(STATIONS, cast)
    [finding] = records.findings(records.recapitulations(PRESIDENT))
    assert (finding.rule, finding.region_id) == ("votes-differ", "2042/tps/port/1")


def test_voters_on_the_list_make_no_report():
    voters = [ballots(tps("port", 3), registered_count=290)]
    [kpu] = invented(STATIONS, voters).recapitulations(PRESIDENT)
    assert answers.progress(kpu.tally, "VILLAGE", PRESIDENT).filter(region_id="port")["counted_count"].to_list() == [2]


def test_a_station_that_reports_ballots_only_has_reported():
    cast = [ballots(tps("port", 3), voted_count=200)]
    [kpu] = invented(STATIONS, cast).recapitulations(PRESIDENT)
    assert answers.turnout(kpu.tally, "PROVINCE", PRESIDENT).filter(region_id="north")["voted_count"].to_list() == [200]
    assert answers.progress(kpu.tally, "VILLAGE", PRESIDENT).filter(region_id="port")["counted_count"].to_list() == [3]


def lists(where: dict[str, object], kind: str, party: int, votes: int, number: int | None = None) -> dict[str, object]:
    candidacy = None if number is None else f"{DPR}/{party}/{number}"
    return where | {
        "contest_id": DPR,
        "district_id": DPR,
        "office": "DPR",
        "series": "kpu",
        "kind": kind,
        "candidacy_id": candidacy,
        "nomination_id": f"2042/party/{party}",
        "votes_count": votes,
    }


def test_a_contest_of_a_district_is_rolled_up_to_the_district():
    port = area("port", "VILLAGE")
    figures = [
        lists(port, "CANDIDATE", 2, 1, 10),
        lists(port, "CANDIDATE", 2, 3, 9),
        lists(port, "PARTY_ONLY", 2, 4),
        lists({}, "PARTY_ONLY", 2, 5),
        lists({}, "PARTY_TOTAL", 2, 9),
    ]
    records = invented(figures)
    named, whole_lists = records.recapitulations(DPR)
    assert named.kinds == ("CANDIDATE", "PARTY_ONLY")
    assert named.options == (f"{DPR}/2/9", f"{DPR}/2/10", "2042/party/2/party-only"), "list 9 stands before list 10"
    assert answers.levels(named.tally) == ["DISTRICT", "VILLAGE"]
    assert named.votes("DISTRICT").select("votes_count", "stated_count").rows() == [(3, None), (1, None), (4, 5)]
    assert whole_lists.votes("DISTRICT")["votes_count"].to_list() == [9], "a list's total is no further option"
    [finding] = records.findings([named, whole_lists])
    assert (finding.rule, finding.region_id, finding.evidence["figure"]) == (
        "parent-differs",
        DPR,
        "2042/party/2/party-only",
    )


def test_the_contests_with_figures_by_region():
    assert invented([*STATIONS, lists({}, "PARTY_TOTAL", 2, 9)]).counted_in_regions() == [PRESIDENT]
    assert invented([lists(area("port", "VILLAGE"), "PARTY_TOTAL", 2, 9)]).counted_in_regions() == [DPR]


@pytest.mark.parametrize(
    ("contest", "message"),
    [("2042/presiden", "such as 2019/president"), (DPR, "found no figure of '2042/dpr/1'")],
)
def test_a_contest_without_figures_is_told(contest: str, message: str):
    with pytest.raises(UsageError, match=message):
        invented(STATIONS).recapitulations(contest)
