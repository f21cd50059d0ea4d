// (:District)-[:LIES_APART_FROM]->(:Edition) the share of a district that lies in no known district of another edition.
//
// Table: district_overlaps
// Row: district, other, properties
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:District {release: $release, key: row.district})
MATCH (b:Edition {release: $release, key: row.other})
MERGE (a)-[r:LIES_APART_FROM]->(b)
SET r += row.properties
