"""Files and folders that replace what was there in one step: written under a temporary name, flushed to disk, then renamed.

A reader sees the old content or the new, never a part. The rename alone would not survive a power cut: a file system may store it
before the bytes, so file and folder are flushed first (`fsync`).
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def atomic_file(path: Path) -> Iterator[Path]:
    """Yield a temporary path to write to; on success it replaces `path`, on an error it is removed.

    The folder is created where it is missing. Raises OSError where it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)  # left by a killed process of the same number
    try:
        yield temporary
        flush(temporary)
        temporary.replace(path)
        flush(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def place_folder(temporary: Path, target: Path) -> None:
    """Rename a finished folder to `target`, which must not exist, once every file in it is on disk."""
    for path in sorted(temporary.rglob("*")):
        flush(path)
    flush(temporary)
    temporary.rename(target)
    flush(target.parent)


def flush(path: Path) -> None:
    """Return when the content of a file, or the names in a folder, are on disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    except OSError:
        if not path.is_dir():  # some network file systems cannot flush a folder
            raise
    finally:
        os.close(opened)
