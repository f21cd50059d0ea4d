"""`hub recap` on the mini release, and on a synthetic night that `hub recap simulate` makes."""

from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner

from hub.cli.recapitulation import app
from hub.errors import UsageError
from tests.mini import write_mini


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    write_mini(folder)
    return folder


def run(*arguments: str) -> str:
    outcome = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert outcome.exit_code == 0, outcome.output
    return outcome.stdout


def test_the_folder_may_stand_where_a_command_would(out: Path):
    told = run(str(out), "--contest", "2042/president")
    assert told == run("show", str(out), "--contest", "2042/president")
    assert told == run("--contest", "2042/president", str(out))
    assert "votes-2042 (CERTIFIED): TICKET" in told
    assert "ANI - BUDI" in told


def test_as_json_it_is_one_document(out: Path):
    document = orjson.loads(run(str(out), "--contest", "2042/dpr/8101", "--json"))
    assert document["level"] == "DISTRICT"
    by_series = {source["series"]: source for source in document["sources"]}
    votes = {row["option"]: row["votes_count"] for row in by_series["votes-2042"]["votes"]}
    assert votes["2042/dpr/8101/1/1"] == 500
    assert votes["2042/dpr/8101/1/3"] == 0
    assert votes["2042/dpr/8101/1/4"] is None, "not reported is not zero"
    assert document["options"]["2042/party/1/party-only"] == "Partai Melati (party only)"
    rules = {(finding["rule"], finding["severity"]) for finding in document["findings"]}
    assert ("figures-differ", "INFO") in rules


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--contest", "2042/dpd"), "expected a contest such as"),
        (("--contest", "2042/president", "--level", "moon"), "expected --level to be one of NATION"),
    ],
)
def test_what_is_not_there_is_told(out: Path, arguments: tuple[str, ...], message: str):
    with pytest.raises(UsageError, match=message):
        run(str(out), *arguments)


def test_a_night_is_made_counted_and_read_again(tmp_path: Path):
    folder = tmp_path / "night"
    made = orjson.loads(run("simulate", "--stations", "600", "--batch", "100", "--out", str(folder), "--json"))
    assert made["synthetic"] is True
    assert made["batches_count"] == 6
    assert all(row["counted_count"] == row["expected_count"] > 0 for row in made["contests"])
    assert [row["findings_count"] for row in made["contests"]] == [row["planted_count"] for row in made["contests"]]
    document = orjson.loads(run(str(folder), "--contest", "synthetic/president", "--level", "province", "--json"))
    assert document["level"] == "PROVINCE"
    rows = document["sources"][0]["votes"]
    assert rows
    assert all(row["votes_count"] == row["stated_count"] for row in rows)
    text = run(str(folder), "--contest", "synthetic/president")
    assert text.strip().startswith("synthetic-night (SYNTHETIC)")
    assert "600 of 600" in text
    told = [line for line in text.splitlines() if "expected" in line]
    assert told
    assert all("SYNTHETIC" in line for line in told)
