"""What is withheld stays so in a mapped source: national ids wherever they stand, days and places of birth, and unmapped columns."""

import contextlib
import io
import subprocess
import sys
from datetime import date
from pathlib import Path

from hub import pipeline, publication
from hub.tables.candidacies import Candidacies
from hub.workspace import read_workspace
from tests.loaders.table_files import as_xlsx
from tests.test_privacy import NATIONAL_ID, holding

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
    checks = [
        subprocess.run(
            [sys.executable, "-c", "from hub.cli import main; main()", "check", str(tmp_path), *more],
            capture_output=True,
            text=True,
            check=False,
        )
        for more in ([], ["--json"])
    ]
    told = printed.getvalue() + "".join(check.stdout + check.stderr for check in checks)
    names = release.table(Candidacies)["name_on_ballot"].to_list()
    assert "SITI" in names
    assert "BUDI [number withheld]" in names
    assert "KOTA BANDA ACEH" in release.table(Candidacies)["residence"].to_list()
    assert "as mapped: candidacies office=DPD district_code=42 ballot_number=1 name=SITI" in told
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
        assert secret not in told
