"""The tables `progress` and `rollups` of a release, against the recapitulations that they are made from."""

import polars as pl

from hub.recap import Recapitulation
from hub.recap.published import progress_frame, rollups_frame
from tests.recap.records import DPR, PRESIDENT, area, invented, pair, tps

FIGURES = [
    pair(tps("port", 1), 1, 70),
    pair(tps("port", 1), 2, 30),
    pair(tps("port", 2), 1, 10),
    pair(tps("port", 2), 2, None),
    pair(area("port", "VILLAGE"), 1, 81),
    pair(area("south", "PROVINCE"), 1, 500),
]


def counted(*series: str) -> list[Recapitulation]:
    rows = [figure | {"series": name} for name in series for figure in FIGURES]
    return invented(rows).recapitulations(PRESIDENT)


def test_progress_counts_the_finest_parts_of_each_level_apart() -> None:
    progress = progress_frame(counted("kpu"))
    told = progress.select("region_id", "level", "unit_level", "counted_count", "expected_count").sort(pl.all()).rows()
    assert told == [
        ("nation", "NATION", "PROVINCE", 1, 1),
        ("nation", "NATION", "VILLAGE", 0, 1),
        ("nation", "NATION", "POLLING_STATION", 2, 3),
        ("north", "PROVINCE", "VILLAGE", 0, 1),
        ("north", "PROVINCE", "POLLING_STATION", 2, 3),
        ("port", "VILLAGE", "POLLING_STATION", 2, 3),
    ]


def test_votes_are_the_sum_of_the_parts_beside_what_is_stated() -> None:
    rollups = rollups_frame(counted("kpu"))
    told = rollups.select("region_id", "ticket_id", "votes_count", "stated_count", "reporting_count")
    first = f"{PRESIDENT}/1"
    assert told.filter(pl.col("ticket_id") == first).rows() == [
        ("nation", first, 580, None, 3),
        ("north", first, 80, None, 2),
        ("port", first, 80, 81, 2),
    ]
    assert rollups["kind"].unique().to_list() == ["TICKET"]


def test_what_no_part_states_is_null() -> None:
    silent = invented([pair(tps("port", 1), 1, 70), pair(tps("port", 2), 2, None)]).recapitulations(PRESIDENT)
    rollups = rollups_frame(silent).filter(pl.col("ticket_id") == f"{PRESIDENT}/2")
    assert set(rollups.select("votes_count", "reporting_count").rows()) == {(None, 0)}


def test_each_source_has_rows_of_its_own_and_the_order_of_sources_does_not_matter() -> None:
    both = counted("kpu", "crowd")
    for frame in (progress_frame, rollups_frame):
        made = frame(both)
        assert made.equals(frame(reversed(both)))
        assert made.height == 2 * frame(counted("kpu")).height
        assert set(made["series"]) == {"kpu", "crowd"}


def test_candidates_and_parties_alone_are_told_apart_and_a_district_is_no_region() -> None:
    station = tps("port", 1) | {"contest_id": DPR, "office": "DPR", "series": "kpu", "district_id": DPR}
    records = invented(
        [
            station
            | {"kind": "CANDIDATE", "candidacy_id": f"{DPR}/1/1", "nomination_id": "2042/party/1", "votes_count": 7},
            station | {"kind": "PARTY_ONLY", "nomination_id": "2042/party/1", "votes_count": 5},
            station | {"kind": "PARTY_TOTAL", "nomination_id": "2042/party/1", "votes_count": 12},
        ]
    )
    recapitulations = records.recapitulations(DPR)
    whole = rollups_frame(recapitulations).filter(pl.col("level").is_null())
    assert whole["region_id"].null_count() == whole.height
    assert set(whole.select("kind", "candidacy_id", "nomination_id", "votes_count").rows()) == {
        ("CANDIDATE", f"{DPR}/1/1", None, 7),
        ("PARTY_ONLY", None, "2042/party/1", 5),
        ("PARTY_TOTAL", None, "2042/party/1", 12),
    }
    progress = progress_frame(recapitulations)
    assert progress["progress_id"].is_unique().all()


def test_nothing_counted_makes_empty_tables() -> None:
    assert progress_frame([]).height == rollups_frame([]).height == 0


def test_a_figure_that_a_source_states_twice_of_one_area_stops_nothing() -> None:
    (found,) = invented([pair(tps("port", 1), 1, 70), pair(tps("port", 1), 1, 71)]).recapitulations(PRESIDENT)
    told = rollups_frame([found]).filter(pl.col("region_id") == "port")
    assert told["votes_count"].to_list() == [70]
