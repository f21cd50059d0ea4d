"""`hub recap` on the mini release."""

from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner

from hub.cli.main import app
from hub.errors import UsageError
from tests.mini import write_mini


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    write_mini(folder)
    return folder


def run(*arguments: str) -> str:
    outcome = CliRunner().invoke(app, ["recap", *arguments], catch_exceptions=False)
    assert outcome.exit_code == 0, outcome.output
    return outcome.stdout


def test_a_contest_is_printed_by_source(out: Path):
    told = run(str(out), "--contest", "2042/president")
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
