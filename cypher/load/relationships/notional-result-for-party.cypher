// (:NotionalResult)-[:FOR_PARTY]->(:Party) the party.
//
// Table: notional_results
// Row: district, nomination, party
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:NotionalResult {release: $release, district: row.district, nomination: row.nomination})
MATCH (b:Party {release: $release, key: row.party})
MERGE (a)-[:FOR_PARTY]->(b)
