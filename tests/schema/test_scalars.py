"""Days and large whole numbers of a request: what is none is refused, wherever it is written."""

from typing import Any

import pytest

from tests.schema.conftest import Asked

IN_LITERAL = "GRAPHQL_VALIDATION_FAILED"


@pytest.mark.parametrize(
    "day", ['"nonsense"', '"2042-2-14"', '"20420214"', '"2042-W07-3"', '"2042-02-30"', "20420214", "{a: 1}"]
)
@pytest.mark.parametrize("operator", ["eq", "lt", "gt"])
def test_what_is_no_day_is_refused(operator: str, day: str, ask: Asked) -> None:
    assert ask.code(f"{{ editions(where: {{votingDate: {{{operator}: {day}}}}}) {{ totalCount }} }}") == IN_LITERAL


@pytest.mark.parametrize("day", ["nonsense", 20420214, [1, 2], {"a": 1}, True])
def test_a_variable_that_is_no_day_is_refused(day: Any, ask: Asked) -> None:
    query = "query($day: Date!) { editions(where: {votingDate: {eq: $day}}) { totalCount } }"
    assert ask.code(query, day=day) == "BAD_USER_INPUT"


def test_a_day_is_compared(ask: Asked) -> None:
    found = ask.data(
        '{ a: editions(where: {votingDate: {eq: "2042-02-14"}}) { totalCount } b: editions(where: {votingDate: {lt: "2042-02-14"}}) { totalCount } }'
    )
    assert (found["a"]["totalCount"], found["b"]["totalCount"]) == (1, 0)


@pytest.mark.parametrize("number", ['"abc"', "9007199254740993", "1.5", "true", "{a: 1}"])
def test_what_is_no_whole_number_is_refused(number: str, ask: Asked) -> None:
    query = (
        f"{{ candidacies {{ groups(by: [party], having: {{sum: {{votesCount: {{lt: {number}}}}}}}) {{ count }} }} }}"
    )
    assert ask.code(query) == IN_LITERAL


@pytest.mark.parametrize("number", ["abc", 2**70, {"a": 1}, True, 0.5])
def test_a_variable_that_is_no_whole_number_is_refused(number: Any, ask: Asked) -> None:
    query = "query($most: Long!) { candidacies { groups(by: [party], having: {sum: {votesCount: {lt: $most}}}) { count } } }"
    assert ask.code(query, most=number) == "BAD_USER_INPUT"
