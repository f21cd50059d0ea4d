"""The servers, one file each. A new one is a file here, its program in `peers/` where it has one, and a place in `SERVERS`."""

from scripts.bench_graphql.servers.hub_server import HUB
from scripts.bench_graphql.servers.mercurius import MERCURIUS
from scripts.bench_graphql.servers.postgraphile import POSTGRAPHILE
from scripts.bench_graphql.servers.strawberry import STRAWBERRY

SERVERS = (HUB, POSTGRAPHILE, STRAWBERRY, MERCURIUS)
"""What `compare` measures; the first is compared with the others."""
