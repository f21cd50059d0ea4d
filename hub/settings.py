"""The `HUB_*` settings, read from the environment by `hub.cli` and `hub.web` only."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from hub.errors import UsageError


@dataclass(frozen=True)
class Settings:
    """Every setting: `statement_timeout_s` is read from `HUB_STATEMENT_TIMEOUT_S`."""

    out: Path = field(default=Path(".hub"), metadata={"help": "Folder that `hub build` wrote."})
    page_size: int = field(default=20, metadata={"help": "Rows of a page where a query does not say `first`."})
    max_page_size: int = field(default=1000, metadata={"help": "Most rows that a query may ask for in one page."})
    statement_timeout_s: float = field(default=5.0, metadata={"help": "Seconds until a statement is stopped."})
    response_cache_mb: int = field(
        default=64, metadata={"help": "Megabytes of GraphQL answers to keep in memory; 0 keeps none."}
    )
    trusted_documents: str = field(
        default="",
        metadata={
            "help": "Folder of `.graphql` files, or JSON manifest: the only GraphQL queries that are answered. Empty: every query is."
        },
    )
    follow_s: float = field(
        default=1.0,
        metadata={
            "help": "Seconds between two looks at whether another release is current, for GraphQL subscriptions."
        },
    )
    store: str = field(
        default="sqlite", metadata={"help": "What answers GraphQL: `sqlite`, the file beside the release, or `neo4j`."}
    )
    neo4j_uri: str = field(
        default="",
        metadata={"help": "Neo4j server to answer from: `bolt://host:7687`, `neo4j://host`, `neo4j+s://host`."},
    )
    neo4j_user: str = field(default="neo4j", metadata={"help": "User at a Neo4j server."})
    neo4j_password: str = field(
        default="", metadata={"help": "Password at a Neo4j server; empty where it asks for none."}
    )
    neo4j_database: str = field(default="", metadata={"help": "Database of a Neo4j server; empty for its default one."})


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings of an environment. Raises UsageError for a value that is not of the setting's type."""
    values: dict[str, object] = {}
    for item in fields(Settings):
        name = f"HUB_{item.name.upper()}"
        if name in environment:
            kind: type = Path if isinstance(item.default, Path) else type(item.default)
            try:
                values[item.name] = kind(environment[name])
            except ValueError:
                raise UsageError(f"expected {name} to be a {kind.__name__}, found {environment[name]!r}") from None
    return Settings(**values)  # type: ignore[arg-type]  # each value was converted to its field's type above
