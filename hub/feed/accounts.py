"""Accounts: local names with a password or without one, the roles that they have for datasets, and their removal."""

import re
from collections.abc import Collection

from hub.errors import BadArgument
from hub.feed.database import Row
from hub.feed.datasets import feedable, workspace_of
from hub.feed.passwords import hashed
from hub.feed.permissions import ALL, ROLES, SCOPES, Principal
from hub.feed.state import State, Writing, stamp

NAME = re.compile(r"[a-z][a-z0-9._-]{1,39}")

FOR_ALL = ("reviewer", "administrator")
"""Roles that are not for a dataset."""


def add(state: State, name: str, password: str | None, by: str) -> None:
    """Add an account, without roles. Raises BadArgument for a name that was given before, also to one that was removed."""
    if not NAME.fullmatch(name):
        raise BadArgument(f"expected a name of 2 to 40 letters a-z, digits, dots or dashes, found {name!r}")
    secret = None if password is None else hashed(password)
    with state.writing() as writing:
        if _account(writing, name) is not None:
            raise BadArgument(f"expected a name that was not given before, found {name!r}")
        writing.put("account", {"name": name, "password": secret, "is_active": 1, "added_at": writing.at})
        writing.act(by, "user.add", account=name)


def set_password(state: State, name: str, password: str, by: str) -> None:
    """Give an account another password, and end its sessions."""
    secret = hashed(password)
    with state.writing() as writing:
        writing.put("account", {**_active(writing, name), "password": secret})
        _end_sessions(writing, name)
        writing.act(by, "user.password", account=name)


def remove(state: State, name: str, by: str) -> None:
    """Remove an account: it can do nothing any more, what it did stays under its name, and nobody else gets the name."""
    with state.writing() as writing:
        writing.put("account", {**_active(writing, name), "is_active": 0, "password": None})
        for row in writing.execute("SELECT * FROM role WHERE account = ?", name):
            writing.remove("role", row)
        for row in writing.execute("SELECT * FROM token WHERE account = ? AND revoked_at IS NULL", name):
            writing.put("token", {**row, "revoked_at": writing.at})
        _end_sessions(writing, name)
        writing.act(by, "user.remove", account=name)


def grant(state: State, name: str, role: str, datasets: Collection[str], by: str) -> None:
    """Give an account a role for datasets, or for all (`*`). Raises BadArgument for a role that is none, or without a dataset."""
    rows = _roles(name, role, datasets)
    with state.writing() as writing:
        _active(writing, name)
        for row in rows:
            writing.put("role", row)
        writing.act(by, "user.grant", account=name, role=role, datasets=[row["dataset"] for row in rows])


def withdraw(state: State, name: str, role: str, datasets: Collection[str], by: str) -> None:
    """Take a role for datasets away from an account. Raises BadArgument where it does not have it."""
    rows = _roles(name, role, datasets)
    with state.writing() as writing:
        _active(writing, name)
        for row in rows:
            held = "SELECT 1 FROM role WHERE account = ? AND role = ? AND dataset = ?"
            if writing.row(held, *row.values()) is None:
                raise BadArgument(f"expected {name} to be {role} of {row['dataset']}, found that it is not")
            writing.remove("role", row)
        writing.act(by, "user.withdraw", account=name, role=role, datasets=[row["dataset"] for row in rows])


def listed(state: State) -> list[Row]:
    """Return the accounts with their roles: name, is_active, added_at, roles ("steward results-2024"), is_locked."""
    roles: dict[str, list[str]] = {}
    for row in state.rows("SELECT * FROM role ORDER BY account, role, dataset"):
        roles.setdefault(row["account"], []).append(f"{row['role']} {row['dataset']}")
    locked = {
        row["name"] for row in state.rows("SELECT name FROM failure WHERE locked_until > ?", stamp(state.clock()))
    }
    return [
        {
            "name": row["name"],
            "is_active": bool(row["is_active"]),
            "added_at": row["added_at"],
            "has_password": row["password"] is not None,
            "is_locked": row["name"] in locked,
            "roles": roles.get(row["name"], []),
        }
        for row in state.rows("SELECT * FROM account ORDER BY name")
    ]


def principal(state: State, name: str, scopes: Collection[str] = SCOPES, via: str = "") -> Principal | None:
    """Return who an account is, None for one that is not there or was removed."""
    account = state.row("SELECT * FROM account WHERE name = ? AND is_active = 1", name)
    if account is None:
        return None
    rows = state.rows("SELECT role, dataset FROM role WHERE account = ?", name)
    roles = frozenset((str(row["role"]), str(row["dataset"])) for row in rows)
    return Principal(name, roles, frozenset(scopes), via)


def check_role(state: State, role: str, datasets: Collection[str]) -> None:
    """Raise BadArgument for a role that cannot be given, or for a dataset that cannot be fed."""
    _roles("", role, datasets)
    workspace = workspace_of(state)
    known = {entry.id for entry in feedable(workspace)} | {entry.id for entry in workspace.datasets}
    if unknown := set(datasets) - known - {ALL}:
        raise BadArgument(
            f"expected --dataset to be one of {', '.join(sorted(known))}, or {ALL}; found {', '.join(sorted(unknown))}"
        )


def _roles(name: str, role: str, datasets: Collection[str]) -> list[Row]:
    if role not in ROLES:
        raise BadArgument(f"expected a role, one of {', '.join(ROLES)}; found {role!r}")
    if role in FOR_ALL:
        datasets = [ALL]
    if not datasets:
        raise BadArgument(f"expected --dataset ID for the role {role}, once or more ({ALL} for all); found none")
    return [{"account": name, "role": role, "dataset": dataset} for dataset in sorted(set(datasets))]


def _end_sessions(writing: Writing, name: str) -> None:
    """End what browsers hold of an account, and lift its locks."""
    for table in ("session", "browser"):
        writing.execute(f"DELETE FROM {table} WHERE account = ?", name)
    writing.execute("DELETE FROM failure WHERE name = ? OR name LIKE ?", name, f"{name} %")


def _account(writing: Writing, name: str) -> Row | None:
    return writing.row("SELECT * FROM account WHERE name = ?", name)


def _active(writing: Writing, name: str) -> Row:
    found = _account(writing, name)
    if found is None or not found["is_active"]:
        raise BadArgument(f"expected the name of an account, found {name!r}; `hub user list` shows them")
    return found
