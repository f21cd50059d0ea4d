"""The store in a Neo4j server: one statement for a plan, and one for a batch of identical quick plans."""

from collections.abc import Sequence
from typing import Any

import orjson

from hub.errors import StoreUnavailable
from hub.graph.neo4j.cypher import statement
from hub.graph.neo4j.roots import write_plan
from hub.graph.neo4j.server import Neo4j
from hub.graph.neo4j.statement import BATCH, Spell, Statement
from hub.graph.plan import Plan, Variables
from hub.release import Release


class Neo4jStore:
    """Answers plans from one release in a Neo4j server. Safe to use from several threads, which share the pool of its connections.

    `statements_count` counts the statements sent for plans.
    """

    def __init__(self, server: Neo4j, snapshot: str, release_id: str, base_iri: str, spell: Spell) -> None:
        self._server = server
        self._snapshot = snapshot
        self._spell = spell
        self._base_iri = base_iri
        self._kept_as = f"neo4j {base_iri}"
        self.release_id = release_id
        self.statements_count = 0

    def answer(self, plan: Plan, variables: Variables) -> bytes:
        """Return the JSON answer to a plan.

        Raises UsageError for a variable that does not hold what it must, StatementTimeout, and StoreUnavailable: also where the server
        holds another release by now.
        """
        written = self._written(plan)
        if written.is_batch:
            return self.answer_all(plan, [variables])[0]
        values = written.bound(variables, self._spell)
        sent = self._sent(written, {f"p{place}": value for place, value in enumerate(values)})
        return orjson.dumps(written.read(sent))

    def answer_all(self, plan: Plan, given: Sequence[Variables]) -> list[bytes]:
        """Return the JSON answers to a quick plan for each of some variables, from one statement. Raises what `answer` raises for any."""
        written = self._written(plan)
        asked = [[*written.bound(variables, self._spell), place] for place, variables in enumerate(given)]
        answers = [b""] * len(asked)
        for value, place in self._sent(written, {BATCH: asked}):
            answers[place] = orjson.dumps(written.read(value))
        return answers

    def check(self) -> None:
        """Return where the server answers and holds the release. Raises StoreUnavailable where it does not."""
        _snapshot_of(self._server, self.release_id)

    def _sent(self, written: Statement, values: dict[str, Any]) -> Any:
        """Return what the server sends for the answer, out of the release."""
        row = self._row(written, values)
        if not row["isCurrent"]:
            self._snapshot = _snapshot_of(self._server, self.release_id)  # loaded again, to another level
            row = self._row(written, values)
        if not row["isCurrent"]:
            raise _other_release(self._server.uri, self.release_id, "another one")
        return row["answer"]

    def _row(self, written: Statement, values: dict[str, Any]) -> dict[str, Any]:
        self.statements_count += 1
        (row,) = self._server.read(written.text, {**values, "release": self._snapshot})
        return row

    def _written(self, plan: Plan) -> Statement:
        kept: Statement | None = plan.__dict__.get(self._kept_as)
        if kept is None:
            kept = plan.__dict__[self._kept_as] = write_plan(plan, self._base_iri)
        return kept


def open_store(server: Neo4j, release: Release, spell: Spell) -> Neo4jStore:
    """Open the release that a server holds; what is searched for is spelled as `spell` says, so that every store finds the same.

    Raises StoreUnavailable where the server does not answer, or holds another release or none.
    """
    return Neo4jStore(server, _snapshot_of(server, release.id), release.id, release.base_iri, spell)


def _snapshot_of(server: Neo4j, release_id: str) -> str:
    """Return the name of the snapshot that readers see, which must be of the release."""
    rows = server.read(statement("release/current"), {})
    found = str(rows[0]["release"]) if rows else "none"
    if found.partition("@")[0] != release_id:
        raise _other_release(server.uri, release_id, found)
    return found


def _other_release(uri: str, expected: str, found: str) -> StoreUnavailable:
    return StoreUnavailable(f"expected Neo4j at {uri} to hold release {expected}, found {found}; run `hub graph load`")
