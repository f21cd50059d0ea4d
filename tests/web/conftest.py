import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp

from hub.publication import publish
from hub.settings import Settings
from hub.web.app import app
from tests.components import npm_packages
from tests.mini import write_mini
from tests.web.listening import listening

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}

Get = Callable[..., httpx.Response]


def caller(out: Path, settings: Settings | None = None) -> Get:
    """Return what sends a request to an application over `out`, without a server between: get("/path", method=..., ...)."""
    return calling(app(out, settings))


def calling(made: ASGIApp) -> Get:
    """Return the same for an application that the test made."""
    transport = httpx.ASGITransport(made, raise_app_exceptions=False)

    async def ask(path: str, method: str, more: dict[str, Any]) -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url="http://elsewhere.example") as client:
            return await client.request(method, path, **more)

    return lambda path, method="GET", **more: asyncio.run(ask(path, method, more))


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented election of 2042, published; no test writes to it."""
    folder = tmp_path_factory.mktemp("served")
    publish(folder, write_mini(folder), lambda *_: None)
    return folder


@pytest.fixture(scope="session")
def get(out: Path) -> Get:
    return caller(out)


@pytest.fixture(scope="session")
def address(out: Path) -> Iterator[str]:
    """Return the address of a server over the invented election that listens."""
    with listening(app(out)) as base:
        yield base


@pytest.fixture(scope="session")
def node_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder `node` with its packages."""
    return npm_packages(Path(__file__).parent / "node", "HUB_NODE_PEERS", tmp_path_factory.mktemp("node"))
