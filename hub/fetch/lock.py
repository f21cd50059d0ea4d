"""The lock file of a workspace's sources: where each file is public, at which commit, and the checksum of its bytes as published.

```text
# comment
= github:OWNER/NAME COMMIT FOLDER
SHA256 BYTES PATH [<- PATH THERE]
```

A line that begins with `=` names a repository at a commit, and the folder below the folder of sources for its files; a file that follows
is at `FOLDER/PATH` here, and at the same path there where no other is named. `a.zip#b.json` is a member of an archive there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from hub.errors import WorkspaceError

NAME = "sources.lock"

_REPOSITORY = re.compile(r"= github:([\w.-]+/[\w.-]+) ([0-9a-f]{40}) (\S+)$")
_FILE = re.compile(r"([0-9a-f]{64}) ([0-9]+) (.+?)(?: <- (.+))?$")


@dataclass(frozen=True, slots=True)
class LockedFile:
    """One file: its path below the folder of sources, its path in the repository, its checksum and size."""

    path: str
    path_there: str
    sha256: str
    bytes_count: int

    @property
    def container(self) -> str:
        """The path in the repository of the file, or of the archive that it is a member of."""
        return self.path_there.partition("#")[0]

    @property
    def member(self) -> str:
        """The name of the member of an archive; empty for a file of its own."""
        return self.path_there.partition("#")[2]


@dataclass(frozen=True, slots=True)
class LockedRepository:
    """A repository at a commit, with the files that are taken from it."""

    name: str
    commit: str
    files: tuple[LockedFile, ...]


def read_lock(workspace: Path) -> list[LockedRepository]:
    """Return what the lock file of a workspace names. Raises WorkspaceError where there is none, or a line is not as described."""
    path = workspace / NAME
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise WorkspaceError(
            f"expected {NAME} in {workspace}, which says where its sources are public, found none ({error.strerror})"
        ) from error
    return list(_repositories(path, text))


def _repositories(path: Path, text: str) -> Iterator[LockedRepository]:
    head: tuple[str, str, str] | None = None
    files: list[LockedFile] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        repository = _REPOSITORY.match(line)
        if repository:
            if head:
                yield LockedRepository(head[0], head[1], tuple(files))
            head, files = (repository[1], repository[2], repository[3]), []
            continue
        found = _FILE.match(line)
        if found is None or head is None:
            wanted = "a repository (`= github:OWNER/NAME COMMIT FOLDER`)" if head is None else "SHA256 BYTES PATH"
            raise WorkspaceError(f"{path}, line {number}: expected {wanted}, found {line[:80]!r}")
        here = f"{head[2]}/{found[3]}"
        if PurePosixPath(here).is_absolute() or ".." in PurePosixPath(here).parts:
            raise WorkspaceError(f"{path}, line {number}: expected a path below the folder of sources, found {here!r}")
        files.append(LockedFile(here, found[4] or found[3], found[1], int(found[2])))
    if head:
        yield LockedRepository(head[0], head[1], tuple(files))
