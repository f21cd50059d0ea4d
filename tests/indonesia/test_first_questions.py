"""First questions of voters and journalists: each answer is the one that plain loops over the published files find."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from hub.schema.execute import Executor
from hub.schema.request import Request
from tests.indonesia import truth

QUESTIONS: list[dict[str, Any]] = truth.read(truth.CASES)


def test_there_are_as_many_questions_as_promised() -> None:
    names = [case["name"] for case in QUESTIONS]
    assert len(names) == len(set(names)) >= 30
    assert set(names) == set(truth.TRUTHS)


@pytest.mark.parametrize("case", QUESTIONS, ids=[case["name"] for case in QUESTIONS])
def test_a_first_question_is_answered_as_the_published_files_do(
    case: dict[str, Any], executor: Executor, published_data: Path
) -> None:
    assert truth.TRUTHS[case["name"]](published_data) == case["answer"], "expected the answers that the script writes"
    response = orjson.loads(executor.execute(Request(case["query"])).body)
    assert told(response, case["answer"]) == case["answer"]


def told(response: dict[str, Any], answer: dict[str, Any]) -> Any:
    """Return what a case compares: the data; of a refusal its code and what is mixed; of keys that nothing has the nearest; of counts what is not known."""
    if "code" in answer:
        extensions = response["errors"][0]["extensions"]
        mixed = extensions["mixed"]
        return {"code": extensions["code"], "mixed": mixed if isinstance(answer["mixed"], dict) else list(mixed)}
    assert "errors" not in response, response["errors"]
    if "not_known" in answer:
        told = response["extensions"]["notKnown"]
        return {"data": response["data"], "not_known": [[each["field"], each["count"]] for each in told]}
    if "unknown" not in answer:
        return response["data"]
    keys = response["extensions"]["unknownKeys"]
    unknown = [
        {
            "type": each["type"],
            "key": each["key"],
            "first": each["nearest"][0]["name" if each["type"] == "Party" else "key"],
        }
        for each in keys
    ]
    return {"data": response["data"], "unknown": unknown}
