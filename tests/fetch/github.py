"""Published files as GitHub serves them, and the lock file that names them: for a server on this machine."""

import io
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from hub.fetch.lock import LockedFile, LockedRepository


def zipped(members: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return written.getvalue()


def archived(files: Mapping[str, bytes], commit: str) -> bytes:
    """Return files as GitHub packs a commit: all below one folder."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w:gz", compresslevel=1) as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(f"elections-{commit}/{name}")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return written.getvalue()


def lock_line(path: str, path_there: str, content: bytes) -> str:
    """Return the line of a lock file for a file of these bytes."""
    return f"{sha256(content).hexdigest()} {len(content)} {path}" + ("" if path == path_there else f" <- {path_there}")


def lock_of(repositories: Iterable[LockedRepository], folder: Path) -> str:
    """Return the same lock with size and checksum of the files that stand in `folder`."""
    lines = []
    for repository in repositories:
        below = repository.files[0].path.partition("/")[0]
        lines.append(f"= github:{repository.name} {repository.commit} {below}")
        for file in repository.files:
            here = file.path.removeprefix(f"{below}/")
            lines.append(lock_line(here, file.path_there, (folder / file.path).read_bytes()))
    return "\n".join(lines) + "\n"


def published(repositories: Iterable[LockedRepository], folder: Path) -> dict[str, bytes]:
    """Return what GitHub serves of these repositories by path: each file, and the archive of each commit. `folder` has the bytes."""
    commits: dict[tuple[str, str], list[LockedFile]] = defaultdict(list)
    for repository in repositories:
        commits[repository.name, repository.commit] += repository.files
    served: dict[str, bytes] = {}
    for (name, commit), files in commits.items():
        there = {file.path_there: (folder / file.path).read_bytes() for file in files if not file.member}
        members: dict[str, dict[str, bytes]] = defaultdict(dict)
        for file in files:
            if file.member:
                members[file.container][file.member] = (folder / file.path).read_bytes()
        there |= {container: zipped(contents) for container, contents in members.items()}
        served |= {f"{name}/{commit}/{path}": content for path, content in there.items()}
        served[f"{name}/tar.gz/{commit}"] = archived({**there, "photographs/other.jpg": b"x" * 1000}, commit)
    return served
