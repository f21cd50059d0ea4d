// (:Finding)-[:FOUND_IN]->(:Source) the file that a finding is about.
//
// Table: findings
// Row: key, source
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Finding {release: $release, key: row.key})
MATCH (b:Source {release: $release, key: row.source})
MERGE (a)-[:FOUND_IN]->(b)
