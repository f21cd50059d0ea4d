"""Bounds of what a file may cost: files that no delivery names are removed, disk space is reserved, a job has limits on memory and time.

A file or folder in use is locked by its process: the lock ends with it, in whatever container it runs, which a number of a process does not tell.
"""

import errno
import fcntl
import os
import resource
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hub.errors import FeedBusy, FeedError
from hub.progress import Progress

FREE_BYTES = 500_000_000
"""Bytes of the disk that no file takes: releases are written there too."""

MEMORY_MB = 4_000
"""Megabytes that a job may take over what its process holds, where the settings say nothing."""

EVERY_S = 0.2
"""Seconds between two looks at what else waits."""

LONGEST_S = 3_600
"""Seconds for one check."""


def take(path: Path) -> int | None:
    """Lock a file or folder for this process and return the descriptor to close; None where it was removed meanwhile."""
    opened = os.open(path, os.O_RDONLY)
    fcntl.flock(opened, fcntl.LOCK_EX)
    if path.exists():
        return opened
    os.close(opened)
    return None


def is_left(path: Path) -> bool:
    """Tell whether no process holds a file or folder."""
    try:
        opened = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(opened)
    return True


@contextmanager
def room_for(folder: Path, bytes_count: int = 0) -> Iterator[None]:
    """Write so many bytes below a folder. Raises FeedBusy where they would leave too little of the disk, or it is full."""
    if shutil.disk_usage(folder).free - bytes_count < FREE_BYTES:
        raise _no_room(folder)
    try:
        yield
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        raise _no_room(folder) from error


def _no_room(folder: Path) -> FeedBusy:
    return FeedBusy(
        f"{folder}: expected {FREE_BYTES // 1_000_000} MB of the disk to stay free, found less; make room and hand the file in again",
        "Ruang penyimpanan hub ini hampir penuh, sehingga berkas belum dapat diterima. Beri tahu pengelola hub.",
    )


@contextmanager
def bounded_memory(megabytes: int) -> Iterator[None]:
    """Let this process take so much memory more; what asks for more than that fails. Where a system has no such limit, there is none."""
    before = resource.getrlimit(resource.RLIMIT_DATA)
    with suppress(OSError, ValueError, StopIteration):
        status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        held_kib = next(int(line.split()[1]) for line in status if line.startswith("VmData:"))
        resource.setrlimit(resource.RLIMIT_DATA, (held_kib * 1024 + megabytes * 1_000_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)


def giving_way(progress: Progress, is_wanted: Callable[[], bool]) -> Progress:
    """Return a progress that ends a job between two steps: with GaveWay where another one is wanted, with FeedError after so many seconds."""
    ends = time.monotonic() + LONGEST_S

    def look(*_: object) -> None:
        if is_wanted():
            raise GaveWay
        if time.monotonic() >= ends:
            raise FeedError(
                f"expected a check of at most {LONGEST_S / 60:g} minutes, found one that takes longer; hand in a part of the file",
                f"Pemeriksaan memerlukan lebih dari {LONGEST_S / 60:g} menit. Serahkan sebagian dari berkas ini.",
            )

    return with_now_and_then(progress, look)


def with_now_and_then(progress: Progress, act: Progress) -> Progress:
    """Return a progress that does something more at each new stage, and in one stage every fifth of a second: there may be a step for each of ten thousand files."""
    last_stage, last_s = "", 0.0

    def told(stage: str, done: int, total: int) -> None:
        nonlocal last_stage, last_s
        progress(stage, done, total)
        if stage != last_stage or time.monotonic() >= last_s + EVERY_S:
            last_stage, last_s = stage, time.monotonic()
            act(stage, done, total)

    return told


class GaveWay(Exception):
    """A job ended between two steps, for another one to be done first."""
