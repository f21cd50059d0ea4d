"""A Neo4j started and ended through `scripts/neo4j`."""

import os
import signal
import subprocess
from pathlib import Path

from tests.components import program

SCRIPT = Path(__file__).parents[2] / "scripts" / "neo4j"


class Running:
    """A server with a home of its own, so that it can be killed and started again on the same data and the same port.

    It ends when this process does, however that ends: `scripts/neo4j run` stops it when the pipe to us closes.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._port = 0
        self._keeper: subprocess.Popen[str] | None = None

    def start(self) -> str:
        """Start the server and return its URI."""
        for needed in ("java", "mvn"):
            program(needed)
        command = [str(SCRIPT), "run", "--home", str(self._home), "--port", str(self._port)]
        self._keeper = subprocess.Popen(
            [*command, "--heap", "384", "--pagecache", "64", "--short-lived"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self._keeper.stdout is not None
        uri = self._keeper.stdout.readline().strip()
        assert uri.startswith("bolt://"), f"expected the URI of the server, found {uri!r}; its words are above"
        self._port = int(uri.rsplit(":", 1)[1])
        return uri

    def import_files(self, folder: Path) -> None:
        """Fill the database with files, while the server is stopped."""
        for needed in ("java", "mvn"):
            program(needed)
        done = subprocess.run(
            [str(SCRIPT), "import", str(folder), "--home", str(self._home)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-2000:]

    def stop(self) -> None:
        """Stop the server, if it is running."""
        if self._keeper is not None:
            self._keeper.communicate()
            self._keeper = None

    def kill(self) -> None:
        """End the server as a power cut would."""
        known = dict(line.split("=", 1) for line in (self._home / "running").read_text().splitlines())
        os.kill(int(known["pid"]), signal.SIGKILL)
        self.stop()

    def is_running(self) -> bool:
        command = [str(SCRIPT), "status", "--home", str(self._home)]
        return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0
