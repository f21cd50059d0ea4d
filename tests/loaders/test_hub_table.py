"""The hub's own tables: typed cells, rows set aside with the column that is wrong, headers that are refused."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hub.errors import BrokenSource
from hub.facts import (
    CandidacyFact,
    DistrictFact,
    FindingFact,
    RegionCode,
    RegionFact,
    ResultFact,
    SetAsideRow,
    Statement,
    TicketFact,
)
from hub.loaders.fact_fields import TABLES
from hub.loaders.hub_table import LOADER
from hub.loaders.source_file import SourceFile

Read = Callable[..., list[Statement]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return a function that reads a CSV text as a hub table of the given name."""

    def read_text(name: str, text: str, **options: Any) -> list[Statement]:
        path = tmp_path / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        file = SourceFile(path=path, name=path.name, edition_id="2024", options=options)
        return list(LOADER.read(file))

    return read_text


def test_cells_have_the_types_of_the_fact(read: Read) -> None:
    header = "office,district_code,ballot_number,name,party_number,role,gender,birth_date,elected,source\n"
    row = 'DPR,1101,3,"Sri, S.E.",1,,FEMALE,1970-01-31,true,Penetapan calon terpilih\n'
    assert read("candidacies", header + row) == [
        CandidacyFact(
            row=1,
            office="DPR",
            district_code="1101",
            ballot_number=3,
            name="Sri, S.E.",
            party_number=1,
            gender="FEMALE",
            birth_date=date(1970, 1, 31),
            elected=True,
        )
    ]


def test_regions_are_codes_with_their_scheme(read: Read) -> None:
    text = "code,also,name,level,parent,source\nkemendagri:11.05,kpu:1492 bps:1107,ACEH BARAT,REGENCY,kemendagri:11,Permendagri\n"
    assert read("regions", text) == [
        RegionFact(
            row=1,
            code=RegionCode("kemendagri", "11.05"),
            also=(RegionCode("kpu", "1492"), RegionCode("bps", "1107")),
            name="ACEH BARAT",
            level="REGENCY",
            parent=RegionCode("kemendagri", "11"),
        )
    ]


def test_empty_is_not_reported_and_zero_is_zero(read: Read) -> None:
    text = "office,kind,votes_count,party_number,source\nDPR,PARTY_TOTAL,,1,D\nDPR,PARTY_TOTAL,0,2,D\n"
    facts = read("results", text)
    assert [fact.votes_count for fact in facts if isinstance(fact, ResultFact)] == [None, 0]
    assert [fact.variant for fact in facts if isinstance(fact, ResultFact)] == ["", ""]


def test_a_column_that_may_be_empty_may_be_left_out(read: Read) -> None:
    (fact,) = read("tickets", "office,ballot_number,name,source\nPRESIDENT,1,ANI & BUDI,D\n")
    assert fact == TicketFact(row=1, office="PRESIDENT", district_code=None, ballot_number=1, name="ANI & BUDI")


def test_the_option_names_the_table(read: Read) -> None:
    text = "office,code,name,source\nDPR,1101,ACEH I,PKPU 6/2023\n"
    assert read("dapil-2024", text, table="districts") == [
        DistrictFact(row=1, office="DPR", code="1101", name="ACEH I")
    ]


