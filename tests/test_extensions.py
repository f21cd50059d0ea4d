"""A package that is installed adds a loader and an exporter; one that is wrong says what is wrong with it."""

import json
import os
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from hub import extensions
from hub.errors import BadExtension
from hub.extensions import installed
from hub.loaders import BY_NAME, Loader
from tests.loaders.test_series import HUB

ROOT = Path(__file__).parents[1]

EXAMPLE = ROOT / "examples" / "extension"

GROUP = "pemilu_hub.loaders"

DISTRICTS = """
[[sources]]
id = "districts"
loader = "hub-table"
path = "districts.csv"
edition = "2042"
title = "t"
publisher = "KPU"
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which pip has installed the example."""
    target = tmp_path_factory.mktemp("site")
    told = subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation",
         "--disable-pip-version-check", "--target", str(target), str(EXAMPLE)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    return target


def run(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from hub.cli import main; main()", *arguments]
    path = os.pathsep.join([str(site), str(ROOT)])
    environment = {**os.environ, "PYTHONPATH": path, "COLUMNS": "200"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_an_installed_package_reads_sources_and_writes_a_release(site: Path, tmp_path: Path) -> None:
    toml = HUB.replace("mapped", "key-value-votes").replace("PATH", "*.txt").replace("FACTS", DISTRICTS)
    candidates = DISTRICTS.replace('"districts"', '"candidacies"').replace("districts.csv", "candidacies.csv")
    parties = DISTRICTS.replace('"districts"', '"nominations"').replace("districts.csv", "nominations.csv")
    (tmp_path / "hub.toml").write_text(toml + candidates + parties)
    (tmp_path / "v.txt").write_text("4201/1: 4.321\n4201/2 17\n")
    (tmp_path / "districts.csv").write_text("office,code,name,source\nDPR,4201,UTARA I,D\n")
    (tmp_path / "nominations.csv").write_text("ballot_number,name,source\n1,Melati,D\n")
    (tmp_path / "candidacies.csv").write_text(
        "office,district_code,party_number,ballot_number,name,source\nDPR,4201,1,1,ANA,D\n"
    )
    built = run(site, "build", str(tmp_path), "--out", str(tmp_path / "out"))
    assert built.returncode == 0, built.stderr
    query = '{ results { nodes { votesCount party { name } } } findings(where: {rule: {eq: "not-a-total"}}) { totalCount } }'
    answer = json.loads(run(site, "query", str(tmp_path / "out"), query).stdout)["data"]
    assert answer["results"]["nodes"] == [{"votesCount": 4321, "party": {"name": "Melati"}}]
    written = tmp_path / "calon.jsonl"
    wrote = run(site, "export", str(tmp_path / "out"), "--format", "candidates-jsonl", "--out", str(written))
    assert wrote.returncode == 0, wrote.stderr
    assert [json.loads(line) for line in written.read_text().splitlines()] == [
        {"candidacy_id": "2042/dpr/4201/1/1", "name_on_ballot": "ANA", "votes_count": None}
    ]
    unknown = run(site, "export", str(tmp_path / "out"), "--format", "xlsx")
    assert "datapackage, iceberg, nist-cdf, popolo, candidates-jsonl, found 'xlsx'" in unknown.stderr


def test_without_the_package_the_loader_is_not_known(tmp_path: Path) -> None:
    (tmp_path / "hub.toml").write_text(
        HUB.replace("mapped", "key-value-votes").replace("PATH", "*.txt").replace("FACTS", "")
    )
    (tmp_path / "v.txt").write_text("x")
    told = run(tmp_path, "build", str(tmp_path))
    assert told.returncode == 3
    assert "expected one of the loaders" in told.stderr


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("tests.no_such_module:LOADER", "expected a package that can be imported"),
        ("tests.test_extensions:GROUP", "expected a hub.loaders.loader.Loader, found str"),
        ("hub.loaders.hub_table:LOADER", "expected a name of its own, found 'hub-table'"),
    ],
)
def test_a_package_that_is_wrong_is_told(monkeypatch: pytest.MonkeyPatch, value: str, told: str) -> None:
    entry = EntryPoint(name="x", value=value, group=GROUP)
    monkeypatch.setattr(extensions, "entry_points", lambda group: [entry] if group == GROUP else [])
    with pytest.raises(BadExtension) as error:
        installed(GROUP, Loader, BY_NAME)
    assert told in str(error.value)
    assert f"the entry point x = {value!r}" in str(error.value)
