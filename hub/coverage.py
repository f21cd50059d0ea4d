"""Coverage: every file of the folder of sources, what of it was read, kept and set aside, or why it is not read."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import polars as pl

from hub.national_id import strike_out
from hub.workspace import Workspace

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
    present = sorted(strike_out(path.relative_to(sources).as_posix()) for path in sources.rglob("*") if path.is_file())
    known = set(read["path"]) | _companions(workspace, sources)
    unread = [path for path in present if path not in known]
    left_out, unexplained = _left_out(workspace, unread)
    lines = [_row(cells) for cells in _read_rows(read)]
    return HEADER + "".join(lines) + (LEFT_OUT + "".join(map(_row, left_out)) if left_out else ""), unexplained


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
    """Return the code lists that loaders read in addition to their files."""
    found = set()
    for entry in workspace.sources:
        for value in entry.options.values():
            if isinstance(value, str) and "." in value and entry.within == "sources":
                first = next(iter(sorted(sources.glob(entry.path))), None)
                companion = (first.parent / value).resolve() if first else None
                if companion and companion.is_file():
                    found.add(companion.relative_to(sources.resolve()).as_posix())
    return found


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
