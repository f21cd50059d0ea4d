"""Which job of a feed is next, told by the states of the deliveries; and a process of its own to do what waits."""

import subprocess
import sys
from threading import Thread

from hub.feed.state import Row, State


def waiting(state: State) -> Row | None:
    """Return the delivery whose job is next: publications and undoings before checks."""
    return state.row(
        "SELECT * FROM delivery WHERE state IN ('APPROVED', 'UNDOING', 'RECEIVED') ORDER BY state = 'RECEIVED', number LIMIT 1"
    )


def start(state: State) -> None:
    """Start a process that does what waits, and do not wait for it; it outlives this one."""
    process = subprocess.Popen(  # noqa: S603  our own program
        [sys.executable, "-m", "hub.feed.jobs", str(state.folder.resolve())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    Thread(
        target=process.wait, daemon=True
    ).start()  # so that it does not stay in the table of processes once it has ended
