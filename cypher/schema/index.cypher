// Nodes by what they are commonly asked for, or by words of their names. A template, filled for each index.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load; hub serve --store neo4j
CREATE <kind> INDEX <name> IF NOT EXISTS
FOR (n:<label>) ON <properties>
<options>
