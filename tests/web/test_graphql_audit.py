"""The audit suite of the GraphQL-over-HTTP specification (npm `graphql-http`), against a server that listens."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from hub.graph.sqlite.store import open_store
from hub.release import Release
from hub.schema.execute import Executor
from hub.web.bytes_cache import BytesCache
from hub.web.graphql import GraphQLEndpoint
from tests.graph.conftest import release, store_file
from tests.web.listening import listening

__all__ = ["release", "store_file"]


@pytest.fixture
def address(release: Release, store_file: Path) -> Iterator[str]:
    endpoint = GraphQLEndpoint(Executor(open_store(store_file, release)), BytesCache())
    app = Starlette(routes=[Route("/graphql", endpoint.__call__, methods=["GET", "POST", "PUT", "DELETE", "PATCH"])])
    with listening(app) as base:
        yield f"{base}/graphql"


def test_every_must_should_and_may_passes(node_folder: Path, address: str) -> None:
    audit = ["node", "audit.mjs", address]
    done = subprocess.run(audit, cwd=node_folder, capture_output=True, text=True, check=True, timeout=120)
    assert re.fullmatch(r"(\d+) audited\n", done.stdout), done.stdout
    assert int(done.stdout.split()[0]) >= 60
