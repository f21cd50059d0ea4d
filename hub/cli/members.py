"""`hub user` and `hub token`: who may do what with the files of stewards. Whoever may run these commands on the machine is its administrator."""

import getpass
import sys
from typing import Annotated

import typer

from hub.cli.console import Json, messages, print_grid, print_json
from hub.cli.feeding import HERE, Directory, StateFolder, state_at
from hub.errors import UsageError
from hub.settings import read_settings

Name = Annotated[str, typer.Argument(metavar="NAME", help="Name of an account.")]
Datasets = Annotated[
    list[str] | None,
    typer.Option("--dataset", metavar="ID", help="A dataset, `*` for all; may be given several times."),
]
RoleName = Annotated[str, typer.Argument(metavar="ROLE", help="reader, steward, approver, reviewer or administrator.")]
PasswordIn = Annotated[bool, typer.Option("--password-stdin", help="Read the password from stdin, one line.")]

users = typer.Typer(name="user", help="Accounts for the files of stewards, and their roles.", no_args_is_help=True)
tokens = typer.Typer(
    name="token", help="Tokens for programs: shown once, for some days, revocable.", no_args_is_help=True
)


@users.command()
def add(
    name: Name,
    *,
    role: Annotated[str | None, typer.Option(help="A first role.")] = None,
    dataset: Datasets = None,
    password_stdin: PasswordIn = False,
    no_password: Annotated[
        bool, typer.Option("--no-password", help="For programs: it acts with tokens alone.")
    ] = False,
    directory: Directory = HERE,
    state: StateFolder = None,
) -> None:
    """Add an account with a password, and with a role where one is named."""
    from hub.feed import accounts

    opened = state_at(directory, state)
    if role is not None:
        accounts.check_role(opened, role, dataset or [])
    password = None if no_password else _password(from_stdin=password_stdin)
    accounts.add(opened, name, password, _by())
    if role is not None:
        accounts.grant(opened, name, role, dataset or [], _by())
    messages.print(f"{name} is added", markup=False)


@users.command("list")
def listed(*, directory: Directory = HERE, state: StateFolder = None, as_json: Json = False) -> None:
    """List the accounts and their roles."""
    from hub.feed import accounts

    rows = accounts.listed(state_at(directory, state))
    if as_json:
        print_json(rows)
        return
    grid = [
        [
            row["name"],
            "removed" if not row["is_active"] else "locked" if row["is_locked"] else "",
            ", ".join(row["roles"]),
        ]
        for row in rows
    ]
    print_grid(["name", "", "roles"], grid)


@users.command()
def oidc(
    name: Name,
    *,
    email: Annotated[str, typer.Option(help="Address that the OpenID provider verifies.")] = "",
    subject: Annotated[str, typer.Option(help="In place of an address: the subject at HUB_OIDC_ISSUER.")] = "",
    directory: Directory = HERE,
    state: StateFolder = None,
) -> None:
    """Let an account sign in with one of the OpenID provider; the state keeps a hash of the address."""
    from hub.feed import external

    opened = state_at(directory, state)
    if subject:
        external.name_subject(opened, name, read_settings().oidc_issuer, subject, _by())
    else:
        external.name_email(opened, name, email, _by())


@users.command()
def password(
    name: Name, *, password_stdin: PasswordIn = False, directory: Directory = HERE, state: StateFolder = None
) -> None:
    """Give an account another password; its sessions end, and a lock is lifted."""
    from hub.feed import accounts

    accounts.set_password(state_at(directory, state), name, _password(from_stdin=password_stdin), _by())
    messages.print(f"the password of {name} is another one now", markup=False)


@users.command()
def grant(
    name: Name, role: RoleName, *, dataset: Datasets = None, directory: Directory = HERE, state: StateFolder = None
) -> None:
    """Give an account a role for datasets."""
    from hub.feed import accounts

    opened = state_at(directory, state)
    accounts.check_role(opened, role, dataset or [])
    accounts.grant(opened, name, role, dataset or [], _by())
    messages.print(f"{name} is {role}", markup=False)


@users.command()
def withdraw(
    name: Name, role: RoleName, *, dataset: Datasets = None, directory: Directory = HERE, state: StateFolder = None
) -> None:
    """Take a role for datasets away from an account."""
    from hub.feed import accounts

    accounts.withdraw(state_at(directory, state), name, role, dataset or [], _by())
    messages.print(f"{name} is {role} no more", markup=False)


@users.command()
def remove(name: Name, *, directory: Directory = HERE, state: StateFolder = None) -> None:
    """Remove an account with its tokens and sessions; what it did stays in the log, and nobody else gets its name."""
    from hub.feed import accounts

    accounts.remove(state_at(directory, state), name, _by())
    messages.print(f"{name} is removed", markup=False)


@tokens.command()
def new(
    name: Name,
    *,
    scope: Annotated[
        list[str] | None,
        typer.Option(help="read, hand-in or decide; may be given several times. Default: read and hand-in."),
    ] = None,
    days: Annotated[int, typer.Option(help="Days until it expires.")] = 90,
    directory: Directory = HERE,
    state: StateFolder = None,
) -> None:
    """Make a token and print it: nobody can see it again."""
    from hub.feed.tokens import make

    typer.echo(make(state_at(directory, state), name, scope or ["read", "hand-in"], days, _by()))
    messages.print(f"it acts as {name} for {days} days; it is not shown again", markup=False)


@tokens.command("list")
def listed_tokens(*, directory: Directory = HERE, state: StateFolder = None, as_json: Json = False) -> None:
    """List the tokens by their ids, with nothing that one could act with."""
    from hub.feed.tokens import listed as found

    rows = found(state_at(directory, state))
    if as_json:
        print_json(rows)
        return
    columns = ("id", "account", "scopes", "expires_at", "revoked_at")
    print_grid(
        ["id", "account", "scopes", "expires", "revoked"], [[str(row[name] or "") for name in columns] for row in rows]
    )


@tokens.command()
def revoke(
    token: Annotated[str, typer.Argument(metavar="ID", help="Id of a token: the eight characters behind `hubfeed_`.")],
    *,
    directory: Directory = HERE,
    state: StateFolder = None,
) -> None:
    """Revoke a token by its id."""
    from hub.feed.tokens import revoke as end

    end(state_at(directory, state), token, _by())
    messages.print(f"token {token} is revoked", markup=False)


def _by() -> str:
    """Return the actor of what an administrator does on the machine."""
    return f"machine:{getpass.getuser()}"


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    if not sys.stdin.isatty():
        raise UsageError(
            "expected a terminal to ask for the password, found none; use --password-stdin or --no-password"
        )
    given = getpass.getpass("password: ")
    if given != getpass.getpass("once more: "):
        raise UsageError("the two passwords differ; try again")
    return given
