// Within a release a (:DistrictFamily) has both keys of its own; rows are found by them.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT districtFamilyKey IF NOT EXISTS
FOR (n:DistrictFamily) REQUIRE (n.release, n.lineId, n.familyName) IS UNIQUE
