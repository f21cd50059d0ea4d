"""`hub feed`: files that stewards hand in, on the machine of the hub, under the token of whoever acts; and the state of the feed itself."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hub.cli.console import Json, Sources, WorkspaceFolder, messages, out_folder, print_grid, print_json, progress_bar
from hub.errors import FeedError, UsageError
from hub.settings import read_settings
from hub.workspace import read_workspace

if TYPE_CHECKING:
    from hub.feed.permissions import Principal
    from hub.feed.state import State

Directory = Annotated[
    Path,
    typer.Option("--dir", metavar="DIR", help="Folder that `hub build` wrote, or its workspace; default: this folder."),
]
StateFolder = Annotated[
    Path | None, typer.Option("--state", help="Folder of the feed; default: HUB_STATE, else beside the releases.")
]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="Number of a delivery.")]
Reason = Annotated[str, typer.Option(help="Why; the steward reads it.")]

HERE = Path()

app = typer.Typer(
    name="feed",
    help="Files that stewards hand in: checked, approved by a second person, published.",
    no_args_is_help=True,
)


def state_at(directory: Path, folder: Path | None) -> "State":
    """Return the state of a feed. Raises FeedOff where there is none."""
    from hub.feed.state import State

    return State(folder_at(directory, folder))


def folder_at(directory: Path, folder: Path | None) -> Path:
    """Return where the state of a feed is: what is named, else what the settings name, else beside the releases."""
    from hub.feed.state import state_folder

    return folder or state_folder(out_folder(directory), read_settings().state)


@app.command("open")
def open_feed(
    workspace: WorkspaceFolder,
    sources: Sources = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder that `hub build` writes; default: .hub/ in the workspace.")
    ] = None,
    state: StateFolder = None,
    database: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="PostgreSQL that holds the state, such as postgresql://hub@db.example/feed; default: a file of SQLite.",
        ),
    ] = "",
) -> None:
    """Switch it on for a workspace: make the folder of its state, or point the one that is there at this workspace."""
    from hub.feed.state import Place, create, state_folder

    space = read_workspace(workspace)
    target = out or space.default_out
    folder = state or state_folder(target, read_settings().state)
    create(folder, Place(workspace, sources or space.default_sources, target), database=database)
    messages.print(
        f"files are taken at {folder}; `hub user add NAME` gives the first account", markup=False, soft_wrap=True
    )


@app.command()
def put(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="File to hand in.")],
    *,
    dataset: Annotated[str, typer.Option(help="Id of the dataset: that of a source in hub.toml.")],
    place: Annotated[
        str | None,
        typer.Option(
            "--as", metavar="NAME", help="File of the dataset that it replaces, where its own name does not say."
        ),
    ] = None,
    directory: Directory = HERE,
    state: StateFolder = None,
    as_json: Json = False,
) -> None:
    """Hand in a file and check it; exit 1 where it cannot be used. The same bytes have one receipt."""
    from hub.feed import deliveries
    from hub.feed.inbox import Receiving

    opened, who = _acting(directory, state)
    target = deliveries.check_hand_in(opened, who, dataset, place or file.name)
    most_bytes = read_settings().feed_max_mb * 1_000_000
    try:
        with file.open("rb") as source, Receiving(opened.inbox, most_bytes) as receiving:
            while part := source.read(1 << 20):
                receiving.write(part)
            received = receiving.finish()
    except OSError as error:
        raise UsageError(f"expected a file that can be read at {file}, found {error.strerror}") from error
    row, _ = deliveries.hand_in(opened, who, dataset, received, place=target, name=file.name)
    _work(opened)
    _show(opened, who, row["number"], as_json=as_json)


@app.command("list")
def listed(*, directory: Directory = HERE, state: StateFolder = None, as_json: Json = False) -> None:
    """List the newest deliveries of the datasets that the token may read."""
    from hub.feed import deliveries

    opened, who = _acting(directory, state)
    rows = deliveries.deliveries(opened, who)
    if as_json:
        print_json(rows)
        return
    columns = ("number", "state", "dataset", "file_name", "handed_in_by", "handed_in_at")
    print_grid(list(columns), [[str(row[name]) for name in columns] for row in rows])


@app.command()
def show(number: Number, *, directory: Directory = HERE, state: StateFolder = None, as_json: Json = False) -> None:
    """Show a delivery with its findings and what it would change; exit 1 where it cannot be used."""
    opened, who = _acting(directory, state)
    _show(opened, who, number, as_json=as_json)


@app.command()
def submit(number: Number, *, directory: Directory = HERE, state: StateFolder = None) -> None:
    """Submit a checked delivery to be approved by somebody else."""
    from hub.feed import deliveries

    _act(directory, state, number, deliveries.submit)


@app.command()
def approve(number: Number, *, directory: Directory = HERE, state: StateFolder = None) -> None:
    """Approve the delivery of somebody else, and publish it; exit 4 where it was held back."""
    from hub.feed import deliveries

    _act(directory, state, number, deliveries.approve)


@app.command("return")
def send_back(number: Number, *, reason: Reason, directory: Directory = HERE, state: StateFolder = None) -> None:
    """Return the delivery of somebody else with a reason."""
    from hub.feed import deliveries

    _act(directory, state, number, lambda opened, who, chosen: deliveries.send_back(opened, who, chosen, reason))


@app.command()
def publish(
    number: Number,
    *,
    accept: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A source or table that may be broken or smaller than before."),
    ] = None,
    directory: Directory = HERE,
    state: StateFolder = None,
) -> None:
    """Publish an approved delivery that was held back, with the losses that are accepted."""
    from hub.feed import deliveries

    _act(
        directory,
        state,
        number,
        lambda opened, who, chosen: deliveries.publish_again(opened, who, chosen, accept or []),
    )


@app.command()
def undo(number: Number, *, reason: Reason, directory: Directory = HERE, state: StateFolder = None) -> None:
    """Make the release before a published delivery live again."""
    from hub.feed import deliveries

    _act(directory, state, number, lambda opened, who, chosen: deliveries.undo(opened, who, chosen, reason))


@app.command()
def withdraw(number: Number, *, reason: Reason, directory: Directory = HERE, state: StateFolder = None) -> None:
    """Ask for a published file to be taken out: checked, submitted and approved as a file is."""
    from hub.feed import deliveries

    opened, who = _acting(directory, state)
    row = deliveries.withdraw(opened, who, number, reason)
    _work(opened)
    _show(opened, who, row["number"], as_json=False)


@app.command()
def work(*, directory: Directory = HERE, state: StateFolder = None) -> None:
    """Do what waits: checks, publications and undoings. A server starts this by itself; after a power cut it can be run by hand."""
    done = _work(state_at(directory, state))
    messages.print(f"{done} done")


@app.command()
def verify(*, directory: Directory = HERE, state: StateFolder = None) -> None:
    """Check the chain of the log, every row against it, and every file and report against its SHA-256; exit 1 where one does not hold."""
    folder = folder_at(directory, state)
    found = told_of_feed(folder)
    if found:
        raise damaged_feed(folder, found)


def told_of_feed(folder: Path) -> int:
    """Print what does not hold of a feed, or number and hash of its last act where all does; return how much does not. Raises FeedOff."""
    from hub.feed.verify import verified

    last, found = verified(folder)
    for problem in found:
        messages.print(problem, style="red", markup=False, soft_wrap=True)
    if not found:
        messages.print(
            f"all {last[0]:,} entries of the feed log verify; the last hash is {last[1]}", markup=False, soft_wrap=True
        )
    return len(found)


def damaged_feed(folder: Path, count: int) -> FeedError:
    """Return the error of a feed of which so much does not hold."""
    return FeedError(
        f"{count} of the checks of the feed do not hold; restore {folder} from a backup",
        "Data pengumpulan berkas ini rusak.",
    )


def _acting(directory: Path, folder: Path | None) -> "tuple[State, Principal]":
    """Return the state and whose token HUB_TOKEN is. Raises NotSignedIn."""
    from hub.feed.tokens import bearer

    opened = state_at(directory, folder)
    token = read_settings().token
    if not token:
        raise UsageError("expected a token in the variable HUB_TOKEN, found none; `hub token new NAME` makes one")
    return opened, bearer(opened, token)


def _act(directory: Path, folder: Path | None, number: int, act: "Callable[[State, Principal, int], Any]") -> None:
    opened, who = _acting(directory, folder)
    act(opened, who, number)
    _work(opened)
    _show(opened, who, number, as_json=False)


def _work(opened: "State") -> int:
    from hub.feed.jobs import work as do_work

    with progress_bar() as progress:
        return do_work(opened, progress, read_settings().feed_memory_mb)


def _show(opened: "State", who: "Principal", number: int, *, as_json: bool) -> None:
    """Print a delivery; exit 1 where it cannot be used, 4 where it was held back."""
    from hub.cli.delivering import delivery_json, print_delivery
    from hub.feed import deliveries
    from hub.feed.report import read_report

    row = deliveries.delivery(opened, who, number)
    report = read_report(opened, row)
    if as_json:
        print_json(delivery_json(row, report))
    else:
        print_delivery(row, report)
    code = {"UNUSABLE": 1, "HELD": 4}.get(row["state"], 0)
    if code:
        raise typer.Exit(code)
