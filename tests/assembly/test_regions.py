"""Names of regions through the years, parents that nobody defines, levels that contradict, and codes as people write them."""

import polars as pl
import pytest

from hub.facts import RegionCode, RegionFact, ResultFact, TicketFact, VotersFact
from hub.ids import region_code
from tests.assembly.edition import LIST, NORTH, SOUTH, VOTES, assembled, findings

RUMBAI, NEIGHBOUR = RegionCode("kemendagri", "81.01"), RegionCode("kemendagri", "81.02")


def regency(row: int, code: RegionCode, name: str, year: int | None, parent: RegionCode = NORTH) -> RegionFact:
    return RegionFact(row=row, code=code, name=name, level="REGENCY", parent=parent, year=year)


def names(*facts: RegionFact) -> dict[str, list[tuple[str, int | None, int | None]]]:
    """Return the names of each region by its name of today, newest first, without what the press writes."""
    tables = assembled(*((fact, LIST) for fact in facts)).tables
    named = tables["region_names"].join(tables["regions"].select("region_id", today="name"), on="region_id")
    rows = named.filter(pl.col("valid_from").is_not_null()).sort("valid_from", descending=True)
    found: dict[str, list[tuple[str, int | None, int | None]]] = {}
    for today, *row in rows.select("today", "name", "valid_from", "valid_to").iter_rows():
        found.setdefault(today, []).append(tuple(row))
    return found


def test_a_former_name_stays_with_its_region_also_where_a_neighbour_bears_it_now() -> None:
    found = names(
        regency(11, RUMBAI, "RUMBAI", 2040),
        regency(12, RUMBAI, "Rumbai Barat", 2042),
        regency(13, NEIGHBOUR, "RUMBAI PESISIR", 2040),
        regency(14, NEIGHBOUR, "RUMBAI", 2042),
    )
    assert found["Rumbai Barat"] == [("Rumbai Barat", 2042, None), ("RUMBAI", 2040, 2040)]
    assert found["RUMBAI"] == [("RUMBAI", 2042, None), ("RUMBAI PESISIR", 2040, 2040)]


def test_a_name_of_the_same_letters_is_one_name_in_its_newest_spelling() -> None:
    found = names(regency(11, RUMBAI, "RUMBAI", 2040), regency(12, RUMBAI, "Rumbai", 2042))
    assert found["Rumbai"] == [("Rumbai", 2040, None)]


def test_a_year_that_is_not_stated_is_the_year_of_the_edition() -> None:
    assert names(regency(11, RUMBAI, "RUMBAI", None))["RUMBAI"] == [("RUMBAI", 2042, None)]


def test_the_press_calls_provinces_as_no_list_does() -> None:
    jakarta = RegionFact(
        row=11, code=RegionCode("kemendagri", "31"), name="DAERAH KHUSUS IBUKOTA JAKARTA", level="PROVINCE", parent=None
    )
    tables = assembled((jakarta, LIST)).tables
    (row,) = tables["regions"].filter(pl.col("name") == jakarta.name).rows(named=True)
    assert {"DKI JAKARTA", "DKI"} <= set(row["spellings"])
    assert jakarta.name not in row["spellings"]


def test_a_parent_that_no_source_defines_is_told_once_with_all_that_name_it() -> None:
    nowhere = RegionCode("kemendagri", "83")
    facts = [regency(11, RUMBAI, "RUMBAI", 2042, nowhere), regency(12, NEIGHBOUR, "PESISIR", 2042, nowhere)]
    made = assembled(*((fact, LIST) for fact in facts))
    (message,) = findings(made, "unknown-parent")
    assert message.startswith("no source defines the region kemendagri:83, named as parent of RUMBAI, PESISIR;")
    assert made.tables["regions"].filter(pl.col("name") == "RUMBAI")["parent_id"].to_list() == [None]


def test_a_level_that_contradicts_its_region_is_told_and_the_level_of_the_region_shown() -> None:
    pair = TicketFact(row=1, office="PRESIDENT", district_code=None, ballot_number=1, name="A & B")
    facts = [
        ResultFact(
            row=row, office="PRESIDENT", kind="TICKET", votes_count=5, region=region, level=level, ballot_number=1
        )
        for row, region, level in ((1, NORTH, "VILLAGE"), (2, SOUTH, "PROVINCE"))
    ]
    made = assembled((pair, LIST), *((fact, VOTES) for fact in facts))
    assert made.tables["results"]["level"].cast(pl.String).to_list() == ["PROVINCE", "PROVINCE"]
    (message,) = findings(made, "level-differs")
    assert "expected figures of the level VILLAGE, found 1 of regions that are of the level PROVINCE" in message


