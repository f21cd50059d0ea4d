"""A Neo4j started and ended through `scripts/neo4j`."""

import os
import signal
import subprocess
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "neo4j"


class Running:
    """A server with a home of its own, so that it can be killed and started again on the same data and the same port."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._port = 0

    def start(self) -> str:
        """Start the server and return its URI."""
        uri = self._script("start", "--port", str(self._port), "--heap", "384", "--pagecache", "64").stdout.strip()
        self._port = int(uri.rsplit(":", 1)[1])
        return uri

    def stop(self) -> None:
        self._script("stop")

    def kill(self) -> None:
        """End the server as a power cut would."""
        known = dict(line.split("=", 1) for line in (self._home / "running").read_text().splitlines())
        os.kill(int(known["pid"]), signal.SIGKILL)

    def is_running(self) -> bool:
        return self._script("status", check=False).returncode == 0

    def _script(self, command: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(SCRIPT), command, "--home", str(self._home), *arguments],
            stdout=subprocess.PIPE,
            text=True,
            check=check,
        )
