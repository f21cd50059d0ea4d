"""The hard cases of assembly, on the invented edition of 2042."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.assembly import Before, Minter, Origin, Rejections, Stated, assemble
from hub.assembly.checks import check_numbering
from hub.facts import (
    NATION,
    CandidacyFact,
    DistrictFact,
    Fact,
    FinanceFact,
    Level,
    NominationFact,
    RegionCode,
    ResultFact,
    TicketFact,
    TurnoutFact,
    VotersFact,
)
from hub.judgements import RegionJudgement
from hub.tables import BY_NAME
from tests.assembly.edition import (
    GROUND,
    KPU_NORTH,
    LIST,
    NORTH,
    SOUTH,
    VOTES,
    assembled,
    findings,
    only,
    standing,
    votes,
)


def test_a_region_with_two_codes_is_one_region_under_its_newest_name() -> None:
    regions = assembled().tables["regions"]
    assert sorted(regions["name"].to_list()) == ["INDONESIA", "SELATAN", "UTARA RAYA"]
    codes = assembled().tables["region_codes"].filter(pl.col("value").is_in(["81", "7001"]))
    assert codes["region_id"].n_unique() == 1


def test_a_candidacy_in_two_lists_is_one_row_with_both_sources() -> None:
    made = assembled(
        (standing(1, 1, "Hj. SITI, S.H.", gender="FEMALE"), LIST), (standing(9, 1, "HJ SITI SH", elected=True), VOTES)
    )
    row = only(made, "candidacies")
    assert (row["candidacy_id"], row["name_on_ballot"], row["elected"]) == ("2042/dpr/8101/1/1", "Hj. SITI, S.H.", True)
    assert made.tables["provenance"].filter(pl.col("kind") == "candidacy").height == 2
    assert findings(made, "sources-differ") == []


def test_two_lists_that_differ_are_told_with_both_values() -> None:
    made = assembled((standing(1, 1, "SITI"), LIST), (standing(9, 1, "SITA"), VOTES))
    assert only(made, "candidacies")["name_on_ballot"] == "SITI"
    assert findings(made, "sources-differ") == [
        "two sources give another name for one candidacy: 'SITI' of list is kept, 'SITA' of votes is also stated"
    ]


def test_homonyms_are_two_people_and_a_tie_keeps_both_figures() -> None:
    made = assembled(
        (standing(1, 1, "ZULKARNAIN"), LIST),
        (standing(2, 2, "ZULKARNAIN"), LIST),
        (votes(3, 500, 1), VOTES),
        (votes(4, 500, 2), VOTES),
    )
    assert made.tables["candidacies"]["person_id"].n_unique() == 2
    assert made.tables["candidacies"]["votes_count"].to_list() == [500, 500]


def test_no_figure_is_not_zero() -> None:
    made = assembled(
        (standing(1, 1, "SITI"), LIST),
        (standing(2, 2, "BUDI"), LIST),
        (votes(3, None, 1), VOTES),
        (votes(4, 0, 2), VOTES),
    )
    assert made.tables["candidacies"].sort("candidacy_id")["votes_count"].to_list() == [None, 0]


def test_a_figure_of_nobody_is_set_aside_with_the_reason() -> None:
    made = assembled((votes(3, 7, 9), VOTES))
    aside = made.rejections.set_aside_frame().row(0, named=True)
    assert aside["rule"] == "unknown-candidacy"
    assert aside["cause"] == "expected candidacy_id among the candidacies, found 2042/dpr/8101/1/9"


def test_an_unknown_region_is_set_aside_with_the_code() -> None:
    fact = ResultFact(
        row=8, office="PRESIDENT", kind="TICKET", votes_count=3, region=RegionCode("kpu", "99"), ballot_number=1
    )
    made = assembled(
        (TicketFact(row=7, office="PRESIDENT", district_code=None, ballot_number=1, name="A & B"), LIST), (fact, VOTES)
    )
    assert "found kpu:99" in made.rejections.set_aside_frame().row(0, named=True)["cause"]


def test_a_pair_is_a_ticket_with_two_candidacies() -> None:
    pair = [
        CandidacyFact(row=row, office="PRESIDENT", district_code=None, ballot_number=1, name=name, role=role)
        for row, name, role in ((1, "ANI", "HEAD"), (2, "BUDI", "DEPUTY"))
    ]
    ticket = TicketFact(row=1, office="PRESIDENT", district_code=None, ballot_number=1, name="ANI - BUDI")
    made = assembled((ticket, LIST), *((fact, LIST) for fact in pair))
    assert made.tables["candidacies"]["candidacy_id"].sort().to_list() == ["2042/president/1/1", "2042/president/1/2"]
    assert made.tables["candidacies"]["ticket_id"].unique().to_list() == ["2042/president/1"]
    assert "2042/president" in made.tables["contests"]["contest_id"].to_list()


def test_totals_that_differ_are_told_with_both_figures() -> None:
    national = ResultFact(
        row=2, office="DPR", kind="PARTY_TOTAL", votes_count=90, region=NATION, level="NATION", party_number=1
    )
    figures = (votes(1, 100, None, kind="PARTY_TOTAL"), LIST), (national, VOTES)
    made = assembled(*figures, parts_counts={("2042", "DPR"): 1})
    assert "the sum over districts in list is 100, the national total in votes is 90" in findings(made, "totals-differ")
    for unknown in ({("2042", "DPR"): 2}, {}):
        assert findings(assembled(*figures, parts_counts=unknown), "totals-differ") == [], "one of two districts"


@pytest.mark.parametrize(("parts", "found"), [(2, 1), (3, 0)])
def test_provinces_are_added_up_against_the_nation_where_all_are_there(parts: int, found: int) -> None:
    pair = TicketFact(row=1, office="PRESIDENT", district_code=None, ballot_number=1, name="A & B")
    places: tuple[tuple[int, int, RegionCode, Level], ...] = (
        (2, 5, NORTH, "PROVINCE"), (3, 6, SOUTH, "PROVINCE"), (4, 90, NATION, "NATION"),
    )  # fmt: skip
    figures = [
        ResultFact(
            row=row, office="PRESIDENT", kind="TICKET", ballot_number=1, votes_count=count, region=region, level=level
        )
        for row, count, region, level in places
    ]
    made = assembled((pair, LIST), *((fact, VOTES) for fact in figures), parts_counts={("2042", "PRESIDENT"): parts})
    assert len(findings(made, "totals-differ")) == found


def test_a_figure_under_two_codes_of_its_region_counts_once() -> None:
    pair = TicketFact(row=1, office="PRESIDENT", district_code=None, ballot_number=1, name="A & B")
    told: dict[str, Any] = {"office": "PRESIDENT", "kind": "TICKET", "ballot_number": 1}
    places = ((2, 5, NORTH, "PROVINCE"), (3, 6, KPU_NORTH, "PROVINCE"), (4, 90, None, None), (5, 90, NATION, "NATION"))
    made = assembled(
        (pair, LIST),
        *((ResultFact(row=row, votes_count=count, region=region, level=level, **told), VOTES) for row, count, region, level in places),
        *((TurnoutFact(row=row, office="PRESIDENT", region=region, valid_count=row), VOTES) for row, region in ((6, NORTH), (7, KPU_NORTH))),
        *((VotersFact(row=row, list_kind="DPT", region=region, total_count=7), VOTES) for row, region in ((8, KPU_NORTH), (9, NORTH))),
    )  # fmt: skip
    results = made.tables["results"].sort("source_row").select("result_id", "votes_count")
    assert results.rows() == [("2042/president/1@kemendagri-81~votes", 5), ("2042/president/1@all~votes", 90)]
    assert [made.tables[name].height for name in ("turnout", "voters")] == [1, 1]
    assert findings(made, "stated-twice") == [
        "one source gives another votes_count for one result: '5' of row 2 is kept, '6' of row 3 is also stated",
        "one source gives another valid_count for one turnout: '6' of row 6 is kept, '7' of row 7 is also stated",
    ]


def test_judgements_that_name_what_the_build_has_not_are_told() -> None:
    def place(region: str, district: str) -> RegionJudgement:
        return RegionJudgement(region=region, district=district, why="w", source="s", by="b", at=date(2042, 1, 1))

    placed = [place("kemendagri:99", "2042/dpr/8101"), place("kemendagri:81", "2042/dpr/9"), place("kpu:7001", "2042/dpr/8101")]  # fmt: skip
    made = assembled(same=[["2042/party/1", "2042/party/2"], ["2042/party/1", "2037/party/8"]], placed=placed)
    assert [message.partition(";")[0] for message in findings(made, "judgement-waits")] == [
        "expected all that a judgement on parties names in the build, found none called 2037/party/8",
        "expected all that a judgement on places names in the build, found none called kemendagri:99",
        "expected all that a judgement on places names in the build, found none called 2042/dpr/9",
    ]


def test_what_lists_say_of_one_candidacy_is_compared_and_dates_of_birth_are_not_printed() -> None:
    one: dict[str, Any] = {"elected": False, "incumbent": False, "rank": 2, "birth_date": date(1961, 5, 6)}
    other: dict[str, Any] = {"elected": True, "incumbent": True, "rank": 1, "birth_date": date(1962, 7, 8)}
    made = assembled((standing(1, 1, "SITI", **one), LIST), (standing(9, 1, "SITI", **other), VOTES))
    assert findings(made, "sources-differ") == [
        "two sources give another birth_date for one candidacy: that of list is kept, that of votes is also stated",
        "two sources give another elected for one candidacy: 'false' of list is kept, 'true' of votes is also stated",
        "two sources give another incumbent for one candidacy: 'false' of list is kept, 'true' of votes is also stated",
        "two sources give another rank for one candidacy: '2' of list is kept, '1' of votes is also stated",
    ]
    assert "196" not in "".join(made.rejections.findings_frame()["evidence"])
    assert made.tables["candidacy_events"].is_empty(), "shown as not elected"


def test_a_list_of_another_contest_lacks_nobody_of_this_one() -> None:
    ground = DistrictFact(row=1, office="DPR", code="8201", name="SELATAN I", province=SOUTH, seats_count=2)
    made = assembled(
        (ground, LIST), (standing(1, 1, "SITI"), LIST), (standing(2, 2, "BUDI"), LIST), (standing(3, 1, "SITI"), VOTES),
        (standing(4, 1, "ANA", district="8201"), Origin(8, f"sha256-{8:064x}", "south", "2042")),
    )  # fmt: skip
    frame = made.rejections.findings_frame().filter(rule="candidacy-not-listed")
    assert frame["subject_key"].to_list() == ["2042/dpr/8101/1/2"]
    assert findings(made, "candidacy-not-listed") == ["expected the candidacy in every list of its contest, found none in votes"]  # fmt: skip


def test_a_sum_of_which_a_part_is_not_reported_differs_from_no_total() -> None:
    counts = ((1, 7), (2, None))
    made = assembled(
        *((standing(number, number, f"NAME {number}"), LIST) for number, _ in counts),
        *((votes(number, count, number), VOTES) for number, count in counts),
        (votes(3, 2, None, kind="PARTY_ONLY"), VOTES),
        (votes(4, 20, None, kind="PARTY_TOTAL"), VOTES),
    )
    assert findings(made, "totals-differ") == []
    province: dict[str, Any] = {"office": "PRESIDENT", "kind": "TICKET", "ballot_number": 1}
    made = assembled(
        (TicketFact(row=1, office="PRESIDENT", district_code=None, ballot_number=1, name="A & B"), LIST),
        (ResultFact(row=2, votes_count=5, region=NORTH, level="PROVINCE", **province), VOTES),
        (ResultFact(row=3, votes_count=None, region=SOUTH, level="PROVINCE", **province), VOTES),
        (ResultFact(row=4, votes_count=90, region=NATION, level="NATION", **province), VOTES),
    )
    assert findings(made, "totals-differ") == []


def test_a_campaign_report_of_which_a_part_is_not_stated_has_no_total() -> None:
    made = assembled(
        *((FinanceFact(row=row, period=1, party_number=1, amount_idr=amount), LIST) for row, amount in ((1, 10), (2, None))),
        (FinanceFact(row=3, period=1, party_number=2, amount_idr=30), LIST),
    )  # fmt: skip
    assert made.tables["finance_reports"].sort("report_id")["total_idr"].to_list() == [None, 30]


def test_two_series_of_one_cell_are_two_rows_and_a_finding() -> None:
    made = assembled((standing(1, 1, "SITI"), LIST), (votes(1, 100, 1), LIST), (votes(1, 90, 1), VOTES))
    assert made.tables["results"].height == 2
    assert (
        findings(made, "figures-differ")
        == ["sources differ on the votes of 2042/dpr/8101/1/1: 100 in list, 90 in votes"] * 2
    )


def test_more_elected_than_seats_are_told() -> None:
    made = assembled(*((standing(row, row, f"NAME {row}", elected=True), LIST) for row in (1, 2, 3)))
    assert findings(made, "elected-count-differs") == ["expected 2 elected for the seats of the contest, found 3"]


@pytest.mark.parametrize(
    ("elected", "told"), [((True, False, None), 1), ((None, None, None), 1), ((True, True, None), 0)]
)
def test_gaps_in_numbers_are_told_unless_the_list_holds_members_only(
    elected: tuple[bool | None, ...], told: int
) -> None:
    made = assembled(
        *(
            (standing(number, number, f"NAME {number}", elected=won), LIST)
            for number, won in zip((1, 2, 4), elected, strict=True)
        )
    )
    assert findings(made, "numbering-gap") == ["expected the numbers 1 to 4 on the list, found none of [3]"] * told


def test_a_candidate_without_a_number_leaves_no_gap() -> None:
    rows = [
        {"contest_id": "2042/dpr/8101", "nomination_id": "2042/party/1", "edition_id": "2042", "office": "DPR", "elected": None, "ballot_number": number}
        for number in (1, None, 4)
    ]  # fmt: skip
    rejections = Rejections()
    check_numbering(pl.DataFrame(rows, schema_overrides={"elected": pl.Boolean}), rejections)
    assert [row["message"] for row in rejections.findings] == [
        "expected the numbers 1 to 4 on the list, found none of [2, 3]"
    ]


@pytest.mark.parametrize(("same", "parties"), [([], 2), ([["2042/party/1", "2042/party/2"]], 1)])
def test_parties_are_joined_only_by_letters_or_judgement(same: list[list[str]], parties: int) -> None:
    assert assembled(same=same).tables["parties"].height == parties


@pytest.mark.parametrize(
    ("judged", "abbreviation"), [({}, "KBJ"), ({"2042/party/2": "KAMB"}, "KAMB"), ({"2042/party/1": "MLT"}, "KBJ")]
)
def test_a_party_is_called_for_short_as_judged_else_as_its_newest_list_says(
    judged: dict[str, str], abbreviation: str
) -> None:
    before = Origin(9, f"sha256-{9:064x}", "old", "2037", None)
    old = (NominationFact(row=1, ballot_number=7, name="Partai Kamboja Lama", abbreviation="PKL"), before)
    parties = assembled(old, same=[["2037/party/7", "2042/party/2"]], abbreviations=judged).tables["parties"]
    (kamboja,) = parties.filter(pl.col("name") == "PARTAI  KAMBOJA").rows(named=True)
    assert (kamboja["names"], kamboja["abbreviation"]) == (["PARTAI  KAMBOJA", "Partai Kamboja Lama"], abbreviation)


def test_a_national_id_in_a_name_is_struck_out() -> None:
    made = assembled((standing(1, 1, "SITI 1171021709820003"), LIST))
    assert only(made, "candidacies")["name_on_ballot"] == "SITI [number withheld]"


@settings(max_examples=8, deadline=None)
@given(st.permutations([*GROUND, *((standing(row, row, f"NAME {row}"), LIST) for row in range(1, 6))]))
def test_the_order_of_statements_does_not_matter(statements: list[tuple[Fact, Origin]]) -> None:
    stated = Stated()
    for fact, origin in statements:
        stated.add(fact, origin)
    regular = assembled(*((standing(row, row, f"NAME {row}"), LIST) for row in range(1, 6))).tables
    made = assemble(stated, regular["editions"], Minter(Before()), [], Rejections()).tables
    for name, frame in regular.items():
        key = BY_NAME[name].primary_key()
        assert made[name].sort(key).equals(frame.sort(key)), name


def test_a_candidacy_that_another_list_lacks_is_told() -> None:
    made = assembled(
        (standing(1, 1, "SITI"), LIST), (standing(2, 2, "BUDI"), LIST), (standing(9, 1, "SITI", elected=True), VOTES)
    )
    frame = made.rejections.findings_frame().filter(pl.col("rule") == "candidacy-not-listed")
    assert frame["subject_key"].to_list() == ["2042/dpr/8101/1/2"]
