"""The invented election as a release and as an open store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.graph.sqlite.build import build_store
from hub.graph.sqlite.store import SqliteStore, open_store
from hub.release import Release
from tests.graph import invented


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return invented.write(tmp_path_factory.mktemp("invented"))


@pytest.fixture(scope="session")
def store_file(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / f"{release.id}.sqlite"
    build_store(release, path)
    return path


@pytest.fixture
def store(release: Release, store_file: Path) -> Iterator[SqliteStore]:
    opened = open_store(store_file, release)
    yield opened
    opened.close()
