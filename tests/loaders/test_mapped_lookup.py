"""Texts of a column are looked up in another table; those without a partner are counted by text."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from hub.errors import BrokenSource
from hub.facts import FindingFact, RegionCode, ResultFact, SetAsideRow, Statement, VotersFact
from hub.loaders import BY_NAME, SourceFile
from tests.loaders.table_files import as_xlsx

TOML = """
fact = "voters"
fields = { region = { column = "Provinsi", lookup = LOOKUP, scheme = "kemendagri" }, list_kind = { is = "DPT" }, total_count = "L" }
"""

CODES = "Nama,Kode\nACEH,11\nDKI Jakarta,31\nBANTEN,36\n"


def read(folder: Path, content: str, lookup: str, **more: Any) -> list[Statement]:
    options = tomllib.loads(TOML.replace("LOOKUP", lookup)) | more
    source = SourceFile(path=folder / "v.csv", name="v.csv", edition_id="2042", options=options)
    source.content = content.encode()
    return list(BY_NAME["mapped"].read(source))[1:]


def found(statements: list[Statement]) -> list[tuple[str, int | None]]:
    return [(fact.region.value, fact.total_count) for fact in statements if isinstance(fact, VotersFact)]


@pytest.mark.parametrize("lookup", ['"kode.csv"', '{ file = "kode.csv", by = "Nama", take = "Kode" }'])
def test_a_name_is_found_whatever_its_case_and_signs(tmp_path: Path, lookup: str) -> None:
    (tmp_path / "kode.csv").write_text(CODES)
    assert found(read(tmp_path, "Provinsi,L\nACEH,1\ndki-jakarta,2\nBanten ,3\n", lookup)) == [
        ("11", 1),
        ("31", 2),
        ("36", 3),
    ]


def test_a_table_in_any_format_and_in_the_folder_of_the_workspace_is_found(tmp_path: Path) -> None:
    (tmp_path / "kode.xlsx").write_bytes(as_xlsx({"A": [["DAFTAR KODE"], ["No", "Nama", "Kode"], [1, "ACEH", 11]]}))
    options = tomllib.loads(TOML.replace("LOOKUP", '{ file = "kode.xlsx", by = "Nama", take = "Kode" }'))
    source = SourceFile(
        path=tmp_path / "sources" / "v.csv", name="v.csv", edition_id=None, options=options, workspace=tmp_path
    )
    source.content = b"Provinsi,L\nAceh,1\n"
    assert found(list(BY_NAME["mapped"].read(source))) == [("11", 1)]


def test_several_columns_are_looked_up_together(tmp_path: Path) -> None:
    (tmp_path / "kode.csv").write_text("Prov,Kab,Kode\nACEH,PIDIE,11.07\nRIAU,SIAK,14.08\nACEH,SIAK,99.99\n")
    lookup = '{ file = "kode.csv", by = ["Prov", "Kab"], take = "Kode" }'
    toml = TOML.replace("LOOKUP", lookup).replace('column = "Provinsi"', 'column = ["P", "K"], join = " / "')
    source = SourceFile(path=tmp_path / "v.csv", name="v.csv", edition_id=None, options=tomllib.loads(toml))
    source.content = b"P,K,L\nRiau,Siak,1\n"
    assert found(list(BY_NAME["mapped"].read(source))) == [("14.08", 1)]


def test_texts_without_a_partner_are_told_by_text_and_how_often(tmp_path: Path) -> None:
    (tmp_path / "kode.csv").write_text(CODES)
    first, *aside, finding = read(tmp_path, "Provinsi,L\nACEH,1\nNTB,2\nNTT,3\nNTB,4\n", '"kode.csv"')
    assert first == VotersFact(row=1, region=RegionCode("kemendagri", "11"), list_kind="DPT", total_count=1)
    assert [(row.rule, row.column) for row in aside if isinstance(row, SetAsideRow)] == [("no-partner", "Provinsi")] * 3
    assert isinstance(finding, FindingFact)
    assert finding.message == (
        "column 'Provinsi': 3 cells, 2 texts, without a partner in kode.csv: 'NTB' 2 times, 'NTT' 1 times"
    )
    assert finding.evidence["texts"] == finding.shown == {"NTB": 2, "NTT": 1}


def test_names_of_people_without_a_partner_are_counted_and_not_published(tmp_path: Path) -> None:
    (tmp_path / "calon.csv").write_text("Nama,Id\nANA,7\n")
    toml = """
    fact = "finance"
    fields = { period = { is = 1 }, party_number = { is = 1 }, candidate_published_id = { column = "N", lookup = "calon.csv" } }
    """
    source = SourceFile(path=tmp_path / "v.csv", name="v.csv", edition_id=None, options=tomllib.loads(toml))
    source.content = b"N,x\nANA,\nBUDI,\n"
    finding = list(BY_NAME["mapped"].read(source))[-1]
    assert isinstance(finding, FindingFact)
    assert (finding.shown, "BUDI" in finding.message + str(finding.evidence)) == ({"BUDI": 1}, False)


def test_a_name_of_several_rows_that_differ_is_not_chosen_between(tmp_path: Path) -> None:
    (tmp_path / "kode.csv").write_text("Nama,Kode\nBANJAR,63.03\nBanjar,32.79\nACEH,11\nACEH,11\n")
    exact, alike, same, *_ = read(tmp_path, "Provinsi,L\nBanjar,1\nBAN JAR,2\nAceh,3\n", '"kode.csv"')
    assert isinstance(exact, VotersFact)
    assert exact.region.value == "32.79"
    assert isinstance(alike, SetAsideRow)
    assert "has several rows for it that differ" in alike.cause
    assert isinstance(same, VotersFact)


@pytest.mark.parametrize(
    ("table", "lookup", "told"),
    [
        (
            None,
            '"kode.csv"',
            "expected the table 'kode.csv' of `lookup` in the folder of this file or of the workspace",
        ),
        (CODES, '{ file = "kode.csv", by = "Name", take = "Kode" }', "kode.csv: expected the columns 'Name', 'Kode'"),
        ("N,K\n1,2.5\n", '{ file = "kode.csv", by = "N", take = "Alamat" }', "expected the columns 'N', 'Alamat'"),
    ],
)
def test_a_table_that_is_not_there_or_has_not_the_columns_is_told(
    tmp_path: Path, table: str | None, lookup: str, told: str
) -> None:
    if table:
        (tmp_path / "kode.csv").write_text(table)
    with pytest.raises(BrokenSource, match="expected") as error:
        read(tmp_path, "Provinsi,L\nACEH,1\n", lookup)
    assert told in str(error.value)


def test_a_column_that_is_withheld_is_not_looked_up_either(tmp_path: Path) -> None:
    (tmp_path / "orang.csv").write_text("Nama,NIK\nANA,1\n")
    toml = """
    fact = "nominations"
    fields = { ballot_number = "No", name = { column = "N", lookup = { file = "orang.csv", by = "Nama", take = "NIK" } } }
    """
    source = SourceFile(path=tmp_path / "v.csv", name="v.csv", edition_id=None, options=tomllib.loads(toml))
    source.content = b"No,N\n1,ANA\n"
    with pytest.raises(BrokenSource, match="tells a national id in 'name', found 'NIK'"):
        list(BY_NAME["mapped"].read(source))


def test_a_row_of_the_table_without_a_partner_gives_none(tmp_path: Path) -> None:
    (tmp_path / "kode.csv").write_text("Nama,Kode\nAceh,\nBALI,51\n")
    toml = """
    fact = "results"
    fields.office = { is = "DPR" }
    fields.district_code = { is = "1101" }
    fields.region = { column = "Provinsi", lookup = "kode.csv", scheme = "kemendagri" }
    fields.kind = { is = "PARTY_TOTAL" }
    fields.party_number = { is = 1 }
    fields.votes_count = "L"
    """
    source = SourceFile(path=tmp_path / "v.csv", name="v.csv", edition_id=None, options=tomllib.loads(toml))
    source.content = b"Provinsi,L\nAceh,5\nBali,6\n"
    _, aside, fact, finding = BY_NAME["mapped"].read(source)
    assert isinstance(aside, SetAsideRow)
    assert (aside.rule, aside.column) == ("no-partner", "Provinsi")
    assert isinstance(fact, ResultFact)
    assert fact.region == RegionCode("kemendagri", "51")
    assert isinstance(finding, FindingFact)
    assert finding.evidence["texts"] == {"Aceh": 1}
