// (:Nomination)-[:OF_PARTY]->(:Party) the party that stands.
//
// Table: nominations
// Row: key, party
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Nomination {release: $release, key: row.key})
MATCH (b:Party {release: $release, key: row.party})
MERGE (a)-[:OF_PARTY]->(b)
