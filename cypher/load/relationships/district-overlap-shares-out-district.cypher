// (:DistrictOverlap)-[:SHARES_OUT]->(:District) the district that is shared out.
//
// Table: district_overlaps
// Row: district, other
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:DistrictOverlap {release: $release, district: row.district, other: row.other})
MATCH (b:District {release: $release, key: row.district})
MERGE (a)-[:SHARES_OUT]->(b)
