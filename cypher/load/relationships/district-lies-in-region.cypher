// (:District)-[:LIES_IN]->(:Region) the province that a district lies in.
//
// Table: districts
// Row: key, province
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:District {release: $release, key: row.key})
MATCH (b:Region {release: $release, key: row.province})
MERGE (a)-[:LIES_IN]->(b)
