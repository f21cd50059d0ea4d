"""The seam between the GraphQL schema and a store."""

from typing import Protocol

from hub.graph.plan import Plan, Variables


class Store(Protocol):
    """Holds one release and answers plans."""

    @property
    def release_id(self) -> str:
        """The release that every answer is taken from."""

    def answer(self, plan: Plan, variables: Variables) -> bytes:
        """Return the answer to a plan as JSON text.

        Raises UsageError where a variable does not hold what it must (a cursor, for one), and StoreUnavailable where the store
        does not answer in time or at all.
        """
