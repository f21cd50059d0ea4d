"""The web: portal, identifiers, documents of things, dumps, ontology, SPARQL, and GraphQL."""
