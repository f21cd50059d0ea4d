"""One build of `examples/indonesia` from everything that was published, for the tests of this folder."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import polars as pl
import pytest

from hub.graph.sqlite.store import open_store
from hub.pipeline import build
from hub.publication import ready_store, store_path
from hub.release import Release
from hub.release.kept import make_current
from hub.schema.execute import Executor
from hub.schema.request import Request
from hub.tables import BY_NAME
from hub.workspace import read_workspace
from tests.conftest import ROOT

Ask = Callable[..., Any]
Tables = Callable[[str], pl.DataFrame]


@pytest.fixture(scope="session")
def indonesia(published_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Return the release of the example."""
    out = tmp_path_factory.mktemp("indonesia")
    workspace = read_workspace(ROOT / "examples" / "indonesia")
    return build(workspace, published_data, out, previous=None, strict=False, progress=lambda *_: None)


@pytest.fixture(scope="session")
def table(indonesia: Release) -> Tables:
    """Return what reads a table of the release by name."""
    return lambda name: indonesia.table(BY_NAME[name])


@pytest.fixture(scope="session")
def indonesia_out(indonesia: Release) -> Path:
    """Return the folder of the release, current and with its store; without dumps."""
    out = indonesia.folder.parents[1]
    ready_store(out, indonesia, lambda *_: None)
    make_current(out, indonesia)
    return out


@pytest.fixture(scope="session")
def executor(indonesia: Release, indonesia_out: Path) -> Executor:
    """Return what answers GraphQL requests over the release."""
    return Executor(open_store(store_path(indonesia_out, indonesia), indonesia, 30.0))


@pytest.fixture(scope="session")
def ask(executor: Executor) -> Ask:
    """Return what answers a GraphQL query over the release: the `data`, no error allowed."""

    def data(query: str, **variables: Any) -> Any:
        answered = orjson.loads(executor.execute(Request(query, variables)).body)
        assert "errors" not in answered, answered["errors"]
        return answered["data"]

    return data
