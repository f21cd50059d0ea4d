"""The commands as a person meets them: what is printed where, and the exit codes."""

import json
from pathlib import Path

import pytest

from tests.command import process, run

HUB_TOML = """
[hub]
title = "A small edition"

[[editions]]
id = "2042"
name = "Pemilu 2042"

[[sources]]
id = "parties"
loader = "hub-table"
path = "nominations.csv"
edition = "2042"
title = "Parties"
publisher = "KPU"
"""
PARTIES = "ballot_number,name,source\n1,Partai Melati,KPU Decision 1/2041\n2,Partai Kamboja,KPU Decision 1/2041\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "hub.toml").write_text(HUB_TOML)
    (tmp_path / "nominations.csv").write_text(PARTIES)
    return tmp_path


def test_a_workspace_is_built_asked_and_verified(workspace: Path) -> None:
    built = process("build", str(workspace), "--json")
    assert built.returncode == 0, built.stderr
    assert json.loads(built.stdout)["rows"]["nominations"] == 2
    asked = process("query", str(workspace), "{ parties { totalCount } }")
    assert json.loads(asked.stdout) == {"data": {"parties": {"totalCount": 2}}}
    assert process("verify", str(workspace)).returncode == 0
    first = next((workspace / ".hub" / "releases").glob("*/tables/parties.parquet"))
    first.write_bytes(first.read_bytes()[:-1] + b"!")
    broken = process("verify", str(workspace))
    assert broken.returncode == 1
    assert "expected SHA-256" in broken.stderr
    nowhere = run("export", str(workspace / ".hub"), "--format", "csv", "--out", "/dev/null/out")
    assert (nowhere.returncode, "Traceback" in nowhere.stderr) == (1, False)
    assert "found Not a directory: /dev/null/out; see to room and rights" in nowhere.stderr.replace("\n", " ")


def test_a_change_is_a_second_release_and_a_difference(workspace: Path) -> None:
    run("build", str(workspace))
    (workspace / "nominations.csv").write_text(PARTIES + "3,Partai Anggrek,KPU Decision 2/2041\n")
    run("build", str(workspace))
    listed = json.loads(run("releases", str(workspace), "--json").stdout)
    assert [release["current"] for release in listed] == [False, True]
    compared = run("diff", str(workspace), listed[0]["id"], listed[1]["id"], "--json")
    assert compared.returncode == 1
    added = {table["table"]: table["added"] for table in json.loads(compared.stdout)}
    assert added["nominations"] == ["2042/party/3"]
    assert run("diff", str(workspace), listed[0]["id"], listed[0]["id"]).returncode == 0


def test_a_broken_file_is_a_finding_and_strict_stops(workspace: Path) -> None:
    (workspace / "nominations.csv").write_bytes(PARTIES.encode() + b"3,Partai \xff,KPU\n")
    checked = run("check", str(workspace), "--json")
    assert checked.returncode == 1
    assert json.loads(checked.stdout)["findings_by_rule"] == {"broken-source": 1}
    assert run("build", str(workspace)).returncode == 0
    strict = run("build", str(workspace), "--strict")
    assert strict.returncode == 3
    assert "nominations.csv: expected utf-8-sig text, found byte 0xff at offset" in strict.stderr


def test_check_writes_nothing(workspace: Path) -> None:
    before = sorted(workspace.rglob("*"))
    assert run("check", str(workspace)).returncode == 0
    assert sorted(workspace.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("build", "{folder}/nowhere"), 3, "found no such file"),
        (("query", "{folder}/nowhere", "{ parties { totalCount } }"), 2, "run `hub build` first"),
        (
            ("query", "{folder}", "{ parties { totalCount } }", "--variables", "[]"),
            2,
            "expected --variables to be a JSON object",
        ),
        (("releases", "{folder}"), 2, "run `hub build` first"),
        (("build", "{folder}", "--out", "/dev/null/out"), 1, "expected to write a release below /dev/null/out"),
        (("fly",), 2, "No such command"),
    ],
)
def test_an_error_is_one_sentence_and_its_exit_code(
    workspace: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = run(*(argument.replace("{folder}", str(workspace)) for argument in arguments))
    assert done.returncode == code
    assert said in done.stderr.replace("\n", " ")
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_query_in_a_file_that_is_not_there_is_an_error_that_names_it(workspace: Path) -> None:
    assert process("build", str(workspace)).returncode == 0
    asked = process("sparql", str(workspace), "none.rq")
    assert asked.returncode != 0
    assert "expected a file with a query, found none: none.rq: No such file" in " ".join(asked.stderr.split())
