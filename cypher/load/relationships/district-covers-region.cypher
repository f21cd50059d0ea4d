// (:District)-[:COVERS]->(:Region) a region, or with `isSplit` the part of it that `part` names, that belongs to a district.
//
// Table: district_regions
// Row: district, region, part, source?, properties
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:District {release: $release, key: row.district})
MATCH (b:Region {release: $release, key: row.region})
MERGE (a)-[r:COVERS {part: row.part}]->(b)
SET r += row.properties, r.source = row.source
