"""Guards against mixed sums: a sum over several kinds, levels or series is refused, with the condition that makes it one.

A connection that is measured brings along, under a key that no query can spell, the kinds of figures that its rows are of, and by what they
are contradicted. An answer in which there are several kinds is refused; rows in which none of the figures is known are of no kind. Contradictions,
and which field has the official figure, are reported in its `extensions`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson
from strawberry.utils.str_converters import to_camel_case

from hub.errors import UsageError
from hub.graph.node_type import Kind
from hub.graph.plan import (
    By,
    ConnectionPart,
    Constant,
    Figures,
    GroupKeys,
    GroupOrder,
    Groups,
    GroupValue,
    Identity,
    Measure,
    Measured,
    Shape,
)
from hub.schema import contradicted_figures, sums_of_rows
from hub.schema.bindings import BY_TYPE, Entity
from hub.schema.figures import column_of, grouped
from hub.schema.lists import figures_of
from hub.schema.remarks import Remark, Remarks
from hub.tables.vocabulary import LEVELS

KEY = "@mixed"
"""Response key of the guard: the kinds of rows that a connection sums up; no query can spell it."""

ANY = ""
"""In place of a column: all figures of a type."""

APART: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "result": {ANY: ("kind", "level", "series")},
    "turnout": {ANY: ("level", "office", "series")},
    "voters": {ANY: ("listKind", "level", "office", "series")},
    "rollup": {ANY: ("kind", "level", "series")},
    "progress": {ANY: ("unitLevel", "level", "series")},
    "notional_result": {ANY: ("series",)},
    "outcome": {ANY: ("edition", "office", "status")},
    "party-outcome": {ANY: ("edition", "office", "level", "status")},
    "voter-outcome": {ANY: ("listKind", "level", "office", "edition", "series")},
    "turnout-outcome": {ANY: ("level", "office", "edition", "series")},
    "public-record": {ANY: ("series", "category")},
    "candidacy": {"votes_count": ("edition", "office", "votesStatus")},
    "ticket": {"votes_count": ("edition", "contestOffice", "votesStatus")},
    "outcome_choice": {"votes_count": ("outcomeEdition", "outcomeOffice", "status")},
    "outcome_list": {
        "votes_count": ("outcomeEdition", "outcomeOffice", "outcomeStatus"),
        "seats_count": ("outcomeEdition", "outcomeOffice", "outcomeStatus"),
        "seats_stated_count": ("outcomeEdition", "outcomeOffice"),
    },
    "outcome_part": {"votes_count": ("level", "outcomeEdition", "outcomeOffice", "outcomeStatus")},
    "district": {"seats_count": ("edition",), "population_count": ("edition", "office")},
    "contest": {"seats_count": ("edition",)},
}
"""By node type and column: the fields in which all rows must be alike for their figures to be one sum."""

ONLY_ADDED = frozenset({("district", "seats_count"), ("district", "population_count"), ("contest", "seats_count")})
"""Columns whose largest and smallest value is one whatever the rows are: a mixture of them cannot be summed up, and that is all."""

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
    sums = [part for part in measured if isinstance(part, Groups | Figures) and any(figures_of(part))]
    figures: dict[str, None] = {}
    for part in sums:
        by = part.by if isinstance(part, Groups) else ()
        for figure in figures_of(part):
            apart = [name for name in apart_of(made.node.name, figure) if columns[name] not in by]
            wanted |= {name: columns[name] for name in apart}
            figures |= {str(figure.column): None for _ in apart}
    values = tuple((name, GroupValue(by, _key_shape(made, by))) for name, by in wanted.items())
    told: tuple[tuple[str, GroupKeys | Measured | Constant], ...] = (
        ("of", GroupKeys(values)),
        ("type", Constant(made.type_name)),
        ("count", Measured(Measure.COUNT)),
        *((f"{_HELD}{column}", Measured(Measure.MAX, column)) for column in figures),
    )
    further: tuple[By, ...] = ()
    if sums and contradicted_figures.is_checked(made):
        further = (contradicted_figures.BY,)
        told += (("by", contradicted_figures.rules_of_group()),)
    if any(figure.measure is Measure.SUM for part in sums for figure in figures_of(part)):
        told += (("sum", Constant("")),)
    grouped_by = (*wanted.values(), *further)
    held_first = tuple(GroupOrder(Measured(Measure.MAX, column), descending=True) for column in figures)
    return Groups(grouped_by, MOST_TOLD, told, held_first) if grouped_by else None


_HELD = "max "
"""Before the name of a column, in a guard: its largest value, null where none of the rows has one."""


def apart_of(node: str, figure: Measured) -> tuple[str, ...]:
    """Return the fields in which rows must be alike for a figure over them."""
    by_column, column = APART.get(node, {}), str(figure.column)
    if (node, column) in ONLY_ADDED and figure.measure not in {Measure.SUM, Measure.AVG}:
        return ()
    return by_column.get(column, by_column.get(ANY, ()))


def _key_shape(made: Entity, by: By) -> Shape | None:
    target = column_of(made, by).points_to
    return None if target is None else Shape(target, (("key", Identity.KEY),))


def unmixed(value: Any, key: str, remarks: Remarks) -> None:
    """Take the guards out of the answer of a guarded plan, and add what they say of it to the remarks.

    `key` is what the response calls it. Raises MixedFigures where a guard has several kinds.
    """
    for path, connection in _guarded(value, (key,)):
        kinds = connection.pop(KEY)
        summed = sorted(filter(_is_held, kinds), key=_largest_first)
        if any(kind["of"] != summed[0]["of"] for kind in summed):
            raise _mixed(summed)
        if kinds and "by" in kinds[0]:
            _add(remarks.contradicted, contradicted_figures.contradiction(path, kinds))
        if kinds and "sum" in kinds[0]:
            _add(remarks.sums_of_rows, sums_of_rows.sum_of_rows(path, kinds))


def _is_held(kind: Mapping[str, Any]) -> bool:
    """True if a figure is known in one of the rows of a kind."""
    return any(value is not None for name, value in kind.items() if name.startswith(_HELD))


def _largest_first(kind: Mapping[str, Any]) -> tuple[int, list[str]]:
    return -kind["count"], [_said(_plain(value)) for value in kind["of"].values()]


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
    type_name = kinds[0]["type"]
    told = "; ".join(f"{len(values)} of `{name}` ({', '.join(map(_said, values))})" for name, values in found.items())
    chosen = max(kinds, key=_preferred)["of"]
    where = ", ".join(_condition(type_name, name, _plain(chosen[name])) for name in found)
    names = " and ".join(f"`{name}`" for name in found)
    answers = " and ".join(f"`{field}`" for field in sums_of_rows.OFFICIAL.get(type_name, ()))
    official = f"; the one official figure, with its status, is in {answers}" if answers else ""
    return MixedFigures(
        f"expected figures of {type_name} that are alike in {', '.join(f'`{name}`' for name in kinds[0]['of'])}, as one sum is "
        f"of one kind, found {told}; choose one, such as `where: {{{where}}}`, or add {names} to `by` of `groups`{official}",
        found,
    )


def _preferred(kind: Mapping[str, Any]) -> tuple[int, bool, int]:
    """Return the rank of a kind as an example: the largest level, then certified figures, then the most rows."""
    of = kind["of"]
    levels = [-_largest(of[name]) for name in ("level", "unitLevel") if name in of]
    is_certified = any(of.get(name) == "CERTIFIED" for name in ("status", "votesStatus", "outcomeStatus"))
    return (levels or [0])[0], is_certified, kind.get("count", 0)


def _condition(type_name: str, name: str, value: Any) -> str:
    """Return the condition of `where` that chooses a kind, on the row or on a row that it refers to."""
    made = BY_TYPE[type_name]
    by = grouped(made)[name]
    is_bare = column_of(made, by).kind is Kind.ENUM
    chosen = "isNull: true" if value is None else f"eq: {value if is_bare else orjson.dumps(value).decode()}"
    if by.through is None:
        return f"{name}: {{{chosen}}}"
    through = to_camel_case(by.through)
    inner = name.removeprefix(through)
    return f"{through}: {{is: {{{inner[0].lower()}{inner[1:]}: {{{chosen}}}}}}}"


def _largest(level: str | None) -> int:
    """Return the place of a level among all, the nation first and a district, which is none of the administration, last; a figure without one before all."""
    if level is None:
        return -1
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


def _plain(value: Any) -> Any:
    return value["key"] if isinstance(value, dict) else value


def _said(value: Any) -> str:
    return "none" if value is None else str(value)
