// Families of name of a district line.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub serve --store neo4j
CREATE INDEX districtFamilyByLine IF NOT EXISTS
FOR (n:DistrictFamily) ON (n.release, n.lineId)
