"""Which tests keep to one worker: those of a folder that share what takes long to make, a build or a server.

pytest-xdist groups tests by a mark that it writes behind their names; pytest 9.2 does not read the names that it writes, so that no test is
grouped any more, without a word. Here the folder decides.
"""

import os
from typing import Any

from xdist.scheduler import LoadScopeScheduling

GROUPS = {
    "tests/docs/": "docs",
    "tests/indonesia/": "indonesia",
    "tests/neo4j/contract/": "neo4j-contract",
    "tests/neo4j/": "neo4j",
}
"""Beginning of a test's name -> its group; the first that fits."""


def group_of(name: str) -> str:
    """Return the group of a test, which is its own name where it shares nothing; one for Neo4j where the server is given."""
    group = next((group for begin, group in GROUPS.items() if name.startswith(begin)), name)
    return "neo4j" if group == "neo4j-contract" and "HUB_NEO4J_URI" in os.environ else group


class GroupScheduling(LoadScopeScheduling):
    """Gives each group to one worker, the large ones first, and all other tests to whoever is free."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


def scheduler(config: Any, log: Any) -> GroupScheduling:
    """Return what `pytest_xdist_make_scheduler` is to return."""
    return GroupScheduling(config, log)
