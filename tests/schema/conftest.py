"""The invented election behind the GraphQL schema."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from hub.graph.sqlite.store import SqliteStore, open_store
from hub.release import Release
from hub.schema.execute import Executor
from hub.schema.request import Request
from tests.graph.conftest import release, store, store_file

__all__ = ["release", "store", "store_file"]


class Asked:
    """Asks a query both ways, compiled and field by field, and returns the response that both must give."""

    def __init__(self, executor: Executor) -> None:
        self.executor = executor

    def __call__(self, query: str, **variables: Any) -> Any:
        request = Request(query, variables)
        compiled = orjson.loads(self.executor.execute(request).body)
        by_field = orjson.loads(self.executor.execute(request, compiled=False).body)
        assert compiled == by_field
        assert orjson.dumps(compiled) == orjson.dumps(by_field), "expected the same order of keys"
        return compiled

    def data(self, query: str, **variables: Any) -> Any:
        response = self(query, **variables)
        assert "errors" not in response, response
        return response["data"]

    def code(self, query: str, **variables: Any) -> str:
        """Return the code of the only error of a query."""
        (error,) = self(query, **variables)["errors"]
        return str(error["extensions"]["code"])


@pytest.fixture(scope="session")
def executor(release: Release, store_file: Path) -> Iterator[Executor]:
    opened = open_store(store_file, release)
    yield Executor(opened)
    opened.close()


@pytest.fixture(scope="session")
def ask(executor: Executor) -> Asked:
    return Asked(executor)


@pytest.fixture
def counted(release: Release, store_file: Path) -> Iterator[tuple[Executor, SqliteStore]]:
    opened = open_store(store_file, release)
    yield Executor(opened), opened
    opened.close()
