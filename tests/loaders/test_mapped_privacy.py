"""What is withheld stays so in a mapped source: national ids wherever they stand, days and places of birth, and unmapped columns."""

import contextlib
import io
import tomllib
from datetime import date
from pathlib import Path

import pytest

from hub import pipeline, publication
from hub.errors import BrokenSource
from hub.facts import CandidacyFact
from hub.loaders import BY_NAME, SourceFile
from hub.loaders.mapped.private import WITHHELD_FIELDS, refusal
from hub.tables.candidacies import Candidacies
from hub.workspace import read_workspace
from tests.command import run
from tests.loaders.mapping import NOMINATIONS, only, read, told
from tests.loaders.table_files import as_xlsx
from tests.planting import NATIONAL_ID
from tests.test_privacy import holding

HUB_TOML = """
[hub]
title = "Invented"

[[editions]]
id = "2042"
name = "Pemilu 2042"

[[sources]]
id = "calon"
loader = "mapped"
path = "*.xlsx"
edition = "2042"
title = "Candidates"
publisher = "Komisi Pemilihan"

[[sources.options.facts]]
fact = "districts"
once = true
fields = { office = { is = "DPD" }, code = "Dapil", name = "Dapil" }

[[sources.options.facts]]
fact = "candidacies"
[sources.options.facts.fields]
office = { is = "DPD" }
district_code = "Dapil"
ballot_number = "No"
name = "Nama"
published_id = "Kode"
birth_date = { column = "Lahir", date = "DD-MM-YYYY" }
birth_place = "Tempat Lahir"
residence = "Alamat"
"""

ROWS = [
    ["Dapil", "No", "Nama", "Kode", "Lahir", "Tempat Lahir", "Alamat", "Catatan", f"Kolom {NATIONAL_ID}"],
    [
        "42",
        1,
        "SITI",
        "A1",
        date(1970, 2, 7),
        "Kampungrahasia",
        "Jl. Rahasia 3, KOTA BANDA ACEH",
        "catatan-rahasia",
        "x",
    ],
    ["42", 2, f"BUDI {NATIONAL_ID}", f"foto-{NATIONAL_ID}.jpg", "08-02-1970", "Kampungrahasia", NATIONAL_ID, "-", "x"],
    ["42", int(NATIONAL_ID), "TUTI", "-", NATIONAL_ID, "-", "-", "-", "x"],
    [NATIONAL_ID, 4, "ADI", int(NATIONAL_ID), "09-02-1970", "-", "-", "-", "x"],
]


def test_nothing_withheld_reaches_an_output_or_what_is_printed(tmp_path: Path) -> None:
    (tmp_path / "hub.toml").write_text(HUB_TOML, encoding="utf-8")
    (tmp_path / f"calon-{NATIONAL_ID}.xlsx").write_bytes(as_xlsx({f"Lembar {NATIONAL_ID}": ROWS}))
    out, printed = tmp_path / "out", io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        release = pipeline.build(
            read_workspace(tmp_path), tmp_path, out, previous=None, strict=False, progress=lambda *_: None
        )
        publication.publish(out, release, lambda *_: None)
    checks = [run("check", str(tmp_path), *more) for more in ([], ["--json"])]
    said = printed.getvalue() + "".join(check.stdout + check.stderr for check in checks)
    names = release.table(Candidacies)["name_on_ballot"].to_list()
    assert "SITI" in names
    assert "BUDI [number withheld]" in names
    assert "KOTA BANDA ACEH" in release.table(Candidacies)["residence"].to_list()
    assert "as mapped: candidacies office=DPD district_code=42 ballot_number=1 name=SITI" in said
    for secret in (
        NATIONAL_ID,
        "1970-02-07",
        "1970-02-08",
        "07-02-1970",
        "Kampungrahasia",
        "Jl. Rahasia",
        "catatan-rahasia",
    ):
        assert holding(out, secret) == []
        assert secret not in said


def test_a_row_that_may_be_personal_is_not_shown() -> None:
    with pytest.raises(BrokenSource) as caught:
        told("SITI,07-02-1970\n", NOMINATIONS)
    assert "SITI" not in str(caught.value)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("NIK", "published_id"), ("no_ktp", "name"), ("Agama", "residence"), ("Status Perkawinan", "residence"),
        ("Nama Istri", "name"), ("Jumlah Anak", "rank"), ("Alamat Rumah", "name"), ("Foto", "published_id"), ("No. HP", "name"),
        ("Tempat/Tanggal Lahir", "name"), ("NIK dan Agama", "name"), ("Tanggal Lahir", "residence"), ("TTL", "residence"), ("Tempat Lahir", "residence"), ("Email", "name"),
        ("noKtp", "name"), ("noktp", "name"), ("NIKCalon", "name"), ("tglLahirCalon", "published_id"), ("agamaCalon", "residence"),
        ("alamatRumah", "name"), ("alamat2", "name"), ("TempatLahir", "residence"), ("eMail", "name"), ("noHp", "name"), ("dob1", "name"),
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


def test_a_column_that_is_looked_up_is_checked_by_its_header(tmp_path: Path) -> None:
    (tmp_path / "calon.csv").write_text("Nama,agamaCalon\nA,X\n")
    options = tomllib.loads("""
    fact = "candidacies"
    fields = { office = { is = "DPD" }, district_code = { is = "42" }, ballot_number = "No", name = "Nama", published_id = { column = "Nama", lookup = "calon.csv" } }
    """)
    source = SourceFile(path=tmp_path / "v.csv", name="v.csv", edition_id=None, options=options)
    source.content = b"No,Nama\n1,A\n"
    with pytest.raises(BrokenSource, match="found 'agamaCalon'; what it tells is withheld"):
        list(BY_NAME["mapped"].read(source))


@pytest.mark.parametrize(
    "header", ["Nama", "KotaAsal", "Kanaknya", "Teknik", "Tekniker", "TotalSuara", "phrase", "Panik", "KPU2"]
)
def test_a_header_that_only_resembles_a_private_one_fills_any_field(header: str) -> None:
    assert refusal(header, "name") is None


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
