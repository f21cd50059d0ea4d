"""Atomic writing of a file or a folder: written under a temporary name, flushed to disk, then renamed.

`atomic_file` replaces an existing file: a reader sees the old content or the new, never a part. `place_folder` renames a finished folder to a name
that must not exist yet. Without flushing (`fsync`) a power cut could keep the new name and lose the content.
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
