"""The inbox: files as they came, named by the SHA-256 of their bytes, never changed and never run.

A file is received under a temporary name, bounded in size, flushed to disk and then renamed, so that an acknowledged file survives a power cut.
"""

import hashlib
import os
import secrets
from pathlib import Path
from typing import NamedTuple

from hub.atomic_file import flush
from hub.errors import BadFile, FeedDamaged

READ_ONLY = 0o400


class Received(NamedTuple):
    """A file in the inbox."""

    sha256: str
    bytes_count: int


class Receiving:
    """A file that is being received: `write` its parts, then `finish`. A context: what was not finished is removed on leaving it."""

    def __init__(self, inbox: Path, most_bytes: int) -> None:
        self._inbox = inbox
        self._most_bytes = most_bytes
        self._path = inbox / f".receiving-{os.getpid()}-{secrets.token_hex(8)}"
        self._hash = hashlib.sha256()
        self._size = 0

    def __enter__(self) -> "Receiving":
        self._file = self._path.open("xb")
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)

    def write(self, part: bytes) -> None:
        """Write a part. Raises BadFile once the file is larger than the limit."""
        self._size += len(part)
        if self._size > self._most_bytes:
            raise too_large(self._most_bytes)
        self._hash.update(part)
        self._file.write(part)

    def finish(self) -> Received:
        """Put the file into the inbox and return what it is. Raises BadFile for one without bytes."""
        if not self._size:
            raise BadFile("expected a file, found one without any byte", "Berkas kosong: tidak ada isinya.")
        self._file.close()
        received = Received(self._hash.hexdigest(), self._size)
        target = inbox_path(self._inbox, received.sha256)
        self._path.chmod(READ_ONLY)
        flush(self._path)
        self._path.replace(target)
        flush(self._inbox)
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


def clear_partial(inbox: Path) -> None:
    """Remove what killed processes left of files that were never acknowledged."""
    for path in inbox.glob(".receiving-*"):
        if not is_running(path.name.split("-")[1]):
            path.unlink(missing_ok=True)


def is_running(process: str) -> bool:
    """Tell whether there is a process of this number."""
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
