"""Coverage: every file of the folder of sources, what of it was read, kept and set aside, or why it is not read."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import polars as pl

from hub.national_id import strike_out
from hub.workspace import FILE_NAME, Workspace

NAMED_UP_TO = 8
"""A series of more files is one row, but for the files of it that were broken or had rows set aside."""

HEADER = """# Coverage

Every file of the folder of sources: rows read, kept, and set aside with a reason. A series of many files is one row; each of its
files that was broken, or of which rows were set aside, has a row of its own.

| File | Files | Series | Rows read | Kept | Set aside |
|---|---:|---|---:|---:|---:|
"""

LEFT_OUT = """
## Not read

| File | Files | Reason |
|---|---:|---|
"""


def coverage(workspace: Workspace, sources: Path, read: pl.DataFrame) -> tuple[str, list[str]]:
    """Return the coverage as Markdown, and the files that are neither read nor left out with a reason.

    `read` is the table of sources of a release that was built from `sources`.
    """
    own = _own(workspace, sources)
    files = (
        path for path in sources.rglob("*") if path.is_file() and not any(path.is_relative_to(each) for each in own)
    )
    present = sorted(strike_out(path.relative_to(sources).as_posix()) for path in files)
    known = set(read["path"]) | _companions(workspace, sources)
    unread = [path for path in present if path not in known]
    left_out, unexplained = _left_out(workspace, unread)
    lines = [_row(cells) for cells in _read_rows(read)]
    return HEADER + "".join(lines) + (LEFT_OUT + "".join(map(_row, left_out)) if left_out else ""), unexplained


def _own(workspace: Workspace, sources: Path) -> list[Path]:
    """Return what of the folder of sources is no source, where the workspace itself is that folder: its hub.toml, judgements and releases."""
    if not sources.is_dir() or not workspace.folder.is_dir() or not sources.samefile(workspace.folder):
        return []
    own = (workspace.default_out, workspace.person_judgements.parent, workspace.published_register)
    return [sources / FILE_NAME, *(sources / path.name for path in own)]


def _read_rows(read: pl.DataFrame) -> Iterator[list[str]]:
    for series, files in sorted(read.partition_by("series", as_dict=True).items()):
        ordered = files.sort("path")
        odd = ordered.filter((pl.col("rows_set_aside_count") > 0) | (pl.col("state").cast(pl.String) == "BROKEN"))
        alone = ordered if ordered.height <= NAMED_UP_TO else odd
        together = ordered.join(alone, on="path", how="anti")
        if together.height:
            yield _counted(_pattern(together["path"].to_list()), together.height, str(series[0]), together)
        for row in alone.partition_by("path", maintain_order=True):
            yield _counted(row["path"][0], 1, str(series[0]), row)


def _counted(path: str, files: int, series: str, rows: pl.DataFrame) -> list[str]:
    counts = [rows[f"rows_{name}_count"].sum() for name in ("read", "kept", "set_aside")]
    return [f"`{path}`", f"{files:,}", series, *(f"{count:,}" for count in counts)]


def _pattern(paths: list[str]) -> str:
    """Return the shortest pattern that says where many files lie: their common folder and what their names begin and end with."""
    folders = {str(PurePosixPath(path).parent) for path in paths}
    shared = PurePosixPath(*_common([PurePosixPath(folder).parts for folder in sorted(folders)]))
    suffixes = {PurePosixPath(path).suffix for path in paths}
    within = "**/*" if len(folders) > 1 else "*"
    return f"{shared}/{within}{suffixes.pop() if len(suffixes) == 1 else ''}"


def _common(parts: list[tuple[str, ...]]) -> list[str]:
    common = []
    for names in zip(*parts, strict=False):
        if len(set(names)) > 1:
            break
        common.append(names[0])
    return common


def _companions(workspace: Workspace, sources: Path) -> set[str]:
    """Return the code lists and tables to look up that loaders read in addition to their files, by their path below the folder of sources."""
    found = set()
    for entry in workspace.sources:
        first = next(iter(sorted(workspace.root(entry, sources).glob(entry.path))), None)
        folders = [*([first.parent] if first else []), workspace.folder]
        for value in _texts(entry.options):
            for companion in (Path(os.path.normpath(folder.absolute() / value)) for folder in folders if "." in value):
                if companion.is_relative_to(sources.absolute()) and companion.is_file():
                    found.add(strike_out(companion.relative_to(sources.absolute()).as_posix()))
    return found


def _texts(options: Any) -> Iterator[str]:
    """Yield the texts of options, however deep they are."""
    if isinstance(options, str):
        yield options
    elif isinstance(options, Mapping):
        for each in options.values():
            yield from _texts(each)
    elif isinstance(options, list | tuple):
        for each in options:
            yield from _texts(each)


def _left_out(workspace: Workspace, unread: list[str]) -> tuple[list[list[str]], list[str]]:
    rows, remaining = [], unread
    for entry in workspace.left_out:
        matching = [path for path in remaining if PurePosixPath(path).match(entry.path)]
        remaining = [path for path in remaining if path not in set(matching)]
        if matching:
            rows.append([f"`{matching[0] if len(matching) == 1 else entry.path}`", f"{len(matching):,}", entry.reason])
    return rows, remaining


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
