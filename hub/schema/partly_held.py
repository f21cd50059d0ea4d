"""Counts of what is held in part: how an answer says that an edition has more of a category than the release holds.

"How many candidates stood in 2024?" counts the candidates of the two national houses where no list of a council is held, and reads like an
answer. So do the members of a house, where not each of its seats has one. `extensions.partlyHeld` states for a list that is counted, summed up or empty, of named editions or grouped by edition, the rows of
`availability` that are not PRESENT: at which level, how many units are held of how many, and why; where offices are named, of the contests of these alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hub.catalog.availability import CategoryAvailability
from hub.graph import global_id, plan
from hub.graph.model import MODEL
from hub.graph.plan import All, Compare, Condition, Groups, Operator, Quantifier, Related, Value
from hub.schema.availability import NODES, availability_in
from hub.schema.bindings import BY_NODE
from hub.schema.computed import Ask, rows
from hub.schema.lists import is_measured, lists_of
from hub.schema.mixed_figures import KEY
from hub.schema.seats_held import seats_held

MEMBER = "membership"
"""The node type whose parts are houses and their seats, not rows of `availability`."""

CATEGORIES: Mapping[str, frozenset[str]] = {
    node: frozenset(category for category, of in NODES.items() if of == node) for node in NODES.values()
} | {
    **dict.fromkeys(("candidacy", "ticket", "contest", "person_move"), frozenset({"BALLOT_QUALIFICATION"})),
    **dict.fromkeys(("result", "turnout", "outcome", "party-outcome", "turnout-outcome", MEMBER), frozenset({"ELECTION_RESULTS"})),
}  # fmt: skip
"""By node type: the categories of election data that its rows are of."""

_OF_ONE = (("edition_id", "office"),)
_EDITIONS = {"person_move": (("from_edition_id", "from_office"), ("to_edition_id", "to_office"))}
"""By node type: the columns of the edition and the office that its rows are of."""

_ACROSS = frozenset({None, "edition", "party"})
"""What a condition may name without making the list one of a single place, contest or person."""

_THROUGH = frozenset({"contest", "district", "edition"})
"""References through which a condition is still one on the edition and office of the row."""

_KEY = plan.Shape("edition", (("key", plan.Column("edition_id")),))

READ = "`availability` of the edition states of each category how much is held, and who owes the rest"


@dataclass(frozen=True, slots=True)
class Counted:
    """A list that is counted or summed up, by edition: of some editions and offices; of all where they are None."""

    path: tuple[str, ...]
    node: str
    editions: Value | None
    offices: Value | None
    if_empty: bool
    """True for what is said only where the list has no rows."""


def counted(root: plan.Root) -> tuple[Counted, ...]:
    """Return what a root field, or a list of one thing, counts or sums up by edition, and its list in case that is empty."""
    return tuple(found for path, listed in lists_of(root) for found in _counted(path, listed))


def _counted(path: tuple[str, ...], listed: plan.Connection) -> Iterator[Counted]:
    compared = list(_compared(listed.node, listed.condition))
    if listed.node not in CATEGORIES or not all(_is_across(node, column) for node, column, _ in compared):
        return
    values = {column: value for _, column, value in compared}
    for edition, office in _EDITIONS.get(listed.node, _OF_ONE):
        if edition in values or _is_grouped_by_edition(listed):
            yield Counted(path, listed.node, values.get(edition), values.get(office), if_empty=not is_measured(listed))


def _is_grouped_by_edition(listed: plan.Connection) -> bool:
    grouped = (by for key, part in listed.parts if isinstance(part, Groups) and key != KEY for by in part.by)
    return any(by.column == "edition_id" or by.through == "edition" for by in grouped)


def _is_across(node: str, column: str) -> bool:
    """Return whether a condition on a column leaves a list that is of all places of an edition."""
    return MODEL[node].columns[column].points_to in _ACROSS and (node == "edition" or column != MODEL[node].key)


def _compared(node: str, condition: Condition) -> Iterator[tuple[str, str, Value]]:
    """Yield node type, column and value of each condition that every row fulfils, those of the row's contest or district included."""
    match condition:
        case Compare(column, Operator.EQ | Operator.IN, value):
            yield node, column, value
        case All(conditions):
            for each in conditions:
                yield from _compared(node, each)
        case Related(edge, Quantifier.SOME, inner) if edge in _THROUGH:
            yield from _compared(MODEL[node].edges[edge].target, inner)


class PartlyHeld:
    """The availability of the editions of one store, each looked up once. Safe to use from several threads."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str, frozenset[str] | None], list[CategoryAvailability]] = {}
        self._seats: dict[str, list[dict[str, Any]]] = {}

    def remarks(self, of: Counted, key: str, variables: Mapping[str, Any], ask: Ask) -> list[dict[str, Any]]:
        """Return what is to be said of a root field with a response key: one remark for each edition held in part. Raises what `ask` raises."""
        offices = None if of.offices is None else _named(of.offices.read(variables))
        said = {"path": [key, *of.path], "type": BY_NODE[of.node].type_name}
        found = []
        for edition in _editions(of, variables, ask):
            parts = self._parts(of.node, edition, offices, ask)
            if parts:
                of_offices = {} if offices is None else {"offices": sorted(offices)}
                found.append({**said, "edition": edition, **of_offices, "parts": parts, "read": READ})
        return found

    def _parts(self, node: str, edition: str, offices: frozenset[str] | None, ask: Ask) -> list[dict[str, Any]]:
        if node != MEMBER:
            return [_part(row) for row in self._of(edition, node, offices, ask) if row.state != "PRESENT"]
        if edition not in self._seats:
            self._seats[edition] = seats_held(edition, ask)
        return [part for part in self._seats[edition] if offices is None or part["office"] in offices]

    def _of(self, edition: str, node: str, offices: frozenset[str] | None, ask: Ask) -> list[CategoryAvailability]:
        key = edition, node, offices
        if key not in self._rows:
            found = availability_in(ask, edition, CATEGORIES[node], offices)
            if found is None:
                return []
            self._rows[key] = found
        return self._rows[key]


def _editions(of: Counted, variables: Mapping[str, Any], ask: Ask) -> list[str]:
    if of.editions is None:
        return [row["key"] for row in rows(ask, "edition", (), _KEY)]
    named = of.editions.read(variables)
    keys = [named] if isinstance(named, str) else named or ()
    return [global_id.key_of("edition", key) for key in dict.fromkeys(keys) if key is not None]


def _named(offices: Any) -> frozenset[str]:
    return frozenset([offices] if isinstance(offices, str) else offices)


def _part(row: CategoryAvailability) -> dict[str, Any]:
    return {
        "category": row.category,
        "level": row.level,
        "state": row.state,
        "heldCount": row.held_count,
        "expectedCount": row.expected_count,
        "reason": row.reason,
    }
