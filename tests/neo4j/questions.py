"""The questions of docs/neo4j.md with their answers: `python -m tests.neo4j.questions` writes what a Neo4j answers now that holds the bundled sample."""

import os
import re
import sys
from pathlib import Path
from typing import Any

from hub.graph.neo4j.cypher import statement
from hub.graph.neo4j.load import counts, current_snapshot
from hub.graph.neo4j.server import Neo4j

PAGE = Path(__file__).parents[2] / "docs" / "neo4j.md"
QUESTION = re.compile(
    r"^`cypher/(?P<name>read/[\w-]+)\.cypher` with (?P<given>[^;]+); [\d,]+ rows?\.\n\n(?P<table>(?:\|.*\n)+)",
    re.MULTILINE,
)
_GIVEN = re.compile(r"`\$(\w+)`: (?:`([^`]*)`|(\d+))")
_SIZE = re.compile(r"(?<=The bundled sample is )[\d,]+ nodes and [\d,]+(?= relationships\.)")
ROWS_SHOWN = 3
UNTOLD = {"score"}
"""Columns that are not shown: how a full-text index scores depends on all that it ever held."""


def answered(page: str, server: Neo4j) -> str:
    """Return the page with the answers that a server gives to its questions, and with the size of what it holds."""
    snapshot = current_snapshot(server)
    assert snapshot is not None, "expected a server that holds the bundled sample; found an empty one"
    held = counts(server, snapshot)
    relationships = sum(count for pattern, count in held.items() if "]->" in pattern)
    size = f"{sum(held.values()) - relationships:,} nodes and {relationships:,}"
    return QUESTION.sub(lambda found: _answer(found, server, snapshot), _SIZE.sub(size, page))


def _answer(question: re.Match[str], server: Neo4j, snapshot: str) -> str:
    given = {name: text if not number else int(number) for name, text, number in _GIVEN.findall(question["given"])}
    rows = server.read(statement(question["name"]), {"release": snapshot, **given})
    columns = [name for name in rows[0] if name not in UNTOLD]
    lines = [columns, ["---"] * len(columns), *([_told(row[name]) for name in columns] for row in rows[:ROWS_SHOWN])]
    table = "".join(f"| {' | '.join(cells)} |\n" if cells[0] != "---" else f"|{'|'.join(cells)}|\n" for cells in lines)
    count = f"{len(rows):,} row{'s' if len(rows) > 1 else ''}"
    return f"`cypher/{question['name']}.cypher` with {question['given']}; {count}.\n\n{table}"


def _told(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int():
            return f"{value:,}"
        case list():
            return "; ".join(value[:ROWS_SHOWN]) + (" …" if len(value) > ROWS_SHOWN else "")
        case _:
            return str(value)


if __name__ == "__main__":
    with Neo4j(os.environ["HUB_NEO4J_URI"], "neo4j", os.environ.get("HUB_NEO4J_PASSWORD", "")) as server:
        PAGE.write_text(answered(PAGE.read_text(encoding="utf-8"), server), encoding="utf-8")
    sys.stdout.write(f"{PAGE}: read the difference before you keep it\n")
