"""What every test of fetching stands on: a server on this machine, no waits, and no way to any other host."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import stamina

from hub.fetch import Manners, Outcome, Pace, Tree, fetch, sirekap
from tests.fetch.invented import sirekap as invented_sirekap
from tests.fetch.server import Site, serve

HERE = "127.0.0.1"


@pytest.fixture(autouse=True)
def hosts(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Take note of each host that is connected to, refuse any but this machine, and fail the test for it."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    seen: set[str] = set()
    connect, look_up = asyncio.SelectorEventLoop.sock_connect, socket.getaddrinfo

    def note(host: Any) -> None:
        seen.add(str(host))
        if host != HERE:
            raise OSError(f"expected to connect to {HERE} only, found {host}")

    async def noted_connect(self: asyncio.SelectorEventLoop, sock: socket.socket, address: Any) -> None:
        note(address[0])
        await connect(self, sock, address)

    def noted_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        note(host)
        return look_up(host, *args, **kwargs)

    monkeypatch.setattr(asyncio.SelectorEventLoop, "sock_connect", noted_connect)
    monkeypatch.setattr(socket, "getaddrinfo", noted_look_up)
    yield seen
    assert seen <= {HERE}


@pytest.fixture(autouse=True)
def no_waits() -> Iterator[None]:
    """Retry without waiting, and as often as in earnest."""
    with stamina.set_testing(True, attempts=100, cap=True):
        yield


@pytest.fixture
def site() -> Site:
    """Return the invented Sirekap."""
    return Site(invented_sirekap())


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    """Return the address at which the site is served."""
    with serve(site) as served:
        yield served


Fetch = Callable[..., Outcome]


@pytest.fixture
def fetched(address: str, tmp_path: Path) -> Fetch:
    """Return a call that fetches a tree from the site, as fast as it goes; by default all of the invented Sirekap."""

    def call(tree: Tree | None = None, *, out: Path = tmp_path, connections: int = 4, **options: Any) -> Outcome:
        return fetch(
            tree or sirekap.tree(level="station"),
            out,
            **{"base_url": address, "manners": Manners(connections=connections), "pace": Pace(0), **options},
        )

    return call


def kept(folder: Path) -> dict[str, bytes]:
    """Return the files of a tree by path, without the journal."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".jsonl"
    }
