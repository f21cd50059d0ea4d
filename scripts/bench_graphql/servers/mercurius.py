"""Mercurius with JIT over rows in the memory of its one Node process."""

from scripts.bench_graphql.server import Server

MERCURIUS = Server(
    "mercurius",
    lambda ground, port: ground.node("mercurius.mjs", port, str(ground.lines)),
    lambda ground: ground.node_version("mercurius", "graphql-jit", "fastify"),
    environment=lambda _: {"NODE_ENV": "production"},
)
