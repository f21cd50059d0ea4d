// Within a release a (:RegionCode) has region and scheme and value of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT regionCodeKey IF NOT EXISTS
FOR (n:RegionCode) REQUIRE (n.release, n.region, n.scheme, n.value) IS UNIQUE
