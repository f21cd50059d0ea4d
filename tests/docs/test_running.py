"""docs/running.md is true: its nginx is run before a hub, its alerts ask for metrics that there are, its backup is restored."""

import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from hub.publication import publish
from hub.settings import Settings
from hub.web.app import app
from tests.command import called
from tests.components import program
from tests.docs.blocks import blocks
from tests.docs.shell import ROOT
from tests.mini import write_mini
from tests.web.listening import listening

PAGE = ROOT / "docs" / "running.md"
QUERY = {"query": "{ release { id } }"}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("running")
    publish(folder, write_mini(folder), lambda *_: None)
    return folder


@pytest.fixture(scope="module")
def hub(out: Path) -> Iterator[str]:
    with listening(app(out, Settings(out=out))) as address:
        yield address


@pytest.fixture(scope="module")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """Return a context that trusts the certificate that the proxy gets."""
    folder = tmp_path_factory.mktemp("certificate")
    command = [program("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=hub"]
    named = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder / "key.pem", "-out", folder / "full.pem"]
    subprocess.run([*command, *named], check=True, capture_output=True)
    context = ssl.create_default_context(cafile=str(folder / "full.pem"))
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # the certificate is its own authority
    return context


def settings_of_nginx(folder: Path, certificates: Path, hub: str, port: int) -> str:
    """Return the page's settings with the names of this machine, within what a distribution puts around them."""
    (block,) = blocks(PAGE, "nginx")
    changed = block.body.replace("127.0.0.1:8000", hub.removeprefix("http://"))
    changed = changed.replace("listen 443", f"listen 127.0.0.1:{port}")
    changed = re.sub(
        r"/etc/letsencrypt/live/[\w.]+/(full|priv)\w+\.pem",
        lambda found: str(certificates / ("full.pem" if found[1] == "full" else "key.pem")),
        changed,
    )
    paths = "".join(f"{name}_temp_path {folder};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    return (
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ access_log off; {paths}\n{changed}}}\n"
    )


@pytest.fixture(scope="module")
def proxied(hub: str, trusted: ssl.SSLContext, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run nginx with the page's settings before the hub, and yield its address."""
    nginx = program("nginx", "/usr/sbin/nginx")
    folder = tmp_path_factory.mktemp("nginx")
    certificates = next(folder.parent.glob("certificate*"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / "nginx.conf").write_text(settings_of_nginx(folder, certificates, hub, port), encoding="utf-8")
    process = subprocess.Popen([nginx, "-c", folder / "nginx.conf", "-e", folder / "error.log"])
    try:
        for _ in range(600):
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, (folder / "error.log").read_text(encoding="utf-8")
            time.sleep(0.05)
        yield f"https://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(60)


def test_the_proxy_of_the_page_answers_as_the_hub_does(hub: str, proxied: str, trusted: ssl.SSLContext) -> None:
    with httpx.Client(verify=trusted, timeout=60) as client:
        there = client.post(f"{proxied}/graphql", json=QUERY)
        here = client.post(f"{hub}/graphql", json=QUERY)
        assert (there.status_code, there.content) == (200, here.content)
        mine = {"X-Request-ID": "of-the-client"}
        assert client.get(f"{hub}/id/person/none", headers=mine).headers["x-request-id"] == "of-the-client"
        missing = client.get(f"{proxied}/id/person/none", headers=mine)
        assert missing.status_code == 404
        assert re.fullmatch(r"[0-9a-f]{32}", missing.headers["x-request-id"])  # that of nginx, in both logs
        assert client.get(f"{proxied}/readyz").status_code == 200
        assert client.get(f"{proxied}/metrics").status_code == 200  # from the machine itself


def test_the_proxy_speaks_http_2(proxied: str) -> None:
    told = subprocess.run(
        [program("curl"), "-sk", "--http2", "-o", "/dev/null", "-w", "%{http_version} %{http_code}", f"{proxied}/"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout == "2 200"


def test_a_subscription_passes_the_proxy(proxied: str, trusted: ssl.SSLContext) -> None:
    address = proxied.replace("https", "wss") + "/graphql"
    with connect(address, ssl=trusted, subprotocols=[Subprotocol("graphql-transport-ws")]) as socket_:
        socket_.send('{"type": "connection_init"}')
        assert '"connection_ack"' in str(socket_.recv())


def test_alerts_ask_for_metrics_that_there_are(hub: str) -> None:
    httpx.post(f"{hub}/graphql", json=QUERY, timeout=60)
    families = text_string_to_metric_families(httpx.get(f"{hub}/metrics", timeout=60).text)
    known = {sample.name for family in families for sample in family.samples} | {"up"}
    (alerts,) = blocks(PAGE, "yaml")
    asked = set(re.findall(r"\b((?:hub|process)_\w+|up)\b(?=[{\[) =>])", alerts.body))
    assert len(asked) >= 5
    assert asked - known == set()
    rows = re.findall(r"^\| `((?:hub|process)_\w+)", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(rows) - known - {"hub_request_seconds"} == set()  # a histogram: its samples have endings


def test_limits_that_can_be_set_are_those_of_the_settings() -> None:
    rows = re.findall(r"`HUB_(\w+)`, ([\d,.]+)", PAGE.read_text(encoding="utf-8"))
    assert len(rows) >= 4
    for name, figure in rows:
        assert float(figure.replace(",", "")) == Settings.model_fields[name.lower()].default, name


def test_a_backup_is_restored(out: Path, tmp_path: Path) -> None:
    """What is not in the backup (stores, dumps) is made again, to the byte."""
    program("rsync")
    backup, restored = tmp_path / "backup", tmp_path / "restored"
    restored.mkdir()
    (block,) = (block for block in blocks(PAGE, "sh") if "rsync" in block.body)
    take, put_back = (line.partition("#")[0].strip() for line in block.body.splitlines())
    run = take.replace("DIR", str(out)).replace("BACKUP", str(backup))
    subprocess.run(["sh", "-c", run], check=True)
    copy, rebuild = put_back.replace("BACKUP", str(backup)).replace("DIR", str(restored)).split(" && ")
    subprocess.run(["sh", "-c", copy], check=True)
    assert called(*rebuild.split()[1:])[0] == 0
    assert called("verify", str(restored))[0] == 0
    for path in ("dumps", "graph"):
        made = {
            file.relative_to(restored): file.read_bytes()
            for file in sorted((restored / path).rglob("*"))
            if file.is_file()
        }
        before = {
            file.relative_to(out): file.read_bytes() for file in sorted((out / path).rglob("*")) if file.is_file()
        }
        assert made == before
    shutil.rmtree(restored)
