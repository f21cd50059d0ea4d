"""Numbers and days as they are written: signs, brackets, marks of footnotes, times of day, and what no number may be."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.errors import BrokenSource
from hub.facts import CandidacyFact, FinanceFact, FindingFact, SetAsideRow, TurnoutFact
from hub.loaders.fact_fields import NotReadable
from hub.loaders.mapped.styles import NUMBER_STYLES, day_of, number_of
from hub.loaders.numbers import LARGEST
from tests.loaders.mapping import cause, only, read
from tests.loaders.table_files import as_xlsx

FINANCE = 'fact = "finance"\nfields = { period = { is = 1 }, party_number = { is = 1 }, amount_idr = { column = "J", number = "STYLE" } }\n'


@pytest.mark.parametrize(
    ("style", "text", "number"),
    [
        ("1.089.290", "1.089.290", "1089290"),
        ("-1.089.290", "-1.089", "-1089"),
        ("-1.089.290", "1.089", "1089"),
        ("(1.089.290,00)", "(1.089,00)", "-1089"),
        ("(1 089 290)", "(1 089)", "-1089"),
        ("Rp -1.089.290,00", "Rp -5,00", "-5"),
        ("Rp -1.089.290,00", "-Rp 5,00", "-5"),
        ("Rp 1.089.290", "Rp1.089", "1089"),
    ],
)
def test_a_number_is_read_as_the_example_is_written(style: str, text: str, number: str) -> None:
    assert number_of(style, text) == number


@pytest.mark.parametrize(("style", "text"), [("1.089.290", "-5"), ("1.089.290", "(5)"), ("-1.089.290", "(5)")])
def test_a_sign_that_the_example_does_not_have_is_not_read(style: str, text: str) -> None:
    with pytest.raises(NotReadable, match="expected a whole number such as"):
        number_of(style, text)


@given(st.integers(0, 10**12), st.sampled_from(sorted(NUMBER_STYLES)), st.booleans())
def test_every_number_is_read_back(number: int, style: str, below_zero: bool) -> None:  # noqa: FBT001
    thousands, decimals = NUMBER_STYLES[style]
    text = f"{number:,}".replace(",", thousands) + (f"{decimals}00" if decimals else "")
    assert number_of(f"-{style}", f"-{text}" if below_zero else text) == f"{'-' if below_zero else ''}{number}"


def test_money_may_be_below_zero_and_a_count_may_not() -> None:
    fact = only(read("J\n(1.000)\n", FINANCE.replace("STYLE", "(1.089.290)")))
    assert isinstance(fact, FinanceFact)
    assert fact.amount_idr == -1000
    toml = 'fact = "voters"\nfields = { region = { is = "kpu:1" }, list_kind = { is = "DPT" }, total_count = { column = "S", number = "-1089290" } }'
    fact, finding = read("S,x\n-5,\n", toml)
    assert isinstance(finding, FindingFact)
    assert "expected a number from 0 to 999,999,999, found -5" in finding.message
    assert fact.total_count is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("cell", "number"),
    [("1.234*", 1234), ("1.234 **", 1234), ("1.234[5]", 1234), ("1.234 1)", 1234), ("1.234\u00b9", 1234), ("7", 7)],
)
def test_marks_of_footnotes_are_passed_over_where_the_mapping_says_so(cell: str, number: int) -> None:
    toml = FINANCE.replace("STYLE", "1.089.290")
    assert (
        "expected a whole number"
        in read(f"J;x\n{cell};\n", toml.replace('"1.089.290"', '"1.089.290", footnotes = false'))[1].message
        if cell != "7"
        else True
    )  # type: ignore[union-attr]
    assert read(f"J;x\n{cell};\n", toml.replace('"1.089.290"', '"1.089.290", footnotes = true'))[0].amount_idr == number  # type: ignore[union-attr]


DAYS = 'fact = "calendar"\nfields = { name = "N", basis = { is = "x" }, starts = { column = "T", date = DATE } }\n'


@pytest.mark.parametrize(
    ("forms", "text", "day"),
    [
        ('"D MMMM YYYY"', "18 Februari 2015", date(2015, 2, 18)),
        ('"D MMMM YYYY"', "18 Agt. 2015", date(2015, 8, 18)),
        ('"D/M/YYYY h:mm"', "9/10/2015 16:09", date(2015, 10, 9)),
        ('"YYYY-MM-DD hh:mm:ss"', "2015-10-09 16:09:01.5", date(2015, 10, 9)),
        ('["D MMMM YYYY", "D/M/YYYY h:mm", "D/M/YYYY"]', "9/10/2015", date(2015, 10, 9)),
    ],
)
def test_a_day_is_read_with_or_without_its_time(forms: str, text: str, day: date) -> None:
    assert only(read(f"N;T\nx;{text}\n", DAYS.replace("DATE", forms))).starts == day


def test_a_text_that_may_be_two_days_is_not_read() -> None:
    with pytest.raises(NotReadable, match="found a text that is of several of the forms"):
        day_of(("D/M/YYYY", "M/D/YYYY"), "9/10/2015")
    assert day_of(("D/M/YYYY", "M/D/YYYY"), "10/10/2015") == date(2015, 10, 10)
    assert "found a text of 16 characters" in cause(
        read("N;T\nx;9/10/2015 25:09x\n", DAYS.replace("DATE", '"D/M/YYYY h:mm"'))
    )


@pytest.mark.parametrize("text", ["19700131", "31 01 1970"])
def test_a_day_that_cannot_be_read_is_not_shown(text: str) -> None:
    with pytest.raises(NotReadable, match=f"found a text of {len(text)} characters"):
        day_of(("D/M/YYYY",), text)


def test_a_form_without_a_year_is_refused() -> None:
    with pytest.raises(BrokenSource, match="expected `date` to have day, month and year, each once"):
        read("N;T\nx;y\n", DAYS.replace("DATE", '["D/M/YYYY", "D/M"]'))


def test_a_day_with_a_time_in_a_workbook_is_a_day() -> None:
    content = as_xlsx({"A": [["N", "T"], ["x", datetime(2015, 10, 9, 16, 9)]]})
    assert only(read(content, DAYS.replace("date = DATE", 'date = "D/M/YYYY"'), "v.xlsx")).starts == date(2015, 10, 9)


def test_the_text_null_is_an_empty_cell_where_the_mapping_says_so() -> None:
    toml = 'empty = ["NULL", "-"]\nfact = "turnout"\nfields = { office = { is = "PRESIDENT" }, region = { is = "kpu:1" }, voted_count = "H", valid_count = "S" }\n'
    fact = only(read("H,S\nNULL,7\n", toml))
    assert (fact.voted_count, fact.valid_count) == (None, 7)


def test_zeros_that_excel_keeps_with_a_formula_are_kept() -> None:
    toml = 'fact = "candidacies"\nfields = { office = { is = "DPR" }, district_code = "K", ballot_number = "No", name = "N" }\n'
    fact = only(read('K,No,N\n="0011",1,ANA\n', toml))
    assert isinstance(fact, CandidacyFact)
    assert fact.district_code == "0011"


TURNOUT = 'fact = "turnout"\nfields = { office = { is = "PRESIDENT" }, region = { column = "K", scheme = "kpu" }, voted_count = "H", registered_count = "T" }\n'


@pytest.mark.parametrize("cell", ["99999999999", "-5", "50%", "1.5", "1e3", "x" * 500, "9" * 400])
def test_a_cell_that_is_spoilt_costs_the_cell_and_not_the_fact(cell: str) -> None:
    fact, finding = read(f"K,H,T\n1,{cell},7\n", TURNOUT)
    assert fact == TurnoutFact(
        row=1,
        office="PRESIDENT",
        region=("kpu", "1"),
        voted_count=None,
        registered_count=7,  # type: ignore[arg-type]
    )
    assert isinstance(finding, FindingFact)
    assert (finding.rule, finding.evidence["column"], finding.row) == ("cell-not-readable", "H", 1)
    assert "row 2, column 'H': expected" in finding.message


def test_a_cell_that_says_what_the_fact_is_about_costs_the_fact() -> None:
    (aside,) = read("K,H,T\nx,5,7\n", TURNOUT)
    assert isinstance(aside, SetAsideRow)
    assert (aside.rule, aside.column) == ("cell-not-readable", "K")


def test_the_largest_number_is_read() -> None:
    assert only(read(f"K,H,T\n1,{LARGEST},7\n", TURNOUT)).voted_count == LARGEST
