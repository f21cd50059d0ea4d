"""Terminal input and output of all commands: messages, progress bars, tables, and common arguments."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.measure import Measurement
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table as Grid
from rich.text import Text

from hub.progress import Progress
from hub.release.kept import damage
from hub.workspace import FILE_NAME, read_workspace

_WIDEST = 10_000
"""Characters that a line of a table may have where nobody's screen is in the way."""

messages = Console(stderr=True, highlight=False)
data = Console(highlight=False, soft_wrap=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON for a script to parse.")]
Sources = Annotated[Path | None, typer.Option(help="Folder of source files; default: the workspace's own.")]
Strict = Annotated[bool, typer.Option("--strict", help="Stop at the first file that cannot be read.")]
WorkspaceFolder = Annotated[Path, typer.Argument(metavar="WORKSPACE", help=f"Folder with {FILE_NAME}.")]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="Folder that `hub build` wrote, or its workspace.")]


def out_folder(directory: Path) -> Path:
    """Return where the releases are: `directory` itself, or `.hub/` of the workspace that it is. Prints a warning for each damaged release."""
    out = read_workspace(directory).default_out if (directory / FILE_NAME).is_file() else directory
    for told in damage(out):
        warn(told)
    return out


def warn(text: str) -> None:
    """Print a warning to stderr."""
    messages.print(f"warning: {text}", style="yellow", markup=False, soft_wrap=True)


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Show one bar per stage on stderr; where stderr is no terminal, nothing."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=messages, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("starting", total=None)

        def report(stage: str, done: int, total: int) -> None:
            bar.update(task, description=stage, completed=done, total=total)

        yield report


def print_json(content: Any) -> None:
    """Print one JSON document to stdout."""
    sys.stdout.write(orjson.dumps(content, option=orjson.OPT_INDENT_2).decode() + "\n")


def print_grid(header: list[str], rows: list[list[str]]) -> None:
    """Print a table to stdout; numbers are put to the right, and brackets are no markup. A terminal folds what is too wide for it; a pipe or a file gets a line per row."""
    grid = Grid(box=None, pad_edge=False, header_style="bold")
    for place, name in enumerate(header):
        numeric = bool(rows) and all(row[place].replace(",", "").isdigit() for row in rows if row[place])
        grid.add_column(Text(name), justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        grid.add_row(*map(Text, row))
    if sys.stdout.isatty():
        data.print(grid)
        return
    measured = Console(width=_WIDEST)
    width = Measurement.get(measured, measured.options, grid).maximum
    Console(file=sys.stdout, width=width, highlight=False).print(grid)
