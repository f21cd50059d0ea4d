"""Contests of lists: totals, shares, seats by law beside seats as stated, parties by area, and who is elected."""

from itertools import product
from typing import Any

import pytest

from hub.outcomes import Outcomes, outcomes_of
from hub.outcomes.findings import findings_of
from tests.outcomes.invented import contest, tables, votes

COUNCIL = "2024/dprd-province/1101"


def nominations(*numbers: int) -> list[dict[str, Any]]:
    return [
        {"nomination_id": f"2024/party/{number}", "edition_id": "2024", "party_id": f"o-{number}", "ballot_number": number, "name": str(number)}
        for number in numbers
    ]  # fmt: skip


def candidate(contest_id: str, choice: str, *, elected: bool | None) -> dict[str, Any]:
    return {
        "candidacy_id": f"{contest_id}/{choice}", "contest_id": contest_id, "nomination_id": f"2024/party/{choice[0]}", "elected": elected,
    }  # fmt: skip


def council(*results: dict[str, Any], candidacies: list[dict[str, Any]] | None = None) -> Outcomes:
    return outcomes_of(
        tables(
            contests=[contest("DPRD_PROVINCE", "1101", 3)],
            nominations=nominations(1, 2),
            results=results,
            candidacies=candidacies or [],
            districts=[{"district_id": COUNCIL, "province_id": "r-01"}],
        )
    )


FULL = (
    votes(COUNCIL, "1/1", 50), votes(COUNCIL, "1/2", 40), votes(COUNCIL, "1/only", 30),
    votes(COUNCIL, "2/1", 20), votes(COUNCIL, "2/2", 25), votes(COUNCIL, "2/only", 10),
)  # fmt: skip


def test_a_list_has_the_votes_of_its_candidates_and_its_own() -> None:
    found = council(*FULL)
    lists = {row["nomination_id"]: row for row in found.lists.iter_rows(named=True)}
    assert {name: row["votes_count"] for name, row in lists.items()} == {"2024/party/1": 120, "2024/party/2": 55}
    assert {name: row["seats_count"] for name, row in lists.items()} == {"2024/party/1": 2, "2024/party/2": 1}
    assert {row["seats_stated_count"] for row in lists.values()} == {None}
    assert lists["2024/party/1"]["votes_share"] == 120 / 175
    told = found.outcomes.row(0, named=True)
    assert (told["valid_votes_count"], told["basis"]) == (175, "SUM_OF_PARTS")
    assert sum(found.choices["votes_share"]) == pytest.approx(1)


def test_the_most_votes_within_a_list_are_elected_and_ranks_are_of_the_contest() -> None:
    found = council(*FULL)
    assert set(found.choices.filter(elected=True)["option"]) == {f"{COUNCIL}/1/1", f"{COUNCIL}/1/2", f"{COUNCIL}/2/2"}
    ranks = dict(found.choices.select("option", "rank").iter_rows())
    assert ranks[f"{COUNCIL}/1/1"] == 1
    assert ranks["2024/party/1/party-only"] is None


def test_a_list_with_an_unknown_candidate_has_no_total_and_a_contest_no_seats() -> None:
    found = council(votes(COUNCIL, "1/1", None), *FULL[1:])
    assert dict(found.lists.select("nomination_id", "votes_count").iter_rows())["2024/party/1"] is None
    assert found.lists["seats_count"].to_list() == [None, None]
    assert found.choices["votes_share"].null_count() == len(found.choices)


def test_those_declared_elected_win_whatever_the_votes_say_and_make_the_seats_stated() -> None:
    said = [
        candidate(COUNCIL, choice, elected=choice in ("1/1", "2/1", "2/2")) for choice in ("1/1", "1/2", "2/1", "2/2")
    ]
    found = council(*FULL, candidacies=said)
    assert set(found.choices.filter(elected=True)["option"]) == {f"{COUNCIL}/1/1", f"{COUNCIL}/2/1", f"{COUNCIL}/2/2"}
    assert dict(found.lists.select("nomination_id", "seats_stated_count").iter_rows()) == {
        "2024/party/1": 1,
        "2024/party/2": 2,
    }
    assert found.by_list["candidacy_id"].to_list() == [f"{COUNCIL}/1/1", f"{COUNCIL}/1/2", f"{COUNCIL}/2/2"]


def test_shares_are_told_only_of_figures_that_add_up() -> None:
    total = votes(COUNCIL, "1/all", 130, series="decision"), votes(COUNCIL, "2/all", 60, series="decision")
    detail = [{**row, "status": None} for row in FULL]
    found = council(*total, *detail)
    told = found.outcomes.row(0, named=True)
    assert (told["series"], told["choices_series"], told["valid_votes_count"]) == ("decision", "official", 190)
    assert found.choices["votes_share"].null_count() == len(found.choices)
    assert found.lists["votes_share"].to_list() == [130 / 190, 60 / 190]


