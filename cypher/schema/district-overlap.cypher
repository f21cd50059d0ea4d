// Within a release a (:DistrictOverlap) has both keys of its own; rows are found by them.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT districtOverlapKey IF NOT EXISTS
FOR (n:DistrictOverlap) REQUIRE (n.release, n.district, n.other) IS UNIQUE
