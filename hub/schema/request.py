"""A GraphQL request: query, variables and the name of the operation, whether it comes from a command or over HTTP."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Request(NamedTuple):
    """A query, the values of its variables, and which of its operations is meant."""

    query: str
    variables: Mapping[str, Any] | None = None
    operation_name: str | None = None
