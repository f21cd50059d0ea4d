"""A change of the schema breaks nobody's query: compared with `published.graphql`, the schema of the last version that was published.

A field goes in two steps: it is deprecated, with what to use instead, in one version, and taken out in a later one. To publish a
version, or to break the schema on purpose and tell of it in CHANGELOG.md: `python -m hub.schema > tests/schema/published.graphql`.
"""

import re
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
)
from graphql.utilities import DangerousChange, find_breaking_changes, find_dangerous_changes

from hub.schema.schema import executable, sdl

PUBLISHED = Path(__file__).with_name("published.graphql")


def breaks(before: str, now: str) -> list[str]:
    """Return what breaks, or may surprise, a client of the schema before."""
    old, new = build_schema(before), build_schema(now)
    breaking, surprising = find_breaking_changes(old, new), _surprising(old, new)
    return [*(change.description for change in breaking), *(change.description for change in surprising)]


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
        (("    first: Int\n", "    first: Int!\n"), "from Int to Int!"),
    ],
)
def test_what_breaks_is_found(changed: tuple[str, str], told: str | None) -> None:
    before = PUBLISHED.read_text(encoding="utf-8")
    assert changed[0] in before
    found = breaks(before, before.replace(*changed))
    assert any(told in each for each in found) if told else found == []


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
