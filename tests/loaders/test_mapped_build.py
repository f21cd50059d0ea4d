"""Tables that no loader was written for, from a mapping alone to rows of a release and answers to queries.

One list of candidates with their votes is written in every format, for an edition each; all give the same release rows.
"""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from hub.pipeline import build
from hub.publication import publish
from hub.release import Release
from hub.tables.candidacies import Candidacies
from hub.tables.results import Results
from hub.tables.set_aside import SetAside
from hub.tables.sources import Sources
from hub.workspace import read_workspace
from tests.command import run
from tests.loaders.table_files import Rows, as_csv, as_json, as_ods, as_parquet, as_xls, as_xlsx

HEADER = ["Kode", "Dapil", "No", "Partai", "Urut", "Nama Calon", "L/P", "Tgl Lahir", "Agama", "Suara Sah", "Terpilih"]
BODY: Rows = [
    ["4201", "UTARA I", 1, "Partai Melati", 1, "José Alvès", "L", "07-02-1970", "-", "1.089.290", "YA"],
    ["4201", "UTARA I", 1, "Partai Melati", 2, "SRI ÑANDÚ", "P", "-", "-", "0", "TIDAK"],
    ["4201", "UTARA I", 2, "Partai Kamboja", 1, "BUDI", "L", "08-03-1971", "-", "-", "TIDAK"],
    ["4202", "UTARA II", 2, "Partai Kamboja", 1, "TUTI", "P", "09-04-1972", "-", "12", "YA"],
    ["4202", "UTARA II", 2, "Partai Kamboja", "dua", "ADI", "L", "09-04-1973", "-", "13", "TIDAK"],
]
TABLE: Rows = [HEADER, *BODY]

TITLED: Rows = [["DAFTAR CALON DAN PEROLEHAN SUARA"], [], *TABLE]
"""As it stands in a sheet that is made to be printed."""

DAYS: Rows = [[date(1970, 2, 7) if cell == "07-02-1970" else cell for cell in row] for row in TITLED]

FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "2036": ("calon.csv", lambda: as_csv(TABLE), 'encoding = "cp1252"'),
    "2037": ("calon.tsv", lambda: as_csv(TABLE, "\t", "utf-16"), ""),
    "2038": ("calon.xls", lambda: as_xls({"Catatan": [["-"]], "Calon": DAYS}), ""),
    "2039": (
        "calon.xlsx",
        lambda: as_xlsx({"Dapil I": DAYS[:6], "Catatan": [["-"]], "Dapil II": [HEADER, *DAYS[6:]]}),
        'sheets = ["Dapil *"]',
    ),
    "2040": ("calon.ods", lambda: as_ods({"Calon": DAYS}), ""),
    "2041": ("calon.json", lambda: as_json([HEADER, *([str(cell) for cell in row] for row in BODY)]), ""),
    "2042": ("calon.parquet", lambda: as_parquet([HEADER, *([*row[:4], str(row[4]), *row[5:]] for row in BODY)]), ""),
}
"""Edition -> name, content, and the options that this format needs beside the mapping."""

FACTS = """
[[sources.options.facts]]
fact = "districts"
once = true
fields = { office = { is = "DPR" }, code = "Kode", name = "Dapil" }

[[sources.options.facts]]
fact = "nominations"
once = true
fields = { ballot_number = "No", name = "Partai" }

[[sources.options.facts]]
fact = "candidacies"
[sources.options.facts.fields]
office = { is = "DPR" }
district_code = "Kode"
party_number = "No"
ballot_number = "Urut"
name = "Nama Calon"
gender = { column = "L/P", values = { L = "MALE", P = "FEMALE" } }
birth_date = { column = "Tgl Lahir", date = "DD-MM-YYYY" }
elected = { column = "Terpilih", values = { YA = true, TIDAK = false } }

[[sources.options.facts]]
fact = "results"
[sources.options.facts.fields]
office = { is = "DPR" }
kind = { is = "CANDIDATE" }
district_code = "Kode"
party_number = "No"
ballot_number = "Urut"
votes_count = { column = "Suara Sah", number = "1.089.290" }
"""


def hub_toml() -> str:
    editions = "".join(f'[[editions]]\nid = "{edition}"\nname = "Pemilu {edition}"\n\n' for edition in FILES)
    sources = "".join(
        f"""
[[sources]]
id = "calon-{edition}"
loader = "mapped"
path = "{name}"
edition = "{edition}"
title = "Candidates and votes"
publisher = "Komisi Pemilihan"
status = "CERTIFIED"

[sources.options]
empty = "-"
{options}
{FACTS}"""
        for edition, (name, _, options) in FILES.items()
    )
    return f'[hub]\ntitle = "Invented"\n\n{editions}{sources}'


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mapped")
    (folder / "hub.toml").write_text(hub_toml(), encoding="utf-8")
    for name, content, _ in FILES.values():
        (folder / name).write_bytes(content())
    return folder


@pytest.fixture(scope="module")
def release(workspace: Path) -> Release:
    """Return the release of the workspace, with all that is made from it."""
    space, out = read_workspace(workspace), workspace / ".hub"
    made = build(space, workspace, out, previous=None, strict=True, progress=lambda *_: None)
    publish(out, made, lambda *_: None)
    return made


