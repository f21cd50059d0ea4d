// (:NotionalResult)-[:FOR_LIST]->(:Nomination) the party in the edition of the votes.
//
// Table: notional_results
// Row: district, nomination
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:NotionalResult {release: $release, district: row.district, nomination: row.nomination})
MATCH (b:Nomination {release: $release, key: row.nomination})
MERGE (a)-[:FOR_LIST]->(b)
