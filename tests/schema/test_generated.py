"""Generated queries, compiled and field by field: the same answer to the last byte but white space."""

import os
from typing import Any

from hypothesis import HealthCheck, given, settings

from tests.schema.conftest import Asked
from tests.schema.generated import queries

EXPECTED_CODES = {
    "BAD_PAGE", "BAD_ARGUMENT", "BAD_GROUPS", "BAD_ORDER", "COST_EXCEEDED", "QUERY_TOO_LARGE", "CONDITIONS_TOO_DEEP", "MIXED_FIGURES",
    "SEATS_UNKNOWN",
}  # fmt: skip


EXAMPLES = int(os.environ.get("HUB_GENERATED_QUERIES", "200"))
"""Queries that are drawn; `make fuzz-graphql` draws 5,000."""


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(queries())
def test_compiled_and_field_by_field_give_the_same_answer(ask: Asked, query: tuple[str, dict[str, Any]]) -> None:
    text, variables = query
    response = ask(text, **variables)
    codes = {error["extensions"]["code"] for error in response.get("errors", ())}
    assert codes <= EXPECTED_CODES, (text, response)
