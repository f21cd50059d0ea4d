// (:District)-[:OVERLAPS]->(:District) the share of a district that lies in one of another edition.
//
// Table: district_overlaps
// Row: district, with, properties
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:District {release: $release, key: row.district})
MATCH (b:District {release: $release, key: row.with})
MERGE (a)-[r:OVERLAPS]->(b)
SET r += row.properties
