// (:District)-[:DRAWN_AS]->(:DistrictMap) the shape of a district.
//
// Table: district_maps
// Row: key
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:District {release: $release, key: row.key})
MATCH (b:DistrictMap {release: $release, key: row.key})
MERGE (a)-[:DRAWN_AS]->(b)
