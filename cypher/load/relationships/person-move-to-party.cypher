// (:PersonMove)-[:TO_PARTY]->(:Party) the party of the later candidacy.
//
// Table: person_moves
// Row: from, to, toParty
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:PersonMove {release: $release, from: row.from, to: row.to})
MATCH (b:Party {release: $release, key: row.toParty})
MERGE (a)-[:TO_PARTY]->(b)
