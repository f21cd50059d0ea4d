"""The administrative division through its changes, as the ministry and the commission published it."""

import polars as pl
import pytest

from tests.indonesia.conftest import Ask, Tables

REGION = """query($code: String!, $scheme: String!) { region(code: $code, scheme: $scheme) {
    name level codes { scheme value validFrom validTo } successors { name } parents { parent { name } validFrom validTo } } }"""


@pytest.mark.parametrize(("year", "provinces"), [(2018, 34), (2022, 34), (2023, 37), (2025, 38)])
def test_each_list_of_the_ministry_has_its_provinces_and_514_regencies(
    year: int, provinces: int, table: Tables
) -> None:
    codes = table("region_codes").filter(pl.col("scheme") == "kemendagri").join(table("regions"), on="region_id")
    standing = codes.filter((pl.col("valid_from") <= year) & (pl.col("valid_to").fill_null(9999) >= year))
    levels = dict(standing.group_by(pl.col("level").cast(pl.String)).len().iter_rows())
    assert (levels["PROVINCE"], levels["REGENCY"]) == (provinces, 514)


def test_the_new_provinces_of_papua_come_from_their_mothers(table: Tables) -> None:
    names = table("regions").select("region_id", "name", "level")
    splits = table("region_lineage").filter(pl.col("kind") == "SPLIT")
    named = splits.join(names, on="region_id").join(
        names, left_on="successor_id", right_on="region_id", suffix="_after"
    )
    provinces = named.filter((pl.col("level") == "PROVINCE") & (pl.col("level_after") == "PROVINCE"))
    assert set(provinces.select("name", "name_after").rows()) == {
        ("Papua", "Papua Selatan"),
        ("Papua", "Papua Tengah"),
        ("Papua", "Papua Pegunungan"),
        ("Papua Barat", "Papua Barat Daya"),
    }
    assert splits["evidence"].null_count() == 0


def test_every_regency_of_2019_has_its_code_of_the_ministry(table: Tables) -> None:
    codes = table("region_codes").join(table("regions").filter(pl.col("level") == "REGENCY"), on="region_id")
    serial = codes.filter((pl.col("scheme") == "kpu") & (pl.col("valid_from") <= 2019) & (pl.col("valid_to") >= 2019))
    official = codes.filter(pl.col("scheme") == "kemendagri")
    assert serial["region_id"].n_unique() == 514
    assert serial.join(official, on="region_id", how="anti").is_empty()


def test_a_code_of_any_year_names_one_region(table: Tables) -> None:
    official = table("region_codes").filter(pl.col("scheme") == "kemendagri")
    shared = official.group_by("value").agg(pl.col("region_id").n_unique().alias("regions_count"))
    assert shared.filter(pl.col("regions_count") > 1).is_empty()


@pytest.mark.parametrize(("before", "after"), [("91.04", "94.01"), ("92.71", "96.71")])
def test_a_recoded_region_answers_to_both_codes_with_their_years(before: str, after: str, ask: Ask) -> None:
    """Nabire and Sorong went to new provinces and got new codes: each is one region before and after."""
    found = [ask(REGION, code=code, scheme="kemendagri")["region"] for code in (before, after)]
    assert found[0] == found[1]
    years = {code["value"]: (code["validFrom"], code["validTo"]) for code in found[0]["codes"]}
    assert years[before][1] < years[after][0]
    assert years[after][1] is None
    assert [part["validTo"] is None for part in found[0]["parents"]] == [False, True]


def test_a_divided_region_leads_to_its_successors(ask: Ask) -> None:
    papua = ask(REGION, code="91", scheme="kemendagri")["region"]
    assert {region["name"] for region in papua["successors"]} == {"Papua Selatan", "Papua Tengah", "Papua Pegunungan"}


def test_a_serial_number_of_the_commission_finds_the_region(ask: Ask) -> None:
    region = ask(REGION, code="80144", scheme="kpu")["region"]
    assert ("kemendagri", "91.03") in {(code["scheme"], code["value"]) for code in region["codes"]}


def test_the_region_of_a_district_lies_in_the_province_of_the_district(table: Tables) -> None:
    """Of another province are only the regencies that have moved to a new one since."""
    parts = table("district_regions").join(table("districts").select("district_id", "province_id"), on="district_id")
    above = table("region_parents").select("region_id", "parent_id")
    regencies = table("regions").filter(pl.col("level") == "REGENCY").select("region_id")
    within = parts.drop_nulls("province_id").join(regencies, on="region_id", how="semi")
    astray = within.join(above, left_on=["region_id", "province_id"], right_on=["region_id", "parent_id"], how="anti")
    assert astray.is_empty()
