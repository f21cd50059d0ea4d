"""A `hub serve` of its own with a release of the sample in two versions, for scripts and tests that watch it from outside."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

READY_S = 300
"""Seconds that a slow machine may need to start a server of several processes."""

_HUB = [sys.executable, "-c", "from hub.cli import main; main()"]


@dataclass(frozen=True)
class Served:
    """A server that runs."""

    process: subprocess.Popen[bytes]
    address: str

    def workers(self) -> list[int]:
        """Return its processes that answer: itself, or those that it started."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        spawned = [child for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
        return [int(child) for child in spawned] or [pid]

    def open_files(self) -> int:
        """Return how many files its processes hold open."""
        return sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in self.workers())

    def memory_mb(self) -> float:
        """Return the memory that its processes hold by themselves: files of releases that are mapped into it do not count."""
        told = [Path(f"/proc/{pid}/status").read_text(encoding="ascii") for pid in self.workers()]
        lines = [line for text in told for line in text.splitlines() if line.startswith("RssAnon:")]
        return sum(int(line.split()[1]) for line in lines) / 1024


def until(holds: Callable[[], bool], seconds: float = READY_S) -> float:
    """Return the seconds until a condition held; connections that are refused mean that it does not yet. Raises TimeoutError."""
    began = time.monotonic()
    while True:
        try:
            if holds():
                return time.monotonic() - began
        except httpx.TransportError:
            pass
        if time.monotonic() > began + seconds:
            raise TimeoutError(f"expected it within {seconds} s")
        time.sleep(0.05)


@contextmanager
def served(
    out: Path, log: Path, *options: str, begun: Callable[[int], None] = lambda _: None, **environment: str
) -> Iterator[Served]:
    """Run `hub serve` on a free port with its log in a file, and yield it once it answers. It is ended in the end.

    `begun` is called with the number of the process as soon as there is one.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with log.open("wb") as file:
        command = [*_HUB, "serve", str(out), "--port", str(port), *options]
        process = subprocess.Popen(command, stderr=file, stdout=file, env={**os.environ, **environment})  # noqa: S603  our own
    address = f"http://127.0.0.1:{port}"
    begun(process.pid)
    try:
        until(lambda: httpx.get(f"{address}/readyz", timeout=30).status_code == 200 or process.poll() is not None)
        if process.poll() is not None:
            raise RuntimeError(f"expected a server, found that it ended: {log.read_text()[-2000:]}")
        yield Served(process, address)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(60)


def two_releases(folder: Path, workspace: Path) -> tuple[Path, str, str]:
    """Build a workspace twice under two titles, and return the output folder and the ids of both releases."""
    copied, out = folder / "workspace", folder / "out"
    shutil.copytree(workspace, copied, ignore=shutil.ignore_patterns(".hub"))
    found = []
    for title in ("Strain one", "Strain two"):
        settings = copied / "hub.toml"
        lines = settings.read_text(encoding="utf-8").splitlines()
        at = next(place for place, line in enumerate(lines) if line.startswith("title"))
        lines[at] = f'title = "{title}"'
        settings.write_text("\n".join(lines) + "\n", encoding="utf-8")
        subprocess.run([*_HUB, "build", str(copied), "--out", str(out)], check=True, capture_output=True)  # noqa: S603  our own
        found.append((out / "current").read_text(encoding="ascii").strip())
    return out, found[0], found[1]


def point(out: Path, release_id: str) -> None:
    """Make a release current, as `hub build` does: by a file that takes the place of another."""
    (out / "next").write_text(release_id)
    (out / "next").replace(out / "current")
