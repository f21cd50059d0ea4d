// (:Dataset)-[:ABOUT_EDITION]->(:Edition) the edition that a dataset is about.
//
// Table: datasets
// Row: key, edition
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Dataset {release: $release, key: row.key})
MATCH (b:Edition {release: $release, key: row.edition})
MERGE (a)-[:ABOUT_EDITION]->(b)
