"""Compares the hub's SPARQL with Jena TDB2 on the same triples: the queries of `ontology/queries/`."""
