// (:Region)-[:HAS_CODE]->(:RegionCode) the official codes of a region.
//
// Table: region_codes
// Row: region, scheme, value
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Region {release: $release, key: row.region})
MATCH (b:RegionCode {release: $release, region: row.region, scheme: row.scheme, value: row.value})
MERGE (a)-[:HAS_CODE]->(b)
