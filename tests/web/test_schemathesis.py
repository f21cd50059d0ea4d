"""Schemathesis asks every root field of the schema what it allows, of a server that listens: no failure."""

import os

import pytest
import schemathesis
from graphql import parse_value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.core.failures import FailureGroup
from schemathesis.graphql import nodes
from schemathesis.graphql.checks import GraphQLClientError

from hub.schema.schema import query_type

schemathesis.graphql.scalar("Date", st.dates().map(lambda day: nodes.String(day.isoformat())))
schemathesis.graphql.scalar("Long", st.integers(-(2**53), 2**53).map(nodes.Int))
schemathesis.graphql.scalar("JSON", st.text(max_size=5).map(nodes.String))
schemathesis.graphql.scalar(
    "_Any",
    st.sampled_from(["Person", "Party", "RegionCode", "Nothing"]).map(
        lambda name: parse_value(f'{{__typename: "{name}", key: "x"}}')
    ),
)


@pytest.fixture(scope="session")
def api(address: str) -> schemathesis.BaseSchema:
    return schemathesis.graphql.from_url(f"{address}/graphql")


REFUSALS = {
    "BAD_PAGE", "BAD_CURSOR", "BAD_CONDITION", "BAD_ARGUMENT", "BAD_GROUPS", "BAD_ORDER", "BAD_USER_INPUT", "CONDITIONS_TOO_DEEP",
    "COST_EXCEEDED", "SEATS_UNKNOWN", "MIXED_FIGURES", "QUERY_TOO_LARGE", "GRAPHQL_VALIDATION_FAILED",
}  # fmt: skip
"""What a query that is valid by the schema may be refused for."""

EXAMPLES = int(os.environ.get("HUB_SCHEMATHESIS_EXAMPLES", "3"))
"""Requests for each root field; `make fuzz-graphql` asks more."""


@pytest.mark.parametrize("name", query_type().fields)
def test_no_root_field_fails(name: str, api: schemathesis.BaseSchema) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=api["Query"][name].as_strategy())
    def ask(case: schemathesis.Case) -> None:
        response = case.call()
        try:
            case.validate_response(response)
        except FailureGroup as group:
            # That `first` and `last` exclude each other, say, no schema can tell: a refusal with its code is an answer.
            others = [each for each in group.exceptions if not isinstance(each, GraphQLClientError)]
            codes = {error["extensions"]["code"] for error in response.json()["errors"]}
            if others or not codes <= REFUSALS:
                raise

    ask()
