"""docs/neo4j.md is true: its questions are answered as it says, and the graph that it draws is the one that is loaded."""

import re

import pytest

from hub.graph.neo4j.cypher import Statement, statements
from hub.graph.neo4j.load import load
from hub.graph.neo4j.rows import loads
from hub.graph.neo4j.server import Neo4j
from hub.release import Release
from tests.docs.blocks import blocks
from tests.neo4j.questions import PAGE, QUESTION, answered

_DRAWN = re.compile(r"^ *(\w+) -- (\w+) --> (\w+)$", re.MULTILINE)


@pytest.fixture
def sample(server: Neo4j, sample_release: Release) -> Neo4j:
    load(server, sample_release, lambda *_: None)
    return server


def test_the_answers_are_what_the_sample_gives(sample: Neo4j) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert answered(page, sample) == page, "run `python -m tests.neo4j.questions`"


def test_a_question_of_ones_own_is_answered(sample: Neo4j) -> None:
    texts = [block.body for block in blocks(PAGE, "cypher")]
    assert [bool(sample.read(Statement("docs", "", {}, text), {})) for text in texts] == [True]


def test_there_are_ten_questions_each_once() -> None:
    page = PAGE.read_text(encoding="utf-8")
    asked = [found["name"] for found in QUESTION.finditer(page)]
    assert len(set(asked)) == len(asked) == 10
    assert len(re.findall(r"^### \d+\. ", page, re.MULTILINE)) == 10
    assert set(asked) < {item.name for item in statements("read")}


def test_what_is_drawn_is_loaded() -> None:
    (drawing,) = blocks(PAGE, "mermaid")
    drawn = {f"(:{start})-[:{name}]->(:{end})" for start, name, end in _DRAWN.findall(drawing.body)}
    assert len(drawn) > 20
    assert drawn <= {file.pattern for file in loads()}
