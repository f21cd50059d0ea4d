import numpy as np
import pytest

from hub.recap.limits import limits_of


@pytest.mark.parametrize(
    ("year", "office", "voters", "ballots"),
    [
        (2014, "DPR", 500, 510),
        (2014, "PRESIDENT", 800, 816),
        (2015, "REGENT", 800, 820),
        (2019, "PRESIDENT", 300, 306),
        (2020, "MAYOR", 500, 513),
        (2024, "DPD", 300, 306),
        (2024, "GOVERNOR", 600, 615),
    ],
)
def test_the_limits_of_each_election(year: int, office: str, voters: int, ballots: int):
    limits = limits_of(year, office)
    assert limits is not None
    assert (limits.station_voters_count, limits.station_ballots_count) == (voters, ballots)
    assert "PKPU" in limits.source or "UU" in limits.source


def test_the_reserve_is_counted_up_to_whole_ballots():
    limits = limits_of(2024, "DPR")
    assert limits is not None
    assert limits.ballots(np.array([0, 1, 50, 51, 245])).tolist() == [0, 2, 51, 53, 250]


@pytest.mark.parametrize(
    ("year", "office"), [(2009, "DPR"), (2010, "GOVERNOR"), (2029, "DPR"), (2022, "MAYOR"), (2029, "MAYOR")]
)
def test_no_limit_is_made_up_for_another_year(year: int, office: str):
    assert limits_of(year, office) is None
