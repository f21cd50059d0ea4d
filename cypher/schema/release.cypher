// Within a release a (:Release) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT releaseKey IF NOT EXISTS
FOR (n:Release) REQUIRE (n.release, n.key) IS UNIQUE
