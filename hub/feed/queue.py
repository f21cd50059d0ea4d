"""The next job of a feed, told by the states of the deliveries and the files of their candidates; and a process of its own to do what waits."""

import fcntl
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread

from hub.feed.bounds import MEMORY_MB
from hub.feed.database import Row
from hub.feed.state import State

LOCK = "jobs.lock"
"""File in the folder of the state that whoever does the jobs holds."""

PROGRESS = "progress"
"""Name of the file, in the folder of the state, that holds the progress of the running job."""

MOST_STARTS = 6
"""Processes that are started one after the other while each is killed."""


def waiting(state: State) -> Row | None:
    """Return the delivery whose job is next: publications and undoings before checks, and last what makes a submitted one ready to be published."""
    found = state.row(
        "SELECT * FROM delivery WHERE state IN ('APPROVED', 'UNDOING', 'RECEIVED') ORDER BY state = 'RECEIVED', number LIMIT 1"
    )
    if found is not None:
        return found
    submitted = state.rows("SELECT * FROM delivery WHERE state = 'SUBMITTED' ORDER BY number")
    return next((row for row in submitted if is_to_prepare(candidate_folder(state, row["number"]))), None)


def candidate_folder(state: State, number: int) -> Path:
    """Return where the candidate of a delivery is, laid out as a folder that `hub build` writes."""
    return state.candidates / str(number)


def prepared_mark(candidate: Path) -> Path:
    """Return the file that says that store and dumps of a candidate were made, or that they could not be."""
    return candidate / "prepared"


def is_to_prepare(candidate: Path) -> bool:
    """Tell whether there is a candidate of which nobody has made store and dumps yet."""
    return candidate.is_dir() and not prepared_mark(candidate).exists()


def tell_progress(state: State, number: int, stage: str, done: int, total: int) -> None:
    """Leave word of how far the job of a delivery is, for whoever looks at its page. It is not kept: nothing depends on it."""
    with suppress(OSError):
        (state.folder / PROGRESS).write_text(f"{number} {done} {total} {stage}", encoding="utf-8")


def progress_of(state: State, number: int) -> tuple[str, int, int] | None:
    """Return the stage of the job of a delivery, how much of it is done, and of how much; None where nothing is known of it."""
    try:
        told, done, total, stage = (state.folder / PROGRESS).read_text(encoding="utf-8").split(" ", 3)
        return (stage, int(done), int(total)) if int(told) == number else None
    except (OSError, ValueError):  # none, or half written
        return None


def is_working(state: State) -> bool:
    """Tell whether a process does the jobs of a feed."""
    with (state.folder / LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def start(state: State, memory_mb: int = MEMORY_MB, *, attempts_count: int = MOST_STARTS) -> None:
    """Start a process that does what waits, unless one is at work, and do not wait for it; it outlives this one.

    One that is at work looks again once it has given up the lock, so what was asked for before is not missed. One that is killed is started again, some times.
    """
    if is_working(state) or attempts_count < 1:
        return
    process = subprocess.Popen(  # noqa: S603  our own program
        [sys.executable, "-m", "hub.feed.jobs", str(state.folder.resolve()), str(memory_mb)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )

    def watch() -> None:
        if process.wait() < 0 and waiting(state) is not None:
            start(state, memory_mb, attempts_count=attempts_count - 1)

    Thread(target=watch, daemon=True).start()
