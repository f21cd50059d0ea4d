"""The interface of a store, which the GraphQL schema sends its plans to. SQLite and Neo4j implement it."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from hub.errors import StoreUnavailable
from hub.graph.plan import Plan, Variables


class StatementTimeout(StoreUnavailable):
    """A statement was stopped because it ran longer than allowed."""

    code = "STATEMENT_TIMEOUT"


class Store(Protocol):
    """Holds one release and answers plans."""

    @property
    def release_id(self) -> str:
        """The release that every answer is taken from."""

    def check(self) -> None:
        """Return where the store answers from the release. Raises StoreUnavailable where it does not."""

    def answer(self, plan: Plan, variables: Variables) -> bytes:
        """Return the answer to a plan as JSON text.

        Raises UsageError where a variable does not hold what it must (a cursor, for one), and StoreUnavailable where the store
        does not answer in time or at all.
        """


@runtime_checkable
class EmbeddedStore(Store, Protocol):
    """A store in this process: a short answer may be waited for where others wait, which is quicker than to hand it to a thread."""

    def answer_soon(self, plan: Plan, variables: Variables, within_s: float) -> bytes | None:
        """Return the answer as `answer` does, or None where it is not there within so many seconds."""


@runtime_checkable
class DistantStore(Store, Protocol):
    """A remote store: the round trip takes longer than a quick answer, and many requests can share it."""

    def answer_all(self, plan: Plan, given: Sequence[Variables]) -> list[bytes]:
        """Return the answers to a quick plan for each of some variables. Raises what `answer` raises for any of them."""
