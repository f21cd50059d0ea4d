"""Who may do what, as one table: every act, every role, one's own dataset and another."""

import pytest

from hub.feed.permissions import RULES, Act, Principal, Scope, may

ALLOWED: dict[Act, dict[str, set[str]]] = {
    "read": {"reader": {"own"}, "steward": {"own"}, "approver": {"own"}, "administrator": {"own", "other"}},
    "preview": {"steward": {"own"}, "approver": {"own"}},
    "hand-in": {"steward": {"own"}},
    "submit": {"steward": {"own"}},
    "approve": {"approver": {"own"}},
    "return": {"approver": {"own"}},
    "publish": {"approver": {"own"}},
    "undo": {"steward": {"own"}, "approver": {"own"}},
    "withdraw": {"steward": {"own"}},
    "answer": {"steward": {"own"}},
    "review": {"reviewer": {"own"}},
    "read-log": {"administrator": {"own", "other"}},
}
"""Act -> role -> datasets: the one that the role is for, or another."""


def test_every_act_is_in_the_table() -> None:
    assert set(ALLOWED) == set(RULES)


@pytest.mark.parametrize("act", ALLOWED)
@pytest.mark.parametrize("role", ["reader", "steward", "approver", "reviewer", "administrator", None])
def test_a_role_may_do_what_the_table_says(act: Act, role: str | None) -> None:
    where = "*" if role == "administrator" else "lists"
    who = Principal("sari", frozenset({(role, where)} if role else ()))
    allowed = ALLOWED[act].get(role or "", set())
    assert may(who, act, "lists") is ("own" in allowed)
    assert may(who, act, "more-lists") is ("other" in allowed)


@pytest.mark.parametrize("act", ALLOWED)
def test_a_token_does_no_more_than_its_scope(act: Act) -> None:
    scopes: list[Scope] = ["read", "hand-in", "decide"]
    roles = frozenset((role, "*") for role in ("steward", "approver", "reviewer", "administrator"))
    for scope in scopes:
        assert may(Principal("sari", roles, frozenset({scope})), act, "lists") is (scope == RULES[act].scope)


@pytest.mark.parametrize("act", ["approve", "return", "publish"])
def test_nobody_decides_on_their_own(act: Act) -> None:
    who = Principal("sari", frozenset({("approver", "*"), ("administrator", "*"), ("steward", "*")}))
    assert may(who, act, "lists", {"tono"})
    assert not may(who, act, "lists", {"sari", "tono"})
