"""The inbox: files as they came, named by the SHA-256 of their bytes, never changed and never run.

A file is received under a temporary name, bounded in size, flushed to disk and then renamed, so that an acknowledged file survives a power cut.
"""

import hashlib
import os
import secrets
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from hub.atomic_file import flush
from hub.errors import BadFile, FeedDamaged
from hub.feed.bounds import is_left, room_for, take

READ_ONLY = 0o400

ORPHAN_S = 86_400
"""Seconds after which a file that no delivery names is taken for one whose hand-in failed."""


class Received(NamedTuple):
    """A file in the inbox."""

    sha256: str
    bytes_count: int


class Receiving:
    """A file that is being received: `write` its parts, then `finish`. A context: what was not finished is removed on leaving it."""

    def __init__(self, inbox: Path, most_bytes: int) -> None:
        self._inbox = inbox
        self._most_bytes = most_bytes
        self._path = inbox / f".receiving-{secrets.token_hex(8)}"
        self._hash = hashlib.sha256()
        self._size = 0

    def __enter__(self) -> "Receiving":
        lock = None
        while lock is None:  # what clears up may have been faster than the lock
            self._file = self._path.open("wb")
            lock = take(self._path)
        self._lock = lock
        return self

    def __exit__(self, *error: object) -> None:
        with suppress(OSError):  # of what was not finished
            self._file.close()
        self._path.unlink(missing_ok=True)
        os.close(self._lock)

    def write(self, part: bytes) -> None:
        """Write a part. Raises BadFile once the file is larger than the limit, FeedBusy where the disk has too little room."""
        self._size += len(part)
        if self._size > self._most_bytes:
            raise too_large(self._most_bytes)
        self._hash.update(part)
        with room_for(self._inbox, len(part)):
            self._file.write(part)

    def finish(self) -> Received:
        """Put the file into the inbox and return what it is. Raises BadFile for one without bytes."""
        if not self._size:
            raise BadFile("expected a file, found one without any byte", "Berkas kosong: tidak ada isinya.")
        received = Received(self._hash.hexdigest(), self._size)
        with room_for(self._inbox):
            self._file.close()
            self._path.chmod(READ_ONLY)
            flush(self._path)
            self._path.replace(inbox_path(self._inbox, received.sha256))
            flush(self._inbox)
        return received


def keep(inbox: Path, path: Path) -> Received:
    """Put a file that is complete into the inbox and return what it is; the file itself stays, as another name of it."""
    with path.open("rb") as file:
        received = Received(hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size)
    target = inbox_path(inbox, received.sha256)
    if not target.exists():
        path.chmod(READ_ONLY)
        flush(path)
        with suppress(FileExistsError):
            os.link(path, target)
        flush(inbox)
    os.utime(target)  # it is no orphan yet
    return received


def too_large(most_bytes: int) -> BadFile:
    """Return the refusal of a file that has more bytes than may come."""
    megabytes = most_bytes / 1_000_000
    error = BadFile(
        f"expected a file of at most {megabytes:g} MB, found a larger one; hand in a part, or have HUB_FEED_MAX_MB raised",
        f"Berkas terlalu besar: paling banyak {megabytes:g} MB. Serahkan sebagian, atau minta pengelola menaikkan batasnya.",
    )
    error.status = 413
    return error


def inbox_path(inbox: Path, sha256: str) -> Path:
    """Return the path of a file of the inbox."""
    return inbox / sha256


def check_bytes(path: Path, sha256: str, name: str) -> None:
    """Raise FeedDamaged where a file has other bytes than those of its SHA-256, or is gone."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        found = str(error.strerror)
    if found != sha256:
        raise FeedDamaged(
            f"{path}: expected the bytes of {name} as they were handed in, SHA-256 {sha256[:16]}, found {found[:16]}; restore them from a backup",
            "Berkas yang disimpan berbeda dari yang diserahkan. Beri tahu pengelola hub.",
        )


def clear_inbox(inbox: Path, named: Collection[str]) -> None:
    """Remove what killed processes left of files that were never acknowledged, and old files that are not `named` by a delivery."""
    for path in inbox.iterdir():
        is_partial = path.name.startswith(".receiving-")
        if (is_partial and is_left(path)) or (not is_partial and path.name not in named and _is_old(path)):
            path.unlink(missing_ok=True)


def _is_old(path: Path) -> bool:
    return path.stat().st_mtime < time.time() - ORPHAN_S
