"""The RDF dump and the graph are made from one release and hold the same: nodes by type, edges by property, down to every pair of keys."""

from urllib.parse import unquote

import polars as pl
import pyoxigraph as ox
import pytest

from hub.graph.model import MODEL
from hub.graph.neo4j.layout import property_name
from hub.graph.neo4j.load import current_snapshot
from hub.graph.neo4j.patterns import label, walk
from hub.graph.neo4j.server import Neo4j
from hub.graph.node_type import Hop, NodeType
from hub.ids import NODE_TYPES
from hub.rdf.dump import dump
from hub.rdf.mapping import Iri, compile_mapping
from hub.release import Release
from hub.tables.register import Register

Pairs = set[tuple[str, str]]


@pytest.fixture(scope="module")
def quads(release: Release, tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    path = tmp_path_factory.mktemp("dump") / "all.nq"
    dump(release, "nq", path)
    store = ox.Store()
    store.bulk_load(path=path, format=ox.RdfFormat.N_QUADS)
    return store


def _keys_in(quads: ox.Store, base: str, node_type: str) -> set[str]:
    start = f"{base}id/{node_type}/"
    found = {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}
    return {unquote(iri.removeprefix(start)) for iri in found if iri.startswith(start) and "#" not in iri}


def _pairs_in(quads: ox.Store, base: str, node_type: str, predicate: str, target: str) -> Pairs:
    left, right = f"{base}id/{node_type}/", f"{base}id/{target}/"
    return {
        (unquote(quad.subject.value.removeprefix(left)), unquote(quad.object.value.removeprefix(right)))
        for quad in quads.quads_for_pattern(None, ox.NamedNode(predicate), None)
        if quad.subject.value.startswith(left) and quad.object.value.startswith(right) and "#" not in quad.subject.value
    }


def _pairs_of(server: Neo4j, snapshot: str, node: NodeType, column: str, target: NodeType) -> Pairs:
    """Return the keys at both ends of what stands for a reference: a relationship, or a property that holds a key."""
    found = walk(node, Hop(column, target.name, target.key))
    if found is None:
        pattern = (
            f"(a:{label(node)}), (b:{label(target)} {{release: $release, key: a.{property_name(node.table, column)}}})"
        )
    else:
        also = "|ATTESTED_IN" if target.name == "source" else ""
        step = found.relationship.step(forward=found.forward).replace("]", f"{also}]")
        pattern = f"(a:{label(node)}){step}(b:{label(target)})"
    rows = server.read(
        f"MATCH {pattern} WHERE a.release = $release RETURN a.key AS left, b.key AS right", {"release": snapshot}
    )
    return {(row["left"], row["right"]) for row in rows}


def test_nodes_by_type(server: Neo4j, release: Release, quads: ox.Store) -> None:
    snapshot = current_snapshot(server)
    counts = {}
    for name in NODE_TYPES:
        text = f"MATCH (n:{label(MODEL[name])}) WHERE n.release = $release RETURN n.key AS key"
        held = {row["key"] for row in server.read(text, {"release": snapshot})}
        assert held == _keys_in(quads, release.base_iri, name) - _retired(release, name), name
        counts[name] = len(held)
    assert sum(counts.values()) > 60


def _retired(release: Release, node_type: str) -> set[str]:
    """Return identifiers that were merged: the dump says of each what took its place, the graph has an (:Alias)."""
    register = release.table(Register).filter((pl.col("kind") == node_type) & (pl.col("state") != "ACTIVE"))
    return set(register["id"])


def test_edges_by_property(server: Neo4j, release: Release, quads: ox.Store) -> None:
    snapshot, base = current_snapshot(server), release.base_iri
    assert snapshot is not None
    wanted: dict[tuple[str, str, str], Pairs] = {}
    for shape in compile_mapping(base).shapes:
        if shape.parent is not None or shape.subject.node_type not in MODEL:
            continue
        node = MODEL[shape.subject.node_type]
        for stated in shape.properties:
            if isinstance(stated.value, Iri) and stated.value.node_type in MODEL and not stated.value.fragment:
                target = MODEL[stated.value.node_type]
                edge = node.name, stated.predicate, target.name
                wanted.setdefault(edge, set()).update(_pairs_of(server, snapshot, node, stated.column, target))
    for (name, predicate, target_name), pairs in wanted.items():
        assert pairs == _pairs_in(quads, base, name, predicate, target_name), (name, predicate, target_name)
    assert sum(map(len, wanted.values())) > 100
