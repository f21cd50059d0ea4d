"""Reads all sources of a workspace, one after the other or with a second process, and looks at single ones."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hub.errors import BrokenSource, WorkspaceError
from hub.facts import Statement
from hub.loaders import mapped
from hub.loaders.mapped.preview import Preview, preview
from hub.loaders.plausible import plausible
from hub.loaders.survey import Survey
from hub.progress import Progress
from hub.reading.entries import Reading, loader_of, plan, read_entries, source_file
from hub.reading.second_process import SecondProcess, split
from hub.workspace import SourceEntry, Workspace


def read_sources(workspace: Workspace, sources: Path, *, strict: bool, progress: Progress) -> Reading:
    """Return everything that the source files state, in the order of the workspace.

    A file that cannot be read as its format is a finding, and the rest goes on; with `strict` it raises BrokenSource.
    Raises UnknownLoader and MissingSource before any file is read. Where there is much to read a second process reads the later entries;
    where that fails they are read here.
    """
    planned = plan(workspace, sources)
    reading, at = Reading(), len(planned) if strict else split(planned)
    if at == len(planned):
        read_entries(reading, planned, workspace, sources, strict=strict, progress=progress)
        return reading
    with SecondProcess(workspace, sources, at) as second:
        read_entries(reading, planned[:at], workspace, sources, strict=strict, progress=progress)
        later = second.reading()
    if later is None or later.seen.keys() & reading.seen.keys():
        # Files of the same bytes are numbered in their order, which only one reader knows.
        read_entries(reading, planned[at:], workspace, sources, strict=strict, progress=progress)
    else:
        reading.add(later)
    return reading


def previews(workspace: Workspace, sources: Path) -> Iterator[tuple[SourceEntry, int, Preview]]:
    """Yield each mapped source of a workspace, how many files it has, and a look at the first. Raises MissingSource."""
    for entry in workspace.sources:
        if entry.loader == mapped.LOADER.name:
            files = list(workspace.files(entry, sources))
            yield entry, len(files), preview(source_file(workspace, sources, entry, files[0]))


def survey(workspace: Workspace, sources: Path, source_id: str, progress: Progress) -> Survey:
    """Return what became of the rows of one source. Raises WorkspaceError for an unknown one, UnknownLoader and MissingSource."""
    entry = next((entry for entry in workspace.sources if entry.id == source_id), None)
    if entry is None:
        known = ", ".join(entry.id for entry in workspace.sources)
        raise WorkspaceError(f"expected one of the sources {known}; found {source_id!r}")
    loader, found, shared = loader_of(entry, workspace), Survey(), dict[object, object]()
    files = list(workspace.files(entry, sources))
    for done, path in enumerate(files, start=1):
        file = source_file(workspace, sources, entry, path)
        file.series = shared
        statements: list[Statement] = []
        try:
            statements.extend(plausible(loader.read(file)))
        except BrokenSource as error:
            found.broken.append(str(error))
        found.add(file.name, file.rows_read, statements)
        progress(f"reading {entry.id}", done, len(files))
    return found


@contextmanager
def without_collector() -> Iterator[None]:
    """Pause the cyclic garbage collector: a build makes a million small objects that all live to its end."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
