"""`hub coverage`: what of a folder of sources a release holds, file by file."""

from pathlib import Path
from typing import Annotated

import typer

from hub.cli.console import Sources, WorkspaceFolder, messages
from hub.coverage import coverage as covered
from hub.release import current
from hub.tables.sources import Sources as SourcesTable
from hub.workspace import read_workspace


def coverage(
    workspace: WorkspaceFolder,
    sources: Sources = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder that `hub build` wrote; default: .hub/ in the workspace.")
    ] = None,
) -> None:
    """Print, as Markdown, rows read, kept and set aside of every source file; exit 1 where a file has no word said of it."""
    space = read_workspace(workspace)
    release = current(out or space.default_out)
    text, unexplained = covered(space, sources or space.default_sources, release.table(SourcesTable))
    typer.echo(text, nl=False)
    for path in unexplained:
        messages.print(f"neither read nor left out with a reason: {path}", style="red", markup=False, soft_wrap=True)
    if unexplained:
        raise typer.Exit(1)


COMMANDS = (coverage,)
