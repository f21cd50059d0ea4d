"""The table of acts, roles and scopes of tokens: who may do what, and that nobody decides on what is their own. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, NamedTuple

from hub.errors import NotAllowed

Role = Literal["reader", "steward", "approver", "reviewer", "administrator"]
ROLES: tuple[Role, ...] = ("reader", "steward", "approver", "reviewer", "administrator")

ALL = "*"
"""In place of a dataset: every one."""

Scope = Literal["read", "hand-in", "decide"]
SCOPES: tuple[Scope, ...] = ("read", "hand-in", "decide")

Act = Literal[
    "read",
    "preview",
    "hand-in",
    "submit",
    "approve",
    "return",
    "publish",
    "undo",
    "withdraw",
    "review",
    "answer",
    "read-log",
]


class Rule(NamedTuple):
    """Roles that may do an act, the scope that a token needs for it, and whether it must not be one's own."""

    roles: tuple[Role, ...]
    scope: Scope
    needs_another: bool = False


RULES: dict[Act, Rule] = {
    "read": Rule(("reader", "steward", "approver", "administrator"), "read"),
    "preview": Rule(("steward", "approver"), "read"),
    "hand-in": Rule(("steward",), "hand-in"),
    "submit": Rule(("steward",), "hand-in"),
    "approve": Rule(("approver",), "decide", needs_another=True),
    "return": Rule(("approver",), "decide", needs_another=True),
    "publish": Rule(("approver",), "decide", needs_another=True),
    "undo": Rule(("steward", "approver"), "decide"),
    "withdraw": Rule(("steward",), "hand-in"),
    "review": Rule(("reviewer",), "decide"),
    "answer": Rule(("steward",), "hand-in"),
    "read-log": Rule(("administrator",), "read"),
}


@dataclass(frozen=True)
class Principal:
    """Who asks: an account with its roles, and what the token allows; a session in a browser allows all that the roles do."""

    name: str
    roles: frozenset[tuple[str, str]]
    """Role and dataset."""
    scopes: frozenset[str] = frozenset(SCOPES)
    via: str = ""
    """What the account acts with, as the log has it: `browser`, or the id of a token."""


def may(who: Principal, act: Act, dataset: str, own: Collection[str] = ()) -> bool:
    """Tell whether somebody may do an act with a dataset. `own`: accounts whose own it is. An administrator reads every dataset."""
    rule = RULES[act]
    if rule.scope not in who.scopes or (rule.needs_another and who.name in own):
        return False
    return any(
        role in rule.roles and (where in {ALL, dataset} or (role == "administrator" and not rule.needs_another))
        for role, where in who.roles
    )


def check(who: Principal, act: Act, dataset: str, own: Collection[str] = ()) -> None:
    """Raise NotAllowed where somebody may not do an act."""
    if may(who, act, dataset, own):
        return
    rule = RULES[act]
    if rule.needs_another and who.name in own:
        raise NotAllowed(
            f"expected another person than {who.name}, who handed it in or submitted it",
            "Kiriman ini diserahkan atau diajukan oleh Anda sendiri; keputusan harus diambil oleh orang lain.",
        )
    raise NotAllowed(
        f"expected an account with the role {' or '.join(rule.roles)} for {dataset}, and a token with the scope {rule.scope}",
        "Akun atau token ini tidak berwenang untuk tindakan itu pada kumpulan data ini.",
    )
