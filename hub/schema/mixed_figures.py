"""Guards against mixed sums: a sum over several kinds, levels or series is refused, with the condition that makes it one.

A connection that is measured brings along, under a key that no query can spell, the kinds of figures that its rows are of, and by what they
are contradicted. An answer in which there are several kinds is refused; contradictions, and which
field has the official figure, are reported in its `extensions`.
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
    Measure,
    Measured,
    Shape,
)
from hub.schema import contradicted_figures, sums_of_rows
from hub.schema.bindings import Entity
from hub.schema.figures import grouped
from hub.schema.remarks import Remark, Remarks
from hub.tables.vocabulary import LEVELS

KEY = "@mixed"
"""Where an answer says of what kinds the rows are that are measured; no response key can be spelled so."""

APART: Mapping[str, tuple[str, ...]] = {
    "result": ("kind", "level", "series"),
    "turnout": ("level", "office", "series"),
    "voters": ("listKind", "level", "office", "series"),
    "rollup": ("kind", "level", "series"),
    "progress": ("unitLevel", "level", "series"),
    "notional_result": ("series",),
    "outcome": ("edition", "office", "status"),
    "party-outcome": ("edition", "office", "level"),
    "voter-outcome": ("listKind", "level", "office", "edition", "series"),
    "turnout-outcome": ("level", "office", "edition", "series"),
    "public-record": ("series", "category"),
}
"""By node type: the fields in which all rows must be alike for their figures to be one sum."""

MOST_REMARKS = 20
"""Connections that an answer has remarks on, of each kind, at most."""

MOST_TOLD = 24
"""How many kinds of figures an error tells of at most."""


class MixedFigures(UsageError):
    """Figures of several kinds, levels or series are to be summed up; `details` says in what they differ, with what they hold."""

    code = "MIXED_FIGURES"

    def __init__(self, message: str, mixed: Mapping[str, list[Any]]) -> None:
        super().__init__(message)
        self.details = {"mixed": dict(mixed)}


def guard_of(made: Entity, measured: list[ConnectionPart]) -> Groups | None:
    """Return what to bring along with the parts of a connection that measure its rows; None where nothing can be mixed.

    What rows are grouped by cannot be mixed within a group. Rows that findings contradict are counted in the same pass.
    """
    columns = grouped(made)
    wanted: dict[str, By] = {}
    sums = [part for part in measured if isinstance(part, Groups | Figures) and _measures(part)]
    for part in sums:
        by = part.by if isinstance(part, Groups) else ()
        wanted |= {name: columns[name] for name in APART.get(made.node.name, ()) if columns[name] not in by}
    values = tuple((name, GroupValue(by, _key_shape(made, by))) for name, by in wanted.items())
    told: tuple[tuple[str, GroupKeys | Measured | Constant], ...] = (
        ("of", GroupKeys(values)),
        ("type", Constant(made.type_name)),
        ("count", Measured(Measure.COUNT)),
    )
    further: tuple[By, ...] = ()
    if sums and contradicted_figures.is_checked(made):
        further = (contradicted_figures.BY,)
        told += (("by", contradicted_figures.rules_of_group()),)
    if sums_of_rows.sums_up(sums):
        told += (("sum", Constant("")),)
    grouped_by = (*wanted.values(), *further)
    return Groups(grouped_by, MOST_TOLD, told) if grouped_by else None


def _measures(part: Figures | Groups) -> bool:
    return any(
        (isinstance(held, Measured) and held.column is not None) or (isinstance(held, Figures) and _measures(held))
        for _, held in part.fields
    )


def _key_shape(made: Entity, by: By) -> Shape | None:
    target = made.node.columns[by.column].points_to
    return None if target is None else Shape(target, (("key", Identity.KEY),))


def unmixed(answer: bytes, key: str, remarks: Remarks) -> bytes:
    """Return the answer of a guarded plan without its guards, and add what they say of it to the remarks.

    `key` is what the response calls it. Raises MixedFigures where a guard has several kinds.
    """
    value = orjson.loads(answer)
    for path, connection in _guarded(value, (key,)):
        kinds = connection.pop(KEY)
        if any(kind["of"] != kinds[0]["of"] for kind in kinds):
            raise _mixed(kinds)
        if kinds and "by" in kinds[0]:
            _add(remarks.contradicted, contradicted_figures.contradiction(path, kinds))
        if kinds and "sum" in kinds[0]:
            _add(remarks.sums_of_rows, sums_of_rows.sum_of_rows(path, kinds))
    return orjson.dumps(value)


def _add(remarks: list[Remark], found: Remark | None) -> None:
    if found and len(remarks) < MOST_REMARKS:
        remarks.append(found)


def _guarded(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    """Yield every object with a guard, and its path, the innermost last."""
    if isinstance(value, dict):
        if KEY in value:
            yield path, value
        for name, held in list(value.items()):
            yield from _guarded(held, (*path, name))
    elif isinstance(value, list):
        for place, held in enumerate(value):
            yield from _guarded(held, (*path, place))


def _mixed(kinds: list[dict[str, Any]]) -> MixedFigures:
    found: dict[str, list[Any]] = {}
    for name in kinds[0]["of"]:
        values = [_plain(kind["of"][name]) for kind in kinds]
        if len(distinct := list(dict.fromkeys(values))) > 1:
            found[name] = distinct
    told = "; ".join(f"{len(values)} of `{name}` ({', '.join(map(_said, values))})" for name, values in found.items())
    first, values = next(iter(found.items()))
    example = min(values, key=_largest) if first in {"level", "unitLevel"} else values[0]
    chosen = "isNull: true" if example is None else f"eq: {_written(first, example)}"
    answers = " and ".join(f"`{field}`" for field in sums_of_rows.OFFICIAL.get(kinds[0]["type"], ()))
    official = f"; the one official figure, with its status, is in {answers}" if answers else ""
    return MixedFigures(
        f"expected figures of {kinds[0]['type']} that are alike in {', '.join(f'`{name}`' for name in kinds[0]['of'])}, as one sum is "
        f"of one kind, found {told}; choose one, such as `where: {{{first}: {{{chosen}}}}}`, or add `{first}` to `by` of `groups`{official}",
        found,
    )


def _largest(level: str | None) -> int:
    """Return the place of a level among all, the nation first and a district, which is none of the administration, last; a figure without one before all."""
    if level is None:
        return -1
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


def _plain(value: Any) -> Any:
    return value["key"] if isinstance(value, dict) else value


def _said(value: Any) -> str:
    return "none" if value is None else str(value)


def _written(name: str, value: Any) -> str:
    return f'"{value}"' if name in {"series", "edition"} else str(value)
