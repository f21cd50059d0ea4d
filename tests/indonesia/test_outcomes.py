"""Official outcomes over what was published: national totals, all seats and winners of 2014 and 2024, and what is only partial."""

import pytest

from hub.outcomes import TABLES, Outcomes, outcomes_of
from hub.seats import closest_seats, different_seats, party_seats, share_out
from tests.indonesia.conftest import Tables


@pytest.fixture(scope="module")
def found(table: Tables) -> Outcomes:
    return outcomes_of({name: table(name) for name in TABLES})


@pytest.mark.parametrize(
    ("edition", "votes", "provinces"),
    [("2014", {62_576_444, 70_997_833}, 33), ("2019", {85_607_362, 68_650_239}, 34)],
)
def test_presidents_are_the_sum_of_certified_provinces_and_abroad(
    edition: str, votes: set[int], provinces: int, found: Outcomes
) -> None:
    told = found.outcomes.filter(contest_id=f"{edition}/president").row(0, named=True)
    assert (told["status"], told["basis"], told["is_complete"]) == ("CERTIFIED", "SUM_OF_PARTS", True)
    assert (told["reported_count"], told["expected_count"]) == (provinces, provinces)
    assert set(found.choices.filter(contest_id=f"{edition}/president")["votes_count"]) == votes
    parts = found.parts.filter(contest_id=f"{edition}/president")
    assert sorted(parts["level"]) == ["OVERSEAS", *["PROVINCE"] * provinces]


def test_of_the_president_of_2024_only_a_sample_is_held(found: Outcomes) -> None:
    told = found.outcomes.filter(contest_id="2024/president").row(0, named=True)
    assert (told["status"], told["is_complete"], told["valid_votes_count"]) == ("SAMPLE", False, None)
    assert (told["reported_count"], told["expected_count"]) == (46, 823_236)


@pytest.mark.parametrize(
    ("edition", "counts", "indices", "shares"),
    [
        ("2024", (672, 389), (4.86, 9.10, 7.26), (0.1140, 0.1983)),
        ("2014", (770, 68), (2.79, 8.90, 8.16), (0.0238, 0.1740)),
    ],
)
def test_seats_by_law_are_the_seats_stated(
    edition: str, counts: tuple[int, int], indices: tuple[float, ...], shares: tuple[float, ...], found: Outcomes
) -> None:
    election = found.seats.elections[edition, "DPR"]
    cells = len(election.districts) * len(election.over_threshold)
    assert (cells, closest_seats(election)[0].missing_count) == counts
    assert all(district.stated is not None for district in election.districts)
    assert list(different_seats(election)) == []
    told = election.gallagher_index(), election.effective_parties_by_votes(), election.effective_parties_by_seats()
    assert told == pytest.approx(indices, abs=0.005)
    assert (election.below_threshold_share(), election.wasted_votes_share()) == pytest.approx(shares, abs=0.00005)


def test_without_a_threshold_three_more_parties_had_had_seats_in_2024(found: Outcomes) -> None:
    law = found.seats.elections["2024", "DPR"]
    changed = share_out(law.districts, law.rules.with_changes(threshold=None, method=None), law.national_votes)
    assert changed.seats() == law.seats()
    free = share_out(law.districts, law.rules.with_changes(0 * law.rules.threshold, None), law.national_votes)  # type: ignore[operator]
    seats = {each.name: each.seats_count for each in party_seats(free)}
    assert [seats[f"2024/party/{number}"] for number in (17, 15, 16)] == [12, 5, 1]


def test_votes_within_lists_elect_everybody_whom_the_commission_declares(found: Outcomes, table: Tables) -> None:
    elected = table("candidacies").filter(elected=True)
    proven = found.by_list.filter(is_tied=False)
    assert proven.join(elected, on="candidacy_id", how="anti").is_empty()
    assert len(proven) == 560 + 580 - 7, "seven seats are of lists with a candidate whose votes are not reported"
    assert (
        found.choices.filter(elected=True).join(elected, left_on="option", right_on="candidacy_id").height
        == 560 + 580 + 132
    )


def test_parties_add_up_to_the_nation(found: Outcomes) -> None:
    sums = found.parties.group_by("edition_id", "level").agg(votes="votes_count", seats="seats_count")
    told = {(row[0], row[1]): (sum(row[2]), sum(row[3])) for row in sums.iter_rows()}
    assert told == {
        **{("2014", level): (124_972_491, 560) for level in ("NATION", "PROVINCE", "DISTRICT")},
        **{("2024", level): (151_796_539, 580) for level in ("NATION", "PROVINCE", "DISTRICT")},
    }
