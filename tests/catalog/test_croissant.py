"""Croissant metadata, read by ML Commons' own library: valid, and its records are the rows of the release."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from hub.catalog.croissant import croissant
from hub.release import Release
from hub.tables.persons import Persons
from tests.mini import write_mini

READER = """
import itertools, json, sys
import mlcroissant
dataset = mlcroissant.Dataset(jsonld=sys.argv[1])
found = dataset.metadata.ctx.issues
rows = [row["persons/person_id"] for row in itertools.islice(dataset.records("persons"), 100)]
print(json.dumps({"errors": sorted(found.errors), "warnings": sorted(found.warnings), "rows": [row.decode() for row in rows]}))
"""


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return write_mini(tmp_path_factory.mktemp("croissant"))


def read(path: Path) -> dict[str, list[str]]:
    """Return what the library says of a description, and the keys of the persons that it reads by it."""
    done = subprocess.run([sys.executable, "-c", READER, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    answer: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return answer


def test_the_library_finds_no_fault_and_reads_the_rows(release: Release) -> None:
    path = release.folder / "croissant.json"
    path.write_text(json.dumps(croissant(release, "")), encoding="utf-8")
    found = read(path)
    assert found["errors"] == []
    assert found["warnings"] == []
    assert sorted(found["rows"]) == sorted(release.table(Persons)["person_id"])


def test_files_are_those_of_the_manifest(release: Release) -> None:
    described = croissant(release, "https://example.org/pemilu/data/x/")
    stated = {part.path: part.sha256 for part in release.manifest.tables.values()}
    assert {
        file["contentUrl"].removeprefix("https://example.org/pemilu/data/x/"): file["sha256"]
        for file in described["distribution"]
    } == stated
