// (:District)-[:ELECTS]->(:Office) the office that is elected in a district.
//
// Table: districts
// Row: key, office
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:District {release: $release, key: row.key})
MATCH (b:Office {release: $release, office: row.office})
MERGE (a)-[:ELECTS]->(b)
