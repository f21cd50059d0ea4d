// Within a release a (:DistrictTurnover) has both keys of its own; rows are found by them.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT districtTurnoverKey IF NOT EXISTS
FOR (n:DistrictTurnover) REQUIRE (n.release, n.district, n.since) IS UNIQUE
