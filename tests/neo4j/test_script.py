"""`scripts/neo4j`: a server that answers, and that does not outlive whoever started it."""

import subprocess
import sys
from pathlib import Path

from hub.graph.neo4j.server import Neo4j
from tests.neo4j.running import SCRIPT, Running


def test_a_server_starts_answers_and_stops(own_neo4j: Running) -> None:
    uri = own_neo4j.start()
    with Neo4j(uri, "neo4j", "") as server:
        assert server.read("CALL dbms.components() YIELD versions RETURN versions[0] AS version", {})[0][
            "version"
        ].startswith("5.26.")
    assert own_neo4j.is_running()
    own_neo4j.stop()
    assert not own_neo4j.is_running()


def test_a_server_ends_with_a_process_that_was_killed(own_neo4j: Running, tmp_path: Path) -> None:
    """A process starts a server and is killed at once; the pipe closes, and the server is stopped."""
    home = tmp_path / "orphan"
    program = (
        "import os, signal, subprocess\n"
        f"keeper = subprocess.Popen([{str(SCRIPT)!r}, 'run', '--home', {str(home)!r}, '--heap', '384'], stdin=subprocess.PIPE,\n"
        "    stdout=subprocess.PIPE, start_new_session=True)\n"
        "keeper.stdout.readline()\n"
        "print(keeper.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, check=False)
    assert done.returncode == -9
    subprocess.run(["tail", f"--pid={done.stdout.strip()}", "-f", "/dev/null"], check=True)
    assert (
        subprocess.run([str(SCRIPT), "status", "--home", str(home)], stdout=subprocess.DEVNULL, check=False).returncode
        == 1
    )
