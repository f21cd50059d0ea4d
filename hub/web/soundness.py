"""Files compared with their checksums before they are served, once for each state of a file.

A file that was altered since it was written is never served: whoever asks is told 503, and the log says what differs. What is changed in
place, under the same size and time, is found by `hub verify` alone.
"""

import hashlib
import logging
from pathlib import Path

from hub.errors import StoreUnavailable
from hub.release.checksum import checksum_path, difference

_Stamp = tuple[int, int, int]
_sound: dict[Path, tuple[_Stamp, str]] = {}
_MOST_REMEMBERED = 10_000

_log = logging.getLogger(__name__)


class Damaged(StoreUnavailable):
    """A file that differs from its checksum."""

    code = "DAMAGED"


def check_sound(path: Path, sha256: str = "") -> None:
    """Return where a file is as it was written: with this SHA-256, or the one beside it where none is given.

    Raises Damaged where it differs or cannot be read. A file that has no checksum beside it is not compared.
    """
    try:
        _check(path, sha256)
    except OSError as error:
        raise _damaged(path, str(error)) from error


def _check(path: Path, sha256: str) -> None:
    found = path.stat()
    stamp = (found.st_ino, found.st_mtime_ns, found.st_size)
    if _sound.get(path) == (stamp, sha256):
        return
    told = _told(path, sha256)
    if told:
        raise _damaged(path, told)
    while len(_sound) >= _MOST_REMEMBERED:
        _sound.pop(next(iter(_sound)))
    _sound[path] = (stamp, sha256)


def _damaged(path: Path, told: str) -> Damaged:
    _log.error("not served: %s; run `hub verify DIR`, then `hub rebuild DIR` or `hub build`", told)
    return Damaged(f"{path.name} differs from what was published and is not served; the log says how it is mended")


def _told(path: Path, sha256: str) -> str | None:
    if not sha256:
        return difference(path) if checksum_path(path).exists() else None
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return None if digest == sha256 else f"{path}: expected SHA-256 {sha256}, found {digest}"
