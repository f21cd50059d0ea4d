"""`hub build` and `hub check`: from sources to a release."""

from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from hub import pipeline, publication
from hub.cli.console import (
    Json,
    Sources,
    Strict,
    WorkspaceFolder,
    messages,
    print_grid,
    print_json,
    progress_bar,
)
from hub.cli.previewing import preview_json, print_preview
from hub.reading import previews
from hub.release import Release
from hub.release.release import current_or_none
from hub.tables.findings import Findings
from hub.workspace import Workspace, read_workspace


def build(
    workspace: WorkspaceFolder,
    sources: Sources = None,
    out: Annotated[Path | None, typer.Option(help="Where to write; default: .hub/ in the workspace.")] = None,
    *,
    strict: Strict = False,
    as_json: Json = False,
) -> None:
    """Build a release from the sources, and all that is made from it; print a summary."""
    release = build_release(read_workspace(workspace), sources, out, strict=strict)
    manifest = release.manifest
    counts = {name: part.rows_count for name, part in manifest.tables.items()}
    if as_json:
        print_json({"release": manifest.id, "number": manifest.number, "rows": counts, **manifest.quality})
        return
    messages.print(f"release {manifest.id} (number {manifest.number}) of {len(manifest.inputs):,} source files")
    _print_summary(counts, manifest.quality["findings_by_rule"])
    _print_errors(release.table(Findings))


def check(
    workspace: WorkspaceFolder, sources: Sources = None, *, strict: Strict = False, as_json: Json = False
) -> None:
    """Read and check the sources as a build does, and write nothing; exit 1 where a finding is an error.

    Of each source with columns mapped in hub.toml it shows how it is read, the first rows as read and as mapped, and the columns
    that are not mapped.
    """
    space = read_workspace(workspace)
    folder = sources or space.default_sources
    seen = [(entry.id, files, preview) for entry, files, preview in previews(space, folder)]
    if not as_json:
        for series, files, preview in seen:
            print_preview(series, files, preview)
    with progress_bar() as progress:
        made = pipeline.check(space, folder, strict=strict, progress=progress)
    counts = {name: frame.height for name, frame in made.tables.items()}
    if as_json:
        mapped = [{"source": series, "files": files, **preview_json(preview)} for series, files, preview in seen]
        print_json({"rows": counts, "mapped": mapped, **made.quality})
    else:
        _print_summary(counts, made.quality["findings_by_rule"])
        _print_errors(made.tables["findings"])
    if made.quality["findings_by_severity"].get("ERROR"):
        raise typer.Exit(1)


def build_release(workspace: Workspace, sources: Path | None, out: Path | None, *, strict: bool) -> Release:
    """Build and publish a release of a workspace, starting from its current one, with a progress bar."""
    target = out or workspace.default_out
    with progress_bar() as progress:
        release = pipeline.build(
            workspace,
            sources or workspace.default_sources,
            target,
            previous=current_or_none(target),
            strict=strict,
            progress=progress,
        )
        publication.publish(target, release, progress)
    return release


def _print_summary(counts: dict[str, int], findings: dict[str, int]) -> None:
    print_grid(["table", "rows"], [[name, f"{rows:,}"] for name, rows in counts.items()])
    if findings:
        print_grid(["finding", "times"], [[rule, f"{times:,}"] for rule, times in findings.items()])


def _print_errors(findings: pl.DataFrame) -> None:
    for row in findings.filter(findings["severity"].cast(str) == "ERROR").iter_rows(named=True):
        messages.print(f"{row['rule']}: {row['message']}", style="red", markup=False, soft_wrap=True)


COMMANDS = (build, check)
