// (:Rollup)-[:COUNTS]->(:Ticket) the pair that is counted.
//
// Table: rollups
// Row: key, ticket
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Rollup {release: $release, key: row.key})
MATCH (b:Ticket {release: $release, key: row.ticket})
MERGE (a)-[:COUNTS]->(b)
