"""`hub serve --workers 2` as it runs: processes of its own, one scrape for both, and a worker that dies is replaced and told of."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from scripts.strain.server import served, until


def answered(address: str) -> float:
    """Return how many GraphQL answers were counted, by whichever process is asked."""
    text = httpx.get(f"{address}/metrics").text
    counts = re.findall(r'^hub_requests_total\{method="POST",room="graphql",status="200"\} (\S+)$', text, re.MULTILINE)
    return float(counts[0]) if counts else 0.0


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="expected `ps --ppid`, as Linux has it")
def test_workers_count_together_and_are_replaced_when_they_die(out: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with served(out, log, "--workers", "2", HUB_ACCESS_LOG="true", HUB_LOG_FORMAT="json") as server:
        until(lambda: len(server.workers()) == 2)
        for _ in range(12):  # each on a connection of its own, so that both processes answer
            assert (
                httpx.post(f"{server.address}/graphql", json={"query": "{ editions { totalCount } }"}).status_code
                == 200
            )
        until(lambda: answered(server.address) == 12)  # each hands its counts over once a second
        assert [answered(server.address) for _ in range(4)] == [12] * 4
        lost, _ = server.workers()
        os.kill(lost, signal.SIGKILL)
        until(lambda: len(server.workers()) == 2 and lost not in server.workers())
        until(lambda: answered(server.address) == 12)
        refused = httpx.get(f"{server.address}/nowhere", headers={"x-request-id": "proxy-7"})
        assert refused.json()["error"]["reference"] == refused.headers["x-request-id"] == "proxy-7"
    told = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    assert any(f"worker {lost} ended with -9" in each["event"] for each in told)
    lines = [each for each in told if each["logger"] == "hub.access"]
    assert len([each for each in lines if each["path"] == "/graphql"]) == 12
    (line,) = [each for each in lines if each["path"] == "/nowhere"]
    assert (line["status"], line["request_id"], line["client"]) == (404, "proxy-7", "127.0.0.1")
    assert line["duration_ms"] >= 0


def test_an_address_that_is_taken_is_said_in_one_sentence(out: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-c", "from hub.cli import main; main()", "serve", str(out), "--port", str(port)]
        done = subprocess.run(command, capture_output=True, check=False, text=True, timeout=120)
    assert done.returncode == 2
    assert f"127.0.0.1:{port}" in done.stderr
    assert "Traceback" not in done.stderr
