"""What a graph holds, told so that two graphs can be compared that are too large to lay side by side.

Of each kind of node and relationship: how many there are, and a sum of hashes, one of each with all its properties; the order does not matter.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from neo4j import Driver

_SIZE = 16
_LABELS = "MATCH (n) RETURN DISTINCT labels(n) AS labels"
_TYPES = "MATCH ()-[r]->() RETURN DISTINCT type(r) AS type"
_NODES = "MATCH (n:`{}`) RETURN properties(n)"
_RELATIONSHIPS = "MATCH (a)-[r:`{}`]->(b) RETURN {}, {}, properties(r)"
_END = "labels({0}), {0}.release, coalesce({0}.key, properties({0}))"


@dataclass(frozen=True)
class Kind:
    """How many there are of a kind, and the sum of their hashes."""

    count: int
    total: int


@dataclass(frozen=True)
class Fingerprint:
    """The kinds of nodes by their labels, and of relationships by their type."""

    nodes: dict[str, Kind]
    relationships: dict[str, Kind]

    def told(self) -> str:
        """Return it in words, with a digest of the whole."""
        counts = (
            f"{sum(kind.count for kind in kinds.values()):,} {what} of {len(kinds)} {of}"
            for what, of, kinds in (("nodes", "labels", self.nodes), ("relationships", "types", self.relationships))
        )
        digest = hashlib.blake2b(
            repr((sorted(self.nodes.items()), sorted(self.relationships.items()))).encode(), digest_size=_SIZE
        )
        return f"{', '.join(counts)}, every property of each; digest {digest.hexdigest()}"


def fingerprint(driver: Driver) -> Fingerprint:
    """Read the whole graph, one kind after the other, row by row. Every node of the hub's has one label."""
    with driver.session() as session:
        labels = sorted(row["labels"] for row in session.run(_LABELS))
        types = sorted(row["type"] for row in session.run(_TYPES))
    ends = _END.format("a"), _END.format("b")
    return Fingerprint(
        {label: _kind(driver, _NODES.format(label)) for (label,) in labels},
        {each: _kind(driver, _RELATIONSHIPS.format(each, *ends)) for each in types},
    )


def differences(one: Fingerprint, other: Fingerprint) -> list[str]:
    """Return a line for each kind that differs."""
    found = []
    for held, again in ((one.nodes, other.nodes), (one.relationships, other.relationships)):
        for name in sorted(held.keys() | again.keys()):
            before, after = held.get(name, Kind(0, 0)), again.get(name, Kind(0, 0))
            if before.count != after.count:
                found.append(f"{name}: {before.count:,} before, {after.count:,} after")
            elif before != after:
                found.append(f"{name}: {before.count:,} before and after, with other properties")
    return found


def _kind(driver: Driver, query: str) -> Kind:
    count = total = 0
    with driver.session(fetch_size=5000) as session:
        for row in session.run(query):
            count += 1
            text = repr([_plain(value) for value in row.values()]).encode()
            total += int.from_bytes(hashlib.blake2b(text, digest_size=_SIZE).digest(), "big")
    return Kind(count, total % (1 << 8 * _SIZE))


def _plain(value: Any) -> Any:
    """Return properties in the order of their names, in which the server does not hold them."""
    return sorted(value.items()) if isinstance(value, dict) else value
