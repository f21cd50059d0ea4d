"""`hub releases`, `hub diff`, `hub verify` and `hub rebuild`: what was published, what changed, whether it is whole, made again."""

from dataclasses import asdict
from typing import Annotated

import typer

from hub.cli.console import Folder, Json, messages, out_folder, print_grid, print_json, progress_bar
from hub.errors import ReleaseError
from hub.release import current, named
from hub.release import releases as all_releases
from hub.release.difference import differences
from hub.release.verify import problems

ReleaseId = Annotated[str, typer.Argument(metavar="RELEASE", help="Id of a release, or its beginning.")]
SHOWN = 20


def releases(directory: Folder, *, as_json: Json = False) -> None:
    """List the releases, the oldest first."""
    out = out_folder(directory)
    now = current(out).id
    rows = [
        {
            "id": release.id,
            "number": release.manifest.number,
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
        [str(row["number"]), str(row["id"]), f"{row['rows_count']:,}", "current" if row["current"] else ""]
        for row in rows
    ]
    print_grid(["number", "release", "rows", ""], grid)


def diff(directory: Folder, old: ReleaseId, new: ReleaseId, *, as_json: Json = False) -> None:
    """Print what changed between two releases; exit 1 where anything did."""
    out = out_folder(directory)
    found = differences(named(out, old), named(out, new))
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


def verify(directory: Folder) -> None:
    """Recompute every hash of every release; exit 1 where one does not hold."""
    checked = all_releases(out_folder(directory))
    found = [f"release {release.id}: {problem}" for release in checked for problem in problems(release)]
    for problem in found:
        messages.print(problem, style="red", markup=False, soft_wrap=True)
    if found:
        raise ReleaseError(f"{len(found)} of the hashes do not hold; build the release again from its sources")
    messages.print(f"{len(checked)} releases hold")


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
    if found := problems(chosen):
        raise ReleaseError(
            f"release {chosen.id}: expected tables that hold what the manifest says, found: {'; '.join(found)}; "
            "build it again from its sources"
        )
    with progress_bar() as progress:
        written = publication.make(out, chosen, progress, again=True)
    for path in written:
        messages.print(f"written {path}", markup=False, soft_wrap=True)


COMMANDS = (releases, diff, verify, rebuild)
