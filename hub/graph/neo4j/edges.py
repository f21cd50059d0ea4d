"""Edges of the model as Cypher patterns."""

from dataclasses import dataclass

from hub.graph.model import MODEL
from hub.graph.neo4j.layout import property_name
from hub.graph.neo4j.patterns import label, row_relationship, walk
from hub.graph.neo4j.statement import Draft, Row, literal
from hub.graph.node_type import Edge, Hop, NodeType, Path


@dataclass(frozen=True)
class EdgePattern:
    """A pattern from a row to `target`, and whether it may match one target several times."""

    pattern: str
    target: Row
    repeats: bool


def write_edge(draft: Draft, source: Row, edge: Edge) -> list[EdgePattern]:
    """Return a pattern for each path of an edge along which the graph leads anywhere; all lead to one variable."""
    target = draft.row(MODEL[edge.target])
    patterns = (_Path(draft, source, path, target).write() for path in edge.paths)
    return [
        EdgePattern(pattern, target, repeats=edge.many and len(path) > 1)
        for pattern, path in zip(patterns, edge.paths, strict=True)
        if pattern
    ]


def write_rows(draft: Draft, source: Row, edge: Edge) -> tuple[str, Row] | None:
    """Return clauses that bring every row at the end of an edge once, and the row; None where the graph leads nowhere."""
    ways = write_edge(draft, source, edge)
    if not ways:
        return None
    target = ways[0].target
    if len(ways) > 1:
        parts = " UNION ".join(f"MATCH {way.pattern} RETURN {target.name}" for way in ways)
        return f"CALL ({source.name}) {{ {parts} }} WITH {target.name}", target
    (way,) = ways
    return f"MATCH {way.pattern} WITH {'DISTINCT ' if way.repeats else ''}{target.name}", target


class _Path:
    """Walks the hops of a path; what is walked along relationships is one pattern, what is compared begins another."""

    def __init__(self, draft: Draft, source: Row, path: Path, target: Row) -> None:
        self._draft = draft
        self._path = path
        self._target = target
        self._at = source
        self._patterns: list[str] = []
        self._chain = f"({source.name})"
        self._pending: tuple[str, str, NodeType] | None = None
        """A relationship that is a row, walked to its end but not beyond: variable, label of the end, and the row's type."""

    def write(self) -> str | None:
        """Return the pattern, or None where the graph holds no relationship for a hop."""
        for place, hop in enumerate(self._path):
            if not self._step(hop, is_last=place == len(self._path) - 1):
                return None
        if self._pending is not None:
            self._chain += f"(:{self._pending[1]})"
        return ", ".join([*self._patterns, self._chain])

    def _step(self, hop: Hop, *, is_last: bool) -> bool:
        to = self._target if is_last else self._draft.row(MODEL[hop.to])
        if self._pending is not None:
            self._chain += f"({to.name}:{label(to.node)})"
            self._pending = None
        elif label(to.node) is None:
            return self._onto_relationship(hop, to)
        elif label(self._at.node) is None:
            self._off_relationship(hop, to)
        else:
            self._to_node(hop, to)
        self._at = to
        return True

    def _onto_relationship(self, hop: Hop, to: Row) -> bool:
        found = row_relationship(to.node, hop.given)
        if found is None:
            return False
        forward = found.start.columns == (hop.to_column,)
        if not forward and found.end.columns != (hop.to_column,):
            held = f"{{{property_name(to.node.table, hop.to_column)}: {self._at.column(hop.column)}}}"
            self._patterns.append(self._chain)
            self._chain = (
                f"(:{found.start.label} {{release: $release}})-[{to.name}:{found.kind} {held}]->(:{found.end.label})"
            )
            self._at = to
            return True
        self._chain += found.step(forward=forward, name=to.name)
        self._pending = (to.name, (found.end if forward else found.start).label, to.node)
        self._at = to
        return True

    def _off_relationship(self, hop: Hop, to: Row) -> None:
        """Go from a row that is a relationship to one of the nodes that it connects, or to one that a property of it names."""
        found = row_relationship(self._at.node)
        node = f"({to.name}:{label(to.node)})"
        if found is not None and hop.column in (*found.start.columns, *found.end.columns):
            self._chain = f"{node}{found.step(forward=found.start.columns == (hop.column,), name=self._at.name)}()"
            return
        self._chain = self._sought(hop, to)

    def _to_node(self, hop: Hop, to: Row) -> None:
        found = walk(self._at.node, hop)
        if found is not None:
            times = "*1.." if hop.repeated else ""
            self._chain += f"{found.relationship.step(forward=found.forward, times=times)}({to.name}:{label(to.node)})"
            return
        self._patterns.append(self._chain)
        self._chain = self._sought(hop, to)

    def _sought(self, hop: Hop, to: Row) -> str:
        """Return the pattern of a node whose property equals a column of the current row."""
        wanted = {property_name(to.node.table, hop.to_column): self._at.column(hop.column)}
        wanted |= {property_name(to.node.table, column): literal(value) for column, value in hop.given}
        held = ", ".join(f"{name}: {value}" for name, value in {"release": "$release", **wanted}.items())
        return f"({to.name}:{label(to.node)} {{{held}}})"
