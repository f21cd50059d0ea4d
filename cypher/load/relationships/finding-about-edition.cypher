// (:Finding)-[:ABOUT]->(:Edition) what a finding is about.
//
// Table: findings
// Where: subject_kind is edition, subject_key in editions
// Row: key, subjectKey
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Finding {release: $release, key: row.key})
MATCH (b:Edition {release: $release, key: row.subjectKey})
MERGE (a)-[:ABOUT]->(b)
