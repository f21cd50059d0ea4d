// (:NotionalResult) votes of a party in another edition, as estimated for a district; no result.
//
// Table: notional_results
// Row: district, nomination, properties
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: any; safe to run again and in parallel
// Used by: hub graph load
UNWIND $rows AS row
MERGE (n:NotionalResult {release: $release, district: row.district, nomination: row.nomination})
SET n += row.properties
