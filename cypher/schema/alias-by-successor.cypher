// Identifiers that were merged into one.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load; hub serve --store neo4j
CREATE INDEX aliasBySuccessor IF NOT EXISTS
FOR (n:Alias) ON (n.release, n.successor)
