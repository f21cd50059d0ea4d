"""The response to a GraphQL request: its JSON body, and whether it was executed, has errors, or found no store."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import orjson

from hub.errors import StoreUnavailable
from hub.schema.remarks import Remarks


class Response(NamedTuple):
    """The response as JSON. `is_executed` is false where the request was refused before execution: no `data` then.

    `is_unavailable` is true where the store did not answer, so that the same request may succeed a little later.
    """

    body: bytes
    is_executed: bool = True
    has_errors: bool = False
    is_unavailable: bool = False


def refusal(errors: Sequence[dict[str, Any]]) -> Response:
    """Return the response to a request that is not executed."""
    return Response(b'{"errors":%s}' % orjson.dumps(errors), is_executed=False, has_errors=True)


def ending(cost: int | None, remarks: Remarks | None = None) -> bytes:
    """Return the end of a response after `data` and `errors`: `extensions` with the cost, if costs are reported, and remarks."""
    held: dict[str, Any] = {} if cost is None else {"cost": cost}
    held |= {} if remarks is None else remarks.extensions()
    return b',"extensions":%b}' % orjson.dumps(held) if held else b"}"


def respond(data: bytes, errors: Sequence[dict[str, Any]], end: bytes) -> Response:
    """Return the response of an operation that was executed."""
    if not errors:
        return Response(b'{"data":%b%b' % (data, end))
    is_gone = any(error.get("extensions", {}).get("code") == StoreUnavailable.code for error in errors)
    told = b'{"data":%b,"errors":%b%b' % (data, orjson.dumps(errors), end)
    return Response(told, has_errors=True, is_unavailable=is_gone)
