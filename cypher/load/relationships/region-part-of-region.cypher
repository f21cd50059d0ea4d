// (:Region)-[:PART_OF]->(:Region) the region that a region lies in.
//
// Table: regions
// Row: key, parent
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Region {release: $release, key: row.key})
MATCH (b:Region {release: $release, key: row.parent})
MERGE (a)-[:PART_OF]->(b)
