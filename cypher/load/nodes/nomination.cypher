// (:Nomination) a party as it stands in one edition, with its ballot number.
//
// Table: nominations
// Row: key, properties
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: any; safe to run again and in parallel
// Used by: hub graph load
UNWIND $rows AS row
MERGE (n:Nomination {release: $release, key: row.key})
SET n += row.properties