def dpr(*held: str, of: int = 84, national: tuple[dict[str, Any], ...] = ()) -> Outcomes:
    codes = [f"{number:02}01" for number in range(1, of + 1)]
    figures = [
        votes(f"2024/dpr/{code}", f"{party}/all", count)
        for code, (party, count) in product(held or codes, ((1, 97), (2, 3)))
    ]
    districts = [{"district_id": f"2024/dpr/{code}", "province_id": f"r-{code[:2]}"} for code in codes]
    return outcomes_of(
        tables(
            contests=[contest("DPR", code, 2) for code in codes],
            results=[*figures, *national],
            nominations=nominations(1, 2),
            districts=districts,
        )
    )


def test_a_threshold_needs_the_votes_of_the_whole_nation() -> None:
    assert dpr("0101").lists["is_over_threshold"].to_list() == [None, None]
    whole = dpr()
    assert set(whole.lists.select("nomination_id", "is_over_threshold", "seats_count").iter_rows()) == {
        ("2024/party/1", True, 2), ("2024/party/2", False, 0),
    }  # fmt: skip


def test_parties_by_nation_province_and_district() -> None:
    found = dpr().parties
    nation = found.filter(level="NATION", party_id="o-1").row(0, named=True)
    assert (nation["votes_count"], nation["seats_count"], nation["basis"]) == (84 * 97, 168, "SUM_OF_PARTS")
    assert nation["votes_share"] == 0.97
    assert nation["party_outcome_id"] == "2024/dpr/nation/party/1"
    assert found.filter(level="PROVINCE").height == 84 * 2
    assert found.filter(level="DISTRICT").height == 84 * 2


def test_a_province_or_nation_of_which_a_district_is_unknown_has_no_sum() -> None:
    found = dpr("0101", "0201").parties
    assert found.filter(level="NATION").is_empty()
    assert set(found.filter(level="PROVINCE")["region_id"]) == {"r-01", "r-02"}


def test_some_of_the_law_s_districts_are_neither_the_nation_nor_a_province() -> None:
    assert set(dpr(of=83).parties["level"]) == {"DISTRICT"}


def national(series: str, status: str | None, *counts: int | None) -> tuple[dict[str, Any], ...]:
    return tuple(
        {**votes("2024/dpr/0101", f"{number}/all", count, series=series, status=status, level="NATION", region_id="r-nation"), "contest_id": None}
        for number, count in enumerate(counts, 1)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "votes_of"),
    [
        (national("partial", "UNOFFICIAL_PARTIAL", 60, 120) + national("certified", "CERTIFIED", 100, 200), [100, 200]),
        (national("some", "CERTIFIED", 100) + national("all", "UNOFFICIAL_COMPLETE", 60, 120), [60, 120]),
        (national("known", "UNOFFICIAL_COMPLETE", 60, 120) + national("unknown", "CERTIFIED", 100, None), [60, 120]),
        (national("a", "CERTIFIED", 60, 120) + national("b", "CERTIFIED", 100, 200), [60, 120]),
    ],
    ids=["the better status", "every list", "every figure", "one of equals"],
)
def test_one_series_says_what_the_nation_votes(stated: tuple[dict[str, Any], ...], votes_of: list[int]) -> None:
    election = dpr("0101", national=stated).seats.elections["2024", "DPR"]
    assert list(election.national_votes.values()) == votes_of


def test_a_partial_count_of_the_nation_decides_no_threshold() -> None:
    assert not dpr("0101", national=national("partial", "UNOFFICIAL_PARTIAL", 60, 120)).seats.elections


def rules_of_findings(found: Outcomes, candidacies: list[dict[str, Any]]) -> list[str]:
    frame = tables(candidacies=candidacies)["candidacies"]
    return findings_of(found, frame)["rule"].to_list()


def test_what_the_law_makes_otherwise_is_a_finding_and_so_is_a_tie() -> None:
    said = [
        candidate(COUNCIL, choice, elected=choice in ("1/1", "2/1", "2/2")) for choice in ("1/1", "1/2", "2/1", "2/2")
    ]
    found = council(*FULL, candidacies=said)
    assert sorted(rules_of_findings(found, said)) == ["elected-against-votes", "seats-differ", "seats-differ"]
    level = council(*FULL[:4], votes(COUNCIL, "2/2", 20), FULL[5])
    assert rules_of_findings(level, []) == ["elected-tied"]
    agreed = [
        candidate(COUNCIL, choice, elected=choice in ("1/1", "1/2", "2/2")) for choice in ("1/1", "1/2", "2/1", "2/2")
    ]
    assert rules_of_findings(council(*FULL, candidacies=agreed), agreed) == []
