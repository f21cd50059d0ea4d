"""The `hub` command: all subcommands; an error is printed as one sentence and sets the exit code."""

import sys
from typing import Annotated

import typer

from hub import __version__
from hub.cli import (
    building,
    covering,
    exporting,
    feeding,
    fetching,
    graphing,
    members,
    recapitulation,
    releasing,
    resampling,
    reviewing,
    seating,
    serving,
)
from hub.cli.console import messages
from hub.errors import HubError
from hub.national_id import strike_out

app = typer.Typer(
    name="hub",
    help="Election open data as one graph: GraphQL, linked data, files and a portal.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def version(
    *, show: Annotated[bool, typer.Option("--version", help="Print the version and exit.", is_eager=True)] = False
) -> None:
    """Election open data as one graph: GraphQL, linked data, files and a portal."""
    if show:
        print(f"hub {__version__}")  # noqa: T201 (data for stdout)
        raise typer.Exit


for group in (building, serving, releasing, covering, exporting, reviewing, recapitulation, seating, resampling):
    for command in group.COMMANDS:
        app.command()(command)
app.add_typer(fetching.app, name="fetch")

app.add_typer(graphing.app)
app.add_typer(releasing.app)
app.add_typer(feeding.app)
app.add_typer(members.users)
app.add_typer(members.tokens)


def main() -> None:
    """Run the command line; an error that the hub can explain is one sentence and its exit code."""
    try:
        app()
    except HubError as error:
        messages.print(f"error: {strike_out(str(error))}", style="red", markup=False, soft_wrap=True)
        sys.exit(error.exit_code)
    except OSError as error:
        found = ": ".join(str(part) for part in (error.strerror or error, error.filename) if part)
        told = f"error: expected to read and write files as asked, found {strike_out(found)}; see to room and rights"
        messages.print(told, style="red", markup=False, soft_wrap=True)
        sys.exit(1)
