"""The lock on an output folder: one process at a time builds, publishes or prunes there; reading needs none."""

import fcntl
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hub.errors import OutBusy

LOCK = ".lock"


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold the lock on a folder, which is created where it is missing. Raises OutBusy, which says who holds it, where another one does.

    The lock ends with the process, however that ends. The file stays, and is empty while nobody holds the lock.
    """
    out.mkdir(parents=True, exist_ok=True)
    path = out / LOCK
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = path.read_text(encoding="utf-8").strip() or "another process"
            raise OutBusy(
                f"expected no other build into {out}, found that {holder} holds {path}; wait for it, or end it"
            ) from None
        file.truncate(0)
        file.write(f"process {os.getpid()} on {socket.gethostname()} ({' '.join(sys.argv[1:2]) or 'hub'})")
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)
