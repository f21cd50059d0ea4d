"""GraphQL over server-sent events, a connection for each operation, as the library graphql-sse has it: `Accept: text/event-stream`."""

from collections.abc import AsyncIterator

from starlette.responses import StreamingResponse

from hub.schema.response import refusal
from hub.web.graphql_documents import NotKnown, errors_of
from hub.web.graphql_live import answers
from hub.web.graphql_request import Asked, BadRequest
from hub.web.negotiation import Representation
from hub.web.site import Sites

_NEXT = b"event: next\ndata: %s\n\n"

EVENTS = Representation("events", "text/event-stream")


def event_stream(sites: Sites, asked: Asked) -> StreamingResponse:
    """Return the answers to a request as events `next`, and `complete` after the last."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_events(sites, asked), headers=headers, media_type=EVENTS.media_type)


async def _events(sites: Sites, asked: Asked) -> AsyncIterator[bytes]:
    try:
        async for response in answers(sites, asked, sites.follow_s):
            yield _NEXT % response.body
    except (BadRequest, NotKnown) as error:
        yield _NEXT % refusal(errors_of(error)).body
    yield b"event: complete\ndata:\n\n"
