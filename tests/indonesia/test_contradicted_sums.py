"""Sums over figures that findings contradict, as they are in what was published."""

import orjson

from hub.schema.execute import Executor
from hub.schema.request import Request


def contradicted(executor: Executor, query: str) -> dict[str, tuple[int, dict[str, int]]]:
    response = orjson.loads(executor.execute(Request(query)).body)
    assert "errors" not in response, response
    return {each["type"]: (each["count"], each["rules"]) for each in response["extensions"]["contradicted"]}


def test_the_money_of_2014_says_that_one_cell_is_a_third_of_it(executor: Executor) -> None:
    found = contradicted(
        executor,
        "{ financeLines { aggregate { sum { amountIdr } } } financeReports { aggregate { sum { totalIdr } } } }",
    )
    assert found == {
        "FinanceLine": (1, {"amount-far-outside": 1}),
        "FinanceReport": (5, {"amount-far-outside": 1, "totals-differ": 4}),
    }


def test_national_totals_of_parties_say_that_their_districts_sum_up_to_less(executor: Executor) -> None:
    query = '{ results(where: {series: {eq: "apipemilu-threshold-2014"}}) { aggregate { sum { votesCount } } } }'
    assert contradicted(executor, query) == {"Result": (12, {"totals-differ": 12})}


def test_voters_of_two_elections_in_one_file_are_no_sum(executor: Executor) -> None:
    query = '{ turnout(where: {series: {eq: "apipemilu-forms-2014"}, level: {eq: REGENCY}}) { aggregate { sum { registeredCount } } } }'
    (error,) = orjson.loads(executor.execute(Request(query)).body)["errors"]
    assert error["extensions"]["mixed"] == {"office": ["DPR", "PRESIDENT"]}
