"""A server that listens, for what cannot be seen without one."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp

from hub.web.admission import Admission
from hub.web.fastpath.protocol import FastPathProtocol


@contextmanager
def listening(app: ASGIApp, protocol: str | None = None) -> Iterator[str]:
    """Serve an application at a free port, the hub's as `hub serve` does, and yield its address. The socket listens first, so nobody has to wait for it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        if isinstance(app, Starlette) and hasattr(app.state, "admission"):
            app.state.admission = Admission(600)  # who would wait too long depends on the machine
        ours = FastPathProtocol if isinstance(app, Starlette) and hasattr(app.state, "fast_path") else "auto"
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", http=protocol or ours, proxy_headers=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
