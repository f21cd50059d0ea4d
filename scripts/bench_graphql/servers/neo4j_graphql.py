"""@neo4j/graphql on Apollo Server, one Node process, over the Neo4j that the hub answers from.

Version 7 of the library has lists where the hub has one object: of what is found by key, and at the end of a relationship. A list of a
district or a party is asked for from its node, since the library would compare every candidacy or result of the graph otherwise.
"""

from typing import Any

from scripts.bench_graphql.ground import Ground
from scripts.bench_graphql.questions import CANDIDACY, PAGE, PERSON, RESULTS
from scripts.bench_graphql.server import Server

_DOCUMENTS = {
    CANDIDACY.name: (
        "query($id: String!) { candidacy: candidacies(where: {key: {eq: $id}}) {"
        " key nameOnBallot votesCount elected rank } }"
    ),
    PERSON.name: (
        "query($id: String!) { person: people(where: {key: {eq: $id}}) { key name"
        " candidacies(sort: [{key: ASC}], limit: 20) { key nameOnBallot votesCount elected"
        " party { name abbreviation } district { name seatsCount } } } }"
    ),
    PAGE.name: (
        "query($id: String!) { districts(where: {key: {eq: $id}}) {"
        " candidacies(sort: [{votesCount: DESC}, {key: ASC}], limit: 100) {"
        " key nameOnBallot ballotNumber votesCount elected party { abbreviation } } } }"
    ),
    RESULTS.name: (
        "query($id: String!) { parties(where: {key: {eq: $id}}) { results(sort: [{key: ASC}], limit: 1000) {"
        " key kind votesCount status series } } }"
    ),
}


def _alike(data: Any) -> Any:
    """Return data in the shape of the hub's: one object for a list of at most one, and lists as the nodes of a connection."""
    ((name, found),) = data.items()
    if name in {"districts", "parties"}:
        return {held: {"nodes": [_row(row) for row in rows]} for held, rows in found[0].items()}
    return {name: _row(found[0]) if found else None}


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _field(name, held) for name, held in row.items()}


def _field(name: str, held: Any) -> Any:
    if not isinstance(held, list):
        return held
    rows = [_row(row) for row in held]
    return {"nodes": rows} if name == "candidacies" else next(iter(rows), None)


def _command(ground: Ground, port: int) -> list[str]:
    return ground.node("neo4j_graphql.mjs", port, ground.neo4j.uri)


def _versions(ground: Ground) -> str:
    return f"{ground.node_version('@neo4j/graphql', '@apollo/server', 'neo4j-driver')}, {ground.neo4j.version}"


NEO4J_GRAPHQL = Server(
    "@neo4j/graphql",
    _command,
    _versions,
    environment=lambda _: {"NODE_ENV": "production"},
    documents=_DOCUMENTS,
    alike=_alike,
    beside=lambda ground: (ground.neo4j.pid,),
)
