"""`hub fetch`: the sources of a workspace and public trees of files, fetched politely and kept as they were published."""

from inspect import Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from hub.cli.console import Json, messages, print_json, progress_bar
from hub.national_id import strike_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from hub.fetch import Failure, Outcome, Tree

FAILURES_SHOWN = 20

INCOMPLETE = 3
"""Exit code of a run that lacks something: that of a source that cannot be read."""

Out = Annotated[Path, typer.Option(help="Folder of sources; a folder for the tree is made in it.")]
BaseUrl = Annotated[str | None, typer.Option(help="Address of a mirror; default: that of the publisher.")]
Limit = Annotated[int | None, typer.Option(min=1, help="Most documents to ask for in this run.")]
Connections = Annotated[int, typer.Option(min=1, max=32, help="Requests under way at once.")]
Rate = Annotated[float, typer.Option(min=0, help="Requests a second at most; 0 for no limit, on a server of yours.")]
Contact = Annotated[str | None, typer.Option(help="Address or page at which the server's people reach you.")]
Restart = Annotated[bool, typer.Option("--restart", help="Give up a walk that was cut short, and begin anew.")]


class _Trees(TyperGroup):
    """The trees by name; a folder in place of a name is a workspace whose sources are fetched."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        is_folder = args[0] not in self.commands and ("/" in args[0] or Path(args[0]).is_dir())
        return super().resolve_command(ctx, ["workspace", *args] if is_folder else args)


app = typer.Typer(
    cls=_Trees,
    no_args_is_help=True,
    help="Fetch public files, as they are published: the sources of a workspace (`hub fetch examples/indonesia`), or a tree by its name. "
    "The same command goes on with what was cut short.",
)


@app.command()
def workspace(
    folder: Annotated[Path, typer.Argument(metavar="WORKSPACE", help="Folder with hub.toml and sources.lock.")],
    *,
    out: Annotated[Path, typer.Option(help="Folder of sources, for `hub build --sources`.")] = Path("sources"),
    mirror: Annotated[str | None, typer.Option(help="Address of a mirror of GitHub's archives and files.")] = None,
    connections: Connections = 4,
    rate: Rate = 5.0,
    contact: Contact = None,
    as_json: Json = False,
) -> None:
    """Every source of a workspace, from where its sources.lock says that it is public, checked by its checksum."""
    from hub.fetch import Manners, fetch_published, read_lock
    from hub.fetch.client import CONTACT

    repositories = read_lock(folder)
    manners = Manners(connections=connections, rate_per_s=rate, contact=contact or CONTACT)
    with progress_bar() as progress:
        fetched = fetch_published(repositories, out, mirror=mirror, manners=manners, progress=progress)
    if as_json:
        print_json(
            {
                "folder": strike_out(str(out)),
                "files_count": fetched.files_count,
                "fetched_count": fetched.fetched_count,
                "held_count": fetched.held_count,
                "bytes_count": fetched.bytes_count,
                "stopped": strike_out(fetched.stopped) if fetched.stopped else None,
                "failures": [_as_json(failure) for failure in fetched.failures],
            }
        )
    else:
        _say(
            f"{fetched.files_count:,} files: {fetched.fetched_count:,} fetched ({fetched.bytes_count:,} bytes), "
            f"{fetched.held_count:,} here before, {len(fetched.failures):,} failed; in {out}"
        )
        _say_failures(fetched.failures)
        if fetched.stopped:
            _say(f"stopped: {fetched.stopped}; see to the network, or name a mirror; the same command goes on", "red")
    if fetched.failures:
        raise typer.Exit(INCOMPLETE)


def _walk(
    tree: "Tree",
    *,
    out: Out,
    base_url: BaseUrl = None,
    limit: Limit = None,
    connections: Connections = 4,
    rate: Rate = 5.0,
    contact: Contact = None,
    restart: Restart = False,
    as_json: Json = False,
) -> None:
    from hub.fetch import Manners, fetch
    from hub.fetch.client import CONTACT

    manners = Manners(connections=connections, rate_per_s=rate, contact=contact or CONTACT)
    with progress_bar() as progress:
        outcome = fetch(tree, out, base_url=base_url, manners=manners, limit=limit, restart=restart, progress=progress)
    if as_json:
        _print_as_json(outcome)
    else:
        _print_summary(outcome)
    if outcome.failures or outcome.stopped:
        raise typer.Exit(INCOMPLETE)


def _command(described: "Callable[..., Tree]") -> "Callable[..., Tree]":
    """Add the command that walks a tree: it has the options that describe the tree, and those of every walk."""
    own = signature(described).parameters
    out, *others = (option for name, option in signature(_walk).parameters.items() if name != "tree")

    def command(**options: Any) -> None:
        tree = described(**{name: options.pop(name) for name in own})
        _walk(tree, **options)

    command.__dict__["__signature__"] = Signature([out, *own.values(), *others])
    app.command(described.__name__, help=described.__doc__)(command)
    return described


@_command
def sirekap(
    *,
    contest: Annotated[str, typer.Option(help="ppwp, pdpr, pdpd, pdprdp, pdprdk; pkwkp, pkwkk.")] = "ppwp",
    level: Annotated[str, typer.Option(help="How deep: province, regency, subdistrict, village, station.")] = "regency",
    region: Annotated[str, typer.Option(help="Code of a region, such as 31 or 3101, to walk no other branch.")] = "",
) -> "Tree":
    """Regions and votes of a contest of 2024, from Sirekap."""
    from hub.fetch import sirekap as described

    return described.tree(contest, level, region)


@_command
def infopemilu(
    *,
    level: Annotated[str, typer.Option(help="How deep: province, regency, subdistrict, village.")] = "village",
    province: Annotated[str | None, typer.Option(help="Serial number of a province, to walk no other.")] = None,
) -> "Tree":
    """Regions, districts and DPR candidates of 2019, from Info Pemilu (off line since: give a mirror)."""
    from hub.fetch import infopemilu as described

    return described.tree(level, province)


@_command
def kemendagri() -> "Tree":
    """Region codes of the Ministry of Home Affairs, of 2018, 2022, 2023 and today."""
    from hub.fetch import kemendagri as described

    return described.tree()


def _print_as_json(outcome: "Outcome") -> None:
    print_json(
        {
            "tree": outcome.tree,
            "folder": strike_out(str(outcome.folder)),
            "fetched_count": outcome.fetched_count,
            "unchanged_count": outcome.unchanged_count,
            "resumed_count": outcome.resumed_count,
            "bytes_count": outcome.bytes_count,
            "limit_reached": outcome.limit_reached,
            "stopped": strike_out(outcome.stopped) if outcome.stopped else None,
            "failures": [_as_json(failure) for failure in outcome.failures],
        }
    )


def _as_json(failure: "Failure") -> dict[str, Any]:
    return {
        "path": strike_out(failure.path),
        "url": strike_out(failure.url),
        "cause": strike_out(failure.cause),
        "final": failure.final,
    }


def _say_failures(failures: "list[Failure]") -> None:
    for failure in failures[:FAILURES_SHOWN]:
        _say(f"failed: {failure}", style="red")
    if len(failures) > FAILURES_SHOWN:
        _say(f"... and {len(failures) - FAILURES_SHOWN:,} more; --json prints all")


def _print_summary(outcome: "Outcome") -> None:
    _say(
        f"{outcome.tree}: {outcome.fetched_count:,} files fetched ({outcome.bytes_count:,} bytes), "
        f"{outcome.unchanged_count:,} unchanged, {outcome.resumed_count:,} had before the walk was cut short, "
        f"{len(outcome.failures):,} failed; in {outcome.folder}"
    )
    _say_failures(outcome.failures)
    if outcome.stopped:
        _say(f"stopped: {outcome.stopped}", style="red")
    if outcome.limit_reached:
        _say("the limit is reached; the same command goes on from here")
    elif outcome.stopped or any(not failure.final for failure in outcome.failures):
        _say("the same command goes on from here, and asks again for what failed; --restart begins anew")


def _say(text: str, style: str | None = None) -> None:
    messages.print(strike_out(text), style=style, markup=False, soft_wrap=True)
