"""The release that a build would make again: the newest one, where nothing that it was made from is another.

A build that starts from its own release makes the same release, so it need not be made to be known. `tests/test_unchanged.py` holds that
against edits at random.
"""

import hashlib
from pathlib import Path
from typing import Any

from hub.cache import NotKept, cache_of, software
from hub.reading import Prepared
from hub.release import Release
from hub.release.kept import RELEASES
from hub.release.verify import problems
from hub.workspace import Workspace

_NAME = "release"


class Unchanging:
    """What a release is made from besides the sources, as it is when the build begins; with the sources it is compared with that of the newest release."""

    def __init__(self, workspace: Workspace, *, strict: bool) -> None:
        self._workspace = workspace
        self._strict = strict
        self._beside = self._state()

    def release(self, out: Path, prepared: Prepared, previous: Release | None) -> Release | None:
        """Return the release below `out` that a build from `previous` makes, where it is there and sound; None where it has to be made."""
        inputs = self._with_sources(out, prepared)
        if inputs is None or prepared.cache is None:
            return None
        try:
            about = prepared.cache.load(_NAME).about
        except NotKept:
            return None
        start, release = _id(previous), Release(out / RELEASES / about["release"])
        if about["inputs"] != inputs or start not in {about["start"], release.id} or not release.folder.exists():
            return None
        return None if problems(release) else release

    def remember(self, out: Path, prepared: Prepared, previous: Release | None, release: Release) -> None:
        """Note in the cache what a release below `out` was made from; not where a file changed while it was made."""
        inputs = self._with_sources(out, prepared)
        if inputs is not None and prepared.cache is not None and self._state() == self._beside:
            prepared.cache.store(_NAME, {"inputs": inputs, "start": _id(previous), "release": release.id}, {})

    def _state(self) -> dict[str, Any]:
        folder = self._workspace.folder
        return {
            "software": software(),
            "strict": self._strict,
            "workspace": _digest(self._workspace.model_dump_json(exclude={"folder"}).encode()),
            "files": {
                path.relative_to(folder).as_posix(): _digest(path.read_bytes()) for path in self._workspace.beside()
            },
        }

    def _with_sources(self, out: Path, prepared: Prepared) -> dict[str, Any] | None:
        """Return all inputs. None while it is not known what each source depends on, and for a cache of another folder, as for candidates of the feed."""
        sources = prepared.inputs()
        if sources is None or prepared.cache is None or prepared.cache.folder != cache_of(out).folder:
            return None
        return {**self._beside, "sources": sources}


def _id(release: Release | None) -> str | None:
    return release.id if release else None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
