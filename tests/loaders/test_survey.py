"""`hub check --source ID`: what became of the rows of one source, by rule and column."""

import json
from pathlib import Path

from tests.command import run
from tests.loaders.test_series import HUB
from tests.planting import NATIONAL_ID

FACTS = """
[[sources.options.facts]]
fact = "turnout"
unless = { Prov = "JUMLAH" }
fields = { office = { is = "PRESIDENT" }, region = { column = "Prov", lookup = "kode.csv", scheme = "kemendagri" }, voted_count = "H", registered_count = "T" }
"""


def workspace(folder: Path) -> Path:
    (folder / "hub.toml").write_text(HUB.replace("PATH", "v*.csv").replace("FACTS", FACTS))
    (folder / "kode.csv").write_text("Nama,Kode\nACEH,11\n")
    (folder / "v1.csv").write_text(f"Prov,H,T\nACEH,1,2\nNTB,3,4\nACEH,x,6\nNTT,1,1\n{NATIONAL_ID},1,1\nJUMLAH,4,6\n")
    (folder / "v2.csv").write_text("Prov,H,T\nNTB,1\nNTB,1,1\n")
    return folder


def test_rows_set_aside_are_told_by_rule_and_column_with_the_texts_without_a_partner(tmp_path: Path) -> None:
    ran = run("check", str(workspace(tmp_path)), "--source", "a")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines() == [
        "a: 2 files, 7 rows read = 2 kept + 5 set aside; 1 left out by the mapping",
        (
            "  set aside (no-partner), column 'Prov': 4 rows; the first: v1.csv: row 3, column 'Prov': expected a text that stands "
            "once in kode.csv, found one of which it has none"
        ),
        "  set aside (uneven-row): 1 row; the first: v2.csv: row 2: expected a cell per column, 3, found 2",
        (
            "  not as expected (cell-not-readable), column 'H': 1 cell; the first: v1.csv: row 4, column 'H': expected a whole "
            "number such as 1089290; found a text of 1 characters"
        ),
        "  without a partner in kode.csv, column 'Prov': 3 texts",
        "            2  NTB",
        "            1  [number withheld]",
        "            1  NTT",
    ]


def test_the_same_as_json(tmp_path: Path) -> None:
    told = json.loads(run("check", str(workspace(tmp_path)), "--source", "a", "--json").stdout)
    assert (told["rows"], told["left_out"]) == ({"read": 7, "kept": 2, "set_aside": 5}, 1)
    assert told["without_partner"][0]["texts"]["NTB"] == 2


def test_a_broken_file_and_an_unknown_source_are_told_and_the_command_fails(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    (folder / "v3.csv").write_text("Nama\nACEH\n")
    ran = run("check", str(folder), "--source", "a")
    assert (ran.returncode, "  broken: v3.csv: expected the columns" in ran.stdout) == (1, True)
    unknown = run("check", str(folder), "--source", "b")
    assert unknown.returncode != 0
    assert "expected one of the sources a; found 'b'" in unknown.stderr
