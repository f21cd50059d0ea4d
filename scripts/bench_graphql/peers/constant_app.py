"""The least that an ASGI application can do: it reads the request and answers with the bytes of the file at `BENCH_CONSTANT`."""

import os
from pathlib import Path
from typing import Any

BODY = Path(os.environ["BENCH_CONSTANT"]).read_bytes()
HEADERS = [(b"content-type", b"application/json"), (b"content-length", str(len(BODY)).encode())]


async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Answer any HTTP request."""
    if scope["type"] == "http":
        while (await receive()).get("more_body"):
            pass
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await send({"type": "http.response.body", "body": BODY})