@pytest.mark.parametrize(
    ("cells", "rule", "cause"),
    [
        ("MPR,1101,ACEH I,7,D", "cell-not-readable", "column 'office': expected one of PRESIDENT, DPR,"),
        ("DPR,,ACEH I,7,D", "cell-not-readable", "column 'code': expected a value, found an empty cell"),
        ("DPR,1101,ACEH I,7, ", "source-not-named", "expected the column `source` to name the document"),
        ("DPR,1101,ACEH I", "uneven-row", "expected a cell per column, 5, found 3"),
        ("DPR,1101,ACEH I,7,D,D", "uneven-row", "expected a cell per column, 5, found 6"),
    ],
)
def test_a_bad_row_is_set_aside_and_the_rest_goes_on(read: Read, cells: str, rule: str, cause: str) -> None:
    bad, good = read("districts", f"office,code,name,seats_count,source\n{cells}\nDPR,1102,ACEH II,6,D\n")
    assert isinstance(bad, SetAsideRow)
    assert (bad.row, bad.rule) == (1, rule)
    assert bad.cause.startswith(cause)
    assert isinstance(good, DistrictFact)


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        *(
            ("birth_date", cell, "expected a date such as 2024-02-14")
            for cell in ("31-01-1970", "19700131", "1970-W05-6")
        ),
        ("elected", "ya", "expected one of true, false"),
        ("gender", "L", "expected one of FEMALE, MALE"),
    ],
)
def test_a_cause_says_what_was_expected_and_not_what_is_private(
    read: Read, column: str, cell: str, expected: str
) -> None:
    fact, finding = read("candidacies", f"office,ballot_number,name,{column},source\nDPR,1,SRI,{cell},D\n")
    assert fact == CandidacyFact(row=1, office="DPR", district_code=None, ballot_number=1, name="SRI")
    assert isinstance(finding, FindingFact)
    assert finding.message == f"row 1, column {column!r}: {expected}; found a text of {len(cell)} characters"


def test_a_figure_without_region_and_district_is_not_that_of_the_whole_nation(read: Read) -> None:
    text = (
        "office,kind,votes_count,region,ballot_number,source\nPRESIDENT,TICKET,5,,1,D\nPRESIDENT,TICKET,5,kpu:0,1,D\n"
    )
    aside, whole = read("results", text)
    assert isinstance(aside, SetAsideRow)
    assert (aside.rule, aside.column) == ("no-area", "region")
    assert isinstance(whole, ResultFact)


@pytest.mark.parametrize("number", ["99999999999", "-5"])
def test_a_number_beyond_bounds_costs_the_cell_or_where_it_is_the_fact_the_row(read: Read, number: str) -> None:
    (aside,) = read("results", f"office,kind,votes_count,party_number,source\nDPR,PARTY_TOTAL,{number},1,D\n")
    assert isinstance(aside, SetAsideRow)
    assert "column 'votes_count': expected a number from 0 to 999,999,999, found " in aside.cause
    fact, finding = read("districts", f"office,code,name,seats_count,source\nDPR,1101,ACEH I,{number},D\n")
    assert fact == DistrictFact(row=1, office="DPR", code="1101", name="ACEH I")
    assert isinstance(finding, FindingFact)


@pytest.mark.parametrize(
    "cell", ["11.05", "nik:11.05", "kemendagri:", "kemendagri:1105", "kemendagri:11.5", "kpu:1171021709820003"]
)
def test_a_region_needs_scheme_and_code(read: Read, cell: str) -> None:
    (row,) = read("district_regions", f"office,district_code,region,source\nDPR,1101,{cell},D\n")
    assert isinstance(row, SetAsideRow)
    assert "expected a region such as kemendagri:11.05" in row.cause


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("office,code,nama,name,source", "not known: 'nama'"),
        ("office,code,name,name,source", "there twice: 'name'"),
        ("office,code,source", "missing: 'name'"),
        ("office,code,name", "missing: 'source'"),
        ("", "missing: 'office', 'code', 'name', 'source'"),
    ],
)
def test_a_wrong_header_breaks_the_file(read: Read, header: str, problem: str) -> None:
    with pytest.raises(BrokenSource, match=problem):
        read("districts", f"{header}\n")


def test_an_unknown_table_breaks_the_file(read: Read) -> None:
    with pytest.raises(BrokenSource, match=r"expected the option `table`.*found 'persons'"):
        read("persons", "name,source\n")


@pytest.mark.parametrize("name", TABLES)
def test_every_table_can_be_read_by_its_required_columns(read: Read, name: str) -> None:
    with pytest.raises(BrokenSource, match="missing: ") as caught:
        read(name, "")
    missing = str(caught.value).partition("missing: ")[2].replace("'", "").split(", ")
    assert read(name, ",".join(missing) + "\n") == []


@pytest.mark.parametrize("header", ['"office,code\n', '"' + "x" * 200_000 + '"\n'])
def test_a_header_that_is_no_csv_breaks_the_file_alone(read: Read, header: str) -> None:
    with pytest.raises(BrokenSource, match="expected a header in CSV, found in line 1: "):
        read("districts", header)
