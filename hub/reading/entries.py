"""Reads entries of a workspace: every file with the loader that `hub.toml` names, into facts, rejections and a record per file."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from hub.assembly import Origin, Rejections, Stated
from hub.errors import BrokenSource, UnknownLoader
from hub.facts import Fact, FindingFact, LeftOutRow, NotOpen, PartOfRow, SetAsideRow
from hub.loaders import Loader, SourceFile, loader_named
from hub.loaders.plausible import plausible
from hub.loaders.source_file import Beside
from hub.national_id import strike_out
from hub.progress import Progress
from hub.workspace import SourceEntry, Workspace


class Planned(NamedTuple):
    """An entry of hub.toml that is to be read: its place there, its loader, and its files with their ids."""

    order: int
    entry: SourceEntry
    loader: Loader
    files: tuple[Path, ...]
    source_ids: tuple[str, ...] = ()


@dataclass
class Reading:
    """What the files of a workspace state, and a record per file for the table of sources."""

    stated: Stated = field(default_factory=Stated)
    rejections: Rejections = field(default_factory=Rejections)
    records: list[dict[str, object]] = field(default_factory=list)
    not_open: dict[str, list[str]] = field(default_factory=dict)
    """Series of files that are not open data -> why, a reason for each file."""
    beside: set[Beside] = field(default_factory=set)
    """Other files that loaders looked for."""

    def add(self, later: "Reading") -> None:
        """Add a packed reading of entries further down the workspace."""
        self.stated.add_packed(later.stated)
        self.rejections.add(later.rejections)
        self.records += later.records
        self.not_open |= later.not_open
        self.beside |= later.beside


def plan(workspace: Workspace, sources: Path) -> list[Planned]:
    """Return the entries of a workspace in their order, without ids. Raises UnknownLoader and MissingSource."""
    return [
        Planned(order, entry, loader_of(entry, workspace), tuple(workspace.files(entry, sources)))
        for order, entry in enumerate(workspace.sources)
    ]


def identified(planned: Iterable[Planned]) -> list[Planned]:
    """Return all entries of a workspace with the ids of their files: the SHA-256 of the bytes; a second file of the same bytes has a number behind it."""
    seen: dict[str, int] = {}
    found = []
    for each in planned:
        ids = []
        for path in each.files:
            identifier = _source_id(path.read_bytes())
            seen[identifier] = seen.get(identifier, 0) + 1
            ids.append(identifier if seen[identifier] == 1 else f"{identifier}-{seen[identifier]}")
        found.append(each._replace(source_ids=tuple(ids)))
    return found


def read_entries(
    planned: Sequence[Planned], workspace: Workspace, sources: Path, *, strict: bool, progress: Progress
) -> dict[int, Reading]:
    """Return what the files of each entry state, packed, by the place of the entry.

    A file that cannot be read as its format is a finding, and the rest goes on; with `strict` it raises BrokenSource.
    """
    total, done = sum(len(each.files) for each in planned), 0
    found = {}
    for each in planned:
        found[each.order] = read_entry(each, workspace, sources, strict=strict)
        done += len(each.files)
        progress(f"reading {each.entry.id}", done, total)
    return found


def read_entry(planned: Planned, workspace: Workspace, sources: Path, *, strict: bool) -> Reading:
    """Return what the files of an entry state, packed: facts take much memory until they are in a frame."""
    reading, shared = Reading(), dict[object, object]()
    for path, source_id in zip(planned.files, planned.source_ids, strict=True):
        file = source_file(workspace, sources, planned.entry, path)
        file.series, file.beside = shared, reading.beside
        _read_file(reading, file, source_id, planned, strict=strict)
    reading.stated.pack()
    return reading


def source_file(workspace: Workspace, sources: Path, entry: SourceEntry, path: Path) -> SourceFile:
    return SourceFile(
        path=path,
        name=strike_out(path.relative_to(workspace.root(entry, sources)).as_posix()),
        edition_id=entry.edition,
        options=entry.options,
        workspace=workspace.folder,
    )


def loader_of(entry: SourceEntry, workspace: Workspace) -> Loader:
    try:
        return loader_named(entry.loader)
    except UnknownLoader as error:
        raise UnknownLoader(f"source {entry.id!r} of {workspace.folder}: {error}") from error


def _source_id(content: bytes) -> str:
    return f"sha256-{hashlib.sha256(content).hexdigest()}"


def _read_file(reading: Reading, file: SourceFile, source_id: str, planned: Planned, *, strict: bool) -> None:
    source = planned.entry
    origin = Origin(planned.order, source_id, source.id, source.edition, source.status)
    kept: set[int] = set()
    aside: set[int] = set()
    left_out: set[int] = set()
    state = "READ"
    try:
        _check_bytes(file, source_id)
        for statement in plausible(planned.loader.read(file)):
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


def _check_bytes(file: SourceFile, source_id: str) -> None:
    """Raise BrokenSource where a file is no longer the one whose bytes gave its id."""
    if not source_id.startswith(_source_id(file.content)):
        raise BrokenSource(f"{file.name}: expected the file as it was when the build began, found another; build again")


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
