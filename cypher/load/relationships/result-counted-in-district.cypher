// (:Result)-[:COUNTED_IN]->(:District) the district that is counted.
//
// Table: results
// Row: key, district
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Result {release: $release, key: row.key})
MATCH (b:District {release: $release, key: row.district})
MERGE (a)-[:COUNTED_IN]->(b)
