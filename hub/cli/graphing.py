"""`hub graph`: load the current release into Neo4j, write files for `neo4j-admin database import`, or describe the labels and relationships."""

from pathlib import Path
from typing import Annotated

import typer

from hub.cli.console import Folder, Json, messages, out_folder, print_grid, print_json, progress_bar
from hub.facts import Level
from hub.release import current
from hub.settings import read_settings

FinestLevel = Annotated[
    Level, typer.Option(help="The finest areas whose votes and turnout are loaded.", case_sensitive=False)
]

RESTART_S = 120
"""A server that is restarted in mid-load is waited for so long."""

app = typer.Typer(name="graph", help="Fill a Neo4j with a release.", no_args_is_help=True)


@app.command()
def load(
    directory: Folder,
    *,
    to: Annotated[str, typer.Option(metavar="URI", help="The server: bolt://host:7687, neo4j://host, neo4j+s://host.")],
    level: FinestLevel = "SUBDISTRICT",
    again: Annotated[bool, typer.Option("--again", help="Send every row again, though it is there already.")] = False,
    keep_previous: Annotated[
        bool, typer.Option("--keep-previous", help="Keep the old release until the next load, for a cluster.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Load the current release; readers see the old one until the new one is complete. A load that was cut off goes on."""
    from hub.graph.neo4j.load import load as load_release
    from hub.graph.neo4j.server import Neo4j

    settings = read_settings()
    release = current(out_folder(directory))
    with (
        Neo4j(
            to,
            settings.neo4j_user,
            settings.neo4j_password,
            database=settings.neo4j_database or None,
            retry_s=RESTART_S,
        ) as server,
        progress_bar() as progress,
    ):
        loaded = load_release(server, release, progress, level=level, again=again, keep_previous=keep_previous)
    if as_json:
        print_json(vars(loaded))
        return
    print_grid(["in the graph", "count"], [[kind, f"{count:,}"] for kind, count in loaded.counts.items()])
    if loaded.was_whole:
        messages.print(f"{loaded.snapshot} was there already; nothing was changed", markup=False)
    else:
        before = f", {loaded.rows_sent_before:,} by a load before" if loaded.rows_sent_before else ""
        messages.print(
            f"{loaded.snapshot} is what readers see now: {loaded.rows_sent:,} rows sent{before}", markup=False
        )
    if not loaded.old_is_removed and not keep_previous:
        messages.print("the old release is still being read; the next load removes it")


@app.command(name="import-files")
def import_files(
    directory: Folder,
    *,
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="A folder that is not there yet.")],
    level: FinestLevel = "SUBDISTRICT",
    as_json: Json = False,
) -> None:
    """Write the current release for `neo4j-admin database import`, which fills an empty database several times as fast as a load."""
    from hub.graph.neo4j.import_files import ARGUMENTS, write_import_files

    with progress_bar() as progress:
        written = write_import_files(current(out_folder(directory)), out, progress, level=level)
    if as_json:
        print_json(vars(written))
        return
    print_grid(["for the graph", "count"], [[kind, f"{count:,}"] for kind, count in written.counts.items()])
    messages.print(
        f"{written.files_count:,} files, {written.bytes_count / 1e6:,.0f} MB, for {written.snapshot}. While the server is stopped, in {out}:\n"
        f"  neo4j-admin database import full @{ARGUMENTS} neo4j\n"
        f"then start it, and finish with the same level:\n"
        f"  hub graph load {directory} --to bolt://HOST:7687 --level {level.lower()}",
        markup=False,
        soft_wrap=True,
    )


@app.command()
def describe(*, as_json: Json = False) -> None:
    """Print every label and type of relationship of a loaded release, the table it comes from, and what it is."""
    from hub.graph.neo4j.elements import Node, Relationship, nodes, relationships

    listed: list[Node | Relationship] = [*nodes(), *relationships()]
    elements = [(each.pattern, each.table.table_name(), each.summary) for each in listed]
    if as_json:
        print_json([{"pattern": pattern, "table": table, "summary": told} for pattern, table, told in elements])
    else:
        print_grid(["in the graph", "table", "what it is"], [list(each) for each in elements])
