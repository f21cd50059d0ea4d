"""The graph in a Neo4j: loading it, and plans written as Cypher."""
