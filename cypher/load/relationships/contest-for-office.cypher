// (:Contest)-[:FOR_OFFICE]->(:Office) the office that is contested.
//
// Table: contests
// Row: key, office
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Contest {release: $release, key: row.key})
MATCH (b:Office {release: $release, office: row.office})
MERGE (a)-[:FOR_OFFICE]->(b)
