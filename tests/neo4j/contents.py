"""What a graph holds, in a form that can be compared: every node and every relationship with all their properties."""

from collections import Counter
from typing import Any

from hub.graph.neo4j.server import Neo4j

_NODES = """
MATCH (n) WHERE $release IS NULL OR n.release = $release AND NOT n:LoadedBatch
RETURN labels(n) AS labels, properties(n) AS properties
"""

_RELATIONSHIPS = """
MATCH (a)-[r]->(b) WHERE $release IS NULL OR a.release = $release
RETURN labels(a) AS start_labels, properties(a) AS start, type(r) AS type, properties(r) AS properties,
       labels(b) AS end_labels, properties(b) AS end
"""


def contents(server: Neo4j, snapshot: str | None = None) -> Counter[str]:
    """Return every node and relationship as a text, with how often it occurs: of a snapshot, or of the whole graph and what loads note there."""
    values = {"release": snapshot}
    found = Counter(f"{row['labels']} {_told(row['properties'])}" for row in server.read(_NODES, values))
    found.update(
        f"{row['start_labels']} {_told(row['start'])} {row['type']} {_told(row['properties'])} {row['end_labels']} {_told(row['end'])}"
        for row in server.read(_RELATIONSHIPS, values)
    )
    return found


def _told(properties: dict[str, Any]) -> str:
    return repr(sorted(properties.items()))
