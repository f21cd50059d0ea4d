"""Reads all sources of a workspace with the loaders that `hub.toml` names; nothing else calls a loader."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from hub.assembly import Origin, Rejections, Stated
from hub.errors import BrokenSource, UnknownLoader, WorkspaceError
from hub.facts import Fact, FindingFact, LeftOutRow, NotOpen, PartOfRow, SetAsideRow, Statement
from hub.loaders import Loader, SourceFile, loader_named, mapped
from hub.loaders.mapped.preview import Preview, preview
from hub.loaders.plausible import plausible
from hub.loaders.survey import Survey
from hub.national_id import strike_out
from hub.progress import Progress
from hub.workspace import SourceEntry, Workspace


@dataclass
class Reading:
    """What the files of a workspace state, and a record per file for the table of sources."""

    stated: Stated = field(default_factory=Stated)
    rejections: Rejections = field(default_factory=Rejections)
    records: list[dict[str, object]] = field(default_factory=list)
    not_open: dict[str, list[str]] = field(default_factory=dict)
    """Series of files that are not open data -> why, a reason for each file."""


def read_sources(workspace: Workspace, sources: Path, *, strict: bool, progress: Progress) -> Reading:
    """Return everything that the source files state, in the order of the workspace.

    A file that cannot be read as its format is a finding, and the rest goes on; with `strict` it raises BrokenSource.
    Raises UnknownLoader and MissingSource before any file is read.
    """
    plan = [(entry, _loader(entry, workspace), list(workspace.files(entry, sources))) for entry in workspace.sources]
    total = sum(len(files) for _, _, files in plan)
    reading, seen, done = Reading(), dict[str, int](), 0
    for order, (entry, loader, files) in enumerate(plan):
        shared: dict[object, object] = {}
        for path in files:
            file = _source_file(workspace, sources, entry, path)
            file.series = shared
            _read_file(reading, file, (order, entry), loader, _source_id(file, seen), strict=strict)
            done += 1
            progress(f"reading {entry.id}", done, total)
    return reading


def previews(workspace: Workspace, sources: Path) -> Iterator[tuple[SourceEntry, int, Preview]]:
    """Yield each mapped source of a workspace, how many files it has, and a look at the first. Raises MissingSource."""
    for entry in workspace.sources:
        if entry.loader == mapped.LOADER.name:
            files = list(workspace.files(entry, sources))
            yield entry, len(files), preview(_source_file(workspace, sources, entry, files[0]))


def survey(workspace: Workspace, sources: Path, source_id: str, progress: Progress) -> Survey:
    """Return what became of the rows of one source. Raises WorkspaceError for an unknown one, UnknownLoader and MissingSource."""
    entry = next((entry for entry in workspace.sources if entry.id == source_id), None)
    if entry is None:
        known = ", ".join(entry.id for entry in workspace.sources)
        raise WorkspaceError(f"expected one of the sources {known}; found {source_id!r}")
    loader, found, shared = _loader(entry, workspace), Survey(), dict[object, object]()
    files = list(workspace.files(entry, sources))
    for done, path in enumerate(files, start=1):
        file = _source_file(workspace, sources, entry, path)
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


def _source_file(workspace: Workspace, sources: Path, entry: SourceEntry, path: Path) -> SourceFile:
    return SourceFile(
        path=path,
        name=strike_out(path.relative_to(workspace.root(entry, sources)).as_posix()),
        edition_id=entry.edition,
        options=entry.options,
        workspace=workspace.folder,
    )


def _loader(entry: SourceEntry, workspace: Workspace) -> Loader:
    try:
        return loader_named(entry.loader)
    except UnknownLoader as error:
        raise UnknownLoader(f"source {entry.id!r} of {workspace.folder}: {error}") from error


def _source_id(file: SourceFile, seen: dict[str, int]) -> str:
    """Return the id of a file: the SHA-256 of its bytes; a second file of the same bytes has a number behind it."""
    identifier = f"sha256-{file.sha256}"
    seen[identifier] = seen.get(identifier, 0) + 1
    return identifier if seen[identifier] == 1 else f"{identifier}-{seen[identifier]}"


def _read_file(
    reading: Reading, file: SourceFile, entry: tuple[int, SourceEntry], loader: Loader, source_id: str, *, strict: bool
) -> None:
    order, source = entry
    origin = Origin(order, source_id, source.id, source.edition, source.status)
    kept: set[int] = set()
    aside: set[int] = set()
    left_out: set[int] = set()
    state = "READ"
    try:
        for statement in plausible(loader.read(file)):
            if isinstance(statement, Fact):
                reading.stated.add(statement, origin)
                kept.add(statement.row)
            elif isinstance(statement, PartOfRow):
                kept.add(statement.row)
            elif isinstance(statement, LeftOutRow):
                left_out.add(statement.row)
            elif isinstance(statement, SetAsideRow):
                reading.rejections.set_aside_row(source_id, statement)
                aside.add(statement.row)
            elif isinstance(statement, NotOpen):
                reading.not_open.setdefault(source.id, []).append(statement.reason)
            else:
                reading.rejections.find(statement, source_id)
    except BrokenSource as error:
        if strict:
            raise
        state = "BROKEN"
        reading.rejections.find(_broken(error), source_id)
    for row in _unexplained(file, kept | aside | left_out):
        cause = "expected a row that states a fact, found none in it" if state == "READ" else "the file broke off here"
        reading.rejections.set_aside_row(source_id, SetAsideRow(row=row, rule="nothing-stated", cause=cause))
    reading.records.append(_record(file, source, source_id, state, len(left_out)))


def _unexplained(file: SourceFile, explained: set[int]) -> Iterator[int]:
    """Yield the rows that a loader took and said nothing of: with them the books always balance."""
    if len(explained) < file.rows_read:
        yield from (row for row in range(1, file.rows_read + 1) if row not in explained)


def _broken(error: BrokenSource) -> FindingFact:
    return FindingFact(rule="broken-source", severity="ERROR", message=str(error))


def _record(file: SourceFile, source: SourceEntry, source_id: str, state: str, left_out: int) -> dict[str, object]:
    return {
        "source_id": source_id,
        "series": source.id,
        "path": file.name,
        "edition_id": source.edition,
        "title": source.title,
        "publisher": source.publisher,
        "collected_by": source.collected_by,
        "licence": source.licence,
        "url": source.url,
        "retrieved": source.retrieved,
        "loader": source.loader,
        "state": state,
        "bytes_count": len(file.content),
        "rows_read_count": file.rows_read - left_out,
    }
