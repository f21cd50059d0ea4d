"""`hub fetch` says what was had and what was not, by its exit code too."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hub.cli import fetching
from hub.fetch import kemendagri
from tests.fetch.conftest import kept
from tests.fetch.server import Answer, Site
from tests.fetch.test_faults import LIST
from tests.fetch.test_walk import FOLDER
from tests.planting import NATIONAL_ID


def hub(*arguments: str) -> Result:
    return CliRunner().invoke(fetching.app, arguments, env={"COLUMNS": "200"})


@pytest.fixture
def common(address: str, tmp_path: Path) -> list[str]:
    return ["--out", str(tmp_path), "--base-url", address, "--rate", "0"]


def test_a_whole_tree_is_exit_code_0(common: list[str], site: Site, tmp_path: Path) -> None:
    result = hub("sirekap", "--level", "station", *common)
    assert result.exit_code == 0, result.output
    assert "sirekap-ppwp: 63 files fetched (" in result.output
    assert "0 failed" in result.output
    assert kept(tmp_path / FOLDER) == site.files


def test_what_is_lacking_is_exit_code_3_and_named(common: list[str], site: Site) -> None:
    site.files[LIST] = b'{"data": []}'
    result = hub("sirekap", "--level", "station", *common)
    assert result.exit_code == fetching.INCOMPLETE == 3
    assert f"failed: {LIST} ({LIST}): expected an array of regions, found an object with 'data'" in result.output
    assert "the same command goes on from here" in result.output


def test_json_has_every_failure(common: list[str], site: Site) -> None:
    site.files[LIST] = json.dumps([{"kode": NATIONAL_ID, "nama": "X"}]).encode()
    site.instead("pemilu/ppwp.json", Answer(404))
    result = hub("sirekap", "--level", "station", "--json", *common)
    assert result.exit_code == 3
    printed = json.loads(result.stdout)
    assert [(failure["path"], failure["final"]) for failure in printed["failures"]] == [
        ("pemilu/ppwp.json", True),
        (LIST, False),
    ]
    assert printed["fetched_count"] == 49
    assert NATIONAL_ID not in result.output


def test_a_limit_is_no_failure(common: list[str], site: Site) -> None:
    result = hub("sirekap", "--level", "station", "--limit", "10", *common)
    assert result.exit_code == 0
    assert "the limit is reached; the same command goes on from here" in result.output
    assert len(site.requests) == 10


def test_options_reach_the_server(common: list[str], site: Site) -> None:
    assert hub("sirekap", "--region", "31", "--contact", "mailto:a@example.org", *common).exit_code == 0
    assert not any("/11" in request.path for request in site.requests)
    assert all("mailto:a@example.org" in request.headers["user-agent"] for request in site.requests)
    assert hub("sirekap", "--region", "31", "--restart", *common).exit_code == 0


def test_the_other_trees_are_walked_too(common: list[str], site: Site) -> None:
    site.files = {"pencalonan/allparpol.json": b"[]", "api/wilayah/cari/0": b"[]"}
    assert "infopemilu: 2 files fetched" in hub("infopemilu", "--level", "province", *common).output
    site.files = dict.fromkeys(kemendagri.FILES.values(), b"INSERT INTO w VALUES\n('11','Aceh');")
    assert "kemendagri: 4 files fetched" in hub("kemendagri", *common).output


def test_many_failures_are_counted_and_some_shown(common: list[str], site: Site) -> None:
    site.files = {path: content for path, content in site.files.items() if not path.startswith("pemilu/hhcw")}
    result = hub("sirekap", "--level", "station", *common)
    assert result.exit_code == 3
    assert result.output.count("failed: ") == fetching.FAILURES_SHOWN
    assert f"... and {39 - fetching.FAILURES_SHOWN} more; --json prints all" in result.output
