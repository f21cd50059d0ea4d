"""The hub as `hub serve` runs it: on SQLite with its cache of answers off, and with it; on Neo4j with it off."""

from dataclasses import replace
from importlib.metadata import version

import apsw

import hub
from scripts.bench_graphql.ground import Ground
from scripts.bench_graphql.server import PYTHON, Server


def _command(ground: Ground, port: int) -> list[str]:
    return [str(PYTHON.with_name("hub")), "serve", str(ground.out), "--port", str(port)]


def _versions(_: Ground) -> str:
    return f"hub {hub.__version__}, SQLite {apsw.sqlite_lib_version()}, uvicorn {version('uvicorn')}"


HUB = Server("hub", _command, _versions, environment=lambda _: {"HUB_RESPONSE_CACHE_MB": "0"})

HUB_ON_NEO4J = Server(
    "hub on Neo4j",
    lambda ground, port: [*_command(ground, port), "--store", "neo4j"],
    lambda ground: (
        f"hub {hub.__version__}, neo4j {version('neo4j')}, neo4j-rust-ext {version('neo4j-rust-ext')}, "
        f"uvicorn {version('uvicorn')}, {ground.neo4j.version}"
    ),
    environment=lambda ground: {"HUB_RESPONSE_CACHE_MB": "0", "HUB_NEO4J_URI": ground.neo4j.uri},
    beside=lambda ground: (ground.neo4j.pid,),
)

CACHED_HUB = replace(HUB, name="hub, warm cache", environment=lambda _: {})
