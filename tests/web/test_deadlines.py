"""No text that an address takes holds a core longer than a statement may take, and a tenth: search pages, suggestions, reconciliation, sums, outcomes.

The texts are those of `tests/schema/test_deadlines.py`, and so are `HUB_DEADLINE_EXAMPLES` and `HUB_BUILT`. `/data/query` is left out: it sends all rows, part by part, and
others are answered between two parts.
"""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.settings import Settings
from tests.schema.test_deadlines import BUILT, EXAMPLES, REFUSED, SECONDS, texts, units
from tests.web.conftest import Get, caller

SUMS = """query($t: String!) { results(where: {party: {is: {name: {contains: $t}}}}) {
    totalCount groups(by: [party, kind, level, series], first: 500) { key { party { key } } count sum { votesCount } } } }"""
OUTCOMES = """query($t: String!) { outcomes(where: {or: [{key: {contains: $t}}, {contest: {is: {name: {contains: $t}}}}]}, first: 1000) {
    totalCount nodes { key contest { name } } } }"""


def _asked(query: str) -> Callable[[str], tuple[str, str, dict[str, Any]]]:
    return lambda text: ("/graphql", "POST", {"json": {"query": query, "variables": {"t": text}}})


def _queries(text: str) -> dict[str, Any]:
    """Return a batch of as many queries as one may hold, each with a word of its own."""
    return {f"q{number}": {"query": f"{text[:480]} {number}", "type": "person"} for number in range(50)}


ASKED: dict[str, Callable[[str], tuple[str, str, dict[str, Any]]]] = {
    "search page": lambda text: ("/cari", "GET", {"params": {"q": text}}),
    "search page of one kind": lambda text: ("/cari", "GET", {"params": {"q": text, "jenis": "orang", "hal": "20"}}),
    "places": lambda text: ("/wilayah", "GET", {"params": {"q": text}}),
    "suggestions": lambda text: ("/reconcile/suggest/entity", "GET", {"params": {"prefix": text}}),
    "suggested properties": lambda text: ("/reconcile/suggest/property", "GET", {"params": {"prefix": text}}),
    "reconciliation": lambda text: ("/reconcile", "POST", {"data": {"queries": json.dumps(_queries(text))}}),
    "sums": _asked(SUMS),
    "outcomes": _asked(OUTCOMES),
}  # fmt: skip


@pytest.fixture(scope="module")
def asking(out: Path) -> Get:
    built = Path(BUILT) if BUILT else out
    get = caller(built, Settings(out=built, statement_timeout_s=SECONDS, response_cache_mb=0, page_cache_mb=0))
    for ask in ASKED.values():  # what is made once for all questions
        path, method, more = ask("a")
        assert get(path, method, **more).status_code in {200, 503}
    return get


many = settings(
    max_examples=max(EXAMPLES // 8, 4), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize("place", ASKED)
@many
@given(text=texts | st.lists(units, max_size=60).map(" ".join))
def test_no_text_that_an_address_takes_holds_a_core(place: str, text: str, asking: Get) -> None:
    path, method, more = ASKED[place](text)
    began = time.process_time()
    answer = asking(path, method, **more)
    assert time.process_time() - began < SECONDS * 1.1
    assert answer.status_code in {200, 400, 413, 503}, answer.text[:300]
    if path == "/graphql":
        assert {error["extensions"]["code"] for error in answer.json().get("errors", ())} <= REFUSED, answer.text[:300]
