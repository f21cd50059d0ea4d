"""RDF and GraphQL are made from one release, and say the same of it: counts by type over the N-Quads dump and over GraphQL."""

import orjson
import pyoxigraph as ox
import pytest

from hub.graph.sqlite.build import build_store
from hub.graph.sqlite.store import SqliteStore, open_store
from hub.rdf.dump import dump
from hub.release import Release
from hub.schema.execute import execute

ELECTION = "http://parliament.uk/ontologies/election/"
TYPES = {
    "persons": "<http://xmlns.com/foaf/0.1/Person>",
    "candidacies": f"<{ELECTION}Candidacy>",
    "districts": f"<{ELECTION}ConstituencyArea>",
}
"""GraphQL root field -> the type that only its nodes have."""


@pytest.fixture(scope="module")
def quads(sample_release: Release, tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """The N-Quads dump in a SPARQL store."""
    path = tmp_path_factory.mktemp("dump") / "all.nq"
    dump(sample_release, "nq", path)
    store = ox.Store()
    store.bulk_load(path=path, format=ox.RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="module")
def graph(sample_release: Release, tmp_path_factory: pytest.TempPathFactory) -> SqliteStore:
    path = tmp_path_factory.mktemp("graph") / "sample.sqlite"
    build_store(sample_release, path)
    return open_store(path, sample_release)


def counted(store: ox.Store, pattern: str) -> int:
    query = f"SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ {pattern} }}"
    answer = store.query(query, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    return int(next(answer)["n"].value)


@pytest.mark.parametrize("field", ["persons", "candidacies", "parties", "districts", "results"])
def test_sparql_and_graphql_count_the_same(
    field: str, quads: ox.Store, graph: SqliteStore, sample_release: Release
) -> None:
    kind = {"persons": "person", "candidacies": "candidacy", "parties": "party", "districts": "district"}.get(
        field, "result"
    )
    by_address = (
        f'?s a ?type FILTER(STRSTARTS(STR(?s), "{sample_release.base_iri}id/{kind}/") && !CONTAINS(STR(?s), "#"))'
    )
    answer = orjson.loads(execute(graph, f"{{ {field} {{ totalCount }} }}"))
    count = answer["data"][field]["totalCount"]
    assert count > 0
    assert counted(quads, by_address) == count
    if field in TYPES:
        assert counted(quads, f"?s a {TYPES[field]}") == count
