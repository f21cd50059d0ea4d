// (:DistrictTurnover) who of those elected in a district was elected before.
//
// Table: district_turnovers
// Row: district, since, properties
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: any; safe to run again and in parallel
// Used by: hub graph load
UNWIND $rows AS row
MERGE (n:DistrictTurnover {release: $release, district: row.district, since: row.since})
SET n += row.properties
