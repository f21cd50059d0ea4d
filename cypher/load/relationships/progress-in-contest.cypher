// (:Progress)-[:IN_CONTEST]->(:Contest) the contest that is counted.
//
// Table: progress
// Row: key, contest
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Progress {release: $release, key: row.key})
MATCH (b:Contest {release: $release, key: row.contest})
MERGE (a)-[:IN_CONTEST]->(b)
