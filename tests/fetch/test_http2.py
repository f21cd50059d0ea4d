"""Over TLS, a server that offers HTTP/2 is asked in HTTP/2, and its certificate is checked."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme
from hypercorn.asyncio import serve
from hypercorn.config import Config

from hub.fetch import sirekap
from hub.fetch.journal import Journal
from tests.fetch.conftest import HERE, Fetch, kept
from tests.fetch.server import Site
from tests.fetch.test_walk import FOLDER


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure_address(site: Site, authority: trustme.CA, tmp_path: Path) -> Iterator[str]:
    """Serve the site over TLS with HTTP/2, under a certificate that only `authority` vouches for."""
    versions: set[str] = set()

    async def app(scope: Any, _: Any, send: Any) -> None:
        versions.add(scope["http_version"])
        headers = {name.decode(): text.decode() for name, text in scope["headers"]}
        answer = site.answer(scope["path"].lstrip("/"), headers)
        pairs = [(name.encode(), text.encode()) for name, text in answer.headers.items()]
        await send({"type": "http.response.start", "status": answer.status, "headers": pairs})
        await send({"type": "http.response.body", "body": answer.body})

    certificate = authority.issue_cert(HERE)
    pem = tmp_path / "server.pem"
    certificate.private_key_and_cert_chain_pem.write_to_path(pem)
    with socket.create_server((HERE, 0)) as listening:
        config = Config()
        config.certfile = config.keyfile = str(pem)
        config.bind = [f"fd://{listening.fileno()}"]
        config.accesslog = config.errorlog = None
        loop, stop = asyncio.new_event_loop(), asyncio.Event()
        thread = threading.Thread(
            target=loop.run_until_complete,
            args=(serve(app, config, shutdown_trigger=stop.wait),),
        )
        thread.start()
        try:
            yield f"https://{HERE}:{listening.getsockname()[1]}/"
        finally:
            loop.call_soon_threadsafe(stop.set)
            thread.join()
            loop.close()
            listening.detach()  # the server has closed it
    assert versions <= {"2"}


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust the authority, in the way an administrator would."""
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))


@pytest.mark.usefixtures("trusted")
def test_a_tree_is_had_over_http_2(fetched: Fetch, site: Site, secure_address: str, tmp_path: Path) -> None:
    outcome = fetched(base_url=secure_address)
    assert outcome.failures == []
    assert kept(tmp_path / FOLDER) == site.files
    with Journal(tmp_path / FOLDER / "fetch-sirekap-ppwp.jsonl") as journal:
        entry = journal.entry("pemilu/ppwp.json")
    assert entry is not None
    assert entry.http_version == "HTTP/2"
    assert fetched(base_url=secure_address).unchanged_count == len(site.files)


def test_a_certificate_that_nobody_vouches_for_is_refused(fetched: Fetch, site: Site, secure_address: str) -> None:
    outcome = fetched(sirekap.tree(level="province"), base_url=secure_address)
    assert outcome.fetched_count == 0
    assert "CERTIFICATE_VERIFY_FAILED" in outcome.failures[0].cause
    assert site.requests == []
