"""Checksum files: `FILE.sha256` next to each file made from a release, in the format of `sha256sum -c`."""

import hashlib
from pathlib import Path

from hub.atomic_file import atomic_file

ENDING = ".sha256"


def checksum_path(path: Path) -> Path:
    """Return the path of a file's checksum."""
    return path.with_name(path.name + ENDING)


def write_checksum(path: Path) -> None:
    """Write the checksum of a file next to it."""
    with atomic_file(checksum_path(path)) as temporary:
        temporary.write_text(_line(path), encoding="utf-8")


def difference(path: Path) -> str | None:
    """Return in words how a file differs from its checksum, None where it is as it was written. Reads the whole file."""
    stated = checksum_path(path)
    if not path.is_file():
        return f"{path}: expected a file, found none"
    try:
        expected = stated.read_text(encoding="utf-8")
    except FileNotFoundError:
        return f"{path}: expected its checksum in {stated.name}, found no such file"
    except (OSError, UnicodeDecodeError) as error:
        return f"{stated}: expected a checksum, found {error}"
    found = _line(path)
    if found != expected:
        return f"{path}: expected SHA-256 {expected[:64]}, found {found[:64]}"
    return None


def _line(path: Path) -> str:
    with path.open("rb") as file:
        return f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n"
