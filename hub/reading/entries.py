"""Reads entries of a workspace: every file with the loader that `hub.toml` names, into facts, rejections and a record per file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from hub.assembly import Origin, Rejections, Stated
from hub.errors import BrokenSource, UnknownLoader
from hub.facts import Fact, FindingFact, LeftOutRow, NotOpen, PartOfRow, SetAsideRow
from hub.loaders import Loader, SourceFile, loader_named
from hub.loaders.plausible import plausible
from hub.national_id import strike_out
from hub.progress import Progress
from hub.workspace import SourceEntry, Workspace


class Planned(NamedTuple):
    """An entry of hub.toml that is to be read: its place there, its loader, and its files."""

    order: int
    entry: SourceEntry
    loader: Loader
    files: tuple[Path, ...]


@dataclass
class Reading:
    """What the files of a workspace state, and a record per file for the table of sources."""

    stated: Stated = field(default_factory=Stated)
    rejections: Rejections = field(default_factory=Rejections)
    records: list[dict[str, object]] = field(default_factory=list)
    not_open: dict[str, list[str]] = field(default_factory=dict)
    """Series of files that are not open data -> why, a reason for each file."""
    seen: dict[str, int] = field(default_factory=dict)
    """SHA-256 of the bytes of a file -> how many files had them."""

    def add(self, later: "Reading") -> None:
        """Add a packed reading of entries further down the workspace."""
        self.stated.add_packed(later.stated)
        self.rejections.add(later.rejections)
        self.records += later.records
        for series, reasons in later.not_open.items():
            self.not_open.setdefault(series, []).extend(reasons)
        for sha256, count in later.seen.items():
            self.seen[sha256] = self.seen.get(sha256, 0) + count


def plan(workspace: Workspace, sources: Path) -> list[Planned]:
    """Return the entries of a workspace in their order. Raises UnknownLoader and MissingSource."""
    return [
        Planned(order, entry, loader_of(entry, workspace), tuple(workspace.files(entry, sources)))
        for order, entry in enumerate(workspace.sources)
    ]


def read_entries(
    reading: Reading,
    planned: Sequence[Planned],
    workspace: Workspace,
    sources: Path,
    *,
    strict: bool,
    progress: Progress,
) -> None:
    """Add to a reading what the files of entries state, in their order.

    A file that cannot be read as its format is a finding, and the rest goes on; with `strict` it raises BrokenSource.
    """
    total, done = sum(len(each.files) for each in planned), 0
    for each in planned:
        shared: dict[object, object] = {}
        for path in each.files:
            file = source_file(workspace, sources, each.entry, path)
            file.series = shared
            _read_file(reading, file, each, strict=strict)
            done += 1
            progress(f"reading {each.entry.id}", done, total)


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


def _source_id(file: SourceFile, seen: dict[str, int]) -> str:
    """Return the id of a file: the SHA-256 of its bytes; a second file of the same bytes has a number behind it."""
    identifier = f"sha256-{file.sha256}"
    seen[identifier] = seen.get(identifier, 0) + 1
    return identifier if seen[identifier] == 1 else f"{identifier}-{seen[identifier]}"


def _read_file(reading: Reading, file: SourceFile, planned: Planned, *, strict: bool) -> None:
    source, source_id = planned.entry, _source_id(file, reading.seen)
    origin = Origin(planned.order, source_id, source.id, source.edition, source.status)
    kept: set[int] = set()
    aside: set[int] = set()
    left_out: set[int] = set()
    state = "READ"
    try:
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
