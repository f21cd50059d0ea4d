"""What holds over the files of one source: facts stated once in a series, empty pages, files that are none, an absurd number."""

import json
from pathlib import Path

import polars as pl
import pytest

from hub.pipeline import build
from hub.release import Release
from hub.tables.findings import Findings
from hub.tables.sources import Sources
from hub.workspace import read_workspace

HUB = """
[hub]
title = "Invented"
[[editions]]
id = "2042"
name = "Pemilu 2042"
[[sources]]
id = "a"
loader = "mapped"
path = "PATH"
edition = "2042"
title = "t"
publisher = "KPU"
FACTS
"""

CANDIDATES = """
[[sources.options.facts]]
fact = "districts"
once = true
fields = { office = { is = "DPR" }, code = { is = "4201" }, name = { is = "UTARA I" } }
[[sources.options.facts]]
fact = "nominations"
once = true
fields = { ballot_number = "p", name = "partai" }
[[sources.options.facts]]
fact = "candidacies"
unless = { nama = "JUMLAH" }
fields = { office = { is = "DPR" }, district_code = { is = "4201" }, party_number = "p", ballot_number = "no", name = "nama" }
[[sources.options.facts]]
fact = "results"
unless = { nama = "JUMLAH" }
fields = { office = { is = "DPR" }, kind = { is = "CANDIDATE" }, district_code = { is = "4201" }, party_number = "p", ballot_number = "no", votes_count = "suara" }
"""

TOTALS = """
[[sources.options.facts]]
fact = "nominations"
once = true
fields = { ballot_number = "p", name = "partai" }
"""

HEADER = "p,partai,no,nama,suara\n"


def made(folder: Path, files: dict[str, str], facts: str, path: str) -> Release:
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    (folder / "hub.toml").write_text(HUB.replace("PATH", path).replace("FACTS", facts), encoding="utf-8")
    return build(read_workspace(folder), folder, folder / "out", previous=None, strict=False, progress=lambda *_: None)


def books(release: Release) -> list[tuple[int, int, int]]:
    """Return rows read, kept and set aside of each file, in order of path."""
    frame = release.table(Sources).sort("path")
    return frame.select("rows_read_count", "rows_kept_count", "rows_set_aside_count").rows()


def rules(release: Release) -> dict[str, int]:
    counted: dict[str, int] = release.manifest.quality["findings_by_rule"]
    return counted


def test_what_is_stated_once_is_so_over_the_files_of_a_source(tmp_path: Path) -> None:
    files = {
        "part-1.csv": HEADER + "1,Melati,1,BUDI,7\n",
        "part-2.csv": HEADER + "1,Melati,2,ANI,8\n1,Melati,,JUMLAH,15\n",
    }
    release = made(tmp_path, files, CANDIDATES, "part-*.csv")
    assert not {"fact-set-aside", "stated-twice"} & rules(release).keys()
    assert books(release) == [(1, 1, 0), (2, 2, 0)]
    again = made(tmp_path, files, TOTALS, "part-*.csv")
    assert rules(again) == {"mapped-as": 2}
    assert books(again) == [(1, 1, 0), (2, 2, 0)]


@pytest.mark.parametrize("content", ["null", '{"data": [], "recordsTotal": 0}', "[]"])
def test_an_empty_page_is_a_file_without_rows(tmp_path: Path, content: str) -> None:
    page = json.dumps({"data": [{"p": 1, "partai": "Melati"}]})
    release = made(tmp_path, {"1.json": page, "2.json": content}, TOTALS, "*.json")
    assert rules(release) == {"mapped-as": 2}
    assert books(release) == [(1, 1, 0), (0, 0, 0)]


def test_a_page_of_html_is_broken_and_the_rest_is_read(tmp_path: Path) -> None:
    release = made(
        tmp_path, {"1.json": '{"p":1,"partai":"A"}\n{"p":2,"partai":"B"}\n', "2.json": "<html>502"}, TOTALS, "*.json"
    )
    assert rules(release) == {"broken-source": 1, "mapped-as": 1}


@pytest.mark.parametrize("number", ["99999999999", "9" * 19, "9" * 400, "-1"])
def test_an_absurd_number_stops_no_build_and_is_told_with_file_row_and_cell(tmp_path: Path, number: str) -> None:
    files = {"v.csv": HEADER + f"1,Melati,1,BUDI,{number}\n1,Melati,2,ANI,8\n"}
    release = made(tmp_path, files, CANDIDATES, "*.csv")
    assert rules(release)["cell-not-readable"] == 1
    (message,) = release.table(Findings).filter(pl.col("rule") == "cell-not-readable")["message"]
    assert message.startswith("row 2, column 'suara': expected a ")
    assert books(release) == [(2, 2, 0)]


def test_rows_that_the_mapping_leaves_out_are_counted_and_not_set_aside(tmp_path: Path) -> None:
    facts = TOTALS.replace("once = true", 'once = true\nunless = { nama = "JUMLAH" }')
    release = made(
        tmp_path, {"v.csv": HEADER + "1,Melati,1,BUDI,7\n1,Melati,,JUMLAH,7\nx,Melati,1,ANI,7\n"}, facts, "*.csv"
    )
    assert books(release) == [(2, 1, 1)]
    assert rules(release) == {"left-out-by-mapping": 1, "mapped-as": 1}


def test_a_row_that_gives_one_of_two_facts_is_kept_in_part_whatever_the_fact(tmp_path: Path) -> None:
    facts = """
[[sources.options.facts]]
fact = "legal_bases"
fields = { title = "nama", number = "no", subject = "partai" }
[[sources.options.facts]]
fact = "results"
fields = { office = { is = "DPR" }, kind = { is = "CANDIDATE" }, district_code = { is = "4201" }, party_number = "p", ballot_number = "no", votes_count = "suara" }
"""
    release = made(tmp_path, {"a.csv": f"{HEADER}1,Semua,7,UU,12\n"}, facts, "a.csv")
    assert books(release) == [(1, 1, 0)]
    assert rules(release)["fact-set-aside"] == 1
