// (:Progress) how far a count is in an area, by one series.
//
// Table: progress
// Row: key, properties
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: any; safe to run again and in parallel
// Used by: hub graph load
UNWIND $rows AS row
MERGE (n:Progress {release: $release, key: row.key})
SET n += row.properties
