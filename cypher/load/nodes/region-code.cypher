// (:RegionCode) an official code of a region, in a scheme.
//
// Table: region_codes
// Row: region, scheme, value, properties
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: any; safe to run again and in parallel
// Used by: hub graph load
UNWIND $rows AS row
MERGE (n:RegionCode {release: $release, region: row.region, scheme: row.scheme, value: row.value})
SET n += row.properties
