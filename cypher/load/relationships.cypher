// Relationships of one type from rows of a table: a template, filled for each reference and for each table whose rows are relationships.
//
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:<start> {release: $release, <start key>})
MATCH (b:<end> {release: $release, <end key>})
MERGE (a)-[r:<type><told apart by>]->(b)
<properties>
