// (:Person)-[:STANDS_AS]->(:Candidacy) who stands.
//
// Table: candidacies
// Row: key, person
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Person {release: $release, key: row.person})
MATCH (b:Candidacy {release: $release, key: row.key})
MERGE (a)-[:STANDS_AS]->(b)
