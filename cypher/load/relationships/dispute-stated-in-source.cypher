// (:Dispute)-[:STATED_IN]->(:Source) the file that states it; the row in the file is `sourceRow`.
//
// Table: disputes
// Row: key, source
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Dispute {release: $release, key: row.key})
MATCH (b:Source {release: $release, key: row.source})
MERGE (a)-[:STATED_IN]->(b)
