"""Plain Strawberry with DataLoaders over PostgreSQL, one uvicorn process."""

from importlib.metadata import version

from scripts.bench_graphql.ground import Ground
from scripts.bench_graphql.server import PYTHON, Server

APP = "scripts.bench_graphql.peers.strawberry_app:app"


def uvicorn(app: str, port: int) -> list[str]:
    """Return the command that serves an ASGI application with one worker on uvloop and httptools."""
    options = ["--loop", "uvloop", "--http", "httptools", "--no-access-log", "--no-proxy-headers"]
    options += ["--log-level", "warning"]
    return [str(PYTHON), "-m", "uvicorn", app, "--port", str(port), *options]


def _versions(ground: Ground) -> str:
    found = ", ".join(f"{name} {version(name)}" for name in ("strawberry-graphql", "asyncpg", "uvicorn"))
    return f"{found}, PostgreSQL {ground.postgres[1]}"


STRAWBERRY = Server(
    "Strawberry",
    lambda _, port: uvicorn(APP, port),
    _versions,
    environment=lambda ground: {"BENCH_POSTGRES": ground.postgres[0]},
)
