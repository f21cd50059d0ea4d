"""Who sat in a house: found by name in the same district and party, and nothing made of it but that."""

from datetime import date
from typing import Any

import polars as pl

from hub.assembly import Assembly, Origin
from hub.facts import CandidacyFact, DistrictFact, MembershipFact, NominationFact
from tests.assembly.edition import LIST, VOTES, assembled, standing

MEMBERS = Origin(5, f"sha256-{5:064x}", "members", "2042")


def member(row: int, name: str, seat: int, **more: Any) -> tuple[MembershipFact, Origin]:
    values: dict[str, Any] = {"district_code": "8101", "party_number": 1, **more}
    return MembershipFact(row=row, office="DPR", name=name, seat_number=seat, **values), MEMBERS


def found(made: Assembly) -> dict[str, str | None]:
    return dict(made.tables["memberships"].select("name", "candidacy_id").iter_rows())


def test_a_member_is_found_by_name_in_the_district_and_party() -> None:
    made = assembled(
        (standing(1, 1, "Hj. SITI AMINAH, S.H.", elected=False), LIST),
        (standing(2, 2, "BUDI SANTOSO"), LIST),
        (standing(3, 1, "RUDI HARTONO", party=2), LIST),
        member(1, "Siti Aminah", 1, starts=date(2042, 10, 1)),
        member(2, "RUDI HARTONO", 2),
        member(3, "DEWI SARTIKA", 3),
    )
    assert found(made) == {"Siti Aminah": "2042/dpr/8101/1/1", "RUDI HARTONO": None, "DEWI SARTIKA": None}
    candidacies = made.tables["candidacies"]
    assert candidacies["elected"].to_list() == [False, None, None], "who sits was not thereby elected"
    (siti,) = made.tables["memberships"].filter(pl.col("name") == "Siti Aminah").rows(named=True)
    assert siti["person_id"] == candidacies.filter(pl.col("candidacy_id") == siti["candidacy_id"])["person_id"].item()
    assert (siti["valid_from"], siti["valid_to"], siti["has_ended"]) == (date(2042, 10, 1), None, None)
    assert made.tables["persons"].height == 3, "nobody is made of a seat"


def test_of_two_who_could_be_meant_none_is() -> None:
    made = assembled((standing(1, 1, "SITI"), LIST), (standing(2, 2, "SITI"), LIST), member(1, "SITI", 1))
    assert found(made) == {"SITI": None}


def test_who_took_over_a_seat_leads_to_whom_was_replaced() -> None:
    made = assembled(
        (standing(1, 1, "SITI AMINAH"), LIST),
        (standing(2, 2, "BUDI SANTOSO"), LIST),
        member(1, "SITI AMINAH", 7, has_ended=True),
        member(2, "BUDI SANTOSO", 7, replaces="SITI AMINAH", has_ended=False),
    )
    rows = {row["name"]: row for row in made.tables["memberships"].rows(named=True)}
    assert (
        rows["BUDI SANTOSO"]["replaces_id"]
        == rows["SITI AMINAH"]["membership_id"]
        == "2042/dpr/8101/member/7/siti-aminah"
    )
    assert rows["SITI AMINAH"]["replaces_id"] is None


def test_who_sat_to_the_end_of_the_term_is_incumbent_where_no_source_says() -> None:
    before = Origin(6, f"sha256-{6:064x}", "list-2037", "2037")
    house = Origin(7, f"sha256-{7:064x}", "members-2037", "2037")
    old = [
        DistrictFact(row=1, office="DPR", code="8101", name="UTARA I"),
        NominationFact(row=2, ballot_number=1, name="Partai Melati"),
        *(
            CandidacyFact(
                row=row,
                office="DPR",
                district_code="8101",
                party_number=1,
                ballot_number=row,
                name=name,
                gender="FEMALE",
            )
            for row, name in ((3, "WIDURI KENCANA PRATISTA"), (4, "ROESMALA TIRTANADI"))
        ),
    ]
    sat = MembershipFact(row=1, office="DPR", name="WIDURI KENCANA PRATISTA", district_code="8101", party_number=1)
    now = [
        (standing(1, 1, "WIDURI KENCANA PRATISTA", gender="FEMALE"), LIST),
        (standing(2, 2, "ROESMALA TIRTANADI", gender="FEMALE"), LIST),
        (standing(3, 3, "BUDI SANTOSO", incumbent=False), VOTES),
    ]
    made = assembled(*((fact, before) for fact in old), (sat, house), *now)
    standing_now = made.tables["candidacies"].filter(pl.col("edition_id") == "2042").sort("candidacy_id")
    assert standing_now["incumbent"].to_list() == [True, None, False]


def test_one_candidate_is_not_two_members_whose_names_both_agree() -> None:
    made = assembled(
        (standing(1, 1, "WIDURI KENCANA PRATISTA"), LIST),
        member(1, "WIDURI K. PRATISTA", 1),
        member(2, "WIDURI KENCANA P.", 2),
    )
    assert found(made) == {"WIDURI K. PRATISTA": None, "WIDURI KENCANA P.": None}
    alone = assembled((standing(1, 1, "WIDURI KENCANA PRATISTA"), LIST), member(1, "WIDURI K. PRATISTA", 1))
    assert found(alone) == {"WIDURI K. PRATISTA": "2042/dpr/8101/1/1"}
    exact = assembled(
        (standing(1, 1, "WIDURI KENCANA PRATISTA"), LIST),
        member(1, "WIDURI K. PRATISTA", 1),
        member(2, "Widuri Kencana Pratista", 2),
    )
    assert found(exact) == {"WIDURI K. PRATISTA": None, "Widuri Kencana Pratista": "2042/dpr/8101/1/1"}


def test_members_on_one_row_of_a_file_keep_their_own_identifiers() -> None:
    made = assembled(
        (standing(1, 1, "SITI AMINAH", published_id="11"), LIST),
        (standing(1, 2, "BUDI SANTOSO", published_id="12"), LIST),
        member(1, "SITI AMINAH", 1, published_id="a"),
        member(1, "BUDI SANTOSO", 2, published_id="b"),
    )
    rows = made.tables["external_ids"].with_columns(pl.col("kind").cast(pl.String))
    assert sorted(rows.filter(kind="candidacy").select("key", "value").rows()) == [
        ("2042/dpr/8101/1/1", "11"), ("2042/dpr/8101/1/2", "12"),
    ]  # fmt: skip
    names = dict(made.tables["persons"].select("person_id", "name").iter_rows())
    people = rows.filter(kind="person").select("key", "scheme", "value").rows()
    assert sorted((names[key], *row) for key, *row in people) == [
        ("BUDI SANTOSO", "members", "b"), ("BUDI SANTOSO", "members-seat", "2"),
        ("SITI AMINAH", "members", "a"), ("SITI AMINAH", "members-seat", "1"),
    ]  # fmt: skip
