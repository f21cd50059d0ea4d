"""The hub as a subgraph, by Apollo's own composition and gateway."""

import subprocess
from pathlib import Path

import orjson

from hub.release import current
from hub.tables.parties import Parties
from hub.tables.persons import Persons

QUERY = """{
  noted { key note name candidacies(first: 1) { nodes { ballotNumber party { name note } } pageInfo { hasNextPage } } }
  parties(first: 1) { nodes { abbreviation note } }
}"""


def test_others_join_persons_and_parties_to_their_graph(node_folder: Path, address: str, out: Path) -> None:
    release = current(out)
    persons = release.table(Persons).sort("person_id")["person_id"].head(2).to_list()
    parties = {row["name"]: row["party_id"] for row in release.table(Parties).to_dicts()}
    noted = orjson.dumps({"noted": persons}).decode()
    asked = ["node", "gateway.mjs", f"{address}/graphql", QUERY, noted]
    done = subprocess.run(asked, cwd=node_folder, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    answer = orjson.loads(done.stdout)
    assert "errors" not in answer
    found = answer["data"]["noted"]
    assert [person["note"] for person in found] == [f"note on {key}" for key in persons]
    for person in found:
        assert person["name"]
        (candidacy,) = person["candidacies"]["nodes"]
        party = candidacy["party"]
        assert party["note"] == "note on " + f"party:{parties[party['name']]}".encode().hex().upper()
    assert answer["data"]["parties"]["nodes"][0]["note"].startswith("note on ")