@pytest.mark.parametrize(
    ("scheme", "written", "kept"),
    [
        ("kemendagri", "1105", "11.05"),
        ("kemendagri", "11.05", "11.05"),
        ("kemendagri", " 36.03 ", "36.03"),
        ("kemendagri", "1101012001", "11.01.01.2001"),
        ("kemendagri", "11", "11"),
        ("kemendagri", "110", "110"),
        ("kpu", "1105", "1105"),
    ],
)
def test_codes_are_found_with_and_without_dots(scheme: str, written: str, kept: str) -> None:
    assert region_code(scheme, written) == kept


def test_provinces_have_the_codes_of_statistics_indonesia_which_differ_in_papua() -> None:
    provinces = {"51": "BALI", "91": "PAPUA", "92": "PAPUA BARAT", "96": "PAPUA BARAT DAYA"}
    facts = [
        RegionFact(row=row, code=RegionCode("kemendagri", code), name=name, level="PROVINCE", parent=None, year=2042)
        for row, (code, name) in enumerate(provinces.items(), start=11)
    ]
    tables = assembled(*((fact, LIST) for fact in facts)).tables
    codes = tables["region_codes"].filter(pl.col("scheme").cast(pl.String) == "bps")
    named = codes.join(tables["regions"], on="region_id").filter(pl.col("name").is_in(list(provinces.values())))
    assert dict(named.select("value", "name").iter_rows()) == {
        "51": "BALI",
        "94": "PAPUA",
        "91": "PAPUA BARAT",
        "92": "PAPUA BARAT DAYA",
    }


def test_a_code_of_statistics_indonesia_that_a_source_states_is_taken() -> None:
    stated = RegionFact(
        row=11, code=RegionCode("kemendagri", "51"), name="BALI", level="PROVINCE", parent=None,
        also=(RegionCode("bps", "99"),), year=2042,
    )  # fmt: skip
    tables = assembled((stated, LIST)).tables
    bali = tables["regions"].filter(pl.col("name") == "BALI").select("region_id")
    codes = tables["region_codes"].join(bali, on="region_id").filter(pl.col("scheme").cast(pl.String) == "bps")
    assert codes["value"].to_list() == ["99"]


def test_a_code_of_two_regions_means_neither() -> None:
    shared, own = RegionCode("kpu", "9"), RegionCode("kpu", "10")
    made = assembled(
        *(
            (RegionFact(row=row, code=code, name=name, level="REGENCY", parent=NORTH, also=also, year=2042), LIST)
            for row, code, name, also in ((11, RUMBAI, "RUMBAI", (shared, own)), (12, NEIGHBOUR, "PESISIR", (shared,)))
        ),
        *((VotersFact(row=row, region=code, list_kind="DPT", total_count=3), VOTES) for row, code in ((1, shared), (2, own))),
    )  # fmt: skip
    (message,) = findings(made, "code-of-several-regions")
    regions = dict(made.tables["regions"].select("name", "region_id").iter_rows())
    told = ", ".join(sorted((regions["RUMBAI"], regions["PESISIR"])))
    assert message.startswith(f"expected one region of the code kpu:9, found {told};")
    assert made.tables["voters"]["region_id"].to_list() == [regions["RUMBAI"]]
    assert made.rejections.set_aside_frame().select("source_row", "rule").rows() == [(1, "unknown-region")]


@pytest.mark.parametrize("parents", [(NORTH, SOUTH), (SOUTH, NORTH)])
def test_a_region_that_a_list_puts_in_two_others_is_in_neither_by_that_list(parents: tuple[RegionCode, ...]) -> None:
    rows = [regency(row, RUMBAI, "RUMBAI", 2042, parent) for row, parent in enumerate(parents, start=11)]
    tables = assembled(*((fact, LIST) for fact in [*rows, regency(13, NEIGHBOUR, "PESISIR", 2042)])).tables
    names = dict(tables["regions"].select("region_id", "name").iter_rows())
    assert [names[key] for key in tables["region_parents"]["region_id"] if names[key] in {"RUMBAI", "PESISIR"}] == ["PESISIR"]  # fmt: skip
