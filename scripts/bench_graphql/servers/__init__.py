"""The servers, one file each. A new one is a file here, its program in `peers/` where it has one, and a place among `SERVERS`."""

from scripts.bench_graphql.servers.hub_server import HUB, HUB_ON_NEO4J
from scripts.bench_graphql.servers.mercurius import MERCURIUS
from scripts.bench_graphql.servers.neo4j_graphql import NEO4J_GRAPHQL
from scripts.bench_graphql.servers.postgraphile import POSTGRAPHILE
from scripts.bench_graphql.servers.strawberry import STRAWBERRY

SERVERS = {
    "sqlite": (HUB, POSTGRAPHILE, STRAWBERRY, MERCURIUS),
    "neo4j": (HUB_ON_NEO4J, NEO4J_GRAPHQL),
}
"""What `compare` measures by the store that the hub answers from; the first of them is compared with the others."""
