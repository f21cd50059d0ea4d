"""Guards against mixed sums: a sum over several kinds, levels or series is refused, with the condition that makes it one.

A connection that is measured brings along, under a key that no query can spell, the kinds of figures that its rows are of. An answer in
which there are several of them is refused.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from hub.errors import UsageError
from hub.graph.plan import (
    By,
    ConnectionPart,
    Constant,
    Figures,
    GroupKeys,
    Groups,
    GroupValue,
    Identity,
    Measured,
    Shape,
)
from hub.schema.bindings import Entity
from hub.schema.figures import grouped

KEY = "@mixed"
"""Where an answer says of what kinds the rows are that are measured; no response key can be spelled so."""

APART: Mapping[str, tuple[str, ...]] = {
    "result": ("kind", "level", "series"),
    "turnout": ("level", "series"),
    "voters": ("listKind", "level", "office", "series"),
    "rollup": ("kind", "level", "series"),
    "progress": ("unitLevel", "level", "series"),
    "notional_result": ("series",),
    "outcome": ("edition", "office", "status"),
    "party-outcome": ("edition", "office", "level"),
}
"""By node type: the fields in which all rows must be alike for their figures to be one sum."""

MOST_TOLD = 12
"""How many kinds of figures an error tells of at most."""


class MixedFigures(UsageError):
    """Figures of several kinds, levels or series are to be summed up; `details` says in what they differ, with what they hold."""

    code = "MIXED_FIGURES"

    def __init__(self, message: str, mixed: Mapping[str, list[Any]]) -> None:
        super().__init__(message)
        self.details = {"mixed": dict(mixed)}


def guard_of(made: Entity, measured: list[ConnectionPart]) -> Groups | None:
    """Return what to bring along with the parts of a connection that measure its rows; None where nothing can be mixed.

    What rows are grouped by cannot be mixed within a group.
    """
    columns = grouped(made)
    wanted: dict[str, By] = {}
    for part in measured:
        by = part.by if isinstance(part, Groups) else ()
        if isinstance(part, Groups | Figures) and _measures(part):
            wanted |= {name: columns[name] for name in APART.get(made.node.name, ()) if columns[name] not in by}
    if not wanted:
        return None
    values = tuple((name, GroupValue(by, _key_shape(made, by))) for name, by in wanted.items())
    return Groups(tuple(wanted.values()), MOST_TOLD, (("of", GroupKeys(values)), ("type", Constant(made.type_name))))


def _measures(part: Figures | Groups) -> bool:
    return any(
        (isinstance(held, Measured) and held.column is not None) or (isinstance(held, Figures) and _measures(held))
        for _, held in part.fields
    )


def _key_shape(made: Entity, by: By) -> Shape | None:
    target = made.node.columns[by.column].points_to
    return None if target is None else Shape(target, (("key", Identity.KEY),))


def unmixed(answer: bytes) -> bytes:
    """Return the answer of a guarded plan without its guards. Raises MixedFigures where one of them tells of several kinds."""
    value = orjson.loads(answer)
    for connection in _guarded(value):
        kinds = connection.pop(KEY)
        if len(kinds) > 1:
            raise _mixed(kinds)
    return orjson.dumps(value)


def _guarded(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object with a guard, the innermost last."""
    if isinstance(value, dict):
        if KEY in value:
            yield value
        for held in list(value.values()):
            yield from _guarded(held)
    elif isinstance(value, list):
        for held in value:
            yield from _guarded(held)


def _mixed(kinds: list[dict[str, Any]]) -> MixedFigures:
    found: dict[str, list[Any]] = {}
    for name in kinds[0]["of"]:
        values = [_plain(kind["of"][name]) for kind in kinds]
        if len(distinct := list(dict.fromkeys(values))) > 1:
            found[name] = distinct
    told = "; ".join(f"{len(values)} of `{name}` ({', '.join(map(_said, values))})" for name, values in found.items())
    first, values = next(iter(found.items()))
    chosen = "isNull: true" if values[0] is None else f"eq: {_written(first, values[0])}"
    return MixedFigures(
        f"expected figures of {kinds[0]['type']} that are alike in {', '.join(f'`{name}`' for name in kinds[0]['of'])}, as one sum is "
        f"of one kind, found {told}; choose one, such as `where: {{{first}: {{{chosen}}}}}`, or add `{first}` to `by` of `groups`",
        found,
    )


def _plain(value: Any) -> Any:
    return value["key"] if isinstance(value, dict) else value


def _said(value: Any) -> str:
    return "none" if value is None else str(value)


def _written(name: str, value: Any) -> str:
    return f'"{value}"' if name in {"series", "edition"} else str(value)
