"""Every loader says of its golden files what is written down beside them; `golden_case.py` tells how they are kept."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.errors import BrokenSource
from hub.loaders import BY_NAME, LOADERS
from tests.loaders.golden_case import GOLDEN, Case, cases
from tests.loaders.published import Series, add

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_golden_file_is_read_as_written_down(case: Case) -> None:
    assert case.outcome() == json.loads(case.expected_file.read_text(encoding="utf-8"))


def test_every_loader_has_a_golden_case_that_states_a_fact_or_says_that_it_is_no_open_data() -> None:
    stating = set()
    for case in CASES:
        kinds = {statement["is"] for statement in case.outcome().get("statements", [])}
        if any((kind.endswith("Fact") and kind != "FindingFact") or kind == "NotOpen" for kind in kinds):
            stating.add(case.loader)
    assert sorted(stating) == sorted(loader.name for loader in LOADERS)
    assert len(stating) == len(LOADERS) == len(BY_NAME)


def test_every_folder_of_the_golden_tree_is_a_case() -> None:
    folders = {path for path in GOLDEN.glob("*/*") if path.is_dir()}
    assert {case.folder for case in CASES} == folders
    assert {path.name for path in GOLDEN.iterdir()} <= set(BY_NAME)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_books_balance(case: Case) -> None:
    source = case.source()
    try:
        statements = list(BY_NAME[case.loader].read(source))
    except BrokenSource:
        return
    add(Series(), source, statements)


@pytest.mark.parametrize("loader", sorted({case.loader for case in CASES}))
@settings(max_examples=60)
@given(data=st.data())
def test_no_row_is_lost_whatever_becomes_of_a_file(loader: str, data: st.DataObject) -> None:
    case = data.draw(st.sampled_from([case for case in CASES if case.loader == loader]))
    source = case.source()
    source.content = data.draw(garbled(source.content))
    try:
        statements = list(BY_NAME[loader].read(source))
    except BrokenSource:
        return
    add(Series(), source, statements)


SPLICES = st.sampled_from(
    [
        b"",
        b",",
        b";",
        b'"',
        b"\n",
        b"\r",
        b"-",
        b".",
        b"%",
        b"0",
        b"9" * 20,
        b"\xff",
        b"\x00",
        b"null",
        b"\xf0\x9f\x97\xb3",
    ]
)


def garbled(content: bytes) -> st.SearchStrategy[bytes]:
    """Return files in which up to four stretches are replaced by something else, or that are cut short."""
    splice = st.tuples(st.integers(0, len(content)), st.integers(0, 12), SPLICES | st.binary(max_size=6))
    return st.lists(splice, max_size=4).map(lambda splices: _spliced(content, splices)) | st.integers(
        0, len(content)
    ).map(lambda end: content[:end])


def _spliced(content: bytes, splices: list[tuple[int, int, bytes]]) -> bytes:
    for start, length, put in splices:
        content = content[:start] + put + content[start + length :]
    return content
