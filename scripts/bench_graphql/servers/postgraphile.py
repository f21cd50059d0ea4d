"""PostGraphile over PostgreSQL, one Node process; aliases give its answers the hub's names."""

from scripts.bench_graphql.ground import Ground
from scripts.bench_graphql.questions import CANDIDACY, PAGE, PERSON, RESULTS
from scripts.bench_graphql.server import Server

_DOCUMENTS = {
    CANDIDACY.name: (
        "query($id: String!) { candidacy(candidacyId: $id) { key: candidacyId nameOnBallot votesCount elected rank } }"
    ),
    PERSON.name: (
        "query($id: String!) { person(personId: $id) { key: personId name candidacies(first: 20) { nodes {"
        " key: candidacyId nameOnBallot votesCount elected party { name abbreviation } district { name seatsCount }"
        " } } } }"
    ),
    PAGE.name: (
        "query($id: String!) { candidacies(condition: {districtId: $id}, orderBy: [VOTES_COUNT_DESC, PRIMARY_KEY_ASC],"
        " first: 100) { nodes { key: candidacyId nameOnBallot ballotNumber votesCount elected party { abbreviation } } } }"
    ),
    RESULTS.name: (
        "query($id: String!) { results(condition: {partyId: $id}, first: 1000) {"
        " nodes { key: resultId kind votesCount status series } } }"
    ),
}


def _command(ground: Ground, port: int) -> list[str]:
    address, _ = ground.postgres
    return ground.node("postgraphile.mjs", port, address)


def _versions(ground: Ground) -> str:
    return f"{ground.node_version('postgraphile')}, PostgreSQL {ground.postgres[1]}"


POSTGRAPHILE = Server(
    "PostGraphile",
    _command,
    _versions,
    environment=lambda _: {"NODE_ENV": "production", "GRAPHILE_ENV": "production"},
    documents=_DOCUMENTS,
)
