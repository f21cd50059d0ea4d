// (:PersonMove)-[:MOVE_OF]->(:Person) who stands.
//
// Table: person_moves
// Row: from, to, person
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:PersonMove {release: $release, from: row.from, to: row.to})
MATCH (b:Person {release: $release, key: row.person})
MERGE (a)-[:MOVE_OF]->(b)
