"""How the cells of a mapped file are read: numbers, days, codes of regions and listed values, each as the mapping says."""

from datetime import date

import pytest

from hub.facts import RegionCode, SetAsideRow, VotersFact
from tests.loaders.mapping import cause, only, read, voters
from tests.loaders.table_files import as_xlsx


@pytest.mark.parametrize(
    ("written", "style", "value"),
    [
        ("1.089.290", "1.089.290", 1_089_290),
        ("7", "1.089.290", 7),
        ("1,089,290", "1,089,290", 1_089_290),
        ("1 089 290", "1 089 290", 1_089_290),
        ("Rp 1.089.290,00", "Rp 1.089.290,00", 1_089_290),
        ("Rp1.089.290", "Rp 1.089.290,00", 1_089_290),
        ("1,089,290.00", "1,089,290.00", 1_089_290),
    ],
)
def test_numbers_are_read_in_the_style_that_the_mapping_shows(written: str, style: str, value: int) -> None:
    assert only(read(f"N\n{written}\n", votes(f'number = "{style}"'))).votes_count == value


@pytest.mark.parametrize(
    ("written", "style"),
    [
        ("1.089", "1,089,290"),
        ("1.089", "1089290"),
        ("10.89", "1.089.290"),
        ("1.089.290,50", "1.089.290,00"),
        ("-7", "1089290"),
        ("1171021709820003", "1089290"),
    ],
)
def test_a_number_of_another_style_is_set_aside(written: str, style: str) -> None:
    said = cause(read(f"N\n{written}\n", votes(f'number = "{style}"')))
    assert said.startswith("row 2, column 'N': expected a whole number")
    assert "1171021709820003" not in said


def votes(how_read: str) -> str:
    fields = f'office = {{ is = "DPR" }}, kind = {{ is = "PARTY_TOTAL" }}, votes_count = {{ column = "N", {how_read} }}'
    return f'delimiter = ";"\nfact = "results"\nfields = {{ {fields} }}\n'


@pytest.mark.parametrize(
    ("written", "form", "day"),
    [
        ("07-02-1970", "DD-MM-YYYY", date(1970, 2, 7)),
        ("2/7/1970", "M/D/YYYY", date(1970, 2, 7)),
        ("7 Februari 1970", "D MMMM YYYY", date(1970, 2, 7)),
        ("7 Nopember 1970", "D MMMM YYYY", date(1970, 11, 7)),
        ("07 Agu 1970", "DD MMMM YYYY", date(1970, 8, 7)),
    ],
)
def test_days_are_read_in_the_form_that_the_mapping_says(written: str, form: str, day: date) -> None:
    fields = f'fact = "calendar"\nfields = {{ name = "N", basis = "N", starts = {{ column = "T", date = "{form}" }} }}'
    assert only(read(f"N,T\nx,{written}\n", fields)).starts == day
    for wrong in ("31-02-1970", "31 Mars 1970", "x", "0"):
        assert f"column 'T': expected a date such as {form}" in cause(read(f"N,T\nx,{wrong}\n", fields))


@pytest.mark.parametrize("written", ["11.05", "1105", "kemendagri:11.05"])
def test_regions_have_the_scheme_that_the_mapping_says(written: str) -> None:
    assert only(read(f"K,S\n{written},7\n", voters('column = "K", scheme = "kemendagri"'))).region == (
        "kemendagri",
        "11.05",
    )


def test_a_code_in_two_columns_is_joined_and_its_zeros_are_given_back() -> None:
    region = 'column = ["P", "K"], join = ".", width = 2, scheme = "kemendagri"'
    assert only(read("P,K,S\n11,5,7\n", voters(region))).region == RegionCode("kemendagri", "11.05")


def test_a_number_that_lost_its_zero_in_a_spreadsheet_is_no_code() -> None:
    book = as_xlsx({"A": [["K", "S"], [11.1, 7], [True, 7], [date(2042, 1, 2), 7]]})
    statements = read(book, voters('column = "K", scheme = "kemendagri"'), "a.xlsx")
    causes = [statement.cause for statement in statements if isinstance(statement, SetAsideRow)]
    assert causes[0].startswith(
        "sheet 'A', row 2, column 'K': expected a text or a whole number, found the number 11.1"
    )
    assert len(causes) == 3


def test_a_value_that_the_mapping_does_not_list_is_set_aside_unless_others_are_kept() -> None:
    fields = 'fact = "voters"\nfields = { region = { column = "K", values = { ACEH = "kemendagri:11" } }, list_kind = "L", total_count = "S" }\n'
    assert only(read("K,L,S\nACEH,DPT,7\n", fields)) == VotersFact(
        row=1, region=RegionCode("kemendagri", "11"), list_kind="DPT", total_count=7
    )
    assert "expected one of the mapping's values, ACEH" in cause(read("K,L,S\nRIAU,DPT,7\n", fields)[:1])
    kept = fields.replace("values =", "keep_others = true, values =")
    assert only(read("K,L,S\nkemendagri:14,DPT,7\n", kept)).region.value == "14"
    assert "expected a region such as" in cause(read("K,L,S\nRIAU,DPT,7\n", kept))
