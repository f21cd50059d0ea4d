"""Fields from what stands around a table, and several facts of one cell."""

import json

import pytest

from hub.errors import BrokenSource
from hub.facts import CandidacyFact, Fact, FindingFact, NominationFact, ResultFact, SetAsideRow
from tests.loaders.mapping import NOMINATIONS, cause, only, read
from tests.loaders.table_files import as_xlsx

SHEETS = {
    f"DAPIL {number}": [
        ["DAFTAR CALON TETAP"],
        [f"DAERAH PEMILIHAN:  UTARA {number}"],
        ["No Partai", "No", "Nama", "Suara"],
        [1, 1, "BUDI", "1.234"],
        [1, 2, "ANI", "1.000*"],
    ]
    for number in (1, 2)
}

RESULTS = """
sheets = "DAPIL *"
fact = "results"
[fields]
office = { is = "DPR" }
kind = { is = "CANDIDATE" }
district_code = DISTRICT
party_number = "No Partai"
ballot_number = "No"
votes_count = { column = "Suara", number = "1.089.290", footnotes = true }
"""


@pytest.mark.parametrize(
    "district",
    [
        "{ sheet = 'DAPIL ([0-9]+)' }",
        "{ title = 'DAERAH PEMILIHAN: UTARA ([0-9]+)' }",
        "{ sheet = 'DAPIL .*', values = { 'DAPIL 1' = '1', 'DAPIL 2' = '2' } }",
    ],
)
def test_the_district_stands_in_the_name_of_the_sheet_or_above_the_header(district: str) -> None:
    facts = read(as_xlsx(SHEETS), RESULTS.replace("DISTRICT", district), "dct.xlsx")
    results = [fact for fact in facts if isinstance(fact, ResultFact)]
    assert [(fact.district_code, fact.ballot_number, fact.votes_count) for fact in results] == [
        ("1", 1, 1234),
        ("1", 2, 1000),
        ("2", 1, 1234),
        ("2", 2, 1000),
    ]
    told = [fact.message for fact in facts if isinstance(fact, FindingFact) and fact.rule == "footnotes"]
    assert told == ["column 'Suara': 2 cells with the mark of a footnote, which is not read"]


def test_the_district_stands_in_the_name_of_the_file() -> None:
    toml = """
    fact = "candidacies"
    fields = { office = { is = "DPR" }, district_code = { file = 'caleg_([0-9]+)\\.csv' }, ballot_number = "No", name = "Nama" }
    """
    fact = only(read("No,Nama\n1,ANA\n", toml, "sub/caleg_1105.csv"))
    assert isinstance(fact, CandidacyFact)
    assert fact.district_code == "1105"
    whole = toml.replace("caleg_([0-9]+)\\.csv", "([0-9]+)/dct\\.csv")
    assert only(read("No,Nama\n1,ANA\n", whole, "1105/dct.csv")).district_code == "1105"


def test_the_district_stands_in_the_document_around_the_rows() -> None:
    document = {"meta": {"dapil": {"kode": 1105}}, "data": [{"No": 1, "Nama": "ANA"}]}
    toml = """
    fact = "candidacies"
    fields = { office = { is = "DPR" }, district_code = { document = "meta.dapil.kode" }, ballot_number = "No", name = "Nama" }
    """
    assert only(read(json.dumps(document), toml, "dct.json")).district_code == "1105"
    with pytest.raises(BrokenSource, match=r"expected a value at 'meta\.dapil\.nama' in the JSON document, found none"):
        read(json.dumps(document), toml.replace("dapil.kode", "dapil.nama"), "dct.json")
    assert read("null", toml, "dct.json") == []  # an empty page


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("{ sheet = 'DAPIL (.*)' }", "expected the name of the sheet to be like 'DAPIL (.*)', found none that is"),
        ("{ title = 'DAPIL (.*)' }", "expected a cell above the header to be like"),
        ("{ file = 'DAPIL (.*)' }", "expected the name of the file to be like"),
        ("{ file = 'x', column = 'No' }", "expected one of `column`, `is`, `melted`, `part`, `file`"),
    ],
)
def test_what_does_not_stand_around_the_table_is_told(field: str, told: str) -> None:
    with pytest.raises(BrokenSource) as error:
        read("No,Nama\n1,ANA\n", NOMINATIONS.replace('"Nama" }', f'"Nama", abbreviation = {field} }}'))
    assert told in str(error.value)


