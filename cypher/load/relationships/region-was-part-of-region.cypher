// (:Region)-[:WAS_PART_OF]->(:Region) what a region was part of, from the year `validFrom` to `validTo`.
//
// Table: region_parents
// Row: region, parent, properties
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Region {release: $release, key: row.region})
MATCH (b:Region {release: $release, key: row.parent})
MERGE (a)-[r:WAS_PART_OF]->(b)
SET r += row.properties
