// (:SetAside) a source row that was not kept, with the reason.
//
// Table: set_aside
// Row: source, sourceRow, properties
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: any; safe to run again and in parallel
// Used by: hub graph load
UNWIND $rows AS row
MERGE (n:SetAside {release: $release, source: row.source, sourceRow: row.sourceRow})
SET n += row.properties
