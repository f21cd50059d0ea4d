"""A mapping in hub.toml: how a table is found, how cells are read, what is refused, and in which words."""

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hub.errors import BrokenSource
from hub.facts import (
    CandidacyFact,
    Fact,
    FindingFact,
    PartOfRow,
    RegionCode,
    RegionFact,
    ResultFact,
    SetAsideRow,
    Statement,
    VotersFact,
)
from hub.loaders import BY_NAME, SourceFile
from hub.loaders.fact_fields import TABLES, fact_fields
from hub.loaders.mapped.private import WITHHELD_FIELDS
from tests.loaders.table_files import as_xlsx

NOMINATIONS = 'fact = "nominations"\nfields = { ballot_number = "No", name = "Nama" }\n'


def read(content: bytes | str, toml: str, name: str = "tabel.csv") -> list[Statement]:
    """Return what a mapping makes of a file, without the finding that tells how it was read."""
    return told(content, toml, name)[1:]


def told(content: bytes | str, toml: str, name: str = "tabel.csv") -> list[Statement]:
    source = SourceFile(path=Path(name), name=name, edition_id="2042", options=tomllib.loads(toml))
    source.content = content.encode() if isinstance(content, str) else content
    return list(BY_NAME["mapped"].read(source))


def how(content: bytes | str, toml: str, name: str = "tabel.csv") -> str:
    """Return in which words it is told how a file was read."""
    first = told(content, toml, name)[0]
    assert isinstance(first, FindingFact)
    return first.message


def only(statements: list[Statement]) -> Any:
    (statement,) = statements
    return statement


def cause(statements: list[Statement]) -> str:
    aside = only(statements)
    assert isinstance(aside, SetAsideRow)
    return aside.cause


def votes_melted(melt: str) -> str:
    fields = 'office = { is = "DPR" }, kind = { is = "PARTY_TOTAL" }, votes_count = { melted = true }'
    return f'delimiter = ","\nfact = "results"\nfields = {{ {fields} }}\nmelt = {melt}\n'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("No,Nama\n1,A\n", "CSV, encoding utf-8, delimiter ',', header in row 1; every column is mapped"),
        ("\ufeffNo;Nama;X\n1;A;\n", "CSV, encoding utf-8-sig, delimiter ';', header in row 1; not mapped: 'X'"),
        (
            "Judul, besar\n\nNo\tNama\n1\tA\n",
            "CSV, encoding utf-8, delimiter '\\t', header in row 3; every column is mapped",
        ),
        ("No| Nama \n1|A\n", "CSV, encoding utf-8, delimiter '|', header in row 1; every column is mapped"),
        ('No,"Nama\n"\n1,A\n', "CSV, encoding utf-8, delimiter ',', header in row 1; every column is mapped"),
    ],
)
def test_the_reading_under_which_all_columns_stand_in_one_row_is_found_and_told(content: str, said: str) -> None:
    assert how(content, NOMINATIONS) == f"read as {said}"


@pytest.mark.parametrize(
    ("content", "toml", "said"),
    [
        ("No,Nama\n1,A\n2,No\nNo,Nama,X\n", NOMINATIONS, "found 2: .*row 1; .*row 4; say which with the option `header`"),
        ("1,A\n2,B\n", 'fact = "nominations"\nfields = { ballot_number = 1, name = 2 }', "option `header`|`delimiter`"),
        ("No,Name\n1,A\n", NOMINATIONS, r"row 1\) the columns 'No', 'Name'; not there, or there twice: 'Nama'"),
        ("No,Nama,Nama\n1,A,B\n", NOMINATIONS, "not there, or there twice: 'Nama'"),
        ("", NOMINATIONS, "expected the columns 'No', 'Nama', each once, in one row; found no rows"),
        ("No,Nama\n1,\xe9\n".encode("latin-1"), NOMINATIONS, "found byte 0xe9, which is 'é' in cp1252, 'È' in mac_roman"),
        ("No,Nama\n".encode("utf-16-le"), NOMINATIONS, "found bytes that are zero; name the encoding"),
        ("No,Nama\n", 'encoding = "utf-99"\n' + NOMINATIONS, "expected text in utf-99, found unknown encoding"),
        ("\xff", 'encoding = "ascii"\n' + NOMINATIONS, "expected text in ascii, found"),
        ('No,Nama\n1,"A\n', NOMINATIONS, "expected CSV with delimiter ',', found in line 2"),
        ("No,Nama\n", 'sheets = "A"\n' + NOMINATIONS, "expected no option `sheets` for a file read as csv"),
        ("No,Nama\n", 'fact = "persons"\nfields = {}', "expected the option `fact` to be one of regions,"),
        ("No,Nama\n", 'fact = "nominations"\nfields = { nama = "Nama" }', "no such field: nama; not filled: ballot_number, name"),
        ("No\n", 'fact = "nominations"\nfields = { name = "No", ballot_number = { column = "No", is = 1 } }', "expected one of `column`"),
        ("No\n", 'fact = "nominations"\nfields = { name = "No", ballot_number = { column = "No", number = "1_089" } }', "expected `number` as one of 1089290"),
        ("No\n", 'fact = "nominations"\nfields = { name = "No", ballot_number = { is = "one" } }', "expected a whole number"),
        ("No\n", 'fact = "nominations"\nfields = { name = "No", ballot_number = { melted = true } }', "`melted` without a table"),
        ("S 1\n", votes_melted('{ "S *" = { party_number = "*" }, "S 1" = { party_number = 1 } }'), "found it under 'S 1' once more"),
        ("S 1\n", votes_melted('{ "* *" = { party_number = "*" } }'), r"at most one \* in a column of `melt`, found '\* \*'"),
        ("S 1,S x\n", votes_melted('{ "S *" = { party_number = "*" } }'), "the melted column 'S x': expected a whole number"),
        ("No,Nama\n", 'colour = "red"\n' + NOMINATIONS, "at colour: .*found 'red'"),
    ],
)  # fmt: skip
def test_what_is_not_sure_is_asked_and_not_guessed(content: bytes | str, toml: str, said: str) -> None:
    with pytest.raises(BrokenSource, match=said):
        told(content, toml)


