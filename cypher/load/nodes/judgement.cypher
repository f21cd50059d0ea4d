// (:Judgement) what somebody decided of two candidacies.
//
// Table: judgements
// Row: key, properties
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: any; safe to run again and in parallel
// Used by: hub graph load
UNWIND $rows AS row
MERGE (n:Judgement {release: $release, key: row.key})
SET n += row.properties
