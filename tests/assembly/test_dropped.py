"""What was read and is not shown: each statement once, with the reason, and nothing without one."""

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest
import shapely
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from hub.assembly import Before, Minter, Origin, Rejections, Stated, assemble, balance
from hub.facts import (
    CalendarFact,
    DisputeFact,
    DistrictFact,
    DistrictRegionFact,
    Fact,
    FinanceFact,
    LegalBasisFact,
    MembershipFact,
    NominationFact,
    RegionCode,
    RegionFact,
    ResultFact,
    SetAsideRow,
    ShapeFact,
    TicketFact,
    TicketPartyFact,
    TurnoutFact,
    VotersFact,
)
from hub.tables.districts import Districts
from hub.tables.region_codes import RegionCodes
from tests.assembly.edition import GROUND, LIST, NORTH, VOTES, standing, votes

NOWHERE = RegionCode("kemendagri", "99")
SQUARE = shapely.to_wkb(shapely.box(0, 0, 1, 1))
EDITION = {"edition_id": "2042", "name": "P", "name_en": None, "kind": "GENERAL", "year": 2042, "voting_date": date(2042, 2, 14)}  # fmt: skip


def listed(*statements: tuple[Fact, Origin], aside: tuple[SetAsideRow, ...] = ()) -> list[dict[str, Any]]:
    """Return the dropped statements of the ground and these; the books must balance, and every entry have a reason."""
    stated, rejections = Stated(), Rejections()
    for fact, origin in [*GROUND, *statements]:
        stated.add(fact, origin)
    for row in aside:
        rejections.set_aside_row(VOTES.source_id, row)
    editions = pl.DataFrame([EDITION], schema_overrides={"name_en": pl.String})
    made = assemble(stated, editions, Minter(Before()), [], rejections)
    found = balance(stated, made.tables, rejections)
    read, shown, dropped = found.counts.select(pl.sum("^statements_.*$")).row(0)
    assert read == len(GROUND) + len(statements) + len(aside)
    assert read == shown + dropped
    assert dropped == found.listed.height == found.listed["statement_id"].n_unique()
    assert "unexplained" not in found.listed["rule"].to_list()
    return found.listed.sort("source_id", "source_row", "kind").rows(named=True)


def told(*statements: tuple[Fact, Origin], aside: tuple[SetAsideRow, ...] = ()) -> list[tuple[Any, ...]]:
    return [(row["source_row"], row["kind"], row["rule"], row["values_dropped"]) for row in listed(*statements, aside=aside)]  # fmt: skip


def test_what_is_stated_twice_alike_is_shown() -> None:
    assert told((standing(1, 1, "SITI"), LIST), (votes(1, 9, 1), VOTES), (votes(2, 9, 1), VOTES)) == []


def test_a_value_that_another_list_states_otherwise_is_listed_by_name_and_not_repeated() -> None:
    rows = listed(
        (standing(1, 1, "SITI", gender="FEMALE", residence="MEDAN", birth_date=date(1961, 1, 1)), LIST),
        (standing(2, 1, "SITI", gender="FEMALE", residence="ASAHAN", birth_date=date(1961, 1, 2)), VOTES),
    )
    (row,) = rows
    assert (row["kind"], row["rule"], row["values_dropped"]) == (
        "candidacy",
        "another-is-shown",
        "birth_date, residence",
    )
    assert row["about_key"] == "2042/dpr/8101/1/1"
    assert "row 1 of list" in row["cause"]
    assert not any(word in str(row) for word in ("ASAHAN", "1961"))


def test_the_second_figure_of_one_cell_is_listed() -> None:
    assert told((standing(1, 1, "SITI"), LIST), (votes(1, 634, 1), VOTES), (votes(7, 2107, 1), VOTES)) == [
        (7, "result", "another-is-shown", "votes_count")
    ]


def test_a_fact_of_a_row_that_keeps_another_is_listed() -> None:
    assert told((standing(1, 1, "SITI"), LIST), (votes(5, 9, 1), VOTES), (votes(5, 8, 4), VOTES)) == [
        (5, "result", "unknown-candidacy", None)
    ]


def test_rows_that_a_loader_set_aside_are_listed() -> None:
    bad = SetAsideRow(row=3, rule="not-a-number", cause="expected a number")
    assert told(aside=(bad, bad)) == [(3, "row", "not-a-number", None)] * 2