@pytest.mark.parametrize("edition", FILES)
def test_each_format_gives_the_same_candidacies(release: Release, edition: str) -> None:
    rows = release.table(Candidacies).filter(pl.col("edition_id").cast(pl.String) == edition).sort("candidacy_id")
    found = rows.select(
        "candidacy_id", "name_on_ballot", pl.col("gender").cast(pl.String), "birth_year", "elected"
    ).rows()
    assert found == [
        (f"{edition}/dpr/4201/1/1", "José Alvès", "MALE", 1970, True),
        (f"{edition}/dpr/4201/1/2", "SRI ÑANDÚ", "FEMALE", None, False),
        (f"{edition}/dpr/4201/2/1", "BUDI", "MALE", 1971, False),
        (f"{edition}/dpr/4202/2/1", "TUTI", "FEMALE", 1972, True),
    ]


@pytest.mark.parametrize("edition", FILES)
def test_each_format_gives_the_same_votes_and_null_is_not_zero(release: Release, edition: str) -> None:
    rows = release.table(Results).filter(pl.col("contest_id").str.starts_with(f"{edition}/"))
    assert sorted(rows.select("candidacy_id", "votes_count", "source_row").rows()) == [
        (f"{edition}/dpr/4201/1/1", 1_089_290, 1),
        (f"{edition}/dpr/4201/1/2", 0, 2),
        (f"{edition}/dpr/4201/2/1", None, 3),
        (f"{edition}/dpr/4202/2/1", 12, 4),
    ]


def test_the_books_of_each_file_balance(release: Release) -> None:
    """The fifth row has no number on its list, and its district and party are stated by other rows."""
    sources = release.table(Sources)
    assert sources.select("rows_read_count", "rows_kept_count", "rows_set_aside_count").rows() == [(5, 4, 1)] * len(
        FILES
    )
    aside = release.table(SetAside).select("source_row", "rule", "cause")
    assert {(row, rule) for row, rule, _ in aside.rows()} == {(5, "cell-not-readable")}
    assert (
        "sheet 'Dapil II', row 3, column 'Urut': expected a whole number such as 1089290; found a text of 3 characters"
        in aside["cause"]
    )
    assert release.manifest.quality["findings_by_rule"]["mapped-as"] == len(FILES) + 1


def test_queries_answer_from_each_format(workspace: Path, release: Release) -> None:
    query = '{ candidacies(where: {name: {contains: "ALVES"}}) { nodes { key votesCount elected } } }'
    answered = run("query", str(workspace), query)
    assert answered.returncode == 0, answered.stderr
    assert json.loads(answered.stdout)["data"]["candidacies"]["nodes"] == [
        {"key": f"{edition}/dpr/4201/1/1", "votesCount": 1_089_290, "elected": True} for edition in FILES
    ]


def test_a_check_shows_how_each_file_is_read_and_what_is_not_mapped(workspace: Path) -> None:
    printed = check(workspace)
    assert "calon-2036: calon.csv" in printed
    for told in (
        "read as CSV, encoding cp1252, delimiter ';', header in row 1",
        "read as CSV, encoding utf-16, delimiter '\\t', header in row 1",
        "read as XLS, sheet 'Calon', header in row 3",
        "read as XLSX, sheet 'Dapil II', header in row 1",
        "read as ODS, sheet 'Calon', header in row 3",
        "read as JSON, records data",
        "read as Parquet",
    ):
        assert f"  {told}\n" in printed
    assert printed.count("not mapped: 'Agama'") == len(FILES) + 1
    assert "row 4 as read:   Kode: '4201', Dapil: 'UTARA I'" in printed
    assert "votes_count=1089290" in printed
    assert "1970" not in printed
    told = json.loads(check(workspace, "--json"))["mapped"][0]
    assert told["tables"][0]["not_mapped"] == ["Agama"]
    assert told["tables"][0]["rows"][0]["cells"]["Tgl Lahir"] == "[withheld]"


def check(workspace: Path, *more: str) -> str:
    ran = run("check", str(workspace), *more)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_a_check_of_a_file_that_does_not_fit_says_what_to_do_and_fails(tmp_path: Path) -> None:
    source = """
[[sources]]
id = "partai"
loader = "mapped"
path = "*.csv"
edition = "2036"
title = "Parties"
publisher = "Komisi Pemilihan"
options = { fact = "nominations", fields = { ballot_number = "No", name = "Nama" } }
"""
    (tmp_path / "hub.toml").write_text(
        '[hub]\ntitle = "Invented"\n\n[[editions]]\nid = "2036"\nname = "Pemilu 2036"\n' + source, encoding="utf-8"
    )
    (tmp_path / "1.csv").write_text("No,Partai\n1,Melati\n", encoding="utf-8")
    (tmp_path / "2.csv").write_text("No,Nama\n2,Kamboja\n", encoding="utf-8")
    ran = run("check", str(tmp_path))
    assert ran.returncode == 1
    assert (
        "partai: 1.csv, the first of 2 files\n  cannot be read: 1.csv: expected the columns 'No', 'Nama'" in ran.stdout
    )
    assert (
        "header in row 1) the columns 'No', 'Partai'; not there, or there twice: 'Nama'; correct the mapping"
        in ran.stdout
    )
    assert "broken-source: 1.csv: expected the columns" in ran.stderr
