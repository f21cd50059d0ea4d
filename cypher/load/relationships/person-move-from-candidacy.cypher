// (:PersonMove)-[:MOVES_FROM]->(:Candidacy) the earlier candidacy.
//
// Table: person_moves
// Row: from, to
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:PersonMove {release: $release, from: row.from, to: row.to})
MATCH (b:Candidacy {release: $release, key: row.from})
MERGE (a)-[:MOVES_FROM]->(b)
