// (:Finding)-[:ABOUT]->(:Candidacy) what a finding is about.
//
// Table: findings
// Where: subject_kind is candidacy, subject_key in candidacies
// Row: key, subjectKey
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Finding {release: $release, key: row.key})
MATCH (b:Candidacy {release: $release, key: row.subjectKey})
MERGE (a)-[:ABOUT]->(b)
