// (:Rollup) votes of an area added up from its parts, by one series.
//
// Table: rollups
// Row: key, properties
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: any; safe to run again and in parallel
// Used by: hub graph load
UNWIND $rows AS row
MERGE (n:Rollup {release: $release, key: row.key})
SET n += row.properties
