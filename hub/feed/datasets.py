"""Datasets that can be fed: the series of sources of the workspace, and which file of one a file that is handed in takes the place of."""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from hub.errors import BadFile, FeedBusy, MissingSource, SourceError
from hub.feed.state import State
from hub.national_id import strike_out
from hub.workspace import SourceEntry, Workspace, read_workspace

SHOWN = 8
"""Names of files that a message lists."""


def workspace_of(state: State, also: Iterable[str] = ()) -> Workspace:
    """Return the workspace that a feed is of, with the mappings that were published through it, and those of `also` in their place. Raises FeedBusy where it cannot be read at the moment."""
    return _workspace(state, [*mappings(state), *also])


def workspace_with(state: State, number: int) -> Workspace:
    """Return the workspace once a delivery is published: with its mapping, or without that of the one that it withdraws."""
    return _workspace(state, entries_with(state, number))


def _workspace(state: State, entries: list[str]) -> Workspace:
    try:
        return read_workspace(state.place().workspace, entries)
    except SourceError as error:
        raise FeedBusy(
            f"expected the workspace of the feed to be read, found: {error}",
            "Daftar kumpulan data di hub ini sedang tidak dapat dibaca. Beri tahu pengelola hub.",
        ) from error


def entries_with(state: State, number: int) -> list[str]:
    """Return the mappings once a delivery is published."""
    return [*mappings(state, without=withdrawn_by(state, number)), *mapping_of(state, number)]


def withdrawn_by(state: State, number: int) -> int | None:
    """Return the number of the delivery whose file this one takes out; None for one that brings a file."""
    row = state.row("SELECT withdraws FROM withdrawal WHERE delivery = ?", number)
    return row["withdraws"] if row else None


def mappings(state: State, without: int | None = None) -> list[str]:
    """Return the mappings of the deliveries that are published, of each dataset the newest, as entries of hub.toml."""
    rows = state.rows(
        "SELECT dataset, entry FROM delivery JOIN mapping ON delivery = number WHERE state IN ('PUBLISHED', 'UNDOING') AND number <> ? ORDER BY number",
        without or 0,
    )
    return list({row["dataset"]: str(row["entry"]) for row in rows}.values())


def mapping_of(state: State, number: int) -> list[str]:
    """Return the mapping that came with a delivery, none where its dataset has a loader."""
    return [str(row["entry"]) for row in state.rows("SELECT entry FROM mapping WHERE delivery = ?", number)]


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
        and strike_out(wanted) == wanted  # else a national id would be published as a path
        and _may_match(entry.path, wanted)
    ):
        return wanted
    shown = strike_out(", ".join((same or held)[:SHOWN]) + (" ..." if len(same or held) > SHOWN else ""))
    raise BadFile(
        f"expected the name of a file of {entry.id}, such as {shown}, or a new one like {entry.path}; found {strike_out(name)!r}",
        f"Kumpulan data ini terdiri atas beberapa berkas. Sebutkan berkas mana yang digantikan, misalnya {shown}.",
    )


def also_at(workspace: Workspace, entry: SourceEntry, place: str) -> list[str]:
    """Return the other datasets that read the file at a place: who replaces it needs roles for them too."""
    return [
        other.id
        for other in feedable(workspace)
        if other.id != entry.id and (other.path == place or _may_match(other.path, place))
    ]


def _may_match(pattern: str, place: str) -> bool:
    """Tell whether a pattern of a series takes a path; `**` stands for any folders."""
    if "**" in pattern:
        return fnmatchcase(place, pattern) or fnmatchcase(place, pattern.replace("**/", ""))
    return pattern.count("/") == place.count("/") and fnmatchcase(place, pattern)
