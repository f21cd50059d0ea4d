"""`hub release list|use|prune|archive`, `hub releases`, `hub diff`, `hub verify` and `hub rebuild`: the releases that are kept.

What was published, what changed, whether all of it holds; back to an earlier one, and rid of old ones.
"""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from hub.cli.console import Folder, Json, messages, out_folder, print_grid, print_json, progress_bar
from hub.errors import ReleaseError, UsageError
from hub.release import Release, current, make_current, named
from hub.release import releases as all_releases
from hub.release.difference import differences
from hub.release.kept import damage, newest
from hub.release.lock import locked
from hub.release.verify import problems

ReleaseId = Annotated[str, typer.Argument(metavar="RELEASE", help="Id of a release, or its beginning, or its number.")]
SHOWN = 20

app = typer.Typer(
    name="release", help="The releases that are kept: which is current, and which stay.", no_args_is_help=True
)


@app.command("list")
def releases(directory: Folder, *, as_json: Json = False) -> None:
    """List the releases, the oldest first; last those that were built and not published."""
    out = out_folder(directory)
    now = current(out).id
    rows = [
        {
            "id": release.id,
            "number": release.manifest.number if release.is_published else None,
            "previous": release.manifest.previous,
            "rows_count": sum(part.rows_count for part in release.manifest.tables.values()),
            "current": release.id == now,
        }
        for release in all_releases(out)
    ]
    if as_json:
        print_json(rows)
        return
    grid = [
        [str(row["number"] or "-"), str(row["id"]), f"{row['rows_count']:,}", "current" if row["current"] else ""]
        for row in rows
    ]
    print_grid(["number", "release", "rows", ""], grid)


@app.command()
def use(directory: Folder, release: ReleaseId) -> None:
    """Make a release that is kept current: back to an earlier one, or on to one that was held back."""
    from hub import publication

    out = out_folder(directory)
    chosen = named(out, release)
    with locked(out), progress_bar() as progress:
        _check(chosen.id, problems(chosen))
        if chosen.is_published:
            publication.make(out, chosen, progress)
            make_current(out, chosen)
        else:
            publication.publish(out, chosen, progress)
    messages.print(f"release {chosen.id} (number {chosen.manifest.number}) is current")


@app.command()
def prune(
    directory: Folder,
    *,
    keep: Annotated[
        int, typer.Option(min=1, help="How many releases stay, the newest first; the current one always does.")
    ],
) -> None:
    """Remove the oldest releases and all that was made from them, also what was held back and can be published no more."""
    from hub import publication

    out = out_folder(directory)
    now = current(out).id
    with locked(out):
        publication.clear_leftovers(out)
        last = newest(out)
        published = [each for each in all_releases(out) if each.is_published]
        held = [each for each in all_releases(out) if not each.is_published]
        stale = [each for each in held if each.manifest.previous != (last.id if last else None)]
        gone = [each for each in [*published[:-keep], *stale] if each.id != now]
        for each in gone:
            publication.remove(out, each)
            messages.print(f"removed {each.id}")
    messages.print(f"{len(gone)} releases removed, {len(all_releases(out))} kept")


@app.command()
def archive(
    directory: Folder,
    release: Annotated[
        str | None, typer.Argument(metavar="RELEASE", help="Id or number of a kept release; default: the current one.")
    ] = None,
    *,
    path: Annotated[
        Path | None, typer.Option("--out", help="Zip archive to write; default: pemilu-<release>.zip in this folder.")
    ] = None,
) -> None:
    """Write a deposit: tables, register, dumps, codebook and checksums in one archive, which needs no source to be served from."""
    from hub import publication

    out = out_folder(directory)
    chosen = named(out, release) if release else current(out)
    _check(chosen.id, problems(chosen))
    target = path or Path(f"pemilu-{chosen.id}.zip")
    with progress_bar() as progress:
        publication.archive(out, chosen, target, progress)
    messages.print(f"written {target}", markup=False, soft_wrap=True)


