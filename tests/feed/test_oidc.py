"""Sign-in with a real OpenID provider on this machine (npm oidc-provider)."""

import re
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest

from hub.errors import BadArgument, NotSignedIn
from hub.feed import accounts, external
from hub.feed.verify import problems
from hub.settings import Settings
from hub.web.app import app
from tests.components import npm_packages, program
from tests.feed.bureau import Bureau
from tests.web.listening import listening

OURS = Path(__file__).parent / "oidc"
SECRET = "tujuh-kucing-di-atap-rumah-tetangga"  # noqa: S105  of nobody


@pytest.fixture(scope="session")
def provider_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder `oidc` with its packages."""
    return npm_packages(OURS, "HUB_NODE_OIDC", tmp_path_factory.mktemp("oidc"))


@pytest.fixture
def signing_in(bureau: Bureau, provider_folder: Path) -> Iterator[Callable[[str], httpx.Response]]:
    """Return what signs in as somebody at the provider, from the hub's form and back to it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = Settings(
        out=bureau.out, oidc_issuer=f"http://127.0.0.1:{port}", oidc_client_id="hub", oidc_client_secret=SECRET
    )
    with listening(app(bureau.out, settings)) as base:
        arguments = [program("node"), "provider.mjs", str(port), f"{base}/feed/masuk/kembali"]
        with subprocess.Popen(
            arguments, cwd=provider_folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process:
            assert process.stdout is not None
            while "ready" not in process.stdout.readline():
                assert process.poll() is None

            def sign_in(who: str) -> httpx.Response:
                with httpx.Client(follow_redirects=True, timeout=60) as client:
                    assert "/feed/masuk/oidc" in client.get(f"{base}/feed/masuk").text
                    form = client.get(f"{base}/feed/masuk/oidc")
                    agree = client.post(_action(form), data={"prompt": "login", "login": who, "password": "x"})
                    back = client.post(_action(agree), data={"prompt": "consent"})
                    return client.get(f"{base}/feed/") if back.status_code == 200 else back

            try:
                yield sign_in
            finally:
                process.kill()


def _action(form: httpx.Response) -> str:
    found = re.search(r'action="([^"]+)"', form.text)
    assert found is not None, form.text[:500]
    return urljoin(str(form.url), found[1])


def test_who_an_administrator_named_signs_in(bureau: Bureau, signing_in: Callable[[str], httpx.Response]) -> None:
    external.name_email(bureau.state, "sari", "Sari@kpu.example", "test")
    answered = signing_in("sari@kpu.example")
    assert "Masuk sebagai sari" in answered.text
    assert '"via":"oidc"' in str(bureau.state.rows("SELECT detail FROM log WHERE act = 'sign-in'"))
    assert "kpu.example" not in str(bureau.state.rows("SELECT * FROM log"))
    refused = signing_in("someone@kpu.example")
    assert refused.status_code == 401
    assert "belum didaftarkan" in refused.text
    accounts.remove(bureau.state, "sari", "test")
    assert signing_in("sari@kpu.example").status_code == 401
    assert [row["name"] for row in bureau.state.rows("SELECT name FROM account WHERE name LIKE '%someone%'")] == []
    assert problems(bureau.state) == []


def test_an_address_that_is_not_verified_is_nobodys(
    bureau: Bureau, signing_in: Callable[[str], httpx.Response]
) -> None:
    external.name_email(bureau.state, "sari", "unverified@kpu.example", "test")
    assert signing_in("unverified@kpu.example").status_code == 401


def test_who_did_not_begin_here_is_refused(bureau: Bureau, signing_in: Callable[[str], httpx.Response]) -> None:
    del signing_in
    settings = Settings(
        out=bureau.out, oidc_issuer="http://127.0.0.1:9", oidc_client_id="hub", oidc_client_secret=SECRET
    )
    with listening(app(bureau.out, settings)) as base:
        assert httpx.get(f"{base}/feed/masuk/kembali?code=x&state=y").status_code == 401
        assert httpx.get(f"{base}/feed/masuk/oidc").status_code == 503


def test_a_subject_is_of_one_provider(bureau: Bureau) -> None:
    external.name_subject(bureau.state, "sari", "https://one.example/", "7", "test")
    assert external.account_of(bureau.state, {"iss": "https://one.example", "sub": "7"}) == "sari"
    with pytest.raises(NotSignedIn):
        external.account_of(bureau.state, {"iss": "https://two.example", "sub": "7"})
    with pytest.raises(BadArgument, match="found that of sari"):
        external.name_subject(bureau.state, "tono", "https://one.example", "7", "test")
