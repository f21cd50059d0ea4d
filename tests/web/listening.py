"""A server that listens, for what cannot be seen without one."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp

from hub.cli.http_protocol import ShortWayProtocol


@contextmanager
def listening(app: ASGIApp) -> Iterator[str]:
    """Serve an application at a free port, the hub's as `hub serve` does, and yield its address. The socket listens first, so nobody has to wait for it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        protocol = ShortWayProtocol if isinstance(app, Starlette) and hasattr(app.state, "short_way") else "auto"
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", http=protocol, proxy_headers=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
