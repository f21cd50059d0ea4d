"""Which facts the rows of a mapped file state: which rows are taken, melted, filled down, stated once, and checked by a share."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hub.facts import (
    Fact,
    FindingFact,
    LeftOutRow,
    NominationFact,
    PartOfRow,
    RegionCode,
    RegionFact,
    ResultFact,
    SetAsideRow,
    TurnoutFact,
    VotersFact,
)
from hub.loaders.fact_fields import TABLES, fact_fields
from tests.loaders.mapping import NOMINATIONS, cause, only, read, voters
from tests.loaders.table_files import as_xlsx


def test_rows_are_taken_by_what_their_cells_are() -> None:
    toml = r"""
    [[facts]]
    fact = "regions"
    where = { Kode = '\d\d' }
    unless = { Nama = ["", "JUMLAH"] }
    fields = { code = { column = "Kode", scheme = "kemendagri" }, name = "Nama", level = { is = "PROVINCE" }, parent = { is = "kpu:0" }, also = [{ column = "KPU", scheme = "kpu" }, { column = "BPS", scheme = "bps" }] }
    [[facts]]
    fact = "regions"
    where = { Kode = '\d\d\.\d\d' }
    fields = { code = { column = "Kode", scheme = "kemendagri" }, name = "Nama", level = { is = "REGENCY" }, parent = { column = "Kode", pattern = '(\d\d)\.\d\d', scheme = "kemendagri" } }
    """
    province, regency, total, other, told = read(
        "Kode,Nama,KPU,BPS\n11,ACEH,1,11\n11.05,ACEH BARAT,,\n12,JUMLAH,,\n-,x,,\n", toml
    )
    assert province == RegionFact(
        row=1,
        code=RegionCode("kemendagri", "11"),
        name="ACEH",
        level="PROVINCE",
        parent=RegionCode("kpu", "0"),
        also=(RegionCode("kpu", "1"), RegionCode("bps", "11")),
    )
    assert isinstance(regency, RegionFact)
    assert regency.parent == RegionCode("kemendagri", "11")
    assert [total, other] == [LeftOutRow(row=3), LeftOutRow(row=4)]
    assert isinstance(told, FindingFact)
    assert (told.rule, told.message) == (
        "left-out-by-mapping",
        "2 rows left out by `where` and `unless` of the mapping",
    )


def test_each_melted_column_states_a_fact_of_its_own() -> None:
    toml = """
    fact = "results"
    fields = { office = { is = "DPR" }, district_code = "Dapil", votes_count = { melted = true } }
    melt = { "Partai *" = { kind = "PARTY_TOTAL", party_number = "*" }, "Hanya 1" = { kind = "PARTY_ONLY", party_number = 1 } }
    """
    statements = read("Dapil,Partai 1,Partai 2,Hanya 1\n4201,7,,3\n4202,1,x,2\n", toml)
    facts = [
        (fact.row, fact.kind, fact.party_number, fact.votes_count)
        for fact in statements
        if isinstance(fact, ResultFact)
    ]
    assert facts == [
        (1, "PARTY_TOTAL", 1, 7),
        (1, "PARTY_TOTAL", 2, None),
        (1, "PARTY_ONLY", 1, 3),
        (2, "PARTY_TOTAL", 1, 1),
        (2, "PARTY_ONLY", 1, 2),
    ]
    assert [(told.rule, told.row, told.message) for told in statements if isinstance(told, FindingFact)] == [
        (
            "cell-not-readable",
            2,
            "row 3, column 'Partai 2': expected a whole number such as 1089290; found a text of 1 characters",
        )
    ]


def test_merged_cells_hold_for_the_rows_below_where_the_mapping_says_so() -> None:
    book = as_xlsx({"A": [["Kec", "Desa", "S"], ["110101", "a", 1], [None, "b", 2], [], ["110102", "c", 3]]})
    toml = 'fill_down = "Kec"\n' + voters('column = "Kec", scheme = "kemendagri"')
    assert [fact.region.value for fact in read(book, toml, "a.xlsx") if isinstance(fact, VotersFact)] == [
        "11.01.01",
        "11.01.01",
        "11.01.02",
    ]


def test_what_several_rows_repeat_is_stated_once() -> None:
    first, second, other = read("No,Nama\n1,A\n1,A\n1,B\n", NOMINATIONS + "once = true\n")
    assert isinstance(first, Fact)
    assert second == PartOfRow(row=2, of=1)
    assert isinstance(other, Fact)


@pytest.mark.parametrize(
    ("stated", "style", "agrees"),
    [
        ("54,39%", "54,39%", True),
        ("54,4", "54,39", True),
        ("0.54", "0.5439", True),
        ("54,3%", "54,39%", False),
        ("", "54,39%", True),
    ],
)
def test_a_stated_share_that_the_figures_do_not_give_is_a_finding(stated: str, style: str, *, agrees: bool) -> None:
    toml = f"""
    delimiter = ";"
    fact = "turnout"
    fields = {{ office = {{ is = "PRESIDENT" }}, voted_count = "H", registered_count = "T" }}
    shares = {{ column = "P", of = "voted_count", in = "registered_count", style = "{style}" }}
    """
    fact, *findings = read(f"H;T;P\n5439;10000;{stated}\n", toml)
    assert isinstance(fact, Fact)
    assert [finding.rule for finding in findings if isinstance(finding, FindingFact)] == (
        [] if agrees else ["share-differs"]
    )


def test_a_share_that_is_none_is_told_and_the_figures_are_kept() -> None:
    toml = """
    fact = "turnout"
    fields = { office = { is = "PRESIDENT" }, voted_count = "H", registered_count = "T" }
    shares = { column = "P", of = "voted_count", in = "registered_count" }
    """
    fact, finding = read("H,T,P\n1,2,separuh\n", toml)
    assert isinstance(fact, Fact)
    assert isinstance(finding, FindingFact)
    assert "expected a share such as 54,39%; found a text of 7 characters" in finding.message


def test_every_fact_but_shapes_can_be_mapped_with_constants_alone() -> None:
    constants: dict[Any, str] = {str: '"1"', int: "1", date: "2042-02-14", RegionCode: '"kpu:1"'}
    for name, fact in TABLES.items():
        needed = [field for field in fact_fields(fact).values() if field.required]
        fields = ", ".join(
            f"{field.name} = {{ is = {constants.get(field.kind) or choice(field.kind)} }}" for field in needed
        )
        toml = f'header = 1\ndelimiter = ","\nfact = "{name}"\nfields = {{ {fields} }}\n'
        assert type(only(read("X\n1\n", toml))) is fact
    subclasses: Callable[[], list[type[Fact]]] = Fact.__subclasses__
    assert {fact.__name__ for fact in subclasses()} - {fact.__name__ for fact in TABLES.values()} == {"ShapeFact"}


def choice(kind: Any) -> str:
    return repr(kind.__args__[0]).replace("'", '"')


FILLED = """
fill_down = "Dapil"
fact = "results"
fields = { office = { is = "DPR" }, kind = { is = "PARTY_TOTAL" }, district_code = "Dapil", party_number = "No", votes_count = "Suara" }
"""


def test_below_a_row_that_is_set_aside_nothing_is_filled_until_the_column_is() -> None:
    stated = read("Dapil,No,Suara\n1101,1,10\n1102,1,30,40\n,2,50\n,3,60\n1103,1,7\n,2,8\n", FILLED)
    assert [(row.row, row.rule) for row in stated if isinstance(row, SetAsideRow)] == [
        (2, "uneven-row"),
        (3, "cell-not-readable"),
        (4, "cell-not-readable"),
    ]
    facts = [(fact.district_code, fact.votes_count) for fact in stated if isinstance(fact, ResultFact)]
    assert facts == [("1101", 10), ("1103", 7), ("1103", 8)]


def test_a_header_on_top_of_the_next_page_fills_nothing() -> None:
    first, header, second = read("Dapil,No,Suara\n1101,1,10\nDapil,No,Suara\n,3,50\n", FILLED)
    assert isinstance(header, SetAsideRow)
    assert isinstance(second, ResultFact)
    assert isinstance(first, ResultFact)
    assert (first.district_code, second.district_code, second.votes_count) == ("1101", "1101", 50)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (",1101", "expected the region of the figure, found an empty cell"),
        ("11,1101", None),
        (",", "expected the region or the district of the figure"),
    ],
)
def test_a_figure_with_an_empty_region_is_not_that_of_the_whole_district(cells: str, told: str | None) -> None:
    toml = """
    fact = "turnout"
    fields.office = { is = "DPR" }
    fields.region = { column = "Wilayah", scheme = "kpu" }
    fields.district_code = "Dapil"
    fields.valid_count = "Sah"
    """
    found = only(read(f"Wilayah,Dapil,Sah\n{cells},5\n", toml))
    assert isinstance(found, TurnoutFact) if told is None else told in found.cause


def test_a_text_that_means_the_whole_district_is_one() -> None:
    toml = """
    fact = "turnout"
    fields.office = { is = "DPR" }
    fields.region = { column = "Wilayah", scheme = "kpu", values = { JUMLAH = "" }, keep_others = true }
    fields.district_code = "Dapil"
    fields.valid_count = "Sah"
    """
    assert only(read("Wilayah,Dapil,Sah\nJUMLAH,1101,5\n", toml)).region is None


def test_a_join_with_an_empty_part_is_told() -> None:
    toml = 'fact = "nominations"\nfields = { ballot_number = "No", name = { column = ["Depan", "Belakang"], join = " " } }\n'
    full, aside = read("No,Depan,Belakang\n1,ANA,SITI\n2,BUDI,\n", toml)
    assert isinstance(full, NominationFact)
    assert full.name == "ANA SITI"
    assert isinstance(aside, SetAsideRow)
    assert "found none in Belakang" in aside.cause


def test_a_join_may_skip_what_is_empty() -> None:
    name = '{ column = ["Depan", "Belakang"], join = " ", skip_empty = true }'
    toml = f'fact = "nominations"\nfields = {{ ballot_number = "No", name = {name} }}\n'
    found = read("No,Depan,Belakang\n1,ANA,SITI\n2,BUDI,\n3,,CITRA\n", toml)
    assert [fact.name for fact in found if isinstance(fact, NominationFact)] == ["ANA SITI", "BUDI", "CITRA"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b'[{"No": 1, "Nama": 123456789012345678901}]', "a.json"),
        (as_xlsx({"A": [["No", "Nama"], [1, 12345678901234567]]}), "a.xlsx"),
    ],
)
def test_digits_that_a_number_may_have_lost_are_not_made_up(content: bytes, name: str) -> None:
    assert "format the column as text" in cause(read(content, NOMINATIONS, name))


def test_whole_numbers_of_json_keep_their_digits() -> None:
    assert only(read('[{"No": 1, "Nama": 900719925474099}]', NOMINATIONS, "a.json")).name == "900719925474099"