def test_a_row_that_may_be_personal_is_not_shown() -> None:
    with pytest.raises(BrokenSource) as caught:
        told("SITI,07-02-1970\n", NOMINATIONS)
    assert "SITI" not in str(caught.value)


def test_a_table_of_one_column_needs_its_delimiter_where_a_cell_holds_one() -> None:
    fields = 'fact = "nominations"\nfields = { ballot_number = { is = 1 }, name = "Nama" }\n'
    assert only(read("Nama\nMelati\n", fields)).name == "Melati"
    with pytest.raises(BrokenSource, match=r"delimiter ',', header in row 1; .*delimiter none.*option `delimiter`"):
        read("Nama\nMelati, Raya\n", fields)
    assert only(read("Nama\nMelati, Raya\n", 'delimiter = ";"\n' + fields)).name == "Melati, Raya"


def test_a_header_of_two_rows_and_a_table_without_one() -> None:
    fields = (
        'fact = "nominations"\nfields = { ballot_number = "Partai / No", name = "Partai / Nama" }\nheader = [2, 3]\n'
    )
    found = only(read("Judul,,\nx,Partai,\n,No,Nama\n-,4,Melati\n", fields))
    assert (found.row, found.ballot_number, found.name) == (1, 4, "Melati")
    by_place = 'header = 0\ndelimiter = ","\nfact = "nominations"\nfields = { ballot_number = 2, name = 1 }\n'
    assert only(read("Melati,4\n", by_place)).ballot_number == 4


def test_several_sheets_are_read_one_after_the_other_and_must_be_named() -> None:
    book = as_xlsx({"I": [["No", "Nama"], [1, "A"]], "II": [["x"], ["No", "Nama"], [2, "B"]], "III": [["Catatan"]]})
    with pytest.raises(
        BrokenSource, match=r"sheet 'I', header in row 1; XLSX, sheet 'II', header in row 2; .*`sheets`"
    ):
        read(book, NOMINATIONS, "a.xlsx")
    facts = [fact for fact in told(book, 'sheets = ["I", "II"]\n' + NOMINATIONS, "a.xlsx") if isinstance(fact, Fact)]
    assert [(fact.row, fact.name) for fact in facts] == [(1, "A"), (2, "B")]  # type: ignore[attr-defined]
    with pytest.raises(BrokenSource, match="expected a sheet 'IV', found 'I', 'II', 'III'"):
        read(book, 'sheets = ["I", "IV"]\n' + NOMINATIONS, "a.xlsx")
    with pytest.raises(BrokenSource, match="sheet 'III'"):
        read(book, 'sheets = "*"\n' + NOMINATIONS, "a.xlsx")


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


def voters(region: str) -> str:
    return f'fact = "voters"\nfields = {{ region = {{ {region} }}, list_kind = {{ is = "DPT" }}, total_count = "S" }}\n'


