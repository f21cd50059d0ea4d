// (:Rollup)-[:FOR_LIST]->(:Nomination) the list that is counted.
//
// Table: rollups
// Row: key, nomination
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Rollup {release: $release, key: row.key})
MATCH (b:Nomination {release: $release, key: row.nomination})
MERGE (a)-[:FOR_LIST]->(b)
