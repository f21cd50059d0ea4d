"""Where the rows of a mapped file stand: the reading is found and told where it is sure, and asked for where it is not."""

import pytest

from hub.errors import BrokenSource
from hub.facts import Fact, NominationFact
from tests.loaders.mapping import NOMINATIONS, how, only, read, told
from tests.loaders.table_files import as_xlsx


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
        ("No\n", 'fact = "calendar"\nfields = { name = "No", basis = "No", starts = { column = "No", date = "YYYY" } }', "expected `date` to have day, month and year"),
        ("No\n", 'fact = "calendar"\nfields = { name = "No", basis = "No", starts = { column = "No", date = "D M MMMM YYYY" } }', "each once, .*found 'D M MMMM YYYY'"),
        ("S 1\n", votes_melted('{ "S *" = { party_number = "*" }, "S 1" = { party_number = 1 } }'), "found it under 'S 1' once more"),
        ("S 1\n", votes_melted('{ "* *" = { party_number = "*" } }'), r"at most one \* in a column of `melt`, found '\* \*'"),
        ("S 1,S x\n", votes_melted('{ "S *" = { party_number = "*" } }'), "the melted column 'S x': expected a whole number"),
        ("No,Nama\n", 'colour = "red"\n' + NOMINATIONS, "at colour: .*found 'red'"),
    ],
)  # fmt: skip
def test_what_is_not_sure_is_asked_and_not_guessed(content: bytes | str, toml: str, said: str) -> None:
    with pytest.raises(BrokenSource, match=said):
        told(content, toml)


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
    stated = told(book, 'sheets = ["I", "II"]\n' + NOMINATIONS, "a.xlsx")
    assert [(fact.row, fact.name) for fact in stated if isinstance(fact, NominationFact)] == [(1, "A"), (2, "B")]
    with pytest.raises(BrokenSource, match="expected a sheet 'IV', found 'I', 'II', 'III'"):
        read(book, 'sheets = ["I", "IV"]\n' + NOMINATIONS, "a.xlsx")
    with pytest.raises(BrokenSource, match="sheet 'III'"):
        read(book, 'sheets = "*"\n' + NOMINATIONS, "a.xlsx")


@pytest.mark.parametrize(
    ("content", "toml", "rows"),
    [
        ('[{"No": 1, "Nama": "A"}]', "", 1),
        ('{"data": [{"No": 1, "Nama": "A"}, null], "jumlah": 1}', "", 2),
        ('{"a": {"b": {"x": {"No": 1, "Nama": "A"}, "y": {"No": 2, "Nama": "B"}}}}', 'records = "a.b"\n', 2),
        ('[["No", "Nama"], [1, "A"], [2, "B"], []]', "", 2),
        ('[["No", "Nama"], [1, "A"], null]', "", 2),
        ('["No", "Nama"]\n[1, "A"]\n[2, "B"\n', "", 2),
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


def test_a_key_with_two_rows_is_told() -> None:
    toml = 'records = "."\nfact = "nominations"\nfields = { ballot_number = "@key", name = "Nama" }'
    with pytest.raises(BrokenSource, match="each key of a JSON object once, found '1' twice"):
        read('{"1": {"Nama": "A"}, "1": {"Nama": "B"}}', toml, "a.json")


def test_a_page_that_calls_itself_a_workbook_is_told_from_one() -> None:
    with pytest.raises(BrokenSource, match="found an HTML page; save it as one of these, or say what it is"):
        read("<html><table>", NOMINATIONS, "hasil.xls")
    assert only(read("No,Nama\n1,A\n", 'format = "csv"\n' + NOMINATIONS, "hasil.xls")).name == "A"
