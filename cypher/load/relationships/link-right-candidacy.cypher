// (:Link)-[:RIGHT]->(:Candidacy) the candidacy of the later edition.
//
// Table: links
// Row: key, right
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Link {release: $release, key: row.key})
MATCH (b:Candidacy {release: $release, key: row.right})
MERGE (a)-[:RIGHT]->(b)
