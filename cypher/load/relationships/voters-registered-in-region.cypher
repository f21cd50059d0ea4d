// (:Voters)-[:REGISTERED_IN]->(:Region) the region whose voters are counted.
//
// Table: voters
// Row: key, region
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Voters {release: $release, key: row.key})
MATCH (b:Region {release: $release, key: row.region})
MERGE (a)-[:REGISTERED_IN]->(b)
