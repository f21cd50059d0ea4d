"""Contradicted figures: how an answer says that rows which findings contradict are among those that it sums up.

`extensions.contradicted` holds for each connection that is measured: its path, how many rows are contradicted, by which rules of
findings, and how to read them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from hub.graph.plan import By, GroupKeys, GroupValue
from hub.schema.bindings import Entity

BY = By("contradicted_by")


def is_checked(made: Entity) -> bool:
    """Tell whether rows of a type say by what their figures are contradicted."""
    return BY.column in made.node.columns


def rules_of_group() -> GroupKeys:
    """Return what a group of rows alike in BY tells of them."""
    return GroupKeys((("rules", GroupValue(BY)),))


def contradiction(path: Iterable[str | int], kinds: Iterable[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Return what to say of a connection, from groups of its rows with `type`, `rules` and `count`; None where nothing is contradicted."""
    count, rules, type_name = 0, Counter[str](), ""
    for kind in kinds:
        type_name = kind["type"]
        for rule in (kind["by"]["rules"] or "").split():
            rules[rule] += kind["count"]
        count += kind["count"] if kind["by"]["rules"] else 0
    if not count:
        return None
    return {
        "path": list(path),
        "type": type_name,
        "count": count,
        "rules": dict(sorted(rules.items())),
        "read": "where: {contradictedBy: {isNull: false}} finds the rows, `findings` of each says what contradicts it",
    }
