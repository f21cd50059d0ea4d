"""No text, condition or page within the limits holds a core longer than a statement may take, and a tenth.

Generated over lengths, alphabets, repetition, nesting and page sizes. `HUB_DEADLINE_EXAMPLES=2000 HUB_BUILT=DIR pytest tests/schema/test_deadlines.py`
asks more, of a release that was built: the invented one is small.
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.graph.sqlite.spelling import MOST_CHARACTERS, MOST_WORDS
from hub.graph.sqlite.store import open_store
from hub.publication import store_path
from hub.release import Release, current
from hub.schema.execute import Executor
from hub.schema.limits import Limits
from hub.schema.request import Request

EXAMPLES = int(os.environ.get("HUB_DEADLINE_EXAMPLES", "40"))
BUILT = os.environ.get("HUB_BUILT")
SECONDS = 0.5
"""Processor time is measured and clock time is limited: a machine that others use as well does no harm."""

REFUSED = {
    "SEARCH_TOO_LONG", "STATEMENT_TIMEOUT", "COST_EXCEEDED", "CONDITIONS_TOO_DEEP", "QUERY_TOO_LARGE", "BAD_PAGE", "VARIABLES_TOO_DEEP",
    "BAD_CONDITION",
}  # fmt: skip

SEARCH = "query($t: String!, $n: Int) { search(text: $t, first: $n) { totalCount nodes { __typename } } }"
WHERE = """query($w: CandidacyWhere, $n: Int) { candidacies(where: $w, first: $n, orderBy: [{votesCount: DESC}]) {
    totalCount nodes { key person { name candidacies { totalCount } } } } }"""

alphabets = st.sampled_from(
    [
        "a",
        "ab",
        "aeiou",
        "0123456789",
        "mn r",
        "'\"*()-^:",
        "%_\\",
        "áéíóú",
        "ﬁﬂ",
        "\uff53\uff49\uff54",
        "سيتي",
        "e\u0301\u0327",
        "\u200b\u00ad",
        "😀👍",
    ]
)
units = alphabets.flatmap(lambda letters: st.text(st.sampled_from(letters), min_size=1, max_size=24))
texts = st.builds(
    lambda unit, between, times: (unit + between) * times,
    units,
    st.sampled_from(["", " ", "-", ".", "\n", " OR ", "'"]),
    st.integers(1, 2 * MOST_WORDS) | st.just(MOST_CHARACTERS),
).map(lambda text: text[: MOST_CHARACTERS + 1])
leaves = st.one_of(
    texts.map(lambda text: {"nameOnBallot": {"contains": text}}),
    texts.map(lambda text: {"residence": {"startsWith": text}}),
    texts.map(lambda text: {"person": {"is": {"names": {"contains": text}}}}),
    st.lists(units, max_size=60).map(lambda many: {"key": {"in": many}}),
    st.just({"person": {"is": {"candidacies": {"some": {"party": {"is": {"name": {"contains": "a"}}}}}}}}),
)


def _nested(inner: dict[str, Any], kinds: list[str]) -> dict[str, Any]:
    for kind in kinds:
        inner = {"not": inner} if kind == "not" else {kind: [inner, inner] if len(kinds) < 8 else [inner]}
    return inner


conditions = st.builds(_nested, leaves, st.lists(st.sampled_from(["not", "and", "or"]), max_size=40))
sizes = st.none() | st.integers(1, 1_000)


@pytest.fixture(scope="module")
def asked(release: Release, store_file: Path) -> Iterator[Executor]:
    built = Path(BUILT) if BUILT else None
    chosen = current(built) if built else release
    opened = open_store(store_path(built, chosen) if built else store_file, chosen, SECONDS)
    executor = Executor(opened, Limits(seconds=SECONDS))
    for query, given_ in ((SEARCH, {"t": "a"}), (WHERE, {"w": {}})):  # what is made once for all questions
        assert "errors" not in orjson.loads(executor.execute(Request(query, given_)).body)
    yield executor
    opened.close()


def _held(executor: Executor, query: str, variables: dict[str, Any]) -> tuple[float, set[str]]:
    """Return the seconds of a core that an answer took, and the codes of its errors."""
    began = time.thread_time()
    answer = orjson.loads(executor.execute(Request(query, variables)).body)
    return time.thread_time() - began, {error["extensions"]["code"] for error in answer.get("errors", ())}


many = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@many
@given(text=texts, first=sizes)
def test_no_search_holds_a_core(text: str, first: int | None, asked: Executor) -> None:
    seconds, codes = _held(asked, SEARCH, {"t": text, "n": first})
    assert seconds < SECONDS * 1.1
    assert codes <= REFUSED


@many
@given(where=conditions, first=sizes)
def test_no_condition_holds_a_core(where: dict[str, Any], first: int | None, asked: Executor) -> None:
    seconds, codes = _held(asked, WHERE, {"w": where, "n": first})
    assert seconds < SECONDS * 1.1
    assert codes <= REFUSED
