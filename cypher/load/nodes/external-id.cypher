// (:ExternalId) what a publisher calls one of our things.
//
// Table: external_ids
// Row: kind, key, scheme, value, properties
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: any; safe to run again and in parallel
// Used by: hub graph load
UNWIND $rows AS row
MERGE (n:ExternalId {release: $release, kind: row.kind, key: row.key, scheme: row.scheme, value: row.value})
SET n += row.properties
