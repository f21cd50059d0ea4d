// Within a release a (:District) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT districtKey IF NOT EXISTS
FOR (n:District) REQUIRE (n.release, n.key) IS UNIQUE