PARTS = r"""
fact = "results"
each = { column = "Suara", pattern = '\[([0-9]+)\]\s*([0-9.]+)' }
[fields]
office = { is = "PRESIDENT" }
kind = { is = "TICKET" }
region = { column = "Kode", scheme = "kemendagri" }
ballot_number = { part = 1 }
votes_count = { part = 2, number = "1.089.290" }
"""


def test_a_cell_states_a_fact_for_each_part_of_it() -> None:
    facts = read("Kode,Suara\n11,[1] 43.255 [2] 38.954\n", PARTS)
    assert [(fact.ballot_number, fact.votes_count) for fact in facts if isinstance(fact, ResultFact)] == [
        (1, 43_255),
        (2, 38_954),
    ]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("[1] 43.255 dan [2] 38.954", "expected nothing but parts like"),
        ("43.255", "found none in a text of 6 characters"),
        ("", "found none in a text of 0 characters"),
    ],
)
def test_a_cell_that_is_not_all_parts_is_not_read_in_part(cell: str, told: str) -> None:
    assert told in cause(read(f"Kode,Suara\n11,{cell}\n", PARTS))


def test_a_part_that_cannot_be_read_costs_its_own_fact() -> None:
    fact, finding = read("Kode,Suara\n11,[1] 43.25 [2] 38.954\n", PARTS)
    assert isinstance(fact, ResultFact)
    assert (fact.ballot_number, fact.votes_count) == (2, 38_954)
    assert isinstance(finding, FindingFact)
    assert "column '2': expected a whole number such as 1.089.290; found '43.25'" in finding.message


ARRAY = """
fact = "candidacies"
each = "calon"
[fields]
office = { is = "DPR" }
district_code = "dapil"
party_number = "partai"
ballot_number = { part = "no" }
name = { part = "orang.nama" }
"""


def test_an_array_within_a_row_states_a_fact_for_each_element() -> None:
    rows = [
        {
            "dapil": "1",
            "partai": 2,
            "calon": [{"no": 1, "orang": {"nama": "ANA"}}, {"no": 2, "orang": {"nama": "BUDI"}}],
        }
    ]
    facts = read(json.dumps(rows), ARRAY, "v.json")
    assert [(fact.row, fact.name) for fact in facts if isinstance(fact, CandidacyFact)] == [(1, "ANA"), (1, "BUDI")]


def test_elements_that_are_texts_are_read_themselves_and_an_empty_array_states_nothing() -> None:
    toml = 'fact = "nominations"\neach = "nama"\nfields = { ballot_number = "no", name = { part = "." } }\n'
    fact, empty, none = read(
        json.dumps([{"no": 1, "nama": ["Melati"]}, {"no": 2, "nama": []}, {"no": 3}]), toml, "v.json"
    )
    assert fact == NominationFact(row=1, ballot_number=1, name="Melati")
    assert isinstance(empty, SetAsideRow)
    assert (empty.rule, empty.row) == ("nothing-stated", 2)
    assert isinstance(none, SetAsideRow)
    assert "column 'nama': expected a list, found an empty cell" in none.cause


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('each = "calon"\n', "", "`part` without `each`, or the other way round"),
        (
            'part = "no"',
            "part = 1",
            "`part` is the number of a group where `each` has a pattern, else the name of a field: 1",
        ),
        (
            'part = "orang.nama"',
            'part = "orang.nik"',
            "expected no column that tells a national id in 'name', found 'orang.nik'",
        ),
    ],
)
def test_parts_that_are_not_there_or_withheld_are_refused(old: str, new: str, told: str) -> None:
    with pytest.raises(BrokenSource) as error:
        read('[{"dapil": "1", "partai": 2, "calon": []}]', ARRAY.replace(old, new), "v.json")
    assert told in str(error.value)


def test_a_figure_whose_area_is_empty_is_not_that_of_the_whole_nation() -> None:
    toml = """
    fact = "results"
    fields = { office = { is = "PRESIDENT" }, kind = { is = "TICKET" }, region = { column = "K", scheme = "kemendagri" }, ballot_number = { is = 1 }, votes_count = "S" }
    """
    fact, aside = read("K,S\n11,5\n,7\n", toml)
    assert isinstance(fact, ResultFact)
    assert isinstance(aside, SetAsideRow)
    assert (aside.column, "expected the region or the district of the figure" in aside.cause) == ("K", True)
    whole = toml.replace('{ column = "K", scheme = "kemendagri" }', '{ is = "kpu:0" }')
    assert [fact.row for fact in read("K,S\n,7\n", whole) if isinstance(fact, Fact)] == [1]
