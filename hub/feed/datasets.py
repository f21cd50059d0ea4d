"""Datasets that can be fed: the series of sources of the workspace, and which file of one a file that is handed in takes the place of."""

from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from hub.errors import BadFile, MissingSource
from hub.workspace import SourceEntry, Workspace

SHOWN = 8
"""Names of files that a message lists."""


def feedable(workspace: Workspace) -> list[SourceEntry]:
    """Return the series that can be fed: those whose files lie in the folder of sources."""
    return [entry for entry in workspace.sources if entry.within == "sources"]


def dataset(workspace: Workspace, name: str) -> SourceEntry:
    """Return the series of this id. Raises BadFile where there is none that can be fed."""
    entries = feedable(workspace)
    found = next((entry for entry in entries if entry.id == name), None)
    if found is None:
        known = ", ".join(entry.id for entry in entries)
        raise BadFile(f"expected a dataset, one of {known}; found {name!r}", "Kumpulan data ini tidak dikenal.")
    return found


def places(workspace: Workspace, sources: Path, entry: SourceEntry) -> list[str]:
    """Return the files of a series below the folder of sources, in order of path; none where there is none yet."""
    try:
        return [path.relative_to(sources).as_posix() for path in workspace.files(entry, sources)]
    except MissingSource:
        return []


def place_of(workspace: Workspace, sources: Path, entry: SourceEntry, name: str) -> str:
    """Return the path, below the folder of sources, whose place a file of this name takes.

    A series of one file has one place, whatever the name. Of several the name, or its last part, says which; a name that fits the pattern of the series and that no
    file has is a new file. Raises BadFile where the name says nothing.
    """
    if not any(mark in entry.path for mark in "*?["):
        return entry.path
    held = places(workspace, sources, entry)
    wanted = name.strip().replace("\\", "/").lstrip("/")
    if wanted in held:
        return wanted
    same = [each for each in held if PurePosixPath(each).name == PurePosixPath(wanted).name]
    if len(same) == 1:
        return same[0]
    is_below = ".." not in PurePosixPath(wanted).parts and not any(
        part.startswith(".") for part in PurePosixPath(wanted).parts
    )
    if (
        not same
        and is_below
        and wanted.isprintable()
        and wanted.count("/") == entry.path.count("/")
        and fnmatchcase(wanted, entry.path)
    ):
        return wanted
    shown = ", ".join((same or held)[:SHOWN]) + (" ..." if len(same or held) > SHOWN else "")
    raise BadFile(
        f"expected the name of a file of {entry.id}, such as {shown}, or a new one like {entry.path}; found {name!r}",
        f"Kumpulan data ini terdiri atas beberapa berkas. Sebutkan berkas mana yang digantikan, misalnya {shown}.",
    )
