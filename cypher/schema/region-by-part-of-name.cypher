// Region nodes by a part of the folded `name`.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load; hub serve --store neo4j
CREATE TEXT INDEX regionByPartOfName IF NOT EXISTS
FOR (n:Region) ON (n.nameFolded)
