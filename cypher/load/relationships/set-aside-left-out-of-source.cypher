// (:SetAside)-[:LEFT_OUT_OF]->(:Source) the file that the row stands in.
//
// Table: set_aside
// Row: source, sourceRow
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:SetAside {release: $release, source: row.source, sourceRow: row.sourceRow})
MATCH (b:Source {release: $release, key: row.source})
MERGE (a)-[:LEFT_OUT_OF]->(b)
