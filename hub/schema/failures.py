"""Errors as GraphQL says them: with a stable code, and the unexpected ones masked behind a reference and logged."""

import logging
import uuid
from typing import Any

from graphql import GraphQLError

from hub.errors import HubError, UsageError

PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
BAD_VARIABLES = "BAD_USER_INPUT"
BAD_OPERATION = "OPERATION_RESOLUTION_FAILURE"
INTERNAL = "INTERNAL_ERROR"

_log = logging.getLogger(__name__)


def refused(error: GraphQLError, code: str, hint: str = "") -> dict[str, Any]:
    """Return an error of the query itself in its response form, with a hint at the end of its message."""
    return {
        **error.formatted,
        "message": error.message + hint,
        "extensions": {**(error.extensions or {}), "code": code},
    }


def failed(error: BaseException) -> dict[str, Any]:
    """Return message and code of an error that came up while answering; `classification` where it is the asker's to mend.

    What the hub can explain is told; anything else is logged under a reference, and only the reference is told.
    """
    if isinstance(error, UsageError):
        told = {"code": error.code, "classification": BAD_VARIABLES, **getattr(error, "details", {})}
        return {"message": str(error), "extensions": told}
    if isinstance(error, HubError):
        return {"message": str(error), "extensions": {"code": error.code}}
    reference = uuid.uuid4().hex[:12]
    _log.error("unexpected error %s", reference, exc_info=error)
    return {
        "message": f"An unexpected error came up. Tell us its reference, {reference}, so that we can find it.",
        "extensions": {"code": INTERNAL, "reference": reference},
    }
