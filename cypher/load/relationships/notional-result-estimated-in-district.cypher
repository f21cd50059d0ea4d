// (:NotionalResult)-[:ESTIMATED_IN]->(:District) the district that the votes of another edition are laid on.
//
// Table: notional_results
// Row: district, nomination
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:NotionalResult {release: $release, district: row.district, nomination: row.nomination})
MATCH (b:District {release: $release, key: row.district})
MERGE (a)-[:ESTIMATED_IN]->(b)