@pytest.mark.parametrize(
    ("fact", "rule"),
    [
        (DistrictFact(row=9, office="DPR", code="8101", name="SELATAN"), "another-is-shown"),
        (DistrictRegionFact(row=9, office="DPR", district_code="8101", region=NOWHERE), "unknown-region"),
        (DistrictRegionFact(row=9, office="DPR", district_code="7777", region=NORTH), "unknown-district"),
        (NominationFact(row=9, ballot_number=1, name="Partai Mawar"), "another-is-shown"),
        (standing(9, 1, "SITI", district="7777"), "unknown-contest"),
        (standing(9, 1, "SITI", party=9), "unknown-nomination"),
        (MembershipFact(row=9, office="DPR", name="SITI", district_code="7777"), "unknown-district"),
        (ResultFact(row=9, office="PRESIDENT", kind="TICKET", votes_count=1, ballot_number=7), "unknown-ticket"),
        (TurnoutFact(row=9, office="DPR", region=NOWHERE, valid_count=1), "unknown-region"),
        (VotersFact(row=9, region=NOWHERE, list_kind="DPT", total_count=3), "unknown-region"),
        (
            FinanceFact(row=9, period=1, party_number=9, kind="CASH", donor_kind="PARTY", amount_idr=5),
            "unknown-nomination",
        ),
        (ShapeFact(row=9, wkb=SQUARE, region=NOWHERE), "unknown-region"),
        (ShapeFact(row=9, wkb=SQUARE, office="DPR", district_code="7777"), "unknown-district"),
        (TicketFact(row=9, office="GOVERNOR", district_code="81", ballot_number=1, name="A & B"), "unknown-contest"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_every_kind_of_statement_is_listed_with_its_reason(fact: Fact, rule: str) -> None:
    (row,) = listed((fact, VOTES))
    assert (row["source_row"], row["rule"]) == (9, rule)


def test_a_step_with_another_day_is_listed() -> None:
    first, second = (CalendarFact(row=row, name="Vote", starts=date(2042, 2, row), basis="1") for row in (1, 2))
    assert told((first, VOTES), (second, VOTES)) == [(2, "calendar_event", "another-is-shown", "starts")]


NO_EDITION = Origin(7, f"sha256-{7:064x}", "undated", None)


@pytest.mark.parametrize(
    "fact",
    [
        DistrictFact(row=9, office="DPR", code="8101", name="UTARA"),
        DistrictRegionFact(row=9, office="DPR", district_code="8101", region=NORTH),
        NominationFact(row=9, ballot_number=1, name="Partai Mawar"),
        standing(9, 1, "SITI"),
        standing(9, None, "SITI", published_id=None),
        MembershipFact(row=9, office="DPR", name="SITI", district_code="8101"),
        TicketFact(row=9, office="PRESIDENT", district_code=None, ballot_number=1, name="A & B"),
        TicketPartyFact(row=9, office="PRESIDENT", district_code=None, ballot_number=1, party_name="Mawar"),
        votes(9, 3, 1),
        TurnoutFact(row=9, office="DPR", district_code="8101", valid_count=1),
        VotersFact(row=9, region=NORTH, list_kind="DPT", total_count=3),
        FinanceFact(row=9, period=1, party_number=1, amount_idr=5),
        FinanceFact(row=9, period=1, party_number=1, kind="CASH", donor_kind="PARTY", amount_idr=5),
        CalendarFact(row=9, name="Vote", starts=date(2042, 2, 14), basis="1"),
        LegalBasisFact(row=9, title="UU", number="1", subject="all"),
        DisputeFact(row=9, number="1", applicant="A"),
    ],
    ids=lambda fact: type(fact).__name__,
)
def test_statements_without_an_edition_or_a_key_are_each_listed(fact: Fact) -> None:
    rows = listed(*((replace(fact, row=row), NO_EDITION) for row in (8, 9, 10)))
    assert [row["source_row"] for row in rows] == [8, 9, 10]


def test_each_row_is_told_the_rules_that_it_breaks_itself() -> None:
    rejections = Rejections()
    rows = [(None, "A", 1), ("d-2", None, 1), ("d-3", "C", 0), ("d-4", "D", None)]
    frame = pl.DataFrame(rows, schema=["district_id", "name", "seats_count"], orient="row").with_row_index("source_row")
    rest = {"edition_id": "2042", "office": "DPR", "code": "1", "line_id": "d", "source_id": "s"}
    good = rejections.validated(frame.with_columns(**{name: pl.lit(value) for name, value in rest.items()}), Districts)
    assert good["district_id"].to_list() == ["d-4"]
    causes = {row["source_row"]: row["cause"].partition("broken by this row: ")[2] for row in rejections.set_aside}
    assert causes == {0: "district_id|nullability", 1: "name|nullability", 2: "seats_count|min"}


def test_a_bad_row_of_a_table_whose_key_is_one_of_few_words_is_set_aside() -> None:
    rejections = Rejections()
    rows = {
        "region_id": ["r-1", "r-1"],
        "scheme": ["kpu", "kpu"],
        "value": ["1", ""],
        "source_id": ["s", "s"],
        "source_row": [1, 2],
    }
    assert rejections.validated(pl.DataFrame(rows), RegionCodes)["value"].to_list() == ["1"]
    assert [row["source_row"] for row in rejections.set_aside] == [2]


NUMBERS = st.integers(1, 3)


@st.composite
def facts(draw: st.DrawFn, row: int) -> Fact:
    """Return a statement on something that may or may not be known, now and then what another states otherwise."""
    district, name = draw(st.sampled_from(["8101", "7777"])), draw(st.sampled_from(["SITI", "BUDI SANTOSO"]))
    region = draw(st.sampled_from([NORTH, NOWHERE]))
    return draw(
        st.sampled_from(
            [
                standing(row, draw(NUMBERS), name, party=draw(NUMBERS), district=district),
                votes(row, draw(st.none() | NUMBERS), draw(NUMBERS)),
                TurnoutFact(row=row, office="DPR", district_code=district, valid_count=draw(st.none() | NUMBERS)),
                VotersFact(row=row, region=region, list_kind="DPT", total_count=draw(NUMBERS)),
                DistrictRegionFact(row=row, office="DPR", district_code=district, region=region),
                NominationFact(row=row, ballot_number=draw(NUMBERS), name=name),
                RegionFact(row=row, code=region, name=name, level="PROVINCE", parent=None),
                MembershipFact(row=row, office="DPR", name=name, district_code=district),
                FinanceFact(
                    row=row, period=1, party_number=draw(NUMBERS), kind="CASH", donor_kind="PARTY", amount_idr=5
                ),
            ]
        )
    )


@settings(max_examples=25, deadline=None, phases=[Phase.generate])
@given(st.data())
def test_statements_read_are_shown_or_listed_whatever_is_stated(data: st.DataObject) -> None:
    origins = data.draw(st.lists(st.sampled_from([LIST, VOTES]), max_size=10))
    listed(*((data.draw(facts(row=100 + place)), origin) for place, origin in enumerate(origins)))
