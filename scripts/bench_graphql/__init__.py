"""Measures the hub's GraphQL against other servers over the same rows: `make bench-graphql`.

One file per server in `servers/`, each a `Server`; what the servers run stands in `peers/`.
"""
