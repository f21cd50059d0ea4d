"""Every golden query of the schema's tests, asked of both stores: equal bodies, and the answer that is written there."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

from tests.schema import test_around, test_mixed_figures, test_queries, test_refusals
from tests.schema.conftest import Asked


def _golden() -> Iterator[tuple[str, Callable[..., Any]]]:
    for module in (test_queries, test_refusals, test_around, test_mixed_figures):
        for name, test in vars(module).items():
            if name.startswith("test_") and "ask" in inspect.signature(test).parameters:
                yield name, test


GOLDEN = dict(_golden())
globals().update(GOLDEN)


def test_golden_queries_were_found() -> None:
    assert len(GOLDEN) >= 30


def test_a_mean_has_the_same_digits_in_both_stores(ask: Asked) -> None:
    """SQLite writes 17 digits where 15 do not give a number back; both stores give 15."""
    found = ask.data("{ nominations { aggregate { avg { ballotNumber } } } }")
    assert found["nominations"]["aggregate"]["avg"]["ballotNumber"] == 1.66666666666667
