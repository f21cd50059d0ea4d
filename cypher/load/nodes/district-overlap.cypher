// (:DistrictOverlap) the share of a district that lies in one of another edition, or in none that is known.
//
// Table: district_overlaps
// Row: district, other, properties
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: any; safe to run again and in parallel
// Used by: hub graph load
UNWIND $rows AS row
MERGE (n:DistrictOverlap {release: $release, district: row.district, other: row.other})
SET n += row.properties
