"""`hub build` and `hub check`: from sources to a release."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import polars as pl
import typer

from hub.cli.console import (
    Json,
    Sources,
    Strict,
    WorkspaceFolder,
    messages,
    print_grid,
    print_json,
    progress_bar,
    warn,
)
from hub.errors import NotPublished, ReleaseError
from hub.release import Release
from hub.release.gate import Objection, compared_with, objections
from hub.release.kept import damage
from hub.release.lock import locked
from hub.tables.findings import Findings
from hub.workspace import Workspace, read_workspace

Accept = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME", help="A source or table that may be broken or smaller than before; may be given several times."
    ),
]


def build(
    workspace: WorkspaceFolder,
    sources: Sources = None,
    out: Annotated[Path | None, typer.Option(help="Where to write; default: .hub/ in the workspace.")] = None,
    *,
    strict: Strict = False,
    accept: Accept = None,
    plan: Annotated[
        bool, typer.Option("--plan", help="Print which sources are read and which are taken over, and build nothing.")
    ] = False,
    cached: Annotated[
        bool, typer.Option("--cache/--no-cache", help="Take over the reading of sources that are as they were.")
    ] = True,
    as_json: Json = False,
) -> None:
    """Build a release from the sources, and all that is made from it; print a summary.

    What is read of a source is kept beside the folder of releases, for the next build: only sources that changed are read again. Where
    nothing changed since the newest release was built, that is the release; what is served from it is checked, and mended.
    Exit 4: the release is built and kept, and not made current, because a source that was read before is broken now or a table lost more
    than a tenth of its rows. `--accept` takes what it names; `hub release use` takes the release as it is.
    """
    space = read_workspace(workspace)
    if plan:
        _print_plan(space, sources, out, as_json=as_json)
        return
    release, held = build_release(space, sources, out, strict=strict, accept=accept or [], cached=cached)
    manifest = release.manifest
    counts = {name: part.rows_count for name, part in manifest.tables.items()}
    place = f"number {manifest.number}" if release.is_published else "not published"
    if as_json:
        told = {
            "release": manifest.id,
            "number": manifest.number,
            "published": not held,
            "held_back": list(map(vars, held)),
        }
        print_json({**told, "rows": counts, **manifest.quality})
    else:
        messages.print(f"release {manifest.id} ({place}) of {len(manifest.inputs):,} source files")
        _print_summary(counts, manifest.quality["findings_by_rule"])
        _print_errors(release.table(Findings))
    if held:
        _hold_back(release, held, out or space.default_out)


def check(
    workspace: WorkspaceFolder,
    sources: Sources = None,
    source: Annotated[
        str | None, typer.Option(metavar="ID", help="Read this source alone, and tell what became of its rows.")
    ] = None,
    *,
    strict: Strict = False,
    as_json: Json = False,
) -> None:
    """Read and check the sources as a build into the workspace does, and write nothing; exit 1 where a finding is an error.

    Of each source with columns mapped in hub.toml it shows how it is read, the first rows as read and as mapped, and the columns
    that are not mapped. With `--source ID`: rows of that source set aside by rule and column, cells that were not read, and the texts
    that found no partner in a table that is looked up; exit 1 where a file of it is broken.
    """
    from hub import pipeline
    from hub.cli.previewing import preview_json, print_preview
    from hub.reading import previews

    space = read_workspace(workspace)
    with _as_fed(space, sources, space.default_out) as (fed, folder):
        if source is not None:
            _check_source(fed, folder, source, as_json=as_json)
            return
        seen = [(entry.id, files, preview) for entry, files, preview in previews(fed, folder)]
        if not as_json:
            for series, files, preview in seen:
                print_preview(series, files, preview)
        with progress_bar() as progress:
            made = pipeline.check(fed, folder, strict=strict, progress=progress)
    counts = {name: frame.height for name, frame in made.tables.items()}
    if as_json:
        mapped = [{"source": series, "files": files, **preview_json(preview)} for series, files, preview in seen]
        print_json({"rows": counts, "mapped": mapped, **made.quality})
    else:
        _print_summary(counts, made.quality["findings_by_rule"])
        _print_errors(made.tables["findings"])
    if made.quality["findings_by_severity"].get("ERROR"):
        raise typer.Exit(1)


def _check_source(workspace: Workspace, sources: Path, source: str, *, as_json: bool) -> None:
    from hub.cli.previewing import print_survey, survey_json
    from hub.reading import survey

    with progress_bar() as progress:
        found = survey(workspace, sources, source, progress)
    if as_json:
        print_json(survey_json(found))
    else:
        print_survey(source, found)
    if found.broken:
        raise typer.Exit(1)


def _print_plan(workspace: Workspace, sources: Path | None, out: Path | None, *, as_json: bool) -> None:
    """Print a row for each source: whether a build reads it, and why."""
    from hub.cache import cache_of
    from hub.reading import read_again

    target = out or workspace.default_out
    with _as_fed(workspace, sources, target) as (space, folder):
        planned = read_again(space, folder, cache_of(target))
    if as_json:
        print_json([each._asdict() for each in planned])
        return
    rows = [
        [each.series, f"{each.files_count:,}", f"{each.bytes_count:,}", "read" if each.reason else "taken over", each.reason or ""]
        for each in planned
    ]  # fmt: skip
    print_grid(["source", "files", "bytes", "", "because"], rows)
    read = [each for each in planned if each.reason]
    messages.print(
        f"{len(read):,} of {len(planned):,} sources are read, {sum(each.bytes_count for each in read):,} of "
        f"{sum(each.bytes_count for each in planned):,} bytes"
    )


def build_release(
    workspace: Workspace,
    sources: Path | None,
    out: Path | None,
    *,
    strict: bool,
    accept: Sequence[str] | None = (),
    cached: bool = True,
) -> tuple[Release, list[Objection]]:
    """Build a release of a workspace, with a progress bar, and make it current unless something speaks against it.

    Return the release, and what speaks against it. It starts from the newest release that is sound. `accept`: names of objections that
    are overruled; None overrules all. A file that was published through the feed beside `out` takes the place of that of the sources.
    With `cached`, readings are taken over from the build before, and kept for the next.
    Raises OutBusy where another process builds there.
    """
    from hub import pipeline, publication
    from hub.cache import cache_of

    target = out or workspace.default_out
    cache = cache_of(target) if cached else None
    with (
        _writable(target),
        locked(target),
        _as_fed(workspace, sources, target) as (space, folder),
        progress_bar() as progress,
    ):
        publication.clear_leftovers(target)
        for told in damage(target):
            warn(told)
        previous, said = publication.start_of(target, accept or ())
        for told in said:
            warn(told)
        release = pipeline.build(
            space,
            folder,
            target,
            previous=previous,
            strict=strict,
            progress=progress,
            cache=cache,
            tell=messages.print,
        )
        if cache is not None and cache.problem:
            warn(f"the next build reads all sources again: expected to keep what was read, found {cache.problem}")
        old = compared_with(target) if accept is not None else None
        held = objections(old, release, accept or ()) if old else []
        if not held:
            publication.publish(target, release, progress, cache)
    return release, held


def _as_fed(workspace: Workspace, sources: Path | None, out: Path) -> AbstractContextManager[tuple[Workspace, Path]]:
    """Return a context with the workspace and the folder that a build reads."""
    from hub.feed.overlay import as_fed
    from hub.feed.state import state_folder
    from hub.settings import read_settings

    state = state_folder(out, read_settings().state)
    return as_fed(state, workspace, sources or workspace.default_sources, messages.print)


@contextmanager
def _writable(out: Path) -> Iterator[None]:
    """Raise ReleaseError in place of an OSError: what is current stays, and the next build clears what this one leaves."""
    try:
        yield
    except OSError as error:
        raise ReleaseError(
            f"expected to write a release below {out}, found {error}; see to room and rights, and build again"
        ) from error


def _hold_back(release: Release, held: list[Objection], out: Path) -> NoReturn:
    for objection in held:
        messages.print(objection.reason, style="red", markup=False, soft_wrap=True)
    accepted = " ".join(f"--accept {name}" for name in dict.fromkeys(objection.name for objection in held))
    raise NotPublished(
        f"release {release.id} is built and not made current; see to its sources, or build again with {accepted}, or run "
        f"`hub release use {out} {release.id}`"
    )


def _print_summary(counts: dict[str, int], findings: dict[str, int]) -> None:
    print_grid(["table", "rows"], [[name, f"{rows:,}"] for name, rows in counts.items()])
    if findings:
        print_grid(["finding", "times"], [[rule, f"{times:,}"] for rule, times in findings.items()])


def _print_errors(findings: pl.DataFrame) -> None:
    for row in findings.filter(findings["severity"].cast(str) == "ERROR").iter_rows(named=True):
        messages.print(f"{row['rule']}: {row['message']}", style="red", markup=False, soft_wrap=True)


COMMANDS = (build, check)
