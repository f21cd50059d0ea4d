"""GraphQL over a WebSocket, by the protocol `graphql-transport-ws` of the library graphql-ws: subscriptions, and single queries."""

from collections.abc import Mapping
from typing import Any

import anyio
import orjson
from anyio.abc import TaskGroup
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from hub.web.graphql_documents import NotKnown, errors_of
from hub.web.graphql_live import answers
from hub.web.graphql_request import LARGEST_BODY_BYTES, BadRequest, asked_of
from hub.web.site import Sites

PROTOCOL = "graphql-transport-ws"

MOST_OPERATIONS = 20
"""Operations that one connection may have open."""

MOST_SOCKETS = 1_000
"""Connections that one process holds."""

_INIT_TIMEOUT_S = 10

_open: set[int] = set()


class _Closed(Exception):
    """The connection ends, with the code and reason of the protocol."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


async def socket(connection: WebSocket) -> None:
    """Serve one connection until it is closed."""
    sites: Sites = connection.app.state.sites
    offered = PROTOCOL in connection.scope["subprotocols"]
    await connection.accept(PROTOCOL if offered else None)
    if not offered:
        await connection.close(4406, "Subprotocol not acceptable")
        return
    if len(_open) >= MOST_SOCKETS:
        await connection.close(1013, "Try again later")
        return
    _open.add(id(connection))
    try:
        async with anyio.create_task_group() as tasks:
            await _Conversation(connection, sites, tasks).hold()
            tasks.cancel_scope.cancel()
    finally:
        _open.discard(id(connection))


class _Conversation:
    """One connection: what was agreed, and the operations that are open."""

    def __init__(self, connection: WebSocket, sites: Sites, tasks: TaskGroup) -> None:
        self._connection = connection
        self._sites = sites
        self._tasks = tasks
        self._is_acknowledged = False
        self._operations: dict[str, anyio.CancelScope] = {}

    async def hold(self) -> None:
        """Answer messages until either side closes."""
        try:
            await self._begin()
            while True:
                await self._take(await self._receive())
        except _Closed as closed:
            if self._connection.client_state is WebSocketState.CONNECTED:
                await self._connection.close(closed.code, closed.reason)
        except WebSocketDisconnect:
            pass

    async def _begin(self) -> None:
        with anyio.move_on_after(_INIT_TIMEOUT_S):
            await self._take(await self._receive())
            return
        raise _Closed(4408, "Connection initialisation timeout")

    async def _receive(self) -> Mapping[str, Any]:
        text = await self._connection.receive_text()
        if len(text) > LARGEST_BODY_BYTES:
            raise _Closed(4400, f"expected a message of at most {LARGEST_BODY_BYTES} characters")
        try:
            message = orjson.loads(text)
        except orjson.JSONDecodeError:
            message = None
        if not isinstance(message, dict) or not isinstance(message.get("type"), str):
            raise _Closed(4400, "expected a message as JSON object with a type")
        return message

    async def _take(self, message: Mapping[str, Any]) -> None:
        kind, name = message["type"], message.get("id")
        if kind == "connection_init":
            if self._is_acknowledged:
                raise _Closed(4429, "Too many initialisation requests")
            self._is_acknowledged = True
            await self._send(b'{"type":"connection_ack"}')
        elif kind == "ping":
            await self._send(b'{"type":"pong"}')
        elif kind == "subscribe" and isinstance(name, str):
            self._subscribe(name, message.get("payload"))
        elif kind == "complete" and isinstance(name, str):
            if name in self._operations:
                self._operations.pop(name).cancel()
        elif kind != "pong":
            raise _Closed(4400, f"expected a message of {PROTOCOL}, found the type {kind[:40]!r}")

    def _subscribe(self, name: str, payload: Any) -> None:
        if not self._is_acknowledged:
            raise _Closed(4401, "Unauthorized")
        if name in self._operations:
            raise _Closed(4409, f"Subscriber for {name[:40]} already exists")
        if len(self._operations) >= MOST_OPERATIONS:
            raise _Closed(4400, f"expected at most {MOST_OPERATIONS} open operations")
        self._operations[name] = anyio.CancelScope()
        self._tasks.start_soon(self._answer, name, payload)

    async def _answer(self, name: str, payload: Any) -> None:
        """Send the answers to one operation, and that it is complete, unless the client completed it."""
        told = orjson.dumps(name)
        with self._operations[name]:
            errors = await self._send_answers(told, payload)
            self._operations.pop(name, None)
            if errors is None:
                await self._send(b'{"id":%s,"type":"complete"}' % told)
            else:
                await self._send(b'{"id":%s,"type":"error","payload":%s}' % (told, errors))

    async def _send_answers(self, told: bytes, payload: Any) -> bytes | None:
        """Send what is executed; return the errors of what is refused."""
        try:
            async for response in answers(self._sites, asked_of(payload), self._sites.follow_s):
                if not response.is_executed:
                    return orjson.dumps(orjson.loads(response.body)["errors"])
                await self._send(b'{"id":%s,"type":"next","payload":%s}' % (told, response.body))
        except (BadRequest, NotKnown) as error:
            return orjson.dumps(errors_of(error))
        return None

    async def _send(self, message: bytes) -> None:
        if self._connection.application_state is WebSocketState.CONNECTED:
            await self._connection.send_text(message.decode())
