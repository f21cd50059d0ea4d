import json
from collections.abc import Callable
from typing import Any

import pytest

from hub.graph.sqlite.build import build_store
from hub.pipeline import build
from hub.publication import store_path
from hub.release import make_current
from hub.workspace import read_workspace
from tests.conftest import ROOT
from tests.web.conftest import Get, caller

Ask = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="session")
def sample_get(tmp_path_factory: pytest.TempPathFactory) -> Get:
    """Return what asks an application over the bundled sample."""
    workspace, out = read_workspace(ROOT / "sample"), tmp_path_factory.mktemp("reconciled")
    release = build(workspace, workspace.default_sources, out, previous=None, strict=True, progress=lambda *_: None)
    build_store(release, store_path(out, release))
    make_current(out, release)
    return caller(out)


@pytest.fixture(scope="session")
def match(sample_get: Get) -> Ask:
    """Return what asks one query: match("IRMAWAN", type="person", party="PKB") gives its candidates."""

    def ask(text: str | None = None, *, properties: dict[str, Any] | None = None, **more: Any) -> list[dict[str, Any]]:
        query = {**({"query": text} if text is not None else {}), **more}
        if properties:
            query["properties"] = [{"pid": name, "v": value} for name, value in properties.items()]
        answer = sample_get("/reconcile", "POST", data={"queries": json.dumps({"q0": query})})
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["q0"]["result"]
        return found

    return ask
