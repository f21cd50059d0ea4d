// (:Link) a pair of candidacies that is linked, waits for review, or was judged, with the reasons.
//
// Table: links
// Row: key, properties
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: any; safe to run again and in parallel
// Used by: hub graph load
UNWIND $rows AS row
MERGE (n:Link {release: $release, key: row.key})
SET n += row.properties
