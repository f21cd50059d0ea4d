"""Pemilu Hub: election open data as one graph, in GraphQL and in linked data."""

__version__ = "0.1.0"
