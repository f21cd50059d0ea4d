// Within a release a (:DistrictMap) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT districtMapKey IF NOT EXISTS
FOR (n:DistrictMap) REQUIRE (n.release, n.key) IS UNIQUE
