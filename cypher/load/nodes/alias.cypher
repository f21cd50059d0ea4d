// (:Alias) an identifier that was merged into another one.
//
// Table: aliases
// Row: alias, successor, properties
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: any; safe to run again and in parallel
// Used by: hub graph load
UNWIND $rows AS row
MERGE (n:Alias {release: $release, alias: row.alias, successor: row.successor})
SET n += row.properties
