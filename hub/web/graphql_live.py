"""Live answers: one request answered again from each new release, if the answer changed.

A count comes in as releases do: each is built from what was published by then, and taken up by swapping a pointer. So a
subscription is a query that is asked again, and its first answer is there at once.
"""

from collections.abc import AsyncIterator

import anyio
from starlette.concurrency import run_in_threadpool

from hub.schema.request import Request
from hub.schema.response import Response
from hub.web.graphql_request import Asked
from hub.web.site import Site, Sites


async def answers(sites: Sites, asked: Asked, every_s: float) -> AsyncIterator[Response]:
    """Yield the answer to a request; to a subscription also every other one that follows, without end.

    Looks for another release every so many seconds. Raises BadRequest and NotKnown, as the endpoint for single answers does.
    """
    sent = b""
    async for site in _releases(sites, every_s):
        endpoint = site.graphql
        request = Request(endpoint.documents.text(asked), asked.variables, asked.operation_name)
        response = await endpoint.respond(request)
        if response.body != sent:
            sent = response.body
            yield response
        if not (response.is_executed and endpoint.executor.is_subscription(request)):
            return


async def _releases(sites: Sites, every_s: float) -> AsyncIterator[Site]:
    """Yield the site of the release that is current, and of each that becomes so."""
    site = await run_in_threadpool(sites.now)
    while True:
        yield site
        before = site.release.id
        while site.release.id == before:
            await anyio.sleep(every_s)
            at_hand = sites.at_hand(may_open=True)
            site = await run_in_threadpool(sites.now) if at_hand is None else at_hand
