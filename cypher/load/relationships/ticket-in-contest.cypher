// (:Ticket)-[:IN_CONTEST]->(:Contest) the contest that a pair stands in.
//
// Table: tickets
// Row: key, contest
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Ticket {release: $release, key: row.key})
MATCH (b:Contest {release: $release, key: row.contest})
MERGE (a)-[:IN_CONTEST]->(b)
