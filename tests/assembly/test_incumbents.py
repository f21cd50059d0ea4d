"""Incumbents by the members and winners of the term before, in the same house, and the reason where it is not known."""

from typing import Any

import polars as pl
import pytest

from hub.assembly import incumbents_of_winners
from hub.assembly.incumbents import incumbents_of_members
from hub.tables import BY_NAME


def table(name: str, *rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=BY_NAME[name].polars_schema(), orient="row")


def edition(year: int, kind: str = "GENERAL") -> dict[str, Any]:
    return {"edition_id": f"{year}", "name": f"{year}", "kind": kind, "year": year}


def standing(
    key: str, person: str, *, incumbent: bool | None = None, office: str = "DPR", district: str | None = None
) -> dict[str, Any]:
    edition_id = key.partition("/")[0]
    return {
        "candidacy_id": key,
        "person_id": person,
        "edition_id": edition_id,
        "office": office,
        "district_id": district,
        "incumbent": incumbent,
    }


DISTRICTS = {"p-1": ("81", "r-city"), "p-2": ("82", "r-village"), "p-3": ("81", "r-shire"), "p-4": ("81", None)}
"""Districts by name: the province, and the region that they are made of."""

REGIONS = {
    "r-city": ("REGENCY", "81"), "r-shire": ("REGENCY", "82"), "r-part": ("SUBDISTRICT", "r-city"), "r-village": ("VILLAGE", "r-part"),
}  # fmt: skip


def held(
    candidacies: list[dict[str, Any]], won: tuple[str, ...] = (), members: tuple[dict[str, Any], ...] = ()
) -> dict[str, pl.DataFrame]:
    """Return the tables of four elections, and of districts that have the same names in each."""
    return {
        "candidacies": table("candidacies", *candidacies),
        "editions": table("editions", *map(edition, (2032, 2037, 2042)), edition(2043, "REGIONAL")),
        "memberships": table("memberships", *members),
        "outcome_winners": table("outcome_winners", *({"outcome_id": key, "candidacy_id": key} for key in won)),
        "districts": table("districts", *({"district_id": key, "province_id": of} for key, (of, _) in DISTRICTS.items())),
        "district_regions": table(
            "district_regions", *({"district_id": key, "region_id": of} for key, (_, of) in DISTRICTS.items() if of)
        ),
        "regions": table("regions", *({"region_id": key, "level": level, "parent_id": of} for key, (level, of) in REGIONS.items())),
    }  # fmt: skip


def told(
    candidacies: list[dict[str, Any]], won: tuple[str, ...] = (), members: tuple[tuple[str, str], ...] = ()
) -> dict[str, tuple[bool | None, str | None]]:
    """Return what is said of each candidacy of 2042 and 2043. `members`: edition and office of lists of members."""
    lists = tuple({"edition_id": of, "office": office} for of, office in members)
    made = incumbents_of_winners(held(candidacies, won, lists))
    columns = made.select("candidacy_id", "incumbent", "incumbent_unknown_because").iter_rows()
    return {key: (is_one, reason) for key, is_one, reason in columns if key >= "2042"}


def test_who_won_the_same_office_in_the_edition_before_is_incumbent_and_the_others_were_not_found() -> None:
    rows = [
        standing("2037/1", "siti"),
        standing("2037/2", "budi"),
        *(standing(f"2042/{who}", who) for who in ("budi", "siti")),
    ]
    assert told(rows, ("2037/1",)) == {"2042/siti": (True, None), "2042/budi": (None, "NOT_FOUND")}


def test_winners_of_another_office_or_of_two_terms_ago_sat_not_in_the_term_before() -> None:
    rows = [
        standing("2037/1", "siti", office="DPD"), standing("2032/1", "budi"),
        standing("2042/siti", "siti"), standing("2042/budi", "budi"),
    ]  # fmt: skip
    assert told(rows, ("2037/1", "2032/1")) == {
        "2042/siti": (None, "NO_MEMBERS"),
        "2042/budi": (None, "NO_MEMBERS"),
    }


def test_where_members_are_held_a_winner_who_is_none_of_them_is_no_incumbent_by_that() -> None:
    rows = [standing("2037/1", "siti"), standing("2042/siti", "siti"), standing("2042/budi", "budi", incumbent=True)]
    assert told(rows, ("2037/1",), (("2037", "DPR"),)) == {
        "2042/siti": (None, "NOT_FOUND"),
        "2042/budi": (True, None),
    }


def test_what_a_source_states_stays_and_regional_heads_are_not_known() -> None:
    rows = [
        standing("2037/1", "siti"), standing("2042/siti", "siti", incumbent=False),
        standing("2043/siti", "siti", office="MAYOR"),
    ]  # fmt: skip
    assert told(rows, ("2037/1",)) == {"2042/siti": (False, None), "2043/siti": (None, "NO_MEMBERS")}


@pytest.mark.parametrize(
    ("office", "before", "now", "is_one"),
    [
        ("DPRD_PROVINCE", "p-1", "p-1", True), ("DPRD_PROVINCE", "p-1", "p-3", True), ("DPRD_PROVINCE", "p-1", "p-2", None),
        ("DPRD_REGENCY", "p-1", "p-2", True), ("DPRD_REGENCY", "p-1", "p-3", None), ("DPRD_REGENCY", "p-4", "p-4", None),
        ("DPR", "p-1", "p-2", True),
    ],
)  # fmt: skip
def test_who_won_a_seat_is_incumbent_in_the_same_house_only(
    office: str, before: str, now: str, *, is_one: bool | None
) -> None:
    rows = [
        standing("2037/1", "siti", office=office, district=before),
        standing("2042/siti", "siti", office=office, district=now),
    ]
    assert told(rows, ("2037/1",))["2042/siti"][0] is is_one
    sat = {"edition_id": "2037", "office": office, "district_id": before, "person_id": "siti"}
    made = incumbents_of_members(held(rows, members=(sat,)))
    assert made["incumbent"].to_list() == [None, is_one]


def test_who_sat_two_terms_ago_is_no_incumbent_by_that() -> None:
    sat = {"edition_id": "2032", "office": "DPR", "person_id": "siti"}
    made = incumbents_of_members(held([standing("2042/siti", "siti")], members=(sat,)))
    assert made["incumbent"].to_list() == [None]


def test_members_of_one_council_say_nothing_of_another() -> None:
    rows = [
        standing("2037/1", "siti", office="DPRD_PROVINCE", district="p-2"),
        standing("2042/siti", "siti", office="DPRD_PROVINCE", district="p-2"),
    ]
    other = {"edition_id": "2037", "office": "DPRD_PROVINCE", "district_id": "p-1", "person_id": "budi"}
    made = incumbents_of_winners(held(rows, ("2037/1",), (other,)))
    assert made["incumbent"].to_list() == [None, True]
