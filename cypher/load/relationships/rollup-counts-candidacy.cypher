// (:Rollup)-[:COUNTS]->(:Candidacy) the candidacy that is counted.
//
// Table: rollups
// Row: key, candidacy
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Rollup {release: $release, key: row.key})
MATCH (b:Candidacy {release: $release, key: row.candidacy})
MERGE (a)-[:COUNTS]->(b)
