"""A change of the schema breaks nobody's query: compared with `published.graphql`, what the last version promised.

The file holds the schema of that version without descriptions, one definition a line. A field goes in two steps: it is deprecated, with
what to use instead, in one version, and taken out in a later one. To publish a version, or to break the schema on purpose and tell of
it in CHANGELOG.md: `python -m tests.schema.test_compatibility`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    Node,
    Visitor,
    build_schema,
    parse,
    print_ast,
    visit,
)
from graphql.utilities import (
    DangerousChange,
    find_breaking_changes,
    find_dangerous_changes,
    strip_ignored_characters,
)

from hub.graph.model import MODEL
from hub.schema.bindings import BY_NODE, BY_TYPE, NAMES
from hub.schema.entity import declare
from hub.schema.schema import executable, sdl
from hub.tables.districts import Districts
from hub.tables.table import About, Over

_REMOVED = re.compile(r"(\S+) was removed\.$")

PUBLISHED = Path(__file__).with_name("published.graphql")

SMALL = """
type Query { person(where: PersonWhere, first: Int): Person }
type Person {
  birthYear: Int
  votesCount: Int
}
input PersonWhere {
  votesCount: WholeFilter
}
input WholeFilter { eq: Int }
enum PersonGroupBy {
  nomination
}
"""
"""A schema that takes no time to change and to compare."""


def promised(text: str) -> str:
    """Return a schema without descriptions, one definition a line."""
    bare = visit(parse(text), _Undescribed())
    return "".join(f"{strip_ignored_characters(print_ast(each))}\n" for each in bare.definitions)


class _Undescribed(Visitor):
    def enter(self, node: Node, *_: object) -> Node | None:
        is_described = getattr(node, "description", None) is not None
        return replace(node, description=None) if is_described else None  # type: ignore[call-arg]


def breaks(before: str, now: str) -> list[str]:
    """Return what breaks, or may surprise, a client of the schema before. What was deprecated there may be gone."""
    old, new = _built(before), _built(now)
    found = [change.description for change in find_breaking_changes(old, new)]
    found += [change.description for change in _surprising(old, new)]
    may_go = set(_deprecated(old))
    return [told for told in found if not ((gone := _REMOVED.search(told)) and gone[1] in may_go)]


_built = cache(build_schema)


def _deprecated(schema: GraphQLSchema) -> Iterator[str]:
    """Yield the coordinates of all that is deprecated: `Person.birthYear`."""
    for type_ in schema.type_map.values():
        named = getattr(type_, "fields", None) or getattr(type_, "values", None) or {}
        yield from (f"{type_.name}.{name}" for name, item in named.items() if item.deprecation_reason is not None)


def _surprising(before: GraphQLSchema, now: GraphQLSchema) -> list[DangerousChange]:
    """Return changes of a default; a further enum value or union member is what clients have to expect."""
    return [change for change in find_dangerous_changes(before, now) if "DEFAULT" in change.type.name]


def test_nothing_that_was_published_is_broken() -> None:
    assert breaks(PUBLISHED.read_text(encoding="utf-8"), sdl()) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (("  birthYear: Int\n", "  born: Int\n"), "birthYear was removed"),
        (("  birthYear: Int\n", "  birthYear: String\n"), "birthYear changed type"),
        (("  votesCount: Int\n", "  votesCount: Int!\n"), None),
        (("first: Int)", "first: Int!)"), "from Int to Int!"),
    ],
)
def test_what_breaks_is_found(changed: tuple[str, str], told: str | None) -> None:
    assert changed[0] in SMALL
    found = breaks(SMALL, SMALL.replace(*changed))
    assert any(told in each for each in found) if told else found == []


@pytest.mark.parametrize("text", ["  birthYear: Int\n", "  votesCount: WholeFilter\n", "  nomination\n"])
def test_what_was_deprecated_may_go(text: str) -> None:
    assert text in SMALL
    gone = SMALL.replace(text, "  another" + text[text.find(":") :] if ":" in text else "  another\n")
    assert breaks(SMALL, gone)
    deprecated = SMALL.replace(text, f'{text.rstrip()} @deprecated(reason: "Use `another`.")\n')
    assert breaks(SMALL, deprecated) == []
    assert breaks(deprecated, gone) == []


@pytest.fixture
def declarations() -> Iterator[dict[str, Any]]:
    """The names of declared types; those that a test declares are forgotten after it."""
    kept = [(each, dict(each)) for each in (NAMES, BY_TYPE, BY_NODE)]
    yield NAMES
    for now, before in kept:
        now.clear()
        now.update(before)


def test_a_field_is_deprecated_wherever_it_is_known(declarations: dict[str, Any]) -> None:
    class Seats(Districts):
        about = About(
            type_name="Seats",
            fields={
                "seats": Over("seats_count", deprecated="Use `seatsCount`."),
                "former": Over("province", deprecated="Use `province`."),
            },
        )

    declarations_before = set(declarations)
    declare(replace(MODEL["district"], table=Seats, is_node=False))
    reasons = {
        f"{name}.{held.name}": held.deprecation_reason
        for name in declarations.keys() - declarations_before
        for held in _items(declarations[name])
        if held.deprecation_reason
    }
    summed = ("", "Where", "Order", "Total", "Average", "FigureOrder", "TotalHaving", "AverageHaving")
    seats = {f"Seats{kind}.seats": "Use `seatsCount`." for kind in summed}
    former = {f"Seats{kind}.former": "Use `province`." for kind in ("", "Where", "Order", "GroupKey", "GroupBy")}
    assert reasons == seats | former


def _items(declared: Any) -> Any:
    definition = declared.__strawberry_definition__
    return getattr(definition, "fields", None) or definition.values


def test_what_is_deprecated_says_what_to_use_instead() -> None:
    for type_ in executable().type_map.values():
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            named = type_.fields
        elif isinstance(type_, GraphQLEnumType):
            named = type_.values
        else:
            continue
        for name, item in named.items():
            reason = item.deprecation_reason
            assert reason is None or re.search(r"[Uu]se `\w+", reason), f"{type_.name}.{name}: {reason}"


def test_what_is_kept_of_a_version_promises_the_same() -> None:
    kept = promised(sdl())
    assert breaks(sdl(), kept) == breaks(kept, sdl()) == []
    assert '"' not in re.sub(r'(reason|url|import):("[^"]*"|\[[^]]*\])', "", kept)


if __name__ == "__main__":
    PUBLISHED.write_text(promised(sdl()), encoding="utf-8")
