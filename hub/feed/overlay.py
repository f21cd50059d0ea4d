"""The folder of sources as fed: links to every file of the sources, and to files of the inbox in the places that these take.

The sources themselves are never written. Rows keep their paths, and a loader finds the files beside its own.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from hub.errors import FeedOff, UsageError
from hub.feed.bounds import is_left, take
from hub.feed.database import Row
from hub.feed.datasets import mappings, withdrawn_by
from hub.feed.inbox import check_bytes, inbox_path
from hub.feed.state import State
from hub.workspace import Workspace, read_workspace


def fed(state: State) -> dict[str, str]:
    """Return which files are published through the feed: place below the sources -> SHA-256. One of a place: a later one has replaced the others."""
    rows = state.rows(
        "SELECT place, sha256 FROM delivery WHERE state IN ('PUBLISHED', 'UNDOING') AND number NOT IN (SELECT delivery FROM withdrawal)"
    )
    return {row["place"]: row["sha256"] for row in rows}


def fed_with(state: State, delivery: Row) -> dict[str, str]:
    """Return the same once a delivery is published: with its file, or without the one that it withdraws."""
    files = fed(state) | {delivery["place"]: delivery["sha256"]}
    if withdrawn_by(state, delivery["number"]) is not None:
        del files[delivery["place"]]
    return files


@contextmanager
def laid_over(state: State, sources: Path, files: Mapping[str, str]) -> Iterator[Path]:
    """Yield a folder of sources with files of the inbox in their places; the folder itself where there is no such file.

    Raises FeedDamaged where a file of the inbox has other bytes than were handed in.
    """
    if not files:
        yield sources
        return
    for name, sha256 in files.items():
        check_bytes(inbox_path(state.inbox, sha256), sha256, name)
    place = state.place()
    lock = None
    while lock is None:
        folder = Path(tempfile.mkdtemp(prefix="sources-", dir=state.folder))
        lock = take(folder)
    try:
        _link(sources, folder, {place.out, state.folder.resolve()})
        for name, sha256 in files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)
            target.symlink_to(inbox_path(state.inbox, sha256).resolve())
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


@contextmanager
def as_fed(
    folder: Path, workspace: Workspace, sources: Path, tell: Callable[[str], None]
) -> Iterator[tuple[Workspace, Path]]:
    """Yield what a build reads: workspace and sources with what is published through the feed whose state is in `folder`, where there is one.

    Tells which files come from the feed. Raises UsageError where the feed is of other sources: its files would be lost to the build.
    """
    try:
        state = State(folder)
        place, files = state.place(), fed(state)
    except FeedOff:
        yield workspace, sources
        return
    if files and place.sources != sources.resolve():
        raise UsageError(
            f"expected the sources {place.sources}, of which {len(files)} files were published through the feed at {folder}; found {sources}; "
            "point the feed at these with `hub feed open WORKSPACE --sources DIR --out DIR`"
        )
    for name in files:
        tell(f"{name} comes from the feed, not from the sources")
    with laid_over(state, sources, files) as laid:
        yield read_workspace(workspace.folder, mappings(state)), laid


def clear_overlays(state: State) -> None:
    """Remove what killed processes left of overlays."""
    for path in state.folder.glob("sources-*"):
        if is_left(path):
            shutil.rmtree(path, ignore_errors=True)


def _link(sources: Path, into: Path, without: Collection[Path]) -> None:
    """Link every file of a folder but hidden ones and those of some folders; a link to a folder is followed."""
    for folder, names, file_names in os.walk(sources.resolve(), followlinks=True):
        names[:] = [name for name in names if not name.startswith(".") and Path(folder, name) not in without]
        below = into / Path(folder).relative_to(sources.resolve())
        below.mkdir(exist_ok=True)
        for name in file_names:
            if not name.startswith("."):
                (below / name).symlink_to(Path(folder, name))
