// (:DistrictFamily) a last word of names that several people who stand in a district share.
//
// Table: district_families
// Row: lineId, familyName, properties
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: any; safe to run again and in parallel
// Used by: hub graph load
UNWIND $rows AS row
MERGE (n:DistrictFamily {release: $release, lineId: row.lineId, familyName: row.familyName})
SET n += row.properties
