// (:Rollup)-[:COUNTED_IN]->(:Region) the region that is counted; none where a whole district is.
//
// Table: rollups
// Row: key, region
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Rollup {release: $release, key: row.key})
MATCH (b:Region {release: $release, key: row.region})
MERGE (a)-[:COUNTED_IN]->(b)
