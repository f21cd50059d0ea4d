"""Whatever becomes of the values in a JSON file, its loader reads it, sets rows aside, or says that it is broken.

The golden files are changed: values are exchanged for others, fields and elements are taken out. No row is lost.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.errors import BrokenSource
from hub.loaders import BY_NAME
from tests.loaders.golden_case import Case, cases
from tests.loaders.published import Series, add


def is_readable_json(case: Case) -> bool:
    source = case.source()
    try:
        return source.path.suffix == ".json" and bool(source.json())
    except BrokenSource:
        return False


CASES = [case for case in cases() if is_readable_json(case)]

VALUES = st.recursive(
    st.sampled_from([None, True, -1, 0, 1, 2**63, 10**15, 0.5, "", " ", "0..", "99", "#N/A", "a'b", "\x00", "🗳"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "sum", "1"]), inner, max_size=2),
    max_leaves=3,
)


def places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every container in a document with each of its keys or indexes."""
    keys = list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    for key in keys:
        yield node, key
        yield from places(node[key])


@st.composite
def with_other_values(draw: st.DrawFn, content: bytes) -> bytes:
    document = json.loads(content)
    for _ in range(draw(st.integers(1, 3))):
        container, key = draw(st.sampled_from(list(places(document)) or [([document], 0)]))
        if draw(st.booleans()):
            container[key] = draw(VALUES)
        else:
            del container[key]
    return json.dumps(document).encode()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@settings(max_examples=40)
@given(data=st.data())
def test_other_values_lose_no_row(case: Case, data: st.DataObject) -> None:
    source = case.source()
    source.content = data.draw(with_other_values(source.content))
    try:
        statements = list(BY_NAME[case.loader].read(source))
    except BrokenSource:
        return
    add(Series(), source, statements)


@pytest.mark.parametrize("content", [b"", b"null", b"{}", b"[", b"[1, null, []]", b"\xff\xfe", b"[][]"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_no_such_file_states_nothing(case: Case, content: bytes) -> None:
    source = case.source()
    source.content = content
    series = Series()
    try:
        add(series, source, list(BY_NAME[case.loader].read(source)))
    except BrokenSource:
        return
    assert series.facts == []
