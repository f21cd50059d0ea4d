"""The jobs of a feed, one at a time: checks, publications and undoings, in the order in which they were asked for.

What waits is told by the states of the deliveries, so a job that was killed is done again by whoever works next. `python -m hub.feed.jobs FOLDER` works until nothing waits.
"""

import fcntl
import hashlib
import logging
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from hub.errors import HubError, OutBusy
from hub.feed.bounds import MEMORY_MB, GaveWay, bounded_memory, giving_way, with_now_and_then
from hub.feed.checking import check
from hub.feed.database import Row
from hub.feed.identity import settle
from hub.feed.inbox import clear_inbox
from hub.feed.overlay import clear_overlays
from hub.feed.publishing import BY, hold, prepare, publish, undo
from hub.feed.queue import LOCK as JOBS_LOCK
from hub.feed.queue import candidate_folder, prepared_mark, tell_progress, waiting
from hub.feed.report import write_report
from hub.feed.state import State
from hub.feed.uploads import clear_uploads
from hub.progress import Progress
from hub.release.lock import LOCK

MOST_ATTEMPTS = 3
"""Times that a job may end without an answer, killed or out of memory, until its delivery is set aside."""

MOST_CANDIDATES = 8
"""Candidates that are kept: of deliveries that wait for a decision, then of the last that were checked; what has none is built again when it is approved."""

_log = logging.getLogger(__name__)


def work(state: State, progress: Progress = lambda *_: None, memory_mb: int = MEMORY_MB) -> int:
    """Do every job that waits, each with so much memory at most, and return how many were done; none where another process works already, which does them."""
    done = 0
    while True:
        with _alone(state) as is_alone:
            if not is_alone:
                return done
            clear_inbox(state.inbox, {row["sha256"] for row in state.rows("SELECT sha256 FROM delivery")})
            clear_overlays(state)
            clear_uploads(state)
            settle(state)
            while (delivery := waiting(state)) is not None:
                with bounded_memory(memory_mb):
                    _do(state, delivery, with_now_and_then(progress, partial(tell_progress, state, delivery["number"])))
                done += 1
                _clear_candidates(state)
        if waiting(state) is None:  # else it came while the lock was given up
            return done


def _do(state: State, delivery: Row, progress: Progress) -> None:
    if delivery["state"] == "SUBMITTED":
        mark = prepared_mark(candidate_folder(state, delivery["number"]))
        mark.touch()  # once: what fails or is killed is left to the publication
        try:
            prepare(state, delivery, giving_way(progress, lambda: _is_decided(state)))
        except GaveWay:
            mark.unlink()
        except (HubError, OSError, MemoryError) as error:
            _log.warning("store and dumps of delivery %s are not made beforehand: %s", delivery["number"], error)
        return
    if delivery["attempts_count"] >= MOST_ATTEMPTS:
        _give_up(state, delivery, f"the job ended {MOST_ATTEMPTS} times without an answer")
        return
    begun = {**delivery, "attempts_count": delivery["attempts_count"] + 1}
    with state.writing() as writing:
        writing.put("delivery", begun)
        writing.act(BY, "job.begun", delivery=delivery["number"], attempt=begun["attempts_count"])
    try:
        if delivery["state"] == "RECEIVED":
            _check(state, begun, progress)
        else:
            (publish if delivery["state"] == "APPROVED" else undo)(state, begun, progress)
    except (OutBusy, GaveWay) as error:
        with state.writing() as writing:
            writing.put("delivery", delivery)  # to wait is no attempt
            writing.act(BY, "job.waits", delivery=delivery["number"])
        if isinstance(error, OutBusy):
            _wait_for_build(state)
    except HubError as error:
        _give_up(state, begun, str(error))
    except MemoryError:
        _give_up(
            state,
            begun,
            "expected a release that is built within the memory of a job, HUB_FEED_MEMORY_MB; found one that needs more",
        )
    except Exception:  # noqa: BLE001  one delivery shall not keep the others waiting
        _log.exception("a job of the feed failed")
        _give_up(state, begun, "the hub failed; its log says why")


def _is_decided(state: State) -> bool:
    """Tell whether what somebody decided waits: it comes before a check."""
    return state.row("SELECT 1 FROM delivery WHERE state IN ('APPROVED', 'UNDOING')") is not None


def _check(state: State, delivery: Row, progress: Progress) -> None:
    report = check(state, delivery, giving_way(progress, lambda: _is_decided(state)))
    content = write_report(state, delivery["number"], report)
    if report.broken is not None:
        after, reason = "UNUSABLE", report.broken[0]
    elif report.candidate == report.release_before:
        after, reason = "RETURNED", "Berkas ini sama dengan yang sedang tayang; tidak ada yang perlu diterbitkan."
    else:
        after, reason = "CHECKED", None
    checked = {
        **delivery, "state": after, "attempts_count": 0, "reason": reason, "report_sha256": hashlib.sha256(content).hexdigest(),
    }  # fmt: skip
    with state.writing() as writing:
        writing.put("delivery", checked)
        writing.act(
            BY, "delivery.checked", delivery=delivery["number"], state=checked["state"], report=checked["report_sha256"]
        )


def _give_up(state: State, delivery: Row, reason: str) -> None:
    """Set a delivery aside whose job cannot be done, with the reason; what is live stays."""
    if delivery["state"] == "APPROVED":
        hold(state, delivery, reason)
        return
    after = {"RECEIVED": "UNUSABLE", "UNDOING": "PUBLISHED"}[delivery["state"]]
    with state.writing() as writing:
        writing.put("delivery", {**delivery, "state": after, "reason": reason, "attempts_count": 0})
        writing.act(BY, "job.failed", delivery=delivery["number"], reason=reason)


@contextmanager
def _alone(state: State) -> Iterator[bool]:
    """Hold the lock of the jobs and yield True; False where another process has it."""
    with (state.folder / JOBS_LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def _wait_for_build(state: State) -> None:
    """Wait until no other process builds into the folder of the releases."""
    with (state.place().out / LOCK).open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)


def _clear_candidates(state: State) -> None:
    """Remove candidates that will not be published, and all but the newest that may be."""
    rows = state.rows(
        "SELECT number FROM delivery WHERE state IN ('CHECKED', 'SUBMITTED', 'APPROVED', 'HELD') ORDER BY state = 'CHECKED', number DESC LIMIT ?",
        MOST_CANDIDATES,
    )
    kept = {str(row["number"]) for row in rows}
    for folder in state.candidates.iterdir():
        if folder.name not in kept:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    work(State(Path(sys.argv[1])), memory_mb=int(sys.argv[2]))
