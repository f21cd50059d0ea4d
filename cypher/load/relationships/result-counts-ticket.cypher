// (:Result)-[:COUNTS]->(:Ticket) the pair whose votes are counted.
//
// Table: results
// Row: key, ticket
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Result {release: $release, key: row.key})
MATCH (b:Ticket {release: $release, key: row.ticket})
MERGE (a)-[:COUNTS]->(b)
