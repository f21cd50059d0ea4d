"""Which figures answer for voters and turnout of an area: one series by the stated rule, whole sums, and never what is contradicted."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.outcomes import Pin, area_outcomes
from hub.tables import BY_NAME
from tests.outcomes.invented import ABROAD, NATION, PROVINCES, contest, tables

CONTESTS = [contest("PRESIDENT"), contest("DPR", "1101")]

REGENCY = "r-regency"


def voters(region: str, count: int | None, level: str = "PROVINCE", **more: Any) -> dict[str, Any]:
    row = {
        "edition_id": "2024", "region_id": region, "level": level, "list_kind": "DPT", "total_count": count, "series": "list",
        "source_id": "sha256-a", "source_row": 1, **more,
    }  # fmt: skip
    return {"voters_id": "~".join(str(value) for value in row.values()), **row}


def turnout(
    region: str | None, registered: int | None, voted: int | None, level: str | None = "PROVINCE", **more: Any
) -> dict[str, Any]:
    row = {
        "edition_id": "2024", "office": "PRESIDENT", "contest_id": "2024/president", "region_id": region, "level": level,
        "registered_count": registered, "voted_count": voted, "series": "count", "status": "CERTIFIED", "source_id": "sha256-b",
        "source_row": 2, **more,
    }  # fmt: skip
    return {"turnout_id": "~".join(str(value) for value in row.values()), **row}


def provinces(count: int, **more: Any) -> list[dict[str, Any]]:
    return [voters(name, count, **more) for name in PROVINCES]


def answered(
    listed: list[dict[str, Any]] | None = None, counted: list[dict[str, Any]] | None = None, **more: Any
) -> dict[str, pl.DataFrame]:
    held = tables(contests=CONTESTS, turnout=counted or [])
    for name, rows in (("voters", listed or []), ("provenance", [])):
        held[name] = pl.DataFrame(rows, schema=BY_NAME[name].polars_schema(), orient="row")
    return area_outcomes(held, **more)


def one(found: dict[str, pl.DataFrame], key: str) -> dict[str, Any]:
    name = "turnout_outcomes" if key.endswith("turnout") else "voter_outcomes"
    return found[name].filter(pl.col(BY_NAME[name].key_column()) == key).row(0, named=True)


NATIONAL = "2024/president/nation/voters/dpt"
NATIONAL_TURNOUT = "2024/president/nation/turnout"


def test_voters_of_all_provinces_make_the_nation_and_levels_are_not_added_up() -> None:
    found = answered([*provinces(100), *(voters(f"{REGENCY}-{n}", 50, "REGENCY") for n in range(76))])
    told = one(found, NATIONAL)
    assert (told["total_count"], told["basis"], told["series"]) == (3800, "SUM_OF_PARTS", "list")
    assert (told["unit"], told["reported_count"], told["expected_count"]) == ("PROVINCE", 38, 38)
    assert (told["includes_overseas"], told["is_complete"]) == (False, False)
    assert one(found, "2024/dpr/nation/voters/dpt")["total_count"] == 3800, "a list of all offices"
    assert one(found, f"2024/dpr/{PROVINCES[0]}/voters/dpt")["total_count"] == 100


def test_voters_abroad_make_it_whole() -> None:
    told = one(answered([*provinces(100), voters(ABROAD, 7, "OVERSEAS")]), NATIONAL)
    assert (told["total_count"], told["includes_overseas"], told["is_complete"]) == (3807, True, True)


def test_a_nation_without_one_province_is_not_known_and_says_of_how_many_it_is() -> None:
    told = one(answered(provinces(100)[1:]), NATIONAL)
    assert (told["total_count"], told["basis"], told["unknown_because"]) == (None, None, "PARTS_ONLY")
    assert (told["unit"], told["reported_count"], told["expected_count"]) == ("PROVINCE", 37, 38)


def test_a_nation_that_nothing_is_held_of_says_so() -> None:
    found = answered()
    assert one(found, NATIONAL)["unknown_because"] == one(found, NATIONAL_TURNOUT)["unknown_because"] == "NO_FIGURES"
    assert one(found, NATIONAL)["is_complete"] is None


def test_a_stated_total_goes_before_a_sum() -> None:
    told = one(answered([*provinces(100), voters(NATION, 4000, "NATION", series="decision")]), NATIONAL)
    assert (told["total_count"], told["basis"], told["passed_over"]) == (4000, "STATED", "list")


def test_a_president_s_own_list_goes_before_one_of_all_offices_which_is_not_his() -> None:
    found = answered([*provinces(100), voters(PROVINCES[0], 90, office="PRESIDENT", series="his")])
    assert one(found, NATIONAL)["unknown_because"] == "PARTS_ONLY"
    assert one(found, "2024/dpr/nation/voters/dpt")["total_count"] == 3800


def test_what_a_finding_contradicts_does_not_answer() -> None:
    whole = voters(REGENCY, 3800, "REGENCY", contradicted_by="part-over-whole")
    told = one(answered([whole]), f"2024/president/{REGENCY}/voters/dpt")
    assert (told["total_count"], told["unknown_because"], told["series"]) == (None, "CONTRADICTED", "list")
    other = voters(REGENCY, 50, "REGENCY", series="other")
    told = one(answered([whole, other]), f"2024/president/{REGENCY}/voters/dpt")
    assert (told["total_count"], told["series"], told["passed_over"]) == (50, "other", "list")
    sum_of_one = [*provinces(100)[1:], voters(PROVINCES[0], 100, contradicted_by="part-over-whole")]
    assert one(answered(sum_of_one), NATIONAL)["total_count"] is None


def test_turnout_is_of_one_count_and_not_told_of_a_partial_one() -> None:
    areas = [turnout(name, 100, 80) for name in PROVINCES]
    told = one(answered(counted=[*areas, turnout(ABROAD, 10, 5, "OVERSEAS")]), NATIONAL_TURNOUT)
    assert (told["registered_count"], told["voted_count"], told["is_complete"]) == (3810, 3045, True)
    assert told["turnout_ratio"] == pytest.approx(3045 / 3810)
    partial = [turnout(name, 100, 80, status="UNOFFICIAL_PARTIAL") for name in PROVINCES]
    told = one(answered(counted=partial), NATIONAL_TURNOUT)
    assert (told["registered_count"], told["voted_count"], told["turnout_ratio"], told["is_complete"]) == (
        3800,
        3040,
        None,
        False,
    )


def test_votes_from_abroad_are_left_out_where_voters_abroad_are_not_known() -> None:
    areas = [turnout(name, 100, 80) for name in PROVINCES]
    told = one(answered(counted=[*areas, turnout(ABROAD, None, 5, "OVERSEAS")]), NATIONAL_TURNOUT)
    assert (told["voted_count"], told["includes_overseas"], told["is_complete"]) == (3040, False, False)


def test_stations_are_parts_of_all_that_there_are() -> None:
    some = [turnout("r-x", 200, 150, "POLLING_STATION", station_id=f"s-{n}") for n in range(29)]
    told = one(answered(counted=some), NATIONAL_TURNOUT)
    assert (told["voted_count"], told["unknown_because"]) == (None, "PARTS_ONLY")
    assert (told["unit"], told["reported_count"], told["expected_count"]) == ("POLLING_STATION", 29, 823_236)


def test_the_series_that_states_more_answers_then_the_better_status_then_the_workspace_s_order() -> None:
    def chosen(*rows: dict[str, Any], **more: Any) -> str | None:
        return str(one(answered(counted=list(rows), **more), f"2024/president/{REGENCY}/turnout")["series"])

    crowd = turnout(REGENCY, None, 80, "REGENCY", series="crowd")
    official = turnout(REGENCY, 100, 80, "REGENCY", series="official", status="UNOFFICIAL_PARTIAL")
    form = turnout(REGENCY, 100, 81, "REGENCY", series="form", status=None)
    assert chosen(crowd, official) == "official"
    assert chosen(official, form) == "form"
    twin = turnout(REGENCY, 100, 82, "REGENCY", series="twin", status=None)
    assert chosen(form, twin, order=["twin", "form"]) == "twin"
    assert chosen(form, twin, pins=[Pin("2024", "PRESIDENT", "twin", "the form is of another day")]) == "twin"


def test_an_answer_leads_to_every_row_that_it_is_made_of() -> None:
    rows = [voters(name, 100, source_row=place) for place, name in enumerate(PROVINCES)]
    stated = answered(rows)["provenance"].filter(pl.col("key") == NATIONAL)
    assert sorted(stated["source_row"]) == list(range(38))
    assert set(stated["kind"]) == {"voter-outcome"}


@given(
    counts=st.lists(st.none() | st.integers(0, 10**7), min_size=38, max_size=38),
    abroad=st.none() | st.integers(0, 10**6),
)
def test_a_national_number_is_the_sum_of_every_province_or_null(counts: list[int | None], abroad: int | None) -> None:
    rows = [voters(name, count) for name, count in zip(PROVINCES, counts, strict=True)]
    told = one(answered([*rows, voters(ABROAD, abroad, "OVERSEAS")]), NATIONAL)
    if None in counts:
        assert told["total_count"] is None
    else:
        assert told["total_count"] == sum(count or 0 for count in counts) + (abroad or 0)
        assert told["is_complete"] is (abroad is not None)
