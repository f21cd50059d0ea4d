// (:District)-[:IN_EDITION]->(:Edition) the edition that a district belongs to.
//
// Table: districts
// Row: key, edition
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:District {release: $release, key: row.key})
MATCH (b:Edition {release: $release, key: row.edition})
MERGE (a)-[:IN_EDITION]->(b)
