"""Starts a server of two processes with a quarter of a core: `python -m scripts.strain.quarter` (`make quarter`) prints the seconds until both answer, and exit 1 where one was replaced.

The program cpulimit (Debian: cpulimit) stops the processes for three quarters of the time. That both answer is seen from their connections: whoever has not started takes none.
"""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, suppress
from pathlib import Path

from scripts.strain.server import READY_S, served, two_releases

PERCENT = 25
WORKERS = 2


def _sockets(pid: int) -> int:
    found = 0
    for path in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed meanwhile
            found += str(path.readlink()).startswith("socket:")
    return found


def _take_connections(address: tuple[str, int], pids: list[int]) -> bool:
    """Open some connections, and return whether each process has taken one of them."""
    before = [_sockets(pid) for pid in pids]
    with ExitStack() as stack:
        for _ in range(32):
            stack.enter_context(socket.create_connection(address))
        end = time.monotonic() + 10
        while time.monotonic() < end:
            if all(_sockets(pid) > count for pid, count in zip(pids, before, strict=True)):
                return True
            time.sleep(0.2)
    return False


def quarter(out: Path, log: Path) -> dict[str, float]:
    """Serve a folder so, and return the seconds until one worker and until all answered, and how many were replaced."""
    program = shutil.which("cpulimit")
    if program is None:
        raise RuntimeError("expected the program cpulimit on the path, found none; install it")
    began = time.monotonic()
    limiting: list[subprocess.Popen[bytes]] = []

    def limit(pid: int) -> None:
        command = [program, "--include-children", "--limit", str(PERCENT), "--pid", str(pid)]
        limiting.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))  # noqa: S603  cpulimit

    try:
        with served(out, log, "--workers", str(WORKERS), begun=limit) as server:
            first = time.monotonic() - began
            pids = server.workers()
            host, _, port = server.address.removeprefix("http://").partition(":")
            while not _take_connections((host, int(port)), pids):
                pids = server.workers()
                if time.monotonic() > began + READY_S:
                    raise TimeoutError(f"expected {WORKERS} workers within {READY_S} s: {log.read_text()[-2000:]}")
            last = time.monotonic() - began
            _let_go(limiting, [server.process.pid, *pids])
    finally:
        for process in limiting:
            process.kill()
            process.wait()
    replaced = log.read_text(encoding="utf-8").count("takes its place")
    return {"first_s": round(first, 1), "all_s": round(last, 1), "workers": len(pids), "replaced": replaced}


def _let_go(limiting: list[subprocess.Popen[bytes]], pids: list[int]) -> None:
    """End the limit and let the processes go on, so that they can end."""
    for process in limiting:
        process.terminate()
        process.wait()
    for pid in pids:
        os.kill(pid, signal.SIGCONT)


def main() -> None:
    """Serve the sample, or a folder that a build wrote."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("built", nargs="?", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = given.built or two_releases(Path(folder), Path("sample"))[0]
        found = quarter(out, Path(folder) / "log")
    print(json.dumps(found))
    sys.exit(found["replaced"] > 0 or found["workers"] != WORKERS)


if __name__ == "__main__":
    main()
