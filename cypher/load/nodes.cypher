// Rows of a table as nodes: a template, filled for each table whose rows are nodes (hub/graph/neo4j/elements.py).
//
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: any; safe to run again and in parallel
// Used by: hub graph load
UNWIND $rows AS row
MERGE (n:<label> {release: $release, <key>})
SET n += row.properties
