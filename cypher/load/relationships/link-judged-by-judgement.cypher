// (:Link)-[:JUDGED_BY]->(:Judgement) the judgement on the pair that holds.
//
// Table: links
// Row: key, judgement
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Link {release: $release, key: row.key})
MATCH (b:Judgement {release: $release, key: row.judgement})
MERGE (a)-[:JUDGED_BY]->(b)
