"""Reads all sources of a workspace, one after the other or with a second process, and looks at single ones."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from hub.cache import Cache
from hub.errors import BrokenSource, WorkspaceError
from hub.facts import Statement
from hub.loaders import mapped
from hub.loaders.mapped.preview import Preview, preview
from hub.loaders.plausible import plausible
from hub.loaders.survey import Survey
from hub.progress import Progress
from hub.reading.entries import Planned, Reading, identified, loader_of, plan, read_entries, source_file
from hub.reading.kept import Again, Bases, keep, made_from, still_good, taken_over, to_be_read
from hub.reading.second_process import SecondProcess, split
from hub.workspace import SourceEntry, Workspace


class Prepared:
    """The sources of a workspace before they are read: each entry with its files and their ids, and what is kept of readings of just these.

    Raises UnknownLoader and MissingSource.
    """

    def __init__(self, workspace: Workspace, sources: Path, cache: Cache | None = None) -> None:
        self.workspace, self.sources, self.cache = workspace, sources, cache
        self.bases = Bases(sources, workspace.folder)
        self.planned = identified(plan(workspace, sources))
        self.kept = {} if cache is None else still_good(self.planned, self.bases, cache)
        self._made_from = {order: made_from(kept.about) for order, kept in self.kept.items()}

    def inputs(self) -> str | None:
        """Return a digest of all that the reading of the sources depends on; None while it is not known of each entry."""
        found = [self._made_from.get(each.order) for each in self.planned]
        known = [each for each in found if each is not None]
        return hashlib.sha256(b"".join(known)).hexdigest() if len(known) == len(found) else None

    def read(self, *, strict: bool, progress: Progress) -> Reading:
        """Return everything that the source files state, in the order of the workspace.

        A file that cannot be read as its format is a finding, and the rest goes on; with `strict` it raises BrokenSource. With a cache,
        entries whose reading is kept there are not read, and the others are kept.
        """
        missing = [each for each in self.planned if each.order not in self.kept]
        read = _read(missing, self.workspace, self.sources, strict=strict, progress=progress)
        if self.cache is not None:
            self._made_from |= keep(self.planned, read, self.bases, self.cache)
        whole = Reading()
        for each in self.planned:
            kept = self.kept.pop(each.order, None)
            whole.add(read[each.order] if kept is None else taken_over(each, kept, self.bases))
        return whole


def read_sources(
    workspace: Workspace, sources: Path, *, strict: bool, progress: Progress, cache: Cache | None = None
) -> Reading:
    """Return everything that the source files state (`Prepared.read`)."""
    return Prepared(workspace, sources, cache).read(strict=strict, progress=progress)


def _read(
    planned: list[Planned], workspace: Workspace, sources: Path, *, strict: bool, progress: Progress
) -> dict[int, Reading]:
    """Return the readings of entries. Where there is much to read a second process reads the later ones; where that fails they are read here."""
    at = len(planned) if strict else split(planned)
    if at == len(planned):
        return read_entries(planned, workspace, sources, strict=strict, progress=progress)
    with SecondProcess(workspace, sources, planned[at:]) as second:
        read = read_entries(planned[:at], workspace, sources, strict=strict, progress=progress)
        later = second.readings()
    if later is None:
        later = read_entries(planned[at:], workspace, sources, strict=strict, progress=progress)
    return read | later


def read_again(workspace: Workspace, sources: Path, cache: Cache) -> list[Again]:
    """Return of each entry of a workspace whether a build reads it or takes it over from the cache, and why. Raises UnknownLoader and MissingSource."""
    return list(to_be_read(identified(plan(workspace, sources)), Bases(sources, workspace.folder), cache))


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
