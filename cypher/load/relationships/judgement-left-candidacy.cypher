// (:Judgement)-[:LEFT]->(:Candidacy) the candidacy of the earlier edition.
//
// Table: judgements
// Row: key, left
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Judgement {release: $release, key: row.key})
MATCH (b:Candidacy {release: $release, key: row.left})
MERGE (a)-[:LEFT]->(b)
