"""docs/neo4j.md is true: its questions are answered as it says, and the graph that it draws is the one that is loaded."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from hub.graph.neo4j.cypher import Statement, statements
from hub.graph.neo4j.load import load
from hub.graph.neo4j.rows import loads
from hub.graph.neo4j.server import Neo4j
from hub.release import Release
from tests.components import jars, program
from tests.docs.blocks import blocks
from tests.neo4j.questions import PAGE, QUESTION, answered

_DRAWN = re.compile(r"^ *(\w+) -- (\w+) --> (\w+)$", re.MULTILINE)


@pytest.fixture
def sample(server: Neo4j, sample_release: Release) -> Neo4j:
    load(server, sample_release, lambda *_: None)
    return server


def test_the_answers_are_what_the_sample_gives(sample: Neo4j, neo4j_uri: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert _rows_printed(neo4j_uri) == sum(int(count) for count in re.findall(r"; (\d+) rows?\.$", page, re.MULTILINE))
    assert answered(page, sample) == page, "run `python -m tests.neo4j.questions`"


def test_a_question_of_ones_own_is_answered(sample: Neo4j) -> None:
    texts = [block.body for block in blocks(PAGE, "cypher")]
    assert [bool(sample.read(Statement("docs", "", {}, text), {})) for text in texts] == [True]


def _rows_printed(neo4j_uri: str) -> int:
    """Return how many rows cypher-shell prints for the blocks of the page, as they are printed."""
    command = [program("java"), "-cp", jars(Path(__file__).with_name("cypher-shell-pom.xml")), "org.neo4j.shell.Main"]
    if password := os.environ.get("HUB_NEO4J_PASSWORD"):
        command += ["-u", os.environ.get("HUB_NEO4J_USER", "neo4j"), "-p", password]
    printed = [block.body for block in blocks(PAGE, "cyphershell")]
    assert len(printed) == 11
    done = subprocess.run(
        [*command, "-a", neo4j_uri, "--format", "plain"],
        input="\n".join(printed) + "\n",
        cwd=PAGE.parents[1],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return len(done.stdout.splitlines()) - 10  # a line of columns for each question


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
