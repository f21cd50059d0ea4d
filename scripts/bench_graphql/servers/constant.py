"""An ASGI application that does nothing but answer with the same bytes, in one uvicorn process: what a server in Python can reach."""

from importlib.metadata import version
from pathlib import Path

from scripts.bench_graphql.server import Server
from scripts.bench_graphql.servers.strawberry import uvicorn

APP = "scripts.bench_graphql.peers.constant_app:app"


def constant(answer: Path) -> Server:
    """Return the server that answers with the bytes of a file, as JSON."""
    return Server(
        f"constant of {answer.stat().st_size:,} bytes",
        lambda _, port: uvicorn(APP, port),
        lambda _: f"uvicorn {version('uvicorn')}",
        environment=lambda _: {"BENCH_CONSTANT": str(answer)},
    )
