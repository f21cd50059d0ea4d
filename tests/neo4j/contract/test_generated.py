"""Queries, conditions, orders and pages drawn at random, asked of both stores. `HUB_EXAMPLES=500` draws so many of each."""

import os
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.graph import test_plans
from tests.neo4j.contract.conftest import AskedOfBoth
from tests.schema.generated import queries
from tests.schema.test_generated import EXPECTED_CODES

drawn = settings(
    max_examples=int(os.environ.get("HUB_EXAMPLES", "30")),
    derandomize="HUB_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)


@drawn
@given(queries())
def test_generated_queries(ask: AskedOfBoth, query: tuple[str, dict[str, Any]]) -> None:
    text, variables = query
    response = ask(text, **variables)
    codes = {error["extensions"]["code"] for error in response.get("errors", ())}
    assert codes <= EXPECTED_CODES, (text, response)


test_conditions_orders_and_pages = drawn(
    given(condition=test_plans.CONDITIONS, orders=test_plans.ORDERS, size=st.integers(1, 4))(
        test_plans.test_conditions_orders_and_pages.hypothesis.inner_test  # type: ignore[attr-defined]  # hypothesis adds it
    )
)
"""The same plans worked out row by row in Python, as SQLite's are."""