def diff(
    directory: Folder,
    old: ReleaseId,
    new: ReleaseId,
    *,
    as_json: Json = False,
    form: Annotated[
        str | None,
        typer.Option(
            "--format", help="rdf-patch: quads that go and come; ldes: things as members of an event stream, in Turtle."
        ),
    ] = None,
) -> None:
    """Print what changed between two releases; exit 1 where anything did."""
    out = out_folder(directory)
    earlier, later = named(out, old), named(out, new)
    if form:
        _print_changes(earlier, later, form)
        return
    found = differences(earlier, later)
    if as_json:
        print_json([asdict(difference) for difference in found])
    for difference in () if as_json else found:
        messages.print(
            f"{difference.table}: {len(difference.added):,} added, {len(difference.removed):,} removed, "
            f"{len(difference.changed):,} changed"
        )
        lines = [f"+ {key}" for key in difference.added] + [f"- {key}" for key in difference.removed]
        lines += [f"~ {key}: {', '.join(columns)}" for key, columns in difference.changed.items()]
        lines += [f"+ column {name}" for name in difference.columns_added]
        lines += [f"- column {name}" for name in difference.columns_removed]
        if difference.people:
            print_grid(["another person"], [[str(other)] for other in difference.people[:SHOWN]])
        print_grid([difference.table], [[line] for line in lines[:SHOWN]])
        if len(lines) > SHOWN:
            messages.print(f"... and {len(lines) - SHOWN:,} more; --json prints all")
    if found:
        raise typer.Exit(1)


def _print_changes(earlier: Release, later: Release, form: str) -> None:
    """Print changes as RDF. Raises UsageError for another format, Exit where there are any."""
    import pyoxigraph as ox

    from hub.rdf import changes

    if form not in {"ldes", "rdf-patch"}:
        raise UsageError(f"expected --format to be ldes or rdf-patch, found {form!r}")
    things = changes.changes(earlier, later).collect()
    if form == "rdf-patch":
        sys.stdout.writelines(f"{line}\n" for line in changes.rdf_patch(earlier, later))
    else:
        stream = f"{later.base_iri}ldes"
        told = [*changes.stream_of(later.base_iri, stream), *changes.members(later, things, stream)]
        sys.stdout.write((ox.serialize(told, format=ox.RdfFormat.TURTLE, prefixes=changes.PREFIXES) or b"").decode())
    if things.height:
        raise typer.Exit(1)


def verify(directory: Folder) -> None:
    """Recompute every hash of every release, store, dump and export, and of what stewards fed; exit 1 where one does not hold."""
    from hub import publication
    from hub.cli.feeding import damaged_feed, folder_at, told_of_feed
    from hub.feed.state import is_open

    out = out_folder(directory)
    checked, found = all_releases(out), damage(out)
    for release in checked:
        found += [f"release {release.id}: {problem}" for problem in problems(release)]
        found += publication.made_problems(out, release)
    if not checked and not found:
        raise UsageError(f"expected a built release below {out}, found none; run `hub build` first")
    for problem in found:
        messages.print(problem, style="red", markup=False, soft_wrap=True)
    if not found:
        messages.print(f"{len(checked)} releases hold")
    folder = folder_at(directory, None)
    fed = told_of_feed(folder) if is_open(folder) else 0
    if found:
        raise ReleaseError(
            f"{len(found)} of the checks do not hold; `hub build` makes a damaged release again from its sources, `hub rebuild {out} "
            "RELEASE` what is served from a sound one"
        )
    if fed:
        raise damaged_feed(folder, fed)


def rebuild(
    directory: Folder,
    release: Annotated[
        str | None, typer.Argument(metavar="RELEASE", help="Id or number of a kept release; default: the current one.")
    ] = None,
) -> None:
    """Make the graph store and the dumps of a kept release again, from its tables alone; no source is needed."""
    from hub import publication

    out = out_folder(directory)
    chosen = named(out, release) if release else current(out)
    _check(chosen.id, problems(chosen))
    with locked(out), progress_bar() as progress:
        written = publication.make(out, chosen, progress, again=True)
    for path in written:
        messages.print(f"written {path}", markup=False, soft_wrap=True)


def _check(release_id: str, found: list[str]) -> None:
    """Raise ReleaseError for a release of which something was found."""
    if found:
        raise ReleaseError(
            f"release {release_id}: expected tables that hold what the manifest says, found: {'; '.join(found)}; "
            "build it again from its sources"
        )


COMMANDS = (releases, diff, verify, rebuild)