def test_a_value_that_the_mapping_does_not_list_is_set_aside_unless_others_are_kept() -> None:
    fields = 'fact = "voters"\nfields = { region = { column = "K", values = { ACEH = "kemendagri:11" } }, list_kind = "L", total_count = "S" }\n'
    assert only(read("K,L,S\nACEH,DPT,7\n", fields)) == VotersFact(
        row=1, region=RegionCode("kemendagri", "11"), list_kind="DPT", total_count=7
    )
    assert "expected one of the mapping's values, ACEH" in cause(read("K,L,S\nRIAU,DPT,7\n", fields))
    kept = fields.replace("values =", "keep_others = true, values =")
    assert only(read("K,L,S\nkemendagri:14,DPT,7\n", kept)).region.value == "14"
    assert "expected a region such as" in cause(read("K,L,S\nRIAU,DPT,7\n", kept))


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
    province, regency, total, other = read(
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
    assert [row.rule for row in (total, other) if isinstance(row, SetAsideRow)] == ["left-out-by-mapping"] * 2


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


@pytest.mark.parametrize(
    ("content", "toml", "rows"),
    [
        ('[{"No": 1, "Nama": "A"}]', "", 1),
        ('{"data": [{"No": 1, "Nama": "A"}, null], "jumlah": 1}', "", 2),
        ('{"a": {"b": {"x": {"No": 1, "Nama": "A"}, "y": {"No": 2, "Nama": "B"}}}}', 'records = "a.b"\n', 2),
        ('[["No", "Nama"], [1, "A"], [2, "B"], []]', "", 2),
    ],
)
def test_rows_are_found_in_a_json_document(content: str, toml: str, rows: int) -> None:
    statements = read(content, toml + NOMINATIONS, "a.json")
    assert len(statements) == rows
    assert isinstance(statements[0], Fact)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            '{"a": [], "b": []}',
            r"found an object with 2 \('a', 'b'\); say where the rows stand with the option `records`",
        ),
        ('{"a": 1}', "found an object with 0"),
        ("7", "expected rows in a JSON array at '.', found the number 7"),
        ("[", "expected JSON"),
        ('[{"No": 1}]', "not there, or there twice: 'Nama'"),
    ],
)
def test_a_json_document_without_rows_is_refused(content: str, said: str) -> None:
    with pytest.raises(BrokenSource, match=said):
        read(content, NOMINATIONS, "a.json")


def test_keys_of_a_json_object_and_fields_within_fields_are_columns() -> None:
    toml = 'records = "."\nfact = "voters"\nfields = { region = { column = "@key", scheme = "kemendagri" }, list_kind = { is = "DPT" }, total_count = "dpt.jumlah" }'
    assert only(read('{"1105": {"dpt": {"jumlah": 7, "lain": [1]}}}', toml, "a.json")).total_count == 7


def test_a_page_that_calls_itself_a_workbook_is_told_from_one() -> None:
    with pytest.raises(BrokenSource, match="found an HTML page; save it as one of these, or say what it is"):
        read("<html><table>", NOMINATIONS, "hasil.xls")
    assert only(read("No,Nama\n1,A\n", 'format = "csv"\n' + NOMINATIONS, "hasil.xls")).name == "A"


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("NIK", "published_id"), ("no_ktp", "name"), ("Agama", "residence"), ("Status Perkawinan", "residence"),
        ("Nama Istri", "name"), ("Jumlah Anak", "rank"), ("Alamat Rumah", "name"), ("Foto", "published_id"), ("No. HP", "name"),
        ("Tempat/Tanggal Lahir", "name"), ("NIK dan Agama", "name"), ("Tanggal Lahir", "residence"), ("TTL", "residence"), ("Tempat Lahir", "residence"), ("Email", "name"),
    ],
)  # fmt: skip
def test_a_column_that_tells_what_is_withheld_fills_no_public_field(header: str, field: str) -> None:
    fields = {
        "office": '{ is = "DPD" }',
        "district_code": '{ is = "42" }',
        "ballot_number": "{ is = 1 }",
        "name": '{ is = "A" }',
    }
    fields[field] = "{ column = 1 }"
    toml = 'header = 1\ndelimiter = ","\nfact = "candidacies"\n' + "\n".join(
        f"fields.{k} = {v}" for k, v in fields.items()
    )
    with pytest.raises(BrokenSource, match=f"in '{field}', found '{header}'; what it tells is withheld"):
        read(f"{header},x\nA,\n", toml)


def test_a_count_of_many_tells_nothing_of_one() -> None:
    fields = 'fact = "voters"\nfields = { region = { is = "kpu:1" }, list_kind = { is = "DPK" }, total_count = "Pengguna KTP" }'
    assert only(read("Pengguna KTP,x\n7,\n", fields)).total_count == 7


def test_evidence_fills_the_fields_that_are_withheld_and_no_other() -> None:
    assert {"birth_date", "birth_place"} == WITHHELD_FIELDS
    toml = """
    fact = "candidacies"
    fields.office = { is = "DPD" }
    fields.district_code = { is = "42" }
    fields.ballot_number = "No"
    fields.name = "Nama"
    fields.birth_date = { column = "Lahir", date = "DD-MM-YYYY" }
    fields.birth_place = "Tempat Lahir"
    fields.residence = "Alamat"
    """
    found = only(read("No,Nama,Lahir,Tempat Lahir,Alamat\n1,A,07-02-1970,X,Jl. Melati 3 KOTA BANDA ACEH\n", toml))
    assert isinstance(found, CandidacyFact)
    assert (found.birth_date, found.birth_place, found.residence) == (date(1970, 2, 7), "X", "KOTA BANDA ACEH")
    with pytest.raises(BrokenSource, match="to fill nothing else, found 'Lahir' in other fields of candidacies"):
        read("No,Nama,Lahir,Tempat Lahir,Alamat\n", toml + 'fields.published_id = "Lahir"\n')


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
