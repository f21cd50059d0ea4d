// (:Candidacy)-[:FOR_PARTY]->(:Party) the party that is stood for.
//
// Table: candidacies
// Row: key, party
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Candidacy {release: $release, key: row.key})
MATCH (b:Party {release: $release, key: row.party})
MERGE (a)-[:FOR_PARTY]->(b)
