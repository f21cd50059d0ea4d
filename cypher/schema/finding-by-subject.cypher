// Findings about one thing, of whatever kind it is.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load; hub serve --store neo4j
CREATE INDEX findingBySubject IF NOT EXISTS
FOR (n:Finding) ON (n.release, n.subjectKind, n.subjectKey)
