"""The availability matrix: a state, a share of a true denominator, and who owes the rest, for each category of an edition."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from hub.catalog.availability import (
    CONTESTS,
    LEVEL_OFFICES,
    MEASURED_BY_LEVEL,
    MEASURED_ROWS,
    STATES,
    CategoryAvailability,
    Held,
    availability_of,
)
from hub.publication import publish
from hub.tables.vocabulary import THEMES
from tests.command import hub, run
from tests.mini import write_mini


def dataset(theme: str, availability: str, **more: str) -> dict[str, object]:
    reason = None if availability == "OPEN" else "why"
    known = {
        "key": f"{theme}-{availability}",
        "edition": "2024",
        "formats": ["CSV"],
        "steward": "Wali",
        "reason": reason,
    }
    return {**known, "theme": theme, "availability": availability, **more}


def of(rows: list[CategoryAvailability], category: str, level: str | None = None) -> CategoryAvailability:
    return next(row for row in rows if (row.category, row.level) == (category, level))


def test_all_contests_are_present_some_are_a_part_and_none_are_absent() -> None:
    held = {
        ("ELECTION_RESULTS", "NATION"): Held(complete_count=123, begun_count=123),
        ("ELECTION_RESULTS", "PROVINCE"): Held(complete_count=1, begun_count=7),
        ("ELECTION_RESULTS", "REGENCY"): Held(complete_count=0, begun_count=0),
    }
    rows = availability_of("GENERAL", 2024, held, [])
    nation, province, regency = (of(rows, "ELECTION_RESULTS", level) for level in ("NATION", "PROVINCE", "REGENCY"))
    assert (nation.state, nation.share, nation.owed_by, nation.reason) == ("PRESENT", 1.0, None, None)
    assert (province.state, province.share, province.expected_count) == ("PARTIAL", 1 / 301, 301)
    assert province.reason == "1 of 301 contests with complete votes"
    assert (regency.state, regency.share, regency.owed_by) == ("ABSENT", 0.0, "Komisi Pemilihan Umum (KPU)")


def test_where_nothing_is_held_of_a_known_number_the_share_is_zero() -> None:
    regency = of(availability_of("GENERAL", 2024, {}, []), "BALLOT_QUALIFICATION", "REGENCY")
    assert (regency.state, regency.share, regency.held_count, regency.expected_count) == ("ABSENT", 0.0, 0, 2325)
    assert regency.reason == "0 of 2,325 contests with candidates"


def test_scans_are_told_apart_from_nothing_with_who_owes_them() -> None:
    published = [dataset("CAMPAIGN_FINANCE", "NOT_OPEN"), dataset("COMPLAINTS_AND_DISPUTES", "MISSING", steward="MK")]
    rows = availability_of("GENERAL", 2024, {}, published)
    finance, disputes = of(rows, "CAMPAIGN_FINANCE"), of(rows, "COMPLAINTS_AND_DISPUTES")
    assert (finance.state, finance.owed_by, finance.reason) == ("SCAN", "Wali", "why")
    assert finance.dataset_keys == ("CAMPAIGN_FINANCE-NOT_OPEN",)
    assert (disputes.state, disputes.owed_by) == ("ABSENT", "MK")


def test_without_a_denominator_no_share_is_told_and_nothing_is_whole() -> None:
    rows = availability_of("GENERAL", 2009, {("ELECTION_RESULTS", "NATION"): Held(33, 33)}, [])
    result = of(rows, "ELECTION_RESULTS", "NATION")
    assert (result.state, result.share, result.expected_count, result.held_count) == ("PARTIAL", None, None, 33)
    voting = of(rows, "E_VOTING_AND_COUNTING")
    assert (voting.state, voting.owed_by) == ("ABSENT", None)
    assert "paper" in (voting.reason or "")


def test_records_are_none_of_the_units_that_a_denominator_counts() -> None:
    parties = of(
        availability_of("GENERAL", 2014, {("PARTY_REGISTRATION", None): Held(14 + 27, 41, 27)}, []),
        "PARTY_REGISTRATION",
    )
    assert (parties.state, parties.held_count, parties.expected_count, parties.share) == ("PARTIAL", 14, 15, 14 / 15)
    funds = of(
        availability_of("REGIONAL", 2015, {("CAMPAIGN_FINANCE", None): Held(823, 823, 823)}, []), "CAMPAIGN_FINANCE"
    )
    assert (funds.state, funds.held_count, funds.share) == ("PARTIAL", 823, None)


@given(
    st.sampled_from(("GENERAL", "REGIONAL")),
    st.sampled_from((2009, *sorted({year for year, _ in CONTESTS}))),
    st.dictionaries(
        st.tuples(st.sampled_from(THEMES), st.sampled_from((None, "NATION", "PROVINCE", "REGENCY"))),
        st.integers(0, 3_000).flatmap(lambda begun: st.builds(Held, st.integers(0, begun), st.just(begun))),
    ),
    st.lists(st.builds(dataset, st.sampled_from(THEMES), st.sampled_from(("OPEN", "NOT_OPEN", "MISSING"))), max_size=6),
)
def test_every_category_has_its_rows_and_only_what_is_whole_owes_nothing(
    kind: str, year: int, held: dict[tuple[str, str | None], Held], datasets: list[dict[str, object]]
) -> None:
    rows = availability_of(kind, year, held, datasets)
    assert [row.category for row in rows] == [
        category for category in THEMES for _ in (LEVEL_OFFICES[kind] if category in MEASURED_BY_LEVEL else (None,))
    ]
    for row in rows:
        assert row.state in STATES
        assert (row.reason is None) == (row.state == "PRESENT")
        assert row.share is None or 0 <= row.share <= 1
        assert row.state != "PRESENT" or (row.share == 1 and row.owed_by is None)
        assert row.category in {*MEASURED_BY_LEVEL, *MEASURED_ROWS} or row.expected_count is None


def test_a_release_says_what_it_holds(sample_out: Path) -> None:
    asked = '{ availability(edition: "2024") { category level state heldCount expectedCount share owedBy } }'
    rows = json.loads(hub("query", sample_out, asked))["data"]["availability"]
    assert {row["category"] for row in rows} == set(THEMES)
    candidates = next(row for row in rows if (row["category"], row["level"]) == ("BALLOT_QUALIFICATION", "NATION"))
    assert (candidates["state"], candidates["expectedCount"]) == ("PARTIAL", 123)
    assert 0 < candidates["heldCount"] < 123


def test_an_edition_that_is_not_held_is_refused(sample_out: Path) -> None:
    refused = json.loads(run("query", str(sample_out), '{ availability(edition: "2029") { state } }').stdout)["errors"][
        0
    ]
    assert refused["extensions"]["code"] == "BAD_ARGUMENT"
    assert "2029" in refused["message"]


def test_rows_name_their_datasets(tmp_path: Path) -> None:
    publish(tmp_path, write_mini(tmp_path), lambda *_: None)
    asked = '{ availability(edition: "2042") { __typename category state named: datasets { key about: title } datasets { edition { key } } } }'
    rows = json.loads(hub("query", tmp_path, asked))["data"]["availability"]
    named = [row for row in rows if row["named"]]
    assert named
    for row in named:
        assert (row["__typename"], row["category"]) == ("CategoryAvailability", "BALLOT_QUALIFICATION")
        assert row["named"] == [{"key": "list-2042", "about": "Daftar calon"}]
        assert row["datasets"] == [{"edition": {"key": "2042"}}]


def test_rows_are_graded(tmp_path: Path) -> None:
    publish(tmp_path, write_mini(tmp_path), lambda *_: None)
    asked = '{ availability(edition: "2042") { category state stars starsOfFormat principlesMet principlesNotMet principlesNotKnown gradeReason } }'
    rows = json.loads(hub("query", tmp_path, asked))["data"]["availability"]
    candidates = [row for row in rows if row["category"] == "BALLOT_QUALIFICATION" and row["state"] != "ABSENT"]
    assert candidates
    for row in candidates:
        assert (row["stars"], row["starsOfFormat"], row["principlesNotMet"]) == (0, 3, [])
        assert row["principlesMet"] == ["FREE_ON_THE_INTERNET", "ANALYZABLE", "NON_PROPRIETARY"]
        assert "TIMELY" in row["principlesNotKnown"]
        assert "state no known open licence" in row["gradeReason"]
    nothing = next(row for row in rows if row["category"] == "VOTER_LISTS")
    assert (nothing["stars"], nothing["principlesNotKnown"], nothing["gradeReason"]) == (None, [], None)


def test_no_units_expected_is_not_an_expectation_that_is_not_stated() -> None:
    held = {("PARTY_REGISTRATION", None): Held(0, 0, expected_count=0)}
    (parties,) = [row for row in availability_of("GENERAL", 2024, held, []) if row.category == "PARTY_REGISTRATION"]
    assert (parties.expected_count, parties.share) == (0, None)


def test_the_contests_of_some_offices_are_counted_alone() -> None:
    held = {("ELECTION_RESULTS", "NATION"): Held(77, 77)}
    rows = availability_of("GENERAL", 2014, held, [], offices=frozenset({"DPR"}))
    (results,) = [row for row in rows if row.category == "ELECTION_RESULTS"]
    assert (results.level, results.state, results.held_count, results.expected_count) == ("NATION", "PRESENT", 77, 77)


def test_nothing_held_of_an_unknown_whole_says_so() -> None:
    """Seen on examples/indonesia: the reason was "; how many there should be is not stated"."""
    rows = availability_of("GENERAL", 2009, {("ELECTION_RESULTS", "NATION"): Held(0, 33)}, [])
    (nation,) = [row for row in rows if (row.category, row.level) == ("ELECTION_RESULTS", "NATION")]
    assert nation.reason == "no contests with complete votes; how many there should be is not stated"
